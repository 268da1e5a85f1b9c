//! Links, their transitions and flows.

pub mod announce;
pub mod flows;
pub mod links;
pub mod visits;
