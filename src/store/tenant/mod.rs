//! Tenants, their API keys and idempotent calls.

pub mod idempotency;
pub mod keys;
pub mod tenants;
