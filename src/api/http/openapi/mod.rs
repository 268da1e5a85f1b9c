//! The OpenAPI document.

mod components;
pub mod document;
pub mod example;
pub mod field_path;
pub mod schema;
mod shape;
mod tags;
