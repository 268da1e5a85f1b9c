//! Delivering events to webhook endpoints.

pub mod deliveries;
pub mod lane;
