//! Lists: newest first, a page at a time.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::problem::Problem;
use crate::{
    domain::id::{Id, Noun},
    store::sql::slice::Slice,
};

const MOST: u8 = 100;
const USUAL: u8 = 20;

/// The parameters of a list that has no filters of its own.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Plain {
    /// At most so many; 20 without it.
    #[schemars(range(min = 1, max = 100))]
    limit: Option<u32>,
    /// The `next_cursor` of the page before.
    cursor: Option<String>,
}

impl Plain {
    /// The part of the list that is wanted.
    pub fn slice<N: Noun>(&self) -> Result<Slice<N>, Problem> {
        slice(self.limit, self.cursor.as_deref())
    }
}

/// The part of a list that `limit` and `cursor` ask for.
pub fn slice<N: Noun>(limit: Option<u32>, cursor: Option<&str>) -> Result<Slice<N>, Problem> {
    let limit = match limit {
        None => USUAL,
        Some(limit) => u8::try_from(limit)
            .ok()
            .filter(|limit| (1..=MOST).contains(limit))
            .ok_or_else(|| Problem::invalid("limit", "a limit is between 1 and 100"))?,
    };
    let before = cursor.map(str::parse::<Id<N>>).transpose();
    let before = before.map_err(|_| Problem::invalid("cursor", "use the `next_cursor` of the page before"))?;
    Ok(Slice { before, limit })
}

/// One page of a list.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ListOf{T}")]
pub struct Listed<T> {
    data: Vec<T>,
    /// Where the next page begins; null at the end.
    next_cursor: Option<String>,
}

impl<T> Listed<T> {
    /// A page of what the store gave for `limit`; a page that is not full is the last.
    pub fn new<R, N: Noun>(rows: Vec<R>, limit: u8, id: impl Fn(&R) -> Id<N>, told: impl Fn(R) -> T) -> Self {
        let is_full = rows.len() >= usize::from(limit);
        let next_cursor = rows.last().filter(|_| is_full).map(|row| id(row).to_string());
        Self { data: rows.into_iter().map(told).collect(), next_cursor }
    }
}
