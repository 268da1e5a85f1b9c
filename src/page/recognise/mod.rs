//! Screens without a recipe: what a page is, read from what the web's sign-in pages have in common.
//!
//! Evidence is weighed: standard attributes first, then what a person reads, then how the page is built and what has
//! changed since the last one. What comes out is a screen as a recipe would describe it, so everything that works
//! with recipes works with what is recognised.

mod admission;
mod captcha;
mod choice;
mod code;
mod complaint;
mod confirm;
mod draft;
mod entry;
mod group;
mod item;
mod login;
mod page;
mod past;
mod place;
mod selector;
mod surroundings;
mod waiting;
mod words;

use self::{group::Group, page::Page};
use super::{Seen, dom::Document};
use crate::domain::{
    prompt::refusal::{Refusal, Refused},
    source::recipe::Screen,
};

pub use past::Past;

/// What a page was taken for, and why.
#[derive(Debug, PartialEq, Eq)]
pub struct Reading {
    pub meaning: Meaning,
    pub evidence: Vec<Evidence>,
}

/// What a page was taken for.
#[derive(Debug, PartialEq, Eq)]
pub enum Meaning {
    /// It asks something: the screen as a recipe would have it.
    Screen(Box<Screen>),
    SignedIn,
    Refused(Refused),
    Unknown {
        /// Whether it looks as if it had something to show only where scripts run.
        needs_script: bool,
    },
}

/// One thing seen on a page that speaks for what it was taken for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// The more, the more telling.
    pub weight: i32,
    /// A sentence for whoever wants to know why.
    pub says: String,
}

/// A page, what was on the one before, and what speaks for what.
struct Sight<'p, 'd> {
    page: &'p Page<'d>,
    past: &'p Past,
    groups: Vec<Group<'p, 'd>>,
    evidence: Vec<Evidence>,
}

impl Sight<'_, '_> {
    fn because(&mut self, weight: i32, says: String) {
        self.evidence.push(Evidence { weight, says });
    }

    /// What the page asks: the surest kinds first.
    fn screen(&mut self) -> Option<Screen> {
        let signed_in = place::signed_in(self);
        code::partial(self)
            .or_else(|| captcha::screen(self))
            .or_else(|| code::one_time(self))
            .or_else(|| login::with_password(self))
            .filter(|screen| signed_in < place::CERTAIN || !screen.ask.identifies())
            .or_else(|| if signed_in >= place::CERTAIN { None } else { self.second_screen() })
    }

    /// What a page without a password or a code may ask; one that shows the inside of an account asks nothing.
    fn second_screen(&mut self) -> Option<Screen> {
        login::new_password(self)
            .or_else(|| entry::questions(self))
            .or_else(|| entry::contact(self))
            .or_else(|| choice::screen(self))
            .or_else(|| login::identifier_alone(self))
            .or_else(|| waiting::screen(self))
            .or_else(|| confirm::screen(self))
            .or_else(|| confirm::elsewhere(self))
            .or_else(|| entry::form(self))
    }
}

/// Reads a page.
pub fn read(document: &Document, seen: &Seen, past: &Past) -> Reading {
    let page = Page::new(document, seen);
    let mut sight = Sight { page: &page, past, groups: group::all(&page), evidence: Vec::new() };
    let meaning = sight.meaning();
    Reading { meaning, evidence: sight.evidence }
}

/// Whether a page behind the sign-in shows nothing of use unless its scripts run.
pub fn needs_script_inside(seen: &Seen) -> bool {
    let document = Document::new(&seen.html, &seen.url);
    matches!(read(&document, seen, &Past::inside()).meaning, Meaning::Unknown { needs_script: true })
}

/// Whether a page says that one cannot go on, or not yet.
pub fn keeps_out(seen: &Seen) -> bool {
    let document = Document::new(&seen.html, &seen.url);
    place::keeps_out(&Page::new(&document, seen))
}

impl Sight<'_, '_> {
    fn meaning(&mut self) -> Meaning {
        let closed = place::closed(self).or_else(|| admission::refusal(self));
        if let Some(refused) = closed {
            return Meaning::Refused(refused);
        }
        if let Some(screen) = self.screen().filter(|_| self.page.status < 500) {
            if let Some(refused) = captcha::barrier(self, &screen) {
                return Meaning::Refused(refused);
            }
            return Meaning::Screen(Box::new(complaint::attach(self, screen)));
        }
        self.evidence.clear();
        if let Some(refused) = place::refusal(self) {
            return Meaning::Refused(refused);
        }
        if self.page.status < 400 && place::is_signed_in(self) {
            return Meaning::SignedIn;
        }
        Meaning::Unknown { needs_script: place::needs_script(self.page) }
    }
}

/// A refusal in the words of a page.
fn refused(page: &Page<'_>, refusal: Refusal, message: Option<String>) -> Refused {
    Refused { refusal, source_message: message, source_lang: page.document.lang() }
}

#[cfg(test)]
mod tests;
