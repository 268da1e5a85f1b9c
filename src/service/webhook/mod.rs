//! Events, webhook endpoints and deliveries.

pub mod deliveries;
pub mod events;
pub mod webhooks;
