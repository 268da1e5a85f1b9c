//! The keys that the database was used with, the servers that have them, and what is sealed with them.

pub mod keys;
pub mod nodes;
pub mod sealed;
