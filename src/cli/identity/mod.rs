//! Commands about user pools and their applications.

pub mod client;
pub mod pool;
