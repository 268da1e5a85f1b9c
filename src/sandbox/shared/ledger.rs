//! Every form the site ever received, so that a test can prove that an answer reached it at most once.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Mutex, PoisonError};

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use crate::sandbox::speech::theme::Theme;

/// How many forms are kept; older ones make room.
const KEPT: usize = 100_000;

/// One form as it arrived, whatever became of it.
#[derive(Clone, Debug, Serialize)]
pub struct Entry {
    /// When it arrived.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
    /// The session that sent it.
    pub session: String,
    /// The user name in the form, or else the one the session has.
    pub identifier: String,
    /// The theme it was sent to.
    pub theme: Theme,
    /// The last segment of the path it was sent to.
    pub step: String,
    /// What was typed or chosen, by field name.
    pub values: BTreeMap<String, String>,
}

/// The forms received since the process began, oldest first.
#[derive(Debug, Default)]
pub struct Ledger(Mutex<VecDeque<Entry>>);

impl Ledger {
    /// Adds a form.
    pub fn record(&self, entry: Entry) {
        // A poisoned lock guards whole entries all the same.
        let mut entries = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if entries.len() == KEPT {
            entries.pop_front();
        }
        entries.push_back(entry);
    }

    /// The forms that were asked for.
    pub fn entries(&self, filter: &Filter) -> Vec<Entry> {
        let entries = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let filter = entries.iter().filter(|entry| filter.includes(entry));
        filter.cloned().collect()
    }
}

/// The query of `GET /ledger`.
#[derive(Debug, Default, Deserialize)]
pub struct Filter {
    identifier: Option<String>,
}

impl Filter {
    fn includes(&self, entry: &Entry) -> bool {
        self.identifier.as_ref().is_none_or(|identifier| *identifier == entry.identifier)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(n: usize) -> Entry {
        Entry {
            at: OffsetDateTime::UNIX_EPOCH,
            session: n.to_string(),
            identifier: format!("user_{}", n % 2),
            theme: Theme::Classic,
            step: "login".to_owned(),
            values: BTreeMap::new(),
        }
    }

    #[test]
    fn the_oldest_form_makes_room_for_the_newest() {
        let ledger = Ledger::default();
        for n in 0..=KEPT {
            ledger.record(entry(n));
        }
        let entries = ledger.entries(&Filter::default());
        assert_eq!(entries.len(), KEPT);
        assert_eq!(entries[0].session, "1");
    }

    #[test]
    fn the_forms_of_one_user_can_be_picked() {
        let ledger = Ledger::default();
        for n in 0..5 {
            ledger.record(entry(n));
        }
        let identifier = Some("user_1".to_owned());
        assert_eq!(ledger.entries(&Filter { identifier }).len(), 2);
    }
}
