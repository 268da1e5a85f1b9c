//! The database itself, which knows no noun: connections, transactions, statements, reading rows.

pub mod database;
pub mod query;
pub mod reach;
pub mod readers;
pub mod row;
pub mod slice;
pub mod stored;
mod wal;
