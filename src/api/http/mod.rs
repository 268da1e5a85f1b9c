//! The machinery of the API that knows no noun: calls and their description, bodies, lists, problems, limits.

pub mod auth;
pub mod body;
pub mod call;
pub mod error;
pub mod field_path;
pub mod limit;
pub mod list;
pub mod mistakes;
pub mod object;
pub mod openapi;
pub mod post;
pub mod problem;
pub mod request;
pub mod scope;
pub mod signature;
pub mod unique_keys;
