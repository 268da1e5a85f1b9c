//! `stop`: ends the run well.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::common::LONGEST_TEXT;
use crate::domain::{line, source::recipe::lint::Mistake};

/// The end of a run that has nothing more to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Stop {
    /// Why there is nothing more to do: the company's developers read it.
    pub message: String,
}

impl Stop {
    pub(super) fn lint(&self, key: &str, mistakes: &mut Vec<Mistake>) {
        let message = line::mistake(&self.message, LONGEST_TEXT);
        mistakes.extend(message.map(|message| Mistake::new(format!("{key}.message"), message)));
    }

    pub(super) fn says(&self) -> String {
        format!("stop: {}", self.message)
    }
}
