//! What holds for every request: its id and log line, the headers of its response, where it came from, how many there
//! may be.

pub mod address;
pub mod cors;
pub mod credential;
pub mod early_reject;
pub mod headers;
pub mod rate_limiter;
pub mod request;
pub mod request_id;
pub mod upload;
