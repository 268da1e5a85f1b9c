//! What the faces share: the life of a request, forms, the browser's session and language, error pages, embedded files.

pub mod assets;
pub mod error;
pub mod forms;
pub mod http;
pub mod pool_layout;
pub mod session;
