//! Isolated browser contexts: who may have one, and the next one opened in advance.

pub(super) mod browsers;
pub(super) mod context;
pub(super) mod downloads;
mod permit;
pub(super) mod warm;
