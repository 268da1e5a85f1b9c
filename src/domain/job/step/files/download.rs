//! `download`: a file behind a link, a button, a form or an address.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::domain::{
    job::step::visit,
    source::recipe::{Css, lint::Mistake},
};

/// What gives the file: one of the two.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Download {
    /// A link or a button; what was filled before is sent with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Css>,
    /// An absolute URL, or a path on the host of the login URL.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

impl Download {
    pub(in crate::domain::job::step) fn lint(&self, key: &str, mistakes: &mut Vec<Mistake>) {
        match (&self.at, &self.url) {
            (Some(css), None) => mistakes.extend(css.mistake(format!("{key}.at"))),
            (None, Some(url)) => visit::lint_url(url, key, mistakes),
            _ => mistakes.push(Mistake::new(format!("{key}.at"), "needs `at` or `url`, and not both")),
        }
    }

    pub(in crate::domain::job::step) fn says(&self) -> String {
        let from = self.at.as_ref().map(|at| at.0.as_str()).or(self.url.as_deref());
        format!("download the file of {}", from.unwrap_or_default())
    }
}
