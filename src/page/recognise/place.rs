//! Where one is when nothing is asked: inside, outside for good, or at a page that needs a script to show anything.

use super::{
    Sight, complaint, login,
    page::{Item, Page, Role, Text},
    refused,
    words::{actions, complaints, fields, split_name, states},
};
use crate::{
    domain::{
        prompt::{
            challenge::Kind,
            refusal::{Refusal, Refused},
        },
        source::source_text::MESSAGE,
    },
    page::dom::lines,
};

/// How sure it must be that one is inside.
const ENOUGH: i32 = 6;
/// How sure, so that forms on the page are taken for what an account offers rather than for questions to answer.
pub(super) const CERTAIN: i32 = 11;
/// How many words a page has that says one thing.
const SHORT: usize = 1500;

/// Whether the page shows the inside of an account.
pub(super) fn is_signed_in(sight: &mut Sight<'_, '_>) -> bool {
    let signs = signs(sight);
    let weight: i32 = signs.iter().map(|(weight, _)| weight).sum();
    let is_inside = signs.iter().any(|(_, says)| INSIDE.contains(says));
    for (weight, says) in signs {
        sight.because(weight, says.to_owned());
    }
    sight.past.gave_secret && weight >= ENOUGH && is_inside
}

/// The signs of an account itself: that nothing is asked is no sign of being inside.
const INSIDE: [&str; 6] = [LEAVES, HIDDEN_WAY_OUT, OWN, CALLED_OWN, SHOWS_NAME, APPLICATION];
const LEAVES: &str = "something on it signs out";
const HIDDEN_WAY_OUT: &str = "a menu that is closed signs out";
const OWN: &str = "it leads to things of one's own";
const CALLED_OWN: &str = "it is called after things of one's own";
const SHOWS_NAME: &str = "it shows the name that was given";
const APPLICATION: &str = "a script has put an application where the sign-in was";

/// How much speaks for being inside; nothing where no password was given.
pub(super) fn signed_in(sight: &Sight<'_, '_>) -> i32 {
    let is_good = sight.past.gave_secret && sight.page.status < 400;
    let weight: i32 = signs(sight).iter().map(|(weight, _)| weight).sum();
    if is_good { weight } else { 0 }
}

