//! `upload`: puts a file that the company gave as an input into a field for files.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::name_mistake;
use crate::domain::source::recipe::{Css, lint::Mistake};

/// Which file to put where; the next `click` or `submit` sends it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Upload {
    /// The field.
    pub at: Css,
    /// The name of the input that is the file.
    pub input: String,
    /// What the file is called at the source; its ending says what it is.
    pub name: String,
}

impl Upload {
    pub(in crate::domain::job::step) fn lint(&self, key: &str, mistakes: &mut Vec<Mistake>) {
        mistakes.extend(self.at.mistake(format!("{key}.at")));
        mistakes.extend(name_mistake(&self.name).map(|message| Mistake::new(format!("{key}.name"), message)));
    }

    pub(in crate::domain::job::step) fn says(&self) -> String {
        format!("put the file of the input {:?} into {}", self.input, self.at.0)
    }
}
