//! Links, their transitions and flows.

pub mod announce;
pub mod flows;
pub mod link_pages;
pub mod links;
