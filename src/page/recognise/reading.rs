//! Reading a page: which kind of page it is, the surest kinds first.

use super::{
    history::History,
    inspection::{Evidence, Inspection, refused},
    page::{group, layout::Page},
    prompt::{captcha, choice, code, confirm, form, identifier, login, new_password, partial_secret, waiting},
    state::{admission, complaint, refusal, signed_in, whole},
};
use crate::{
    domain::{
        prompt::refusal::{Refusal, Refused},
        source::recipe::Screen,
    },
    page::{Seen, dom::Document},
};

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

impl Inspection<'_, '_> {
    /// What the page asks: the surest kinds first.
    fn screen(&mut self) -> Option<Screen> {
        if whole::has_wordless_buttons(self.page) {
            return None;
        }
        let signed_in = signed_in::weight(self);
        partial_secret::screen(self)
            .or_else(|| captcha::screen(self))
            .or_else(|| choice::of_pictures(self))
            .or_else(|| code::one_time(self))
            .or_else(|| login::with_password(self))
            .filter(|screen| signed_in < signed_in::CERTAIN || !screen.ask.identifies())
            .or_else(|| if signed_in >= signed_in::CERTAIN { None } else { self.second_screen() })
    }

    /// What a page without a password or a code may ask; one that shows the inside of an account asks nothing.
    fn second_screen(&mut self) -> Option<Screen> {
        new_password::screen(self)
            .or_else(|| form::questions(self))
            .or_else(|| form::contact(self))
            .or_else(|| choice::screen(self))
            .or_else(|| identifier::screen(self))
            .or_else(|| waiting::screen(self))
            .or_else(|| form::ticks(self))
            .or_else(|| confirm::screen(self))
            .or_else(|| confirm::elsewhere(self))
            .or_else(|| form::form(self))
    }
}

/// Reads a page.
pub fn read(document: &Document, seen: &Seen, history: &History) -> Reading {
    let page = Page::new(document, seen);
    let mut inspection = Inspection { page: &page, history, groups: group::all(&page), evidence: Vec::new() };
    let meaning = inspection.meaning();
    if document.is_exhausted() {
        let says = "the page is too much to read".to_owned();
        return Reading {
            meaning: Meaning::Refused(Refusal::SourceChanged.into()),
            evidence: vec![Evidence { weight: 20, says }],
        };
    }
    Reading { meaning, evidence: inspection.evidence }
}

/// Whether a page behind the sign-in shows nothing of use unless its scripts run.
pub fn needs_script_inside(seen: &Seen) -> bool {
    let meaning = seen.read(|document| read(document, seen, &History::inside()).meaning);
    matches!(meaning, Meaning::Unknown { needs_script: true })
}

/// Whether a page says that one cannot go on, or not yet, or asks something first.
pub fn keeps_out(seen: &Seen) -> bool {
    seen.read(|document| is_shut(document, seen))
}

fn is_shut(document: &Document, seen: &Seen) -> bool {
    let (page, history) = (Page::new(document, seen), History::inside());
    let inspection = Inspection { page: &page, history: &history, groups: group::all(&page), evidence: Vec::new() };
    let asks = signed_in::is_held(&inspection) || whole::wants_choice(&page);
    let leads_on = whole::has_one_way_on(&page) || signed_in::leads_back(&page);
    asks || leads_on || refusal::keeps_out(&page) || document.is_exhausted()
}

impl Inspection<'_, '_> {
    fn meaning(&mut self) -> Meaning {
        if whole::wants_pad(self.page) {
            self.note(6, "a secret is to be pressed on a pad or a picture".to_owned());
            return Meaning::Refused(refused(self.page, Refusal::SourceNotSupported, whole::message(self.page)));
        }
        let closed = refusal::closed(self).or_else(|| admission::refusal(self));
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
        if let Some(refused) = refusal::said(self) {
            return Meaning::Refused(refused);
        }
        if let Some(refused) = refusal::withheld(self) {
            return Meaning::Refused(refused);
        }
        if self.page.status < 400 && signed_in::is_signed_in(self) {
            return Meaning::SignedIn;
        }
        Meaning::Unknown { needs_script: whole::needs_script(self.page) }
    }
}
