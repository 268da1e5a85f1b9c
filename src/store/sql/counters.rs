//! How much work the database is given.

use std::sync::atomic::{AtomicU64, Ordering};

/// How much work the database was given since it was opened.
#[derive(Default)]
pub struct Counters {
    statements: AtomicU64,
    commits: AtomicU64,
    hand_overs: AtomicU64,
}

impl Counters {
    /// The number of statements, those that begin and end transactions left out.
    pub fn statements(&self) -> u64 {
        self.statements.load(Ordering::Relaxed)
    }

    /// The number of commits; units of work that share one count once.
    pub fn commits(&self) -> u64 {
        self.commits.load(Ordering::Relaxed)
    }

    /// How often something was handed to SQLite's thread, or sent to PostgreSQL.
    pub fn hand_overs(&self) -> u64 {
        self.hand_overs.load(Ordering::Relaxed)
    }

    pub(super) fn asked(&self) {
        self.statements.fetch_add(1, Ordering::Relaxed);
    }

    pub(super) fn committed(&self) {
        self.commits.fetch_add(1, Ordering::Relaxed);
    }

    pub(super) fn handed_over(&self) {
        self.hand_overs.fetch_add(1, Ordering::Relaxed);
    }
}
