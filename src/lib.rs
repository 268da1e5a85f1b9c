//! Vestibule.
pub mod domain;
