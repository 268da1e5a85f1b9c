//! A device of a user: a key that never leaves it, and the proofs that the key is there.

pub mod dpop;
