//! Interpreting a recipe: what a seen page asks, and what an answer does to it. Engines only go, look and submit.

use time::OffsetDateTime;
use url::Url;

use super::{Recipe, Screen, dom::Document, memory::Kept, usual_refusal};
use crate::domain::{
    answer::Answer,
    challenge::Challenge,
    page::{Seen, Submission},
    refusal::{Refusal, Refused, Retry},
    source_text::MESSAGE,
};

pub use super::memory::Memory;

/// What a page means for the flow.
#[derive(Debug, PartialEq, Eq)]
pub enum Step {
    Ask(Box<Challenge>),
    SignedIn,
    Refused(Refused),
    /// The source has forgotten the sign-in: it asks again who the customer is, although it was past that.
    Forgotten,
}

/// What to do on a page so that it gets an answer.
pub enum Act {
    Submit(Submission),
    /// Open a link that the source sent.
    Visit(Url),
    /// Load the page again.
    Look,
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
    pub fn next(&mut self, seen: &Seen, now: OffsetDateTime) -> Step {
        let document = Document::new(&seen.html, &seen.url);
        if let Some(refused) = self.ending(&document) {
            return Step::Refused(refused);
        }
        if let Some(screen) = self.screen(&document) {
            return self.arrive(screen, &document, now);
        }
        if document.shows(&self.recipe.signed_in) && seen.status < 400 {
            return Step::SignedIn;
        }
        match seen.status {
            401 | 419 | 440 if self.memory.is_past_the_door() => Step::Forgotten,
            status => Step::Refused(unknown_page(status).into()),
        }
    }

    /// The name of the screen a page shows, if the recipe knows it.
    pub fn recognise(&self, seen: &Seen) -> Option<&'r str> {
        self.screen(&Document::new(&seen.html, &seen.url)).map(|screen| screen.name.as_str())
    }

    /// What to do on the page that asked, so that it gets this answer; nothing is ever put where it was not asked for.
    pub fn answer(&mut self, seen: &Seen, answer: &Answer, now: OffsetDateTime) -> Result<Act, Refused> {
        let document = Document::new(&seen.html, &seen.url);
        let screen = self.screen(&document).ok_or(Refusal::SourceChanged)?;
        if let Some(identifier) = answer.field("identifier") {
            self.memory.identifier = Some(identifier.to_owned());
        }
        if screen.resend.is_none() || matches!(answer, Answer::Alternative(_)) {
            self.memory.sent(now, 0);
        } else if matches!(answer, Answer::Resend) {
            self.memory.sent(now, self.memory.resends.saturating_add(1));
        }
        if let Some(kept) = Kept::new(screen, &document, answer) {
            self.memory.keep(kept);
        }
        match answer {
            Answer::Check => return Ok(Act::Look),
            Answer::Back | Answer::Alternative(_) => self.memory.turn_away(),
            Answer::Fields(_) | Answer::Choice(_) | Answer::Resend => {}
        }
        if let Some(link) = answer.field("link").filter(|_| !screen.fields.contains_key("link")) {
            return Url::parse(link).map(Act::Visit).map_err(|_| Refusal::SourceChanged.into());
        }
        screen.submission(&document, answer).map(Act::Submit).ok_or_else(|| Refusal::SourceChanged.into())
    }

    /// On the way back to the prompt the source forgot: what the customer answered here before, if it may be said
    /// again. `None` on that prompt itself, and where nobody can answer but the customer.
    pub fn repeat(&self, seen: &Seen) -> Option<Answer> {
        let document = Document::new(&seen.html, &seen.url);
        let screen = self.screen(&document)?;
        self.memory.repeat(screen, &document)
    }

    fn ending(&self, document: &Document) -> Option<Refused> {
        let ending = self.recipe.refused.iter().find(|ending| document.shows(&ending.when))?;
        let told = ending.message.as_ref().and_then(|css| document.told_refusal(css, ending.code_in.as_deref()));
        Some(Refused {
            refusal: told.or(ending.code).unwrap_or(Refusal::SourceError),
            source_message: ending.message.as_ref().and_then(|css| document.words(css, MESSAGE)),
            source_lang: document.lang(),
        })
    }

    fn screen(&self, document: &Document) -> Option<&'r Screen> {
        self.recipe.screens.iter().find(|screen| document.shows(&screen.when))
    }

    /// A complaint that cannot be answered on this screen ends the flow; so does a screen that nobody can answer here.
    fn arrive(&mut self, screen: &Screen, document: &Document, now: OffsetDateTime) -> Step {
        let error = match screen.complaint(self.recipe, document) {
            Some(refused) if refused.refusal.retry() != Retry::Now => return Step::Refused(refused),
            error => error,
        };
        // A complaint with a meaning of its own is for the customer to read first.
        let says_why = error.as_ref().is_some_and(|refused| refused.refusal != usual_refusal(screen.ask));
        if screen.ask.identifies() && self.memory.is_past_the_door() && !says_why {
            return Step::Forgotten;
        }
        let challenge = screen.challenge(document, &self.memory, now);
        if screen.ask.is_out_of_reach() && challenge.alternatives.is_empty() {
            let Challenge { source_message, source_lang, .. } = challenge;
            return Step::Refused(Refused { refusal: Refusal::SourceNotSupported, source_message, source_lang });
        }
        self.memory.arrive(screen);
        let test_values = self.recipe.test_values.as_ref().map(|css| document.test_values(css)).unwrap_or_default();
        let tries_left = self.recipe.tries_left.as_ref().and_then(|left| document.number(left)?.try_into().ok());
        Step::Ask(Box::new(Challenge { tries_left, error, test_values, ..challenge }))
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
