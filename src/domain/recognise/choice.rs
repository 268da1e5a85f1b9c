//! Choices: of a way to get a code, of where it goes, of an account, of a question.

use scraper::ElementRef;

use super::{
    Sight, draft,
    group::Group,
    login,
    page::{Item, Page, Role, above},
    selector, surroundings,
    words::{actions, channels, fields, states},
};
use crate::domain::{
    challenge::{Channel, Kind},
    recipe::{Choices, Css, Screen},
};

/// The most options that are offered.
const MOST: usize = 60;

/// What can be chosen from, and what is pressed then.
struct Offer<'p, 'd> {
    items: Vec<&'p Item<'d>>,
    /// The selector of the options of a select; else the items have their own.
    at: Option<Css>,
    labels: Vec<String>,
    submit: Option<ElementRef<'d>>,
}

/// A screen that offers a choice.
pub(super) fn screen(sight: &mut Sight<'_, '_>) -> Option<Screen> {
    let page = sight.page;
    let (offer, kind) = offers(sight)
        .into_iter()
        .find_map(|offer| Some((kind(sight, &offer)?, offer)))
        .map(|(kind, offer)| (offer, kind))?;
    let elements: Vec<ElementRef<'_>> = offer.items.iter().map(|item| item.element).collect();
    let at = match (&offer.at, offer.items.first()?.role) {
        (Some(at), _) => at.clone(),
        (None, Role::Radio) => selector::of_group(page, &elements)?,
        _ => selector::of_all(page, &elements)?,
    };
    let first = selector::of(page, elements[0]).unwrap_or_else(|| at.clone());
    let mut screen = draft::known_by(kind, vec![first]);
    screen.submit = offer.submit.and_then(|button| selector::of(page, button));
    screen.choices = Some(choices(page, at, &offer));
    let (count, place) = (offer.labels.len(), offer.items[0].place);
    let screen = surroundings::complete(sight, screen, place);
    sight.because(5, format!("{count} options to choose from: {}", kind.to_string().replace('_', " ")));
    Some(screen)
}

fn choices(page: &Page<'_>, at: Css, offer: &Offer<'_, '_>) -> Choices {
    let ids = page.document.option_ids(&at);
    let channels =
        ids.into_iter().zip(&offer.labels).filter_map(|(id, label)| Some((id, channels::of(label)?))).collect();
    Choices { labels: labels(page, offer), at, channels, recommended: None, pictures: None }
}

/// Where the words of the options stand, when the buttons themselves all say the same.
fn labels(page: &Page<'_>, offer: &Offer<'_, '_>) -> Option<Css> {
    let own = |item: &&&Item<'_>| {
        !item.label.is_empty() && offer.items.iter().filter(|other| other.label == item.label).count() == 1
    };
    if offer.at.is_some() || offer.items.iter().filter(own).count() == offer.items.len() {
        return None;
    }
    let around: Option<Vec<ElementRef<'_>>> = offer.items.iter().map(|item| card(offer, item)).collect();
    selector::of_all(page, &around?)
}

/// The largest part of the page that holds one option alone.
fn card<'d>(offer: &Offer<'_, 'd>, item: &Item<'d>) -> Option<ElementRef<'d>> {
    let holds = |part: ElementRef<'_>| {
        offer.items.iter().filter(|other| above(other.element).any(|above| above.id() == part.id())).count()
    };
    above(item.element).take(6).take_while(|part| holds(*part) == 1).last()
}

/// Everything on the page that can be chosen from, the surest first.
fn offers<'p, 'd>(sight: &Sight<'p, 'd>) -> Vec<Offer<'p, 'd>> {
    let mut offers: Vec<Offer<'p, 'd>> = Vec::new();
    for group in sight.groups.iter().filter(|group| group.fields.iter().all(|field| field.role == Role::Select)) {
        if !group.radios.is_empty() {
            let items: Vec<_> = group.radios.iter().take(MOST).copied().collect();
            let labels = items.iter().map(|item| item.said()).collect();
            offers.push(Offer { labels, items, at: None, submit: group.submit() });
        }
        offers.extend(
            group
                .fields
                .first()
                .filter(|_| group.fields.len() == 1 && group.radios.is_empty())
                .and_then(|item| select(sight.page, group, item)),
        );
    }
    offers.extend(buttons(sight));
    offers
}

