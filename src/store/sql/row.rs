//! What both drivers can read a row into.

use sqlx::{FromRow, postgres::PgRow, sqlite::SqliteRow};

/// A row struct that both drivers can fill: what `#[derive(sqlx::FromRow)]` gives.
pub trait Row: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin {}

impl<T: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin> Row for T {}
