//! SQL and nothing else: one file per noun, over one facade for SQLite and PostgreSQL.

pub mod accounts;
pub mod announce;
pub mod artifacts;
pub mod attempts;
pub mod census;
pub mod db;
pub mod deliveries;
pub mod events;
pub mod flows;
pub mod idempotency;
pub mod job_runs;
pub mod jobs;
pub mod keys;
pub mod links;
pub mod outbox;
pub mod query;
mod readers;
pub mod slice;
pub mod sources;
pub mod stored;
pub mod tasks;
pub mod tenants;
pub mod uses;
pub mod visits;
pub mod webhooks;
pub mod workflow_runs;
pub mod workflows;

pub use db::{Db, Tx};
pub use query::At;
pub use stored::StoreError;