fn select<'p, 'd>(page: &Page<'d>, group: &Group<'p, 'd>, item: &'p Item<'d>) -> Option<Offer<'p, 'd>> {
    let css = selector::of(page, item.element)?;
    let at = Css(format!("{} option:not([value=\"\"])", css.0));
    let labels = page
        .document
        .all(&at)
        .into_iter()
        .take(MOST)
        .map(|option| page.document.label(option).unwrap_or_default().to_lowercase())
        .collect();
    let submit = group.submit()?;
    Some(Offer { items: vec![item], at: Some(at), labels, submit: Some(submit) })
}

/// Buttons and links in the middle of the page, each of which is an option.
fn buttons<'p, 'd>(sight: &Sight<'p, 'd>) -> Option<Offer<'p, 'd>> {
    if sight.groups.iter().any(|group| {
        group.fields.iter().any(|field| field.role != Role::Select && !login::is_unrelated(field) && !field.is_around)
    }) {
        return None;
    }
    let wants_account = states::WHICH_ACCOUNT.are_in(&sight.page.headings());
    let items: Vec<&Item<'_>> = sight.page.pressed().filter(|item| is_option(item, wants_account)).take(MOST).collect();
    let labels: Vec<String> = items.iter().map(|item| context(sight.page, item)).collect();
    (!items.is_empty()).then_some(Offer { items, at: None, labels, submit: None })
}

fn is_option(item: &Item<'_>, wants_account: bool) -> bool {
    let said = &item.label;
    let leads_away = actions::CANCEL.are_in(said)
        || actions::SIGN_OUT.are_in(said)
        || actions::RESEND.are_in(said)
        || actions::FORGOT.are_in(said)
        || actions::SIGN_UP.are_in(said)
        || states::TERMS.are_in(said);
    let is_address =
        item.element.attr("href").is_some_and(|href| href.starts_with("mailto:") || href.starts_with("tel:"));
    if item.is_around || leads_away || is_address || said.chars().count() > 160 {
        return false;
    }
    wants_account
        || channels::of(said).is_some()
        || actions::PASSKEY.are_in(said)
        || said.contains('@')
        || card_channel(item).is_some()
}

/// What the form around a single button says of it.
fn card_channel(item: &Item<'_>) -> Option<Channel> {
    let card = above(item.element).take(3).find(|above| matches!(above.value().name(), "form" | "li" | "article"))?;
    let words = crate::domain::dom::words(card, 160)?.to_lowercase();
    channels::of(&words)
}

fn context(page: &Page<'_>, item: &Item<'_>) -> String {
    if channels::of(&item.label).is_some() {
        return item.label.clone();
    }
    let card = above(item.element).take(3).find(|above| matches!(above.value().name(), "form" | "li" | "article"));
    let words = card.and_then(|card| crate::domain::dom::words(card, 160)).unwrap_or_default().to_lowercase();
    if page.items.len() > 1 { format!("{} {words}", item.label) } else { item.label.clone() }
}

/// What the choice is about.
fn kind(sight: &Sight<'_, '_>, offer: &Offer<'_, '_>) -> Option<Kind> {
    let about = sight.page.headings();
    let count = offer.labels.len();
    let found: Vec<Channel> = offer.labels.iter().filter_map(|label| channels::of(label)).collect();
    let targets = offer.labels.iter().filter(|label| label.split_whitespace().any(channels::is_masked)).count();
    if states::WHICH_ACCOUNT.are_in(&about) {
        return Some(Kind::AccountChoice);
    }
    if count > 1
        && (offer.labels.iter().all(|label| label.trim_end_matches([' ', '|']).contains(['?', '？', '؟']))
            || (fields::SECURITY_QUESTION.are_in(&about) && found.is_empty()))
    {
        return Some(Kind::QuestionChoice);
    }
    let methods = found.len()
        + offer.labels.iter().filter(|label| actions::PASSKEY.are_in(label) && channels::of(label).is_none()).count();
    let is_mostly = methods * 2 >= count && methods > 0;
    let is_asked = sight.past.kind.is_some();
    match (is_mostly && is_asked, found.iter().any(|channel| Some(channel) != found.first())) {
        (true, true) => Some(Kind::MfaMethod),
        (true, false) if targets == count && count > 1 => Some(Kind::Destination),
        (true, false) if count > 1 || targets == count => {
            Some(if targets > 0 { Kind::Destination } else { Kind::MfaMethod })
        }
        _ => None,
    }
}