/// What speaks for being inside, and what against it.
fn signs(sight: &Sight<'_, '_>) -> Vec<(i32, &'static str)> {
    let (page, past) = (sight.page, sight.past);
    let leaves = page.pressed().map(sign_out).max().unwrap_or(0);
    let own =
        page.pressed().filter(|item| actions::OWN.are_in(&item.label) || actions::OWN_NAMES.are_in(&item.name)).count();
    let links = page.pressed().filter(|item| !item.label.is_empty()).count();
    let enters = page.pressed().any(|item| is_door(item));
    let is_login = sight.groups.iter().any(|group| {
        group.fields.iter().any(|field| field.role == Role::Password) && actions::SIGN_IN.are_in(&group.says())
    });
    let path = split_name(page.url.path());
    let shows_name = past.identifier.as_deref().is_some_and(|name| shows(page, name));
    let head: String = page.words.chars().take(400).collect();
    let signs = [
        (5, leaves == 5, LEAVES),
        (2, leaves == 2, "something on it leads to a sign-out, and does not say so"),
        (4, leaves == 0 && page.has_hidden_way_out, HIDDEN_WAY_OUT),
        (if own > 1 { 3 } else { 2 }, own > 0, OWN),
        (2, actions::OWN.are_in(&page.headings()), CALLED_OWN),
        (2, shows_name, SHOWS_NAME),
        (1, states::WELCOME.are_in(&page.headings()) || states::WELCOME.are_in(&head), "it greets"),
        (2, !page.items.iter().any(|item| item.role == Role::Password), "nothing on it asks for a password any more"),
        (2, past.was_elsewhere(page), "it is not where the password was asked for"),
        (1, !actions::SIGN_IN.are_in(&path), "its address is no sign-in's"),
        (1, links >= 4, "it leads to many places"),
        (2, links >= 3 && page.scripts > 0 && past.was_elsewhere(page), APPLICATION),
        (-8, complaint::is_signed_in_elsewhere(&head), "the account is in use elsewhere"),
        (-6, enters && leaves < 5, "something on it signs in"),
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
    states::SIGNED_OUT.are_in(&page.headings()) || page.texts.iter().any(|text| !text.is_around && says(text))
}

/// How much an item looks as if it left the account.
fn sign_out(item: &Item<'_>) -> i32 {
    let by_words = actions::SIGN_OUT.are_in(&item.label)
        && !actions::CANCEL.are_in(&item.label)
        && item.label.chars().count() < 60;
    let target = item.element.attr("href").or(item.element.attr("formaction")).unwrap_or_default();
    let form = super::page::above(item.element)
        .find(|above| above.value().name() == "form")
        .and_then(|form| form.attr("action"));
    let leads = [target, form.unwrap_or_default()].iter().any(|url| actions::SIGN_OUT.are_in(&split_name(url)));
    match (by_words, leads) {
        (true, _) => 5,
        (false, true) => 2,
        (false, false) => 0,
    }
}

/// Whether an item leads to a sign-in.
fn is_door(item: &Item<'_>) -> bool {
    actions::SIGN_IN.are_in(&item.label)
        && item.label.chars().count() < 40
        && !actions::SIGN_OUT.are_in(&item.label)
        && !actions::OWN.are_in(&item.label)
}

fn is_complaint(text: &Text<'_>) -> bool {
    !text.is_around && complaint::is_marked(text.element) && states::WRONG.are_in(&text.words)
}

/// A page that turns everybody away, whatever else is on it.
pub(super) fn closed(sight: &mut Sight<'_, '_>) -> Option<Refused> {
    let page = sight.page;
    if asks(sight) && page.status < 500 {
        return None;
    }
    let (about, leaves) = (about(page), leaves(page));
    let refusal = if states::RATE_LIMITED.are_in(&about) || page.status == 429 {
        Refusal::SourceRateLimited
    } else if states::MAINTENANCE.are_in(&page.headings())
        || (states::MAINTENANCE.are_in(&about) && (page.status >= 500 || !leaves && is_short(page)))
    {
        Refusal::SourceMaintenance
    } else if states::BLOCKED.are_in(&about) && !leaves && is_short(page) && !is_about_account(&about) {
        Refusal::SourceBlockedUs
    } else if page.status >= 500 {
        Refusal::SourceUnavailable
    } else {
        return None;
    };
    sight.because(6, format!("the page says so: {}", page.headings()));
    Some(refused(page, refusal, message(page)))
}

/// Whether there is anything to fill in that has to do with signing in.
pub(super) fn asks(sight: &Sight<'_, '_>) -> bool {
    sight.page.items.iter().any(|item| item.role == Role::Password)
        || sight.groups.iter().any(|group| !group.fields.is_empty() && !login::is_for_others(sight.page, group))
}

/// Whether something on the page signs out, and says so.
pub(super) fn leaves(page: &Page<'_>) -> bool {
    page.pressed().any(|item| sign_out(item) >= 5)
}

/// A page that asks nothing and says why the sign-in cannot go on.
pub(super) fn refusal(sight: &mut Sight<'_, '_>) -> Option<Refused> {
    let page = sight.page;
    let about = about(page);
    if sight.past.kind.is_none() && !is_short(page)
        || leaves(page) && sight.past.gave_secret && !states::WRONG.are_in(&page.headings())
    {
        return None;
    }
    if states::SESSION_OVER.are_in(&about) && is_short(page) {
        return Some(refused(page, Refusal::MfaTimedOut, message(page)));
    }
    let kind = sight.past.kind.unwrap_or(Kind::Credentials);
    let usual = crate::domain::source::recipe::usual_refusal(kind);
    let means = complaint::refusal(kind, &about);
    let is_meant = if means == usual { says_wrong(sight, kind) } else { is_final(means) };
    let found = Some(means).filter(|_| is_meant && is_short(page))?;
    sight.because(5, format!("the page says so: {}", page.headings()));
    Some(refused(page, found, message(page)))
}

/// Whether a page without a form of its own says that the password, or the code, was wrong.
fn says_wrong(sight: &Sight<'_, '_>, kind: Kind) -> bool {
    let page = sight.page;
    let subject = match kind {
        Kind::Credentials | Kind::Password => &fields::PASSWORD,
        Kind::OneTimeCode => &fields::CODE,
        _ => return false,
    };
    let says = |text: &Text<'_>| {
        let is_new = !text.is_around && sight.past.is_new(&text.words);
        is_new && states::WRONG.are_in(&text.words) && subject.are_in(&text.words)
    };
    !leaves(page) && !page.has_hidden_way_out && page.texts.iter().any(says)
}

