//! Interpreting a recipe: what a seen page asks, and what an answer does to it. Engines only go, look and submit.

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use super::{Recipe, Screen, dom::Document};
use crate::domain::{
    answer::Answer,
    challenge::Challenge,
    page::{Seen, Submission},
    refusal::{Refusal, Refused, Retry},
    source_text::MESSAGE,
};

/// What a page means for the flow.
#[derive(Debug, PartialEq, Eq)]
pub enum Step {
    Ask(Box<Challenge>),
    SignedIn,
    Refused(Refused),
}

/// What a run must remember from one page to the next.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Memory {
    /// The identifier the customer gave, to show on the page that asks for the password.
    pub identifier: Option<String>,
    /// How many more codes were asked for.
    pub(super) resends: u8,
    /// When the last code was sent: on the answer that led to the code's screen, or again on that screen.
    #[serde(default, with = "time::serde::rfc3339::option")]
    pub(super) sent_at: Option<OffsetDateTime>,
}

impl Memory {
    /// What is known before the first page: the identifier, if the company gave one.
    pub fn new(identifier: Option<String>) -> Self {
        Self { identifier, ..Self::default() }
    }
}

/// One walk along a recipe.
pub struct Run<'r> {
    recipe: &'r Recipe,
    pub memory: Memory,
}

impl<'r> Run<'r> {
    /// A walk that goes on with what it remembers.
    pub const fn new(recipe: &'r Recipe, memory: Memory) -> Self {
        Self { recipe, memory }
    }

    /// Reads a page: an ending, a screen to ask about, the signed-in source, or something the recipe does not know.
    pub fn next(&self, seen: &Seen, now: OffsetDateTime) -> Step {
        let document = Document::new(&seen.html, &seen.url);
        if let Some(refused) = self.ending(&document) {
            return Step::Refused(refused);
        }
        if let Some(screen) = self.screen(&document) {
            return self.ask(screen, &document, now);
        }
        if document.shows(&self.recipe.signed_in) && seen.status < 400 {
            return Step::SignedIn;
        }
        Step::Refused(unknown_page(seen.status).into())
    }

    /// The name of the screen a page shows, if the recipe knows it.
    pub fn recognise(&self, seen: &Seen) -> Option<&'r str> {
        self.screen(&Document::new(&seen.html, &seen.url)).map(|screen| screen.name.as_str())
    }

    /// What to do on the page that asked, so that it gets this answer; nothing is ever put where it was not asked for.
    pub fn answer(&mut self, seen: &Seen, answer: &Answer, now: OffsetDateTime) -> Result<Submission, Refused> {
        let document = Document::new(&seen.html, &seen.url);
        let screen = self.screen(&document).ok_or(Refusal::SourceChanged)?;
        if let Some(identifier) = answer.field("identifier") {
            self.memory.identifier = Some(identifier.to_owned());
        }
        if screen.resend.is_none() || matches!(answer, Answer::Alternative(_)) {
            self.memory.resends = 0;
            self.memory.sent_at = Some(now);
        } else if matches!(answer, Answer::Resend) {
            self.memory.resends = self.memory.resends.saturating_add(1);
            self.memory.sent_at = Some(now);
        }
        screen.submission(&document, answer).ok_or_else(|| Refusal::SourceChanged.into())
    }

    fn ending(&self, document: &Document) -> Option<Refused> {
        let ending = self.recipe.refused.iter().find(|ending| document.shows(&ending.when))?;
        let told = ending.message.as_ref().and_then(|css| document.told_refusal(css, ending.code_in.as_deref()));
        Some(Refused {
            refusal: told.or(ending.code).unwrap_or(Refusal::SourceError),
            source_message: ending.message.as_ref().and_then(|css| document.words(css, MESSAGE)),
        })
    }

    fn screen(&self, document: &Document) -> Option<&'r Screen> {
        self.recipe.screens.iter().find(|screen| document.shows(&screen.when))
    }

    /// A complaint that cannot be answered on this screen ends the flow.
    fn ask(&self, screen: &Screen, document: &Document, now: OffsetDateTime) -> Step {
        match screen.complaint(document) {
            Some(refused) if refused.refusal.retry() != Retry::Now => Step::Refused(refused),
            error => {
                let test_values = self.recipe.test_values.as_ref().map(|css| document.test_values(css));
                Step::Ask(Box::new(Challenge {
                    error,
                    test_values: test_values.unwrap_or_default(),
                    ..screen.challenge(document, &self.memory, now)
                }))
            }
        }
    }
}

/// A page the recipe does not know is never a success; its HTTP status may tell more.
fn unknown_page(status: u16) -> Refusal {
    match status {
        401 | 403 => Refusal::SourceBlockedUs,
        429 => Refusal::SourceRateLimited,
        500.. => Refusal::SourceUnavailable,
        _ => Refusal::SourceChanged,
    }
}

#[cfg(test)]
mod tests;
