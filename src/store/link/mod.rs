//! Links, their transitions and flows.

pub mod flows;
pub mod link_pages;
pub mod links;
pub mod transitions;
pub mod visits;
