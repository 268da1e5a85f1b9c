//! The keys that every step may have, whatever it does.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Kind, Step};
use crate::domain::source::recipe::{Mark, lint::Mistake};

/// The longest id of a step, in bytes.
const LONGEST_ID: usize = 40;
/// The longest time that a step may take, in seconds.
pub const LONGEST_TIME: u16 = 3600;
/// The longest sentence of an author, and value of a field, in characters.
pub const LONGEST_TEXT: usize = 500;
/// The most selectors and texts of a condition, each.
const MOST_ENTRIES: usize = 60;

/// What follows from a step that failed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum OnFailure {
    /// The run fails.
    #[default]
    Stop,
    /// Of a step that is done for each item: the item ends, and the next begins. The run keeps why.
    SkipItem,
    /// The run goes on, and keeps why the step failed.
    Continue,
}

impl OnFailure {
    /// Whether the run ends with the step.
    pub const fn is_stop(&self) -> bool {
        matches!(self, Self::Stop)
    }
}

impl Step {
    pub(super) fn lint_common(&self, key: &str, mistakes: &mut Vec<Mistake>) {
        if self.id.as_deref().is_some_and(|id| !is_id(id)) {
            let message = format!("an id is 1 to {LONGEST_ID} of `a-z`, `0-9`, `_` and `-`, and begins with a letter");
            mistakes.push(Mistake::new(format!("{key}.id"), message));
        }
        if self.timeout.is_some_and(|seconds| !(1..=LONGEST_TIME).contains(&seconds)) {
            let message = format!("a step takes 1 to {LONGEST_TIME} seconds");
            mistakes.push(Mistake::new(format!("{key}.timeout"), message));
        }
        if self.on_failure == OnFailure::SkipItem && !matches!(self.kind, Kind::ForEach(_)) {
            mistakes.push(Mistake::new(format!("{key}.on_failure"), "only what is done for each item can skip one"));
        }
        if self.once && self.on_failure == OnFailure::Continue {
            let message = "a step that may be done once only ends the run when it fails";
            mistakes.push(Mistake::new(format!("{key}.on_failure"), message));
        }
        mistakes.extend(self.label.iter().flat_map(|label| label.lint(&format!("{key}.label"))));
        if let Some(mark) = &self.when {
            condition(mark, &format!("{key}.when"), mistakes);
        }
    }
}

/// Every mistake in what must and must not be on a page.
pub fn condition(mark: &Mark, key: &str, mistakes: &mut Vec<Mistake>) {
    if *mark == Mark::default() {
        mistakes.push(Mistake::new(key, "needs `all`, `none`, `says` or `path`"));
    }
    if mark.path.as_ref().is_some_and(|path| !path.starts_with('/')) {
        mistakes.push(Mistake::new(format!("{key}.path"), "a path starts with `/`"));
    }
    for (name, list) in [("all", &mark.all), ("none", &mark.none)] {
        if list.len() > MOST_ENTRIES {
            mistakes.push(Mistake::new(format!("{key}.{name}"), format!("at most {MOST_ENTRIES} selectors")));
        }
        let list = list.iter().enumerate().take(MOST_ENTRIES);
        mistakes.extend(list.filter_map(|(index, css)| css.mistake(format!("{key}.{name}[{index}]"))));
    }
    if mark.says.len() > MOST_ENTRIES || mark.says.iter().any(|text| text.chars().count() > LONGEST_TEXT) {
        let message = format!("at most {MOST_ENTRIES} texts of at most {LONGEST_TEXT} characters");
        mistakes.push(Mistake::new(format!("{key}.says"), message));
    }
}

fn is_id(id: &str) -> bool {
    id.starts_with(|c: char| c.is_ascii_lowercase())
        && id.len() <= LONGEST_ID
        && id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'_' | b'-'))
}
