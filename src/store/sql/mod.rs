//! The database itself, which knows no noun: connections, transactions, statements, reading rows.

pub mod db;
pub mod query;
pub mod readers;
pub mod slice;
pub mod stored;
