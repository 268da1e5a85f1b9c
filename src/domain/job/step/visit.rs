//! `visit`: opens a page of the source.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::template;
use crate::domain::{
    source::{Engine, recipe::lint::Mistake},
    web_address,
};

/// Go to a page of the source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Visit {
    /// An absolute URL, or a path on the host of the login URL.
    pub url: String,
    /// What opens it and whatever follows, with the session's cookies; without it, what held the session before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub engine: Option<Engine>,
}

impl Visit {
    pub(super) fn lint(&self, key: &str, mistakes: &mut Vec<Mistake>) {
        lint_url(&self.url, key, mistakes);
    }

    pub(super) fn says(&self) -> String {
        format!("open {}", self.url)
    }
}

/// The mistake in an address of a page or file.
pub(super) fn lint_url(url: &str, key: &str, mistakes: &mut Vec<Mistake>) {
    // What stands for a value that is not known yet has a lint of its own.
    let Some(example) = template::example(url) else { return };
    if !example.starts_with('/') && web_address::parse(&example).is_err() {
        let message = "neither an absolute URL nor a path that starts with `/`";
        mistakes.push(Mistake::new(format!("{key}.url"), message));
    }
}
