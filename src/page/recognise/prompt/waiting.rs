//! Screens that go on by themselves once something happens elsewhere.

use super::surroundings;
use crate::{
    domain::{
        prompt::challenge::{Channel, Kind},
        source::recipe::Screen,
    },
    page::recognise::{
        inspection::Inspection,
        page::{
            draft,
            item::{Item, Role},
            layout::Text,
            pictures, purpose, selector,
        },
        state::whole,
        words::{Words, actions, holds, states},
    },
};

/// Seconds between two looks.
const PAUSE: u16 = 3;

/// A screen that waits.
pub fn screen(inspection: &mut Inspection<'_, '_>) -> Option<Screen> {
    let page = inspection.page;
    let is_filled = page.items.iter().any(|item| {
        matches!(item.role, Role::Text | Role::Password | Role::Radio)
            && !purpose::is_unrelated(item)
            && !item.is_boilerplate
    });
    if is_filled {
        return None;
    }
    if inspection.history.kind.is_none() {
        return scan(inspection).or_else(|| hold(inspection));
    }
    scan(inspection).or_else(|| mailed(inspection)).or_else(|| approval(inspection)).or_else(|| hold(inspection))
}

fn scan(inspection: &mut Inspection<'_, '_>) -> Option<Screen> {
    let page = inspection.page;
    let picture = pictures::picture_to_scan(page).filter(|_| pictures::SCAN.are_in(&page.words))?;
    let mut screen = draft::known_by(Kind::QrScan, vec![selector::of(page, picture)?]);
    screen.picture = selector::of(page, picture);
    Some(wait(inspection, screen, page.position(picture), "a picture is to be scanned"))
}

fn mailed(inspection: &mut Inspection<'_, '_>) -> Option<Screen> {
    let page = inspection.page;
    // A page that says what is missing speaks of a link that was mailed long ago.
    if states::INCOMPLETE.are_in(&whole::about(page)) {
        return None;
    }
    let text = page.texts.iter().find(|text| !text.is_boilerplate && states::MAILED_LINK.are_in(&text.words))?;
    let screen = draft::known_by(Kind::MagicLink, vec![selector::of(page, text.element)?]);
    Some(wait(inspection, screen, text.position + 1, "the source says that it has mailed a link"))
}

fn approval(inspection: &mut Inspection<'_, '_>) -> Option<Screen> {
    let page = inspection.page;
    // Where a button is to be pressed here, the page does not go on by itself.
    let answers = |item: &&Item<'_>| {
        let tables = [&actions::NEXT, &actions::AGREE, &actions::DECLINE];
        let others = [&actions::RESEND, &actions::CANCEL, &actions::OTHER_WAY];
        let is_in = |words: &&Words| words.are_in(&item.label);
        tables.iter().any(is_in) && !others.iter().any(is_in)
    };
    if whole::central_buttons(page).iter().any(answers) {
        return None;
    }
    let text = page.texts.iter().find(|text| {
        !text.is_boilerplate
            && states::WAITING.are_in(&text.words)
            && !crate::page::recognise::state::complaint::is_marked(text.element)
    })?;
    let mut screen = draft::known_by(Kind::PushApproval, vec![selector::of(page, text.element)?]);
    screen.channel = Some(Channel::Push);
    // Of several, none is to be matched: they count steps, or messages.
    let mut numbers = pictures::numbers(page, 1..=3);
    screen.shown = numbers.pop().filter(|_| numbers.is_empty()).and_then(|number| selector::of(page, number));
    let last = page.texts.iter().rfind(|text| !text.is_boilerplate && states::WAITING.are_in(&text.words));
    let position = last.map_or(text.position, |text| text.position) + 1;
    Some(wait(inspection, screen, position, "something is to be approved on another device"))
}

fn hold(inspection: &mut Inspection<'_, '_>) -> Option<Screen> {
    let page = inspection.page;
    let is_asked = |text: &&Text<'_>| holds::QUEUE.are_in(&text.words) || holds::COUNTS_DOWN.are_in(&text.words);
    let text = page.texts.iter().rev().filter(|text| !text.is_boilerplate && page.status < 400).find(is_asked)?;
    let screen = draft::known_by(Kind::SourceHold, vec![selector::of(page, text.element)?]);
    Some(wait(inspection, screen, text.position + 1, "the source lets people in one after another"))
}

fn wait(inspection: &mut Inspection<'_, '_>, mut screen: Screen, position: usize, why: &str) -> Screen {
    screen.poll = Some(PAUSE);
    inspection.note(5, why.to_owned());
    surroundings::complete(inspection, screen, position)
}
