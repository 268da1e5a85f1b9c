//! Links and their flows.

pub mod answers;
pub mod asks;
pub mod flows;
pub mod links;
pub mod sealed;
pub mod turns;
