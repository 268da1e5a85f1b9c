//! The machinery of the API that knows no noun: calls and their description, bodies, lists, problems, limits.

pub mod call;
pub mod document;
pub mod error;
pub mod example;
pub mod key;
pub mod limit;
pub mod list;
pub mod post;
pub mod problem;
pub mod request;
pub mod strict;
