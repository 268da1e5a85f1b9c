//! The machinery of the API that knows no noun: calls and their description, bodies, lists, problems, limits.

pub mod auth;
pub mod body;
pub mod call;
pub mod error;
pub mod holder;
pub mod limit;
pub mod list;
pub mod object;
pub mod openapi;
pub mod post;
pub mod problem;
pub mod request;
pub mod scope;
pub mod settle;
pub mod signature;
