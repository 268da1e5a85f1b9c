//! Links: who may open them, until when, and what opening them leaves behind.

mod counts;
mod expired;
mod renewal;
mod revoked;
mod scanners;
mod timeouts;
mod tokens;
