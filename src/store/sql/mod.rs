//! The database itself, which knows no noun: connections, transactions, statements, reading rows.

pub mod counters;
pub mod database;
pub mod query;
pub mod reach;
pub mod row;
pub mod slice;
mod sqlite;
mod statement;
pub mod stored;
pub mod transaction;

pub use sqlite::group::settled;
