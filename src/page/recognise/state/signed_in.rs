//! Where one is when nothing is asked: inside, outside for good, or at a page that needs a script to show anything.

use super::{complaint, whole};
use crate::page::recognise::{
    inspection::Inspection,
    page::{
        item::{Item, Role},
        layout::{Page, Text},
    },
    words::{actions, split_name, states},
};

/// How sure it must be that one is inside.
const ENOUGH: i32 = 6;
/// How sure, so that forms on the page are taken for what an account offers rather than for questions to answer.
pub const CERTAIN: i32 = 11;

/// Whether the page shows the inside of an account.
pub fn is_signed_in(inspection: &mut Inspection<'_, '_>) -> bool {
    let signs = signs(inspection);
    let weight: i32 = signs.iter().map(|(weight, _)| weight).sum();
    let is_inside = signs.iter().any(|(_, says)| INSIDE.contains(says));
    for (weight, says) in signs {
        inspection.note(weight, says.to_owned());
    }
    inspection.history.gave_secret && weight >= ENOUGH && is_inside && !is_held(inspection)
}

/// Whether a page asks or withholds something, whatever speaks for being inside.
pub fn is_held(inspection: &Inspection<'_, '_>) -> bool {
    whole::is_step(inspection) || whole::withholds(inspection.page) || whole::wants_answer(inspection)
}

/// Whether a page leads back to a sign-in.
pub fn leads_back(page: &Page<'_>) -> bool {
    page.buttons_and_links().any(leads_to_sign_in)
}

/// The signs of an account itself: that nothing is asked is no sign of being inside, nor is a name alone.
const INSIDE: [&str; 6] = [SAYS_SO, SIGNS_OUT, HIDDEN_WAY_OUT, OWN, CALLED_OWN, APPLICATION];
const SIGNS_OUT: &str = "something on it signs out";
const SAYS_SO: &str = "it says that somebody is signed in";
const HIDDEN_WAY_OUT: &str = "a menu that is closed signs out";
const OWN: &str = "it leads to things of one's own";
const CALLED_OWN: &str = "it is called after things of one's own";
const SHOWS_NAME: &str = "it shows the name that was given";
const APPLICATION: &str = "a script has put an application where the sign-in was";

/// How much speaks for being inside; nothing where no password was given.
pub fn weight(inspection: &Inspection<'_, '_>) -> i32 {
    let is_good = inspection.history.gave_secret && inspection.page.status < 400;
    let weight: i32 = signs(inspection).iter().map(|(weight, _)| weight).sum();
    if is_good && !is_held(inspection) { weight } else { 0 }
}

/// What speaks for being inside, and what against it.
fn signs(inspection: &Inspection<'_, '_>) -> Vec<(i32, &'static str)> {
    let (page, history) = (inspection.page, inspection.history);
    let signs_out = page.buttons_and_links().map(whole::sign_out).max().unwrap_or(0);
    let own = page
        .buttons_and_links()
        .filter(|item| actions::OWN.are_in(&item.label) || actions::OWN_NAMES.are_in(&item.name))
        .count();
    let links = page.buttons_and_links().filter(|item| !item.label.is_empty()).count();
    let enters = leads_back(page);
    let is_login = inspection.groups.iter().any(|group| {
        group.fields.iter().any(|field| field.role == Role::Password) && actions::SIGN_IN.are_in(&group.says())
    });
    let path = split_name(page.url.path());
    let shows_name = history.identifier.as_deref().is_some_and(|name| shows(page, name));
    let head: String = page.words.chars().take(400).collect();
    let signs = [
        (5, signs_out == 5, SIGNS_OUT),
        (2, signs_out == 2, "something on it leads to a sign-out, and does not say so"),
        (4, signs_out == 0 && page.has_hidden_way_out, HIDDEN_WAY_OUT),
        (if own > 1 { 3 } else { 2 }, own > 0, OWN),
        (2, actions::OWN.are_in(&page.headings()), CALLED_OWN),
        (3, whole::says_signed_in(page), SAYS_SO),
        (2, shows_name, SHOWS_NAME),
        (1, states::WELCOME.are_in(&page.headings()) || states::WELCOME.are_in(&head), "it greets"),
        (2, !page.items.iter().any(|item| item.role == Role::Password), "nothing on it asks for a password any more"),
        (2, history.was_elsewhere(page), "it is not where the password was asked for"),
        (1, !actions::SIGN_IN.are_in(&path), "its address is no sign-in's"),
        (1, links >= 4, "it leads to many places"),
        (2, links >= 3 && page.scripts > 0 && history.was_elsewhere(page), APPLICATION),
        (-8, complaint::is_signed_in_elsewhere(&head), "the account is in use elsewhere"),
        (-6, enters && signs_out < 5, "something on it signs in"),
        (-12, is_login, "a form on it signs in"),
        (-10, says_it_left(page), "it says that one has left"),
        (-4, page.texts.iter().any(is_complaint), "it complains"),
        (-6, states::SESSION_OVER.are_in(&page.headings()), "it says that the session is over"),
    ];
    signs.into_iter().filter(|(_, is_seen, _)| *is_seen).map(|(weight, _, says)| (weight, says)).collect()
}

fn shows(page: &Page<'_>, name: &str) -> bool {
    name.chars().count() > 2 && page.words.contains(&name.to_lowercase())
}

fn says_it_left(page: &Page<'_>) -> bool {
    let says = |text: &Text<'_>| states::SIGNED_OUT.are_in(&text.words) && text.words.chars().count() < 160;
    states::SIGNED_OUT.are_in(&page.headings()) || page.texts.iter().any(|text| !text.is_boilerplate && says(text))
}

/// Whether an item leads to a sign-in.
fn leads_to_sign_in(item: &Item<'_>) -> bool {
    actions::SIGN_IN.are_in(&item.label)
        && item.label.chars().count() < 40
        && !actions::SIGN_OUT.are_in(&item.label)
        && !actions::OWN.are_in(&item.label)
}

fn is_complaint(text: &Text<'_>) -> bool {
    !text.is_boilerplate && complaint::is_marked(text.element) && states::WRONG.are_in(&text.words)
}
