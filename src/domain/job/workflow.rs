//! A workflow: ordered steps run in the signed-in session of one source.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::domain::{
    id::Noun,
    line,
    source::{
        Engine,
        recipe::{Css, lint::Mistake},
    },
    web_address,
};

/// One step of a workflow.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(tag = "step", rename_all = "snake_case", deny_unknown_fields)]
pub enum Step {
    /// Go to a page of the source: an absolute URL, or a path on the host of the login URL.
    #[schemars(title = "VisitStep")]
    Visit {
        url: String,
        /// What opens it and whatever follows, with the session's cookies; without it, what held the session before.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        engine: Option<Engine>,
    },
    /// Read the page into an artifact of JSON.
    #[schemars(title = "ExtractStep")]
    Extract(Extract),
}

/// What to read off a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
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

impl Step {
    /// What the step wants to go on with, if it says so.
    pub const fn engine(&self) -> Option<Engine> {
        match self {
            Self::Visit { engine, .. } => *engine,
            Self::Extract(_) => None,
        }
    }
}

/// Names a workflow in an id.
pub struct Workflow;

impl Noun for Workflow {
    const PREFIX: &'static str = "wfl";
}

/// Every mistake in a workflow.
pub fn lint(name: &str, steps: &[Step]) -> Vec<Mistake> {
    let mut mistakes: Vec<_> =
        line::mistake(name, 80).map(|message| Mistake::new("name", message)).into_iter().collect();
    if !(1..=100).contains(&steps.len()) {
        mistakes.push(Mistake::new("steps", "a workflow has 1 to 100 steps"));
    }
    for (index, step) in steps.iter().enumerate() {
        let at = format!("steps[{index}]");
        match step {
            Step::Visit { url, .. } if !url.starts_with('/') && web_address::parse(url).is_err() => {
                let message = "neither an absolute URL nor a path that starts with `/`";
                mistakes.push(Mistake::new(format!("{at}.url"), message));
            }
            Step::Visit { .. } => {}
            Step::Extract(extract) => extract.lint(&at, &mut mistakes),
        }
    }
    mistakes
}

impl Extract {
    fn lint(&self, at: &str, mistakes: &mut Vec<Mistake>) {
        if !(1..=80).contains(&self.name.len()) {
            mistakes.push(Mistake::new(format!("{at}.name"), "an artifact's name has 1 to 80 bytes"));
        }
        if self.fields.is_empty() {
            mistakes.push(Mistake::new(format!("{at}.fields"), "needs at least one field"));
        }
        let fields = self.fields.iter().map(|(name, css)| (format!("{at}.fields.{name}"), css));
        let rows = self.rows.iter().map(|css| (format!("{at}.rows"), css));
        for (key, css) in rows.chain(fields) {
            mistakes.extend(css.mistake(key));
        }
    }
}
