//! Events, webhook endpoints and deliveries.

pub mod deliveries;
pub mod webhooks;
