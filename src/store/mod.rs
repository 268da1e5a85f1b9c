//! SQL and nothing else: one file per noun, over one facade for SQLite and PostgreSQL.

pub mod accounts;
pub mod artifacts;
pub mod db;
pub mod events;
pub mod flows;
pub mod idempotency;
pub mod job_runs;
pub mod jobs;
pub mod keys;
pub mod links;
pub mod query;
mod readers;
pub mod slice;
pub mod sources;
pub mod stored;
pub mod tasks;
pub mod tenants;
pub mod uses;
pub mod visits;
pub mod workflow_runs;
pub mod workflows;

pub use db::{Db, Tx};
pub use stored::StoreError;
