//! Sign-ins: what a flow's tasks do at its source.

pub mod browser_sessions;
pub mod login;
pub mod source;
