//! Events, webhook endpoints and deliveries.

pub mod attempts;
pub mod deliveries;
pub mod events;
pub mod webhooks;
