//! A slice of a list, newest first.

use crate::domain::id::{Id, Noun};

/// Which part of a list is wanted.
pub struct Slice<N> {
    /// Only what is older than this.
    pub before: Option<Id<N>>,
    /// At most so many.
    pub limit: u8,
}

impl<N: Noun> Slice<N> {
    /// A text that sorts after every wanted id and not after any other.
    pub fn bound(&self) -> String {
        self.before.map_or_else(|| format!("{}_z", N::PREFIX), |id| id.to_string())
    }

    pub fn limit(&self) -> i64 {
        i64::from(self.limit)
    }
}
