//! What stands around the fields of a screen: its message, and what can be done instead of answering.

use scraper::ElementRef;

use crate::{
    domain::{
        prompt::challenge::{Kind, Proof},
        source::recipe::{Css, Screen, SendAgain},
    },
    page::recognise::{
        inspection::Inspection,
        page::{
            element::above,
            group::Group,
            item::{Item, Role},
            layout::{Page, Text},
            selector,
        },
        words::{actions, channels, fields, states},
    },
};

/// How many texts before a field may be about it.
const NEAR: usize = 8;
/// The most texts of a message.
const MOST_TEXTS: usize = 3;
/// The most other ways that are offered.
const MOST_WAYS: usize = 8;

/// Adds to a screen what stands around its fields.
pub fn complete(inspection: &Inspection<'_, '_>, mut screen: Screen, position: usize) -> Screen {
    let page = inspection.page;
    let said: Vec<ElementRef<'_>> = message(page, position).into_iter().map(|text| text.element).collect();
    screen.message = selector::of_all(page, &said);
    let resend = page.buttons_and_links().find(|item| actions::RESEND.are_in(&item.label));
    screen.resend = resend.and_then(|item| Some(SendAgain { at: selector::of(page, item.element)?, after: 0 }));
    let mut taken: Vec<Option<Css>> = vec![screen.submit.clone(), screen.resend.as_ref().map(|again| again.at.clone())];
    taken.extend(
        screen.choices.iter().flat_map(|choices| choices.at.0.split(", ")).map(|css| Some(Css(css.to_owned()))),
    );
    screen.alternatives = alternatives(inspection, screen.ask, &taken);
    screen
}

/// The source's own words to a screen whose first field stands at `place`: what stands last before it, under the last
/// heading.
fn message<'p, 'd>(page: &'p Page<'d>, position: usize) -> Vec<&'p Text<'d>> {
    let texts = || page.texts.iter().filter(|text| is_message(text));
    let before: Vec<_> = texts().filter(|text| text.position < position && !text.is_heading).collect();
    let near: Vec<_> = before.into_iter().rev().take(NEAR).filter(|text| relevance(text) > 0).collect();
    let most = near.iter().map(|text| relevance(text)).max().unwrap_or(0);
    let mut said: Vec<_> = near.into_iter().filter(|text| relevance(text) * 2 >= most).take(MOST_TEXTS).collect();
    said.reverse();
    if most < 3 {
        said.extend(texts().find(|text| text.position > position && !text.is_heading && relevance(text) > 2));
    }
    let heading = texts().rfind(|text| text.is_heading && text.position < position);
    if said.len() < MOST_TEXTS {
        said.splice(0..0, heading);
    }
    said
}

fn is_message(text: &Text<'_>) -> bool {
    let is_label = text.element.value().name() == "label"
        || above(text.element).take(2).any(|above| above.value().name() == "label");
    !text.is_boilerplate && !is_label && text.words.chars().count() > 3
}

/// How much a text seems to say what is asked.
fn relevance(text: &Text<'_>) -> i32 {
    let words = &text.words;
    let mut telling = i32::from(words.chars().count() >= 12);
    telling += if words.split_whitespace().any(channels::is_masked) { 4 } else { 0 };
    telling += if channels::of(words).is_some() { 2 } else { 0 };
    telling += if fields::CODE.are_in(words) { 2 } else { 0 };
    telling += if states::WAITING.are_in(words) { 2 } else { 0 };
    telling - if crate::page::recognise::state::complaint::is_marked(text.element) { 6 } else { 0 }
}

/// The words that are about the fields of a group: headings, what is said before and beside them.
pub fn about(page: &Page<'_>, group: &Group<'_, '_>) -> String {
    let position = group.fields.first().map_or(usize::MAX, |field| field.position);
    let mut words = page.headings();
    for text in
        page.texts.iter().filter(|text| text.position < position.saturating_add(60) && is_message(text)).take(40)
    {
        words.push_str(" | ");
        words.push_str(&text.words);
    }
    for field in &group.fields {
        words.push_str(" | ");
        words.push_str(&field.label);
        words.push_str(" | ");
        words.push_str(&page.document.hint(field.element).unwrap_or_default().to_lowercase());
    }
    words
}

/// Buttons and links to other ways.
fn alternatives(inspection: &Inspection<'_, '_>, kind: Kind, taken: &[Option<Css>]) -> Option<Css> {
    let page = inspection.page;
    // Where no password was asked for, it is another way.
    let is_without = kind.is_out_of_reach() || replaces_password(kind, inspection.history.gave_secret);
    let others: Vec<ElementRef<'_>> = page
        .buttons_and_links()
        .filter(|item| !item.is_boilerplate)
        .filter(|item| is_other_way(item) || is_without && names_password(item) || passes(kind, item))
        .filter(|item| selector::of(page, item.element).is_some_and(|css| !taken.contains(&Some(css))))
        .map(|item| item.element)
        .take(MOST_WAYS)
        .collect();
    selector::of_all(page, &others)
}

/// Whether something done elsewhere, or a code, may stand where others type a password.
fn replaces_password(kind: Kind, gave_secret: bool) -> bool {
    match kind.proof() {
        Proof::TypedOrElsewhere | Proof::ElsewhereWithName => true,
        Proof::Typed => kind == Kind::OneTimeCode && !gave_secret,
        Proof::Elsewhere | Proof::None => false,
    }
}

/// What a source would like to know before it lets one in, and can do without.
fn passes(kind: Kind, item: &Item<'_>) -> bool {
    kind.may_be_skipped() && actions::SKIP.are_in(&item.label) && item.label.chars().count() < 60
}

fn names_password(item: &Item<'_>) -> bool {
    fields::PASSWORD.are_in(&item.label) && !actions::FORGOT.are_in(&item.label) && item.label.chars().count() < 60
}

pub fn is_other_way(item: &Item<'_>) -> bool {
    let said = &item.label;
    let leads_away = actions::RESEND.are_in(said)
        || actions::SIGN_OUT.are_in(said)
        || actions::FORGOT.are_in(said) && !channels::BACKUP.are_in(said)
        || actions::CANCEL.are_in(said);
    let is_help = item.role == Role::Link
        && item.element.attr("href").is_some_and(|href| href.starts_with("mailto:") || href.starts_with("tel:"));
    let names_channel = channels::of(said).is_some() && said.chars().count() < 90;
    !leads_away && !is_help && (actions::OTHER_WAY.are_in(said) || names_channel)
}
