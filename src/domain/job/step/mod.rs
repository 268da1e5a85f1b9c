//! One step of a workflow: what all steps have in common, and the kinds, each in a module of its own.
//!
//! A kind is a module here (its keys, its lint and its words for people), a line in [`Kind`], and a module of the same
//! name in `engine/workflow` that does it; the compiler names the places.

mod extract;
mod visit;
mod written;

pub use extract::Extract;
pub use visit::Visit;

use schemars::JsonSchema;
use serde::Serialize;
use strum::{EnumDiscriminants, EnumString, IntoStaticStr, VariantNames};

use crate::domain::source::{Engine, recipe::lint::Mistake};

/// The longest id of a step, in bytes.
const LONGEST_ID: usize = 40;

/// One step of a workflow.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Step {
    /// What messages and other steps call it; its number without it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    #[serde(flatten)]
    pub kind: Kind,
}

/// What a step does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, EnumDiscriminants)]
#[serde(tag = "step", rename_all = "snake_case")]
#[strum_discriminants(name(KindName), derive(EnumString, IntoStaticStr, VariantNames))]
#[strum_discriminants(strum(serialize_all = "snake_case"), doc = "The name of a kind of step.")]
pub enum Kind {
    /// Go to a page of the source.
    #[schemars(title = "VisitStep")]
    Visit(Visit),
    /// Read the page into an artifact of JSON.
    #[schemars(title = "ExtractStep")]
    Extract(Extract),
}

impl From<Kind> for Step {
    fn from(kind: Kind) -> Self {
        Self { id: None, kind }
    }
}

impl Step {
    /// Every mistake in a step that stands at `key`.
    pub fn lint(&self, key: &str) -> Vec<Mistake> {
        let mut mistakes = Vec::new();
        if self.id.as_deref().is_some_and(|id| !is_id(id)) {
            let message = format!("an id is 1 to {LONGEST_ID} of `a-z`, `0-9`, `_` and `-`, and begins with a letter");
            mistakes.push(Mistake::new(format!("{key}.id"), message));
        }
        match &self.kind {
            Kind::Visit(visit) => visit.lint(key, &mut mistakes),
            Kind::Extract(extract) => extract.lint(key, &mut mistakes),
        }
        mistakes
    }

    /// The engine that the step asks for, if it names one.
    pub const fn engine(&self) -> Option<Engine> {
        match &self.kind {
            Kind::Visit(visit) => visit.engine,
            Kind::Extract(_) => None,
        }
    }

    /// What it does, for the people who wrote it.
    pub fn says(&self) -> String {
        match &self.kind {
            Kind::Visit(visit) => visit.says(),
            Kind::Extract(extract) => extract.says(),
        }
    }
}

fn is_id(id: &str) -> bool {
    id.starts_with(|c: char| c.is_ascii_lowercase())
        && id.len() <= LONGEST_ID
        && id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'_' | b'-'))
}
