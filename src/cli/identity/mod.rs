//! Commands about user pools, their applications and their customers.

pub mod app_user_token;
pub mod client;
pub mod pool;
