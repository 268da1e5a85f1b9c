//! `click`, `fill`, `select`, `check` and `submit`: what a person does to a form.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::common::LONGEST_TEXT;
use crate::domain::source::recipe::{Css, lint::Mistake};

/// What to press.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Click {
    /// A link or a button; in a browser, anything.
    pub at: Css,
}

/// What to write where.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Fill {
    /// The field.
    pub at: Css,
    /// What is written into it.
    pub value: String,
}

/// Which option to choose: by what a person reads of it, or else by the value that it sends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Select {
    /// The list.
    pub at: Css,
    /// The option's label, or its value.
    pub option: String,
}

/// What to check or clear.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Check {
    /// The checkbox or radio button.
    pub at: Css,
    /// Whether it is cleared.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub off: bool,
}

/// Which form to send.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Submit {
    /// The button; without it, the form that was filled is sent as Enter sends it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Css>,
}

fn lint(css: &Css, key: &str, mistakes: &mut Vec<Mistake>) {
    mistakes.extend(css.mistake(format!("{key}.at")));
}

fn lint_text(text: &str, key: String, mistakes: &mut Vec<Mistake>) {
    if text.chars().count() > LONGEST_TEXT {
        mistakes.push(Mistake::new(key, format!("at most {LONGEST_TEXT} characters")));
    }
}

impl Click {
    pub(super) fn lint(&self, key: &str, mistakes: &mut Vec<Mistake>) {
        lint(&self.at, key, mistakes);
    }

    pub(super) fn says(&self) -> String {
        format!("press {}", self.at.0)
    }
}

impl Fill {
    pub(super) fn lint(&self, key: &str, mistakes: &mut Vec<Mistake>) {
        lint(&self.at, key, mistakes);
        lint_text(&self.value, format!("{key}.value"), mistakes);
    }

    pub(super) fn says(&self) -> String {
        format!("write {:?} into {}", self.value, self.at.0)
    }
}

impl Select {
    pub(super) fn lint(&self, key: &str, mistakes: &mut Vec<Mistake>) {
        lint(&self.at, key, mistakes);
        lint_text(&self.option, format!("{key}.option"), mistakes);
    }

    pub(super) fn says(&self) -> String {
        format!("choose {:?} in {}", self.option, self.at.0)
    }
}

impl Check {
    pub(super) fn lint(&self, key: &str, mistakes: &mut Vec<Mistake>) {
        lint(&self.at, key, mistakes);
    }

    pub(super) fn says(&self) -> String {
        format!("{} {}", if self.off { "clear" } else { "check" }, self.at.0)
    }
}

impl Submit {
    pub(super) fn lint(&self, key: &str, mistakes: &mut Vec<Mistake>) {
        self.at.iter().for_each(|css| lint(css, key, mistakes));
    }

    pub(super) fn says(&self) -> String {
        self.at.as_ref().map_or_else(|| "send the form".to_owned(), |at| format!("send the form by {}", at.0))
    }
}
