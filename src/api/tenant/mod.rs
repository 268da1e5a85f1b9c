//! API keys.

pub mod keys;
