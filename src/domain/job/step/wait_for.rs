//! `wait_for`: waits for something to appear or to go, up to a deadline.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::domain::source::recipe::{Css, lint::Mistake};

/// What to wait for; the step's `timeout` says how long, and is 30 seconds without it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WaitFor {
    /// What is to be on the page.
    pub at: Css,
    /// Whether it is to be there no more.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub gone: bool,
}

impl WaitFor {
    /// How long the step waits where it does not say, in seconds.
    pub const USUAL_TIME: u16 = 30;

    pub(super) fn lint(&self, key: &str, mistakes: &mut Vec<Mistake>) {
        mistakes.extend(self.at.mistake(format!("{key}.at")));
    }

    pub(super) fn says(&self) -> String {
        format!("wait until {} is {}", self.at.0, if self.gone { "gone" } else { "there" })
    }
}
