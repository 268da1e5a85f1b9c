//! The OpenAPI document.

pub mod document;
pub mod example;
pub mod field_path;
pub mod schema;
