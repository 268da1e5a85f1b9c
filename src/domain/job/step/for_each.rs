//! `for_each`: does steps for every record of an earlier `extract`, or every element of the page.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Kind, OnFailure, Step};
use crate::domain::source::recipe::{Css, lint::Mistake};

/// The most steps for each item.
const MOST_STEPS: usize = 20;

/// What to do, and for what: `of` or `rows`. Every item begins at the page that the step begins at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ForEach {
    /// The name of an earlier `extract` with `rows`. `{{item.field}}` stands for a field of the record in the addresses and
    /// values of the steps.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<String>,
    /// Elements of the page, in which the selectors of the steps look for theirs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rows: Option<Css>,
    /// Steps of any kind but `ask`, `extract`, `stop` and `for_each`.
    #[schemars(length(min = 1, max = 20))]
    pub steps: Vec<Step>,
    /// Whether there may be no item.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub allow_empty: bool,
}

impl ForEach {
    /// Whether one of its steps may change something at the source.
    pub fn may_change(&self) -> bool {
        self.steps.iter().any(Step::may_change)
    }

    /// Whether its steps lead to another page, so that each item has to open the first page again.
    pub fn moves(&self) -> bool {
        self.steps.iter().any(Step::moves)
    }

    pub(super) fn lint(&self, key: &str, mistakes: &mut Vec<Mistake>) {
        match (&self.of, &self.rows) {
            (Some(_), None) => {}
            (None, Some(css)) => mistakes.extend(css.mistake(format!("{key}.rows"))),
            _ => mistakes.push(Mistake::new(format!("{key}.of"), "needs `of` or `rows`, and not both")),
        }
        if !(1..=MOST_STEPS).contains(&self.steps.len()) {
            mistakes.push(Mistake::new(format!("{key}.steps"), format!("has 1 to {MOST_STEPS} steps")));
        }
        for (step, index) in self.steps.iter().zip(0..) {
            let key = format!("{key}.steps[{index}]");
            if matches!(step.kind, Kind::Ask(_) | Kind::Extract(_) | Kind::Stop(_) | Kind::ForEach(_)) {
                mistakes.push(Mistake::new(format!("{key}.step"), "cannot be done for each item"));
            } else {
                mistakes.extend(step.lint_in_loop(&key));
            }
        }
    }

    pub(super) fn says(&self) -> String {
        let what = self.of.as_deref().or(self.rows.as_ref().map(|rows| rows.0.as_str())).unwrap_or_default();
        let steps: Vec<String> = self.steps.iter().map(Step::says).collect();
        format!("for each of {what}: {}", steps.join("; "))
    }
}

impl Step {
    /// Every mistake in a step that is done for each item.
    fn lint_in_loop(&self, key: &str) -> Vec<Mistake> {
        // What is told here for the items, a step that stands by itself may not say.
        let plain = Self { on_failure: OnFailure::Stop, ..self.clone() };
        let mut mistakes = plain.lint(key);
        if self.once && self.on_failure == OnFailure::Continue {
            let message = "a step that may be done once only does not go on when it fails";
            mistakes.push(Mistake::new(format!("{key}.on_failure"), message));
        }
        mistakes
    }
}
