//! What holds for every form: it comes from a page of ours, and not too often.

pub mod guard;
pub mod limits;
pub mod origin;
