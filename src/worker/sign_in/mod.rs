//! Sign-ins: claiming a flow's task and driving the source.

pub mod claim;
pub mod desk;
pub mod login;
pub mod source;
