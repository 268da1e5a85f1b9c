//! What answers requests: pages of the sign-in and of the account, and what lies beside them.

pub mod account;
pub mod files;
pub mod index;
pub mod mailed_link;
pub mod shell;
pub mod steps;
pub mod submission;
pub mod visit;
