//! One page under inspection: what is on it, what was before it, and the evidence found so far.

use super::{
    history::History,
    page::{group::Group, layout::Page},
};
use crate::domain::prompt::refusal::{Refusal, Refused};

/// One thing seen on a page that speaks for what it was taken for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// The more, the more telling.
    pub weight: i32,
    /// A sentence for whoever wants to know why.
    pub says: String,
}

/// A page, what was on the one before, and what speaks for what.
pub struct Inspection<'p, 'd> {
    pub page: &'p Page<'d>,
    pub history: &'p History,
    pub groups: Vec<Group<'p, 'd>>,
    pub evidence: Vec<Evidence>,
}

impl Inspection<'_, '_> {
    pub fn note(&mut self, weight: i32, says: String) {
        self.evidence.push(Evidence { weight, says });
    }
}

/// A refusal in the words of a page.
pub fn refused(page: &Page<'_>, refusal: Refusal, message: Option<String>) -> Refused {
    Refused { refusal, source_message: message, source_lang: page.document.lang() }
}
