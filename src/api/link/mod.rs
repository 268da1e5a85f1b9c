//! Links.

pub mod links;
pub mod new_link;
