//! `print`: the page as a file.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::name_mistake;
use crate::domain::source::recipe::lint::Mistake;

/// What the page becomes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Print {
    /// What the file is called.
    pub name: String,
    /// What it is made as; a PDF without it.
    #[serde(default, skip_serializing_if = "PrintFormat::is_pdf")]
    pub format: PrintFormat,
}

/// What a page is printed as.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PrintFormat {
    /// As the browser prints it.
    #[default]
    Pdf,
    /// As it looks on the screen, from top to bottom, as PNG; of a page of at most 16,000 pixels.
    Picture,
}

impl PrintFormat {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks it this way")]
    const fn is_pdf(&self) -> bool {
        matches!(self, Self::Pdf)
    }
}

impl Print {
    pub(in crate::domain::job::step) fn lint(&self, key: &str, mistakes: &mut Vec<Mistake>) {
        mistakes.extend(name_mistake(&self.name).map(|message| Mistake::new(format!("{key}.name"), message)));
    }

    pub(in crate::domain::job::step) fn says(&self) -> String {
        let format = if self.format.is_pdf() { "a PDF" } else { "a picture" };
        format!("keep the page as {format}, {}", self.name)
    }
}
