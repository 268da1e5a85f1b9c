//! What backends may call, and what they are told when they call it wrongly.

mod artifacts;
mod auth;
mod bodies;
mod changes;
mod definitions;
mod document;
mod environments;
mod events;
mod headers;
mod hostile;
mod idempotency;
mod keys;
mod limits;
mod links;
mod lists;
mod manners;
mod slip;
mod tenants;
mod walk;
