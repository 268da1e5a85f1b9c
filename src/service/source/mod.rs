//! Accounts at sources.

pub mod accounts;
