//! The ring of keys and sealing with it.

pub mod keyring;
pub mod seal;
