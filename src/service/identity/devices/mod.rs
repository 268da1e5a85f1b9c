//! Devices and their users: what they prove, whose they are, and what they do with their own tokens.

pub mod binding;
pub mod calls;
pub mod me;
pub mod proofs;
