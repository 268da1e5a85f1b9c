//! Sources.

pub mod sources;
