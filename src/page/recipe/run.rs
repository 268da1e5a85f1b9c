//! Interpreting a recipe: what a seen page asks, and what an answer does to it. Engines only go, look and submit.

use std::borrow::Cow;

use time::OffsetDateTime;
use url::Url;

use super::memory::{Kept, Memory};
use crate::{
    domain::{
        prompt::{
            answer::Answer,
            challenge::Challenge,
            refusal::{Refusal, Refused, Retry},
        },
        source::{
            recipe::{Css, Recipe, Screen, usual_refusal},
            source_text::MESSAGE,
        },
    },
    page::{
        Seen, Submission,
        dom::Document,
        recognise::{self, Meaning, Reading},
    },
};

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
    pub fn new(recipe: &'r Recipe, memory: Memory) -> Self {
        Self { recipe, memory }
    }

    /// Reads a page: an ending, a screen to ask about, the signed-in source, or something the recipe does not know. A
    /// page that is too much to read is as one that is not known.
    pub fn next(&mut self, seen: &Seen, now: OffsetDateTime) -> Step {
        let before = self.memory.clone();
        let (step, is_exhausted) = seen.read(|document| (self.step(document, seen, now), document.is_exhausted()));
        if is_exhausted {
            self.memory = before;
            return Step::Refused(Refusal::SourceChanged.into());
        }
        step
    }

    fn step(&mut self, document: &Document, seen: &Seen, now: OffsetDateTime) -> Step {
        if let Some(refused) = self.ending(document) {
            return Step::Refused(refused);
        }
        if let Some(screen) = self.known(document) {
            return self.arrive(screen, document, now);
        }
        if self.is_known_inside(document) && seen.status < 400 {
            return Step::SignedIn;
        }
        match self.read(document, seen).map(|reading| reading.meaning) {
            Some(Meaning::Screen(screen)) => return self.arrive(&screen, document, now),
            Some(Meaning::SignedIn) if self.recipe.signed_in.is_none() => return Step::SignedIn,
            Some(Meaning::Refused(refused)) => return Step::Refused(refused),
            Some(Meaning::SignedIn | Meaning::Unknown { .. }) | None => {}
        }
        match seen.status {
            401 | 419 | 440 if self.memory.is_past_identification() => Step::Forgotten,
            status => Step::Refused(unknown_page(status).into()),
        }
    }

    /// The name of the screen a page shows, if the recipe knows it or it is recognised.
    pub fn recognise(&self, seen: &Seen) -> Option<String> {
        seen.read(|document| self.screen(document, seen).map(|screen| screen.name.clone()))
    }

    /// What a page is taken for without the recipe, and why.
    pub fn explain(&self, seen: &Seen) -> Reading {
        seen.read(|document| recognise::read(document, seen, &self.memory.history))
    }

    /// Whether a page may have something to show only where scripts run. Before anything was asked, that is any page
    /// with scripts that says nothing or keeps us out; later only one that is nothing without them.
    pub fn needs_script(&self, seen: &Seen) -> bool {
        seen.read(|document| self.is_nothing_without_script(document, seen))
    }

    fn is_nothing_without_script(&self, document: &Document, seen: &Seen) -> bool {
        if self.ending(document).is_some() || self.known(document).is_some() || self.is_known_inside(document) {
            return false;
        }
        let has_scripts = document.has(&Css("script".to_owned()));
        let is_first = self.memory.asked().is_none() && has_scripts;
        match self.read(document, seen).map(|reading| reading.meaning) {
            Some(Meaning::Unknown { needs_script }) => needs_script || is_first && seen.status < 400,
            Some(Meaning::Refused(refused)) => is_first && refused.refusal == Refusal::SourceBlockedUs,
            Some(Meaning::Screen(screen)) => screen.is_sent_by_script(document),
            Some(Meaning::SignedIn) | None => false,
        }
    }

    /// Where to ask whether a page that says nothing is the inside: where a password was asked for at first.
    pub fn sign_in_url(&self) -> Option<Url> {
        let history = &self.memory.history;
        let may_ask = history.gave_secret && self.recipe.signed_in.is_none() && !self.recipe.complete;
        history.sign_in_url.as_ref().filter(|_| may_ask).and_then(|url| Url::parse(url).ok())
    }

    /// Whether the source takes a customer who opens its sign-in page once more for one who is inside: it leads back to the
    /// page that said nothing, or to one that says more. Pages that keep everybody out lead back to themselves as well.
    pub fn is_let_in(&self, before: &Seen, at_sign_in: &Seen) -> bool {
        let is_same = before.url.path() == at_sign_in.url.path() && at_sign_in.status < 400;
        match self.explain(at_sign_in).meaning {
            Meaning::SignedIn => true,
            Meaning::Unknown { .. } => {
                let leads_back = is_same && self.sign_in_url().is_some_and(|url| url.path() != before.url.path());
                leads_back && !recognise::keeps_out(at_sign_in) && !recognise::keeps_out(before)
            }
            Meaning::Screen(_) | Meaning::Refused(_) => false,
        }
    }

    /// What to do on the page that asked, so that it gets this answer; nothing is ever put where it was not asked for.
    pub fn answer(&mut self, seen: &Seen, answer: &Answer, now: OffsetDateTime) -> Result<Act, Refused> {
        seen.read(|document| self.act(document, seen, answer, now))
    }

    fn act(&mut self, document: &Document, seen: &Seen, answer: &Answer, now: OffsetDateTime) -> Result<Act, Refused> {
        let screen = self.screen(document, seen).ok_or(Refusal::SourceChanged)?;
        let screen = screen.as_ref();
        // A page that has moved on by itself asks something else: pressing its button would send an empty answer.
        if !self.memory.asked_for(screen.ask) {
            return Err(Refusal::SourceChanged.into());
        }
        if let Some(identifier) = answer.field("identifier") {
            self.memory.identifier = Some(identifier.to_owned());
        }
        if screen.resend.is_none() || matches!(answer, Answer::Alternative(_)) {
            self.memory.sent(now, 0);
        } else if matches!(answer, Answer::Resend) {
            self.memory.sent(now, self.memory.resends.saturating_add(1));
        }
        if let Some(kept) = Kept::new(screen, document, answer) {
            self.memory.keep(kept);
        }
        match answer {
            Answer::Check => return Ok(Act::Look),
            Answer::Back | Answer::Alternative(_) => self.memory.turn_away(),
            Answer::Fields(_) | Answer::Choice(_) | Answer::Resend => {}
        }
        let history = std::mem::take(&mut self.memory.history);
        self.memory.history = history.after(document, seen, screen.ask, &screen.errors, answer);
        if let Some(link) = answer.field("link").filter(|_| !screen.fields.contains_key("link")) {
            return Url::parse(link).map(Act::Visit).map_err(|_| Refusal::SourceChanged.into());
        }
        let submission = screen.submission(document, answer).filter(|_| !document.is_exhausted());
        submission.map(Act::Submit).ok_or_else(|| Refusal::SourceChanged.into())
    }

    /// On the way back to the prompt the source forgot: what the customer answered here before, if it may be said
    /// again. `None` on that prompt itself, and where nobody can answer but the customer.
    pub fn repeat(&self, seen: &Seen) -> Option<Answer> {
        seen.read(|document| self.memory.repeat(&*self.screen(document, seen)?, document))
    }

    fn ending(&self, document: &Document) -> Option<Refused> {
        let ending = self.recipe.refused.iter().find(|ending| document.shows(&ending.when))?;
        let told = ending.message.as_ref().and_then(|css| document.told_refusal(css, ending.code_in.as_deref()));
        Some(Refused {
            refusal: told.or(ending.code).unwrap_or(Refusal::SourceError),
            source_message: ending.message.as_ref().and_then(|css| document.lines(css, MESSAGE)),
            source_lang: document.lang(),
        })
    }

    /// The screen of the recipe that a page shows.
    fn known(&self, document: &Document) -> Option<&'r Screen> {
        self.recipe.screens.iter().find(|screen| document.shows(&screen.when))
    }

    fn is_known_inside(&self, document: &Document) -> bool {
        self.recipe.signed_in.as_ref().is_some_and(|mark| document.shows(mark))
    }

    /// What a page is taken for that the recipe does not know.
    fn read(&self, document: &Document, seen: &Seen) -> Option<Reading> {
        (!self.recipe.complete).then(|| recognise::read(document, seen, &self.memory.history))
    }

    fn screen(&self, document: &Document, seen: &Seen) -> Option<Cow<'r, Screen>> {
        if let Some(screen) = self.known(document) {
            return Some(Cow::Borrowed(screen));
        }
        match self.read(document, seen)?.meaning {
            Meaning::Screen(screen) => Some(Cow::Owned(*screen)),
            Meaning::SignedIn | Meaning::Refused(_) | Meaning::Unknown { .. } => None,
        }
    }

    /// A complaint that cannot be answered on this screen ends the flow; so does a screen that nobody can answer here.
    fn arrive(&mut self, screen: &Screen, document: &Document, now: OffsetDateTime) -> Step {
        let error = match screen.complaint(self.recipe, document) {
            Some(refused) if refused.refusal.retry() != Retry::Now => return Step::Refused(refused),
            error => error,
        };
        // A complaint with a meaning of its own is for the customer to read first.
        let says_why = error.as_ref().is_some_and(|refused| refused.refusal != usual_refusal(screen.ask));
        if screen.ask.identifies() && self.memory.is_past_identification() && !says_why {
            return Step::Forgotten;
        }
        let challenge = screen.challenge(document, &self.memory, now);
        if screen.ask.is_out_of_reach() && challenge.alternatives.is_empty() {
            let Challenge { source_message, source_lang, .. } = challenge;
            return Step::Refused(Refused { refusal: Refusal::SourceNotSupported, source_message, source_lang });
        }
        self.memory.arrive(screen);
        let test_values =
            self.recipe.test_values.as_ref().map(|css| document.test_values(css, screen)).unwrap_or_default();
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
