//! Devices: what they prove.

pub mod proofs;
