//! SQL and nothing else: one file per noun, over one facade for SQLite and PostgreSQL.

pub mod counts;
pub mod customers;
pub mod due;
pub mod identity;
pub mod job;
pub mod keyring;
pub mod letters;
pub mod link;
pub mod pictures;
pub mod source;
pub mod sql;
pub mod table;
pub mod tasks;
pub mod tenant;
pub mod unit;
pub mod uses;
pub mod webhook;

pub use sql::query::At;
pub use sql::reach::address;
pub use sql::settled;
pub use sql::stored::StoreError;
pub use unit::{Db, Tx};
