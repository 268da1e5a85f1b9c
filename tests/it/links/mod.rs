//! Links: who may open them, until when, and what opening them leaves behind.

mod expired;
mod revoked;
mod scanners;
mod timeouts;
mod tokens;