/// Refusals that end a sign-in wherever they are said.
fn is_final(refusal: Refusal) -> bool {
    matches!(
        refusal,
        Refusal::AccountLocked
            | Refusal::AccountDisabled
            | Refusal::CredentialsExpired
            | Refusal::LoginAttemptsExceeded
            | Refusal::MfaAttemptsExceeded
            | Refusal::CredentialsManagedByOrganisation
            | Refusal::MfaNotConfigured
            | Refusal::MfaDeliveryFailed
            | Refusal::PushDenied
            | Refusal::PushTimedOut
    )
}

/// Whether what a page says of itself speaks of something that stands in the way; of a long one, its headings.
pub(super) fn keeps_out(page: &Page<'_>) -> bool {
    let about = if is_short(page) { about(page) } else { page.headings() };
    let obstacles = [
        &states::WRONG,
        &states::MAINTENANCE,
        &states::BLOCKED,
        &states::RATE_LIMITED,
        &states::SESSION_OVER,
        &states::SIGNED_OUT,
        &states::WAITING,
        &states::MAILED_LINK,
        &states::NOT_YET,
    ];
    obstacles.iter().any(|words| words.are_in(&about))
        || complaints::COMPLAINTS.iter().any(|(_, words)| words.are_in(&about))
}

fn is_about_account(about: &str) -> bool {
    is_final(complaint::refusal(Kind::Credentials, about)) && about.contains("account")
}

/// Whether a page says little more than one thing.
pub(super) fn is_short(page: &Page<'_>) -> bool {
    page.words.chars().count() < SHORT
}

fn about(page: &Page<'_>) -> String {
    let texts = page.texts.iter().filter(|text| !text.is_around).take(12).map(|text| text.words.as_str());
    format!("{} | {}", page.headings(), texts.collect::<Vec<_>>().join(" | "))
}

/// The page's own words about itself.
pub(super) fn message(page: &Page<'_>) -> Option<String> {
    let texts = || page.texts.iter().filter(|text| !text.is_around && text.words.chars().count() > 8);
    let marked = texts().find(|text| complaint::is_marked(text.element));
    let text = marked.or_else(|| texts().find(|text| !text.is_heading)).or_else(|| texts().next())?;
    lines(text.element, MESSAGE)
}

/// Whether a page has nothing to show unless scripts run.
pub(super) fn needs_script(page: &Page<'_>) -> bool {
    let fields = page.items.iter().filter(|item| !matches!(item.role, Role::Link | Role::Press)).count();
    let is_bare = page.words.chars().count() < 200 && page.items.len() < 4;
    let asks_for_it = ["javascript", "java script", "script", "スクリプト"].iter().any(|word| {
        page.noscript.to_lowercase().contains(word) || (page.words.contains(word) && page.words.chars().count() < 600)
    });
    fields == 0 && page.scripts > 0 && (is_bare || asks_for_it)
}
