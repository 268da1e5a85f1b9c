//! The OpenAPI document.

pub mod document;
pub mod example;
pub mod schema;
