//! `extract`: reads the page, or each row of it, into an artifact.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::domain::source::recipe::{Css, lint::Mistake};

/// What to read off a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Extract {
    /// The artifact's name.
    pub name: String,
    /// With it the result is a list with one object per element found; without it, one object for the page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rows: Option<Css>,
    /// The object's keys, and where the words of each stand.
    pub fields: BTreeMap<String, Css>,
}

impl Extract {
    pub(super) fn lint(&self, key: &str, mistakes: &mut Vec<Mistake>) {
        if !(1..=80).contains(&self.name.len()) {
            mistakes.push(Mistake::new(format!("{key}.name"), "an artifact's name has 1 to 80 bytes"));
        }
        if self.fields.is_empty() {
            mistakes.push(Mistake::new(format!("{key}.fields"), "needs at least one field"));
        }
        let fields = self.fields.iter().map(|(name, css)| (format!("{key}.fields.{name}"), css));
        let rows = self.rows.iter().map(|css| (format!("{key}.rows"), css));
        for (key, css) in rows.chain(fields) {
            mistakes.extend(css.mistake(key));
        }
    }

    pub(super) fn says(&self) -> String {
        format!("read {}", self.name)
    }
}
