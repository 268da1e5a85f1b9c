//! Tenants, their API keys and idempotent calls.

pub mod api_keys;
pub mod idempotency;
pub mod tenants;
