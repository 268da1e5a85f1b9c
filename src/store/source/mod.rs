//! Sources and the accounts tried at them.

pub mod accounts;
pub mod sources;
