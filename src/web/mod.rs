//! What the faces share: headers, request ids, the browser's session, and the embedded files.

pub mod address;
pub mod assets;
pub mod door;
pub mod frame;
pub mod headers;
pub mod limits;
pub mod origin;
pub mod request_id;
pub mod session;
