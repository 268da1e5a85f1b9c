//! `expect`: fails the run where the page is not as it must be.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::common::{LONGEST_TEXT, condition};
use crate::domain::{
    line,
    source::recipe::{Mark, lint::Mistake},
};

/// What must be so before the run goes on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Expect {
    /// What must and what must not be on the page.
    pub page: Mark,
    /// Why the run fails where it is not so: the company's developers read it.
    pub message: String,
}

impl Expect {
    pub(super) fn lint(&self, key: &str, mistakes: &mut Vec<Mistake>) {
        condition(&self.page, &format!("{key}.page"), mistakes);
        let message = line::mistake(&self.message, LONGEST_TEXT);
        mistakes.extend(message.map(|message| Mistake::new(format!("{key}.message"), message)));
    }

    pub(super) fn says(&self) -> String {
        format!("check the page, and fail with {:?} where it is not as it must be", self.message)
    }
}
