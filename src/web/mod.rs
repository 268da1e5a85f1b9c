//! What the faces share: headers, request ids, the browser's session, and the embedded files.

pub mod address;
pub mod assets;
pub mod door;
pub mod error;
pub mod flood;
pub mod frame;
pub mod guard;
pub mod headers;
pub mod limits;
pub mod origin;
pub mod reader;
pub mod request_id;
pub mod session;
