//! Choices: of a way to get a code, of where it goes, of an account, of a question.

mod picture;

use scraper::ElementRef;

pub use self::picture::screen as of_pictures;
use super::surroundings;
use crate::{
    domain::{
        prompt::challenge::{Channel, Kind},
        source::recipe::{Choices, Css, Screen},
    },
    page::recognise::{
        inspection::Inspection,
        page::{
            draft,
            element::above,
            group::Group,
            item::{Item, Role},
            layout::Page,
            pictures, purpose, selector,
        },
        state::whole,
        words::{actions, channels, fields, split_name, states},
    },
};

/// The most options that are offered.
const MOST: usize = 60;
/// The most ways in that a door offers.
const MOST_WAYS: usize = 8;

/// What can be chosen from, and what is pressed then.
struct Offer<'p, 'd> {
    items: Vec<&'p Item<'d>>,
    /// The selector of the options of a select; else the items have their own.
    at: Option<Css>,
    labels: Vec<String>,
    submit: Option<ElementRef<'d>>,
}

/// A screen that offers a choice.
pub fn screen(inspection: &mut Inspection<'_, '_>) -> Option<Screen> {
    let page = inspection.page;
    let (offer, kind) = offers(inspection)
        .into_iter()
        .find_map(|offer| Some((kind(inspection, &offer)?, offer)))
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
    let (count, position) = (offer.labels.len(), offer.items[0].position);
    let screen = surroundings::complete(inspection, screen, position);
    inspection.note(5, format!("{count} options to choose from: {}", kind.to_string().replace('_', " ")));
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
    let around: Option<Vec<ElementRef<'_>>> = offer.items.iter().map(|item| card(&offer.items, item)).collect();
    selector::of_all(page, &around?)
}

/// The largest part of the page that holds one option alone.
fn card<'d>(items: &[&Item<'d>], item: &Item<'d>) -> Option<ElementRef<'d>> {
    let holds = |part: ElementRef<'_>| {
        items.iter().filter(|other| above(other.element).any(|above| above.id() == part.id())).count()
    };
    above(item.element).take(6).take_while(|part| holds(*part) == 1).last()
}

/// Everything on the page that can be chosen from, the surest first.
fn offers<'p, 'd>(inspection: &Inspection<'p, 'd>) -> Vec<Offer<'p, 'd>> {
    let mut offers: Vec<Offer<'p, 'd>> = Vec::new();
    for group in inspection.groups.iter().filter(|group| group.fields.iter().all(|field| field.role == Role::Select)) {
        if !group.radios.is_empty() {
            let items: Vec<_> = group.radios.iter().take(MOST).copied().collect();
            let value = |item: &Item<'_>| split_name(item.element.attr("value").unwrap_or_default());
            let labels = items.iter().map(|item| format!("{} {}", item.label, value(item))).collect();
            offers.push(Offer { labels, items, at: None, submit: group.submit() });
        }
        offers.extend(
            group
                .fields
                .first()
                .filter(|_| group.fields.len() == 1 && group.radios.is_empty())
                .and_then(|item| select(inspection.page, group, item)),
        );
    }
    offers.extend(buttons(inspection));
    offers
}

fn select<'p, 'd>(page: &Page<'d>, group: &Group<'p, 'd>, item: &'p Item<'d>) -> Option<Offer<'p, 'd>> {
    let css = selector::of(page, item.element)?;
    let at = Css(format!("{} option:not([value=\"\"], [value=\"-\"], [disabled])", css.0));
    let labels: Vec<_> = page
        .document
        .all(&at)
        .into_iter()
        .take(MOST)
        .map(|option| page.document.label(option).unwrap_or_default().to_lowercase())
        .collect();
    // A list that a script has yet to fill offers nothing.
    let submit = group.submit().filter(|_| !labels.is_empty())?;
    Some(Offer { items: vec![item], at: Some(at), labels, submit: Some(submit) })
}

/// Buttons and links in the middle of the page, each of which is an option.
fn buttons<'p, 'd>(inspection: &Inspection<'p, 'd>) -> Option<Offer<'p, 'd>> {
    let is_field = |item: &&Item<'_>| {
        matches!(item.role, Role::Text | Role::Password | Role::Radio)
            && !purpose::is_unrelated(item)
            && !item.is_boilerplate
    };
    if inspection.page.items.iter().any(|item| is_field(&item)) {
        return None;
    }
    let candidates: Vec<&Item<'_>> =
        inspection.page.buttons_and_links().filter(|item| !leads_away(item)).take(MOST).collect();
    let wants_one = wants_one(inspection) || are_ways_in(inspection, &candidates);
    let said = |item: &&&Item<'_>| {
        let own = channels::of(&item.label).is_some() || actions::PASSKEY.are_in(&item.label);
        own || wants_one || channels::of(&context(inspection.page, &candidates, item)).is_some()
    };
    let mut items: Vec<&Item<'_>> = candidates.iter().filter(said).copied().collect();
    if let Some(alike) = alike(&candidates) {
        items = alike;
    }
    items = with_siblings(&items, &candidates);
    let labels: Vec<String> = items.iter().map(|item| context(inspection.page, &items, item)).collect();
    (!items.is_empty()).then_some(Offer { items, at: None, labels, submit: None })
}

/// Submit buttons of one form and one name are one choice: where one of them is an option, all are.
fn with_siblings<'p, 'd>(items: &[&'p Item<'d>], candidates: &[&'p Item<'d>]) -> Vec<&'p Item<'d>> {
    let is_sibling = |one: &Item<'_>, other: &Item<'_>| {
        let name = other.element.attr("name").filter(|name| !name.is_empty());
        one.form.is_some() && one.form == other.form && name.is_some() && one.element.attr("name") == name
    };
    let belongs = |candidate: &&&Item<'_>| {
        items.iter().any(|item| item.position == candidate.position || is_sibling(candidate, item))
    };
    candidates.iter().filter(belongs).copied().collect()
}

/// Whether the page wants one of several after something was answered.
fn wants_one(inspection: &Inspection<'_, '_>) -> bool {
    let about = inspection.page.headings();
    states::WHICH_ACCOUNT.are_in(&about)
        || is_list_of_submits(inspection)
        || (inspection.history.kind.is_some() && actions::CHOOSE.are_in(&about))
}

/// Whether a first page is a question with a list of answers, each a button of one form and name.
fn is_list_of_submits(inspection: &Inspection<'_, '_>) -> bool {
    let page = inspection.page;
    let buttons = whole::central_buttons(page);
    let first = buttons.first().and_then(|item| item.element.attr("name"));
    let is_one = buttons.iter().all(|item| item.form == buttons[0].form && item.element.attr("name") == first);
    let asks = actions::CHOOSE.are_in(&page.headings()) || page.headings().contains(['?', '？', '؟']);
    first.is_some() && buttons.len() > 1 && is_one && asks
}

/// Whether the sign-in page itself asks for nothing and offers ways in, of which one is a password.
fn are_ways_in(inspection: &Inspection<'_, '_>, candidates: &[&Item<'_>]) -> bool {
    let page = inspection.page;
    let leads_to_sign_in =
        inspection.history.kind.is_none() && actions::SIGN_IN.are_in(&page.headings()) && whole::is_short(page);
    let is_other =
        candidates.iter().any(|item| actions::PASSKEY.are_in(&item.label)) || pictures::picture_to_scan(page).is_some();
    let asks_which = actions::CHOOSE.are_in(&page.headings())
        && !candidates.iter().any(|item| actions::ELSEWHERE.are_in(&item.label));
    let names_password = |item: &&&Item<'_>| asks_which || fields::PASSWORD.are_in(&item.label);
    leads_to_sign_in
        && !is_other
        && (2..=MOST_WAYS).contains(&candidates.len())
        && candidates.iter().any(|it| names_password(&it))
}

/// Buttons that all say the same, each beside words of its own.
fn alike<'p, 'd>(candidates: &[&'p Item<'d>]) -> Option<Vec<&'p Item<'d>>> {
    let same = |item: &&'p Item<'d>| -> Vec<&'p Item<'d>> {
        candidates.iter().filter(|other| other.label == item.label).copied().collect()
    };
    let groups = candidates.iter().map(same).filter(|group| group.len() > 1);
    groups.max_by_key(Vec::len)
}

fn leads_away(item: &Item<'_>) -> bool {
    let said = &item.label;
    let is_address =
        item.element.attr("href").is_some_and(|href| href.starts_with("mailto:") || href.starts_with("tel:"));
    item.is_boilerplate
        || is_address
        || said.chars().count() > 160
        || actions::CANCEL.are_in(said)
        || actions::SIGN_OUT.are_in(said)
        || actions::RESEND.are_in(said)
        || actions::FORGOT.are_in(said) && !channels::BACKUP.are_in(said)
        || actions::SIGN_UP.are_in(said)
        || states::TERMS.are_in(said)
        || actions::ASIDE.are_in(said)
}

/// What an option says, with the words of the part of the page that is its alone.
fn context(page: &Page<'_>, items: &[&Item<'_>], item: &Item<'_>) -> String {
    if channels::of(&item.label).is_some() || items.len() < 2 {
        return item.label.clone();
    }
    let words = card(items, item).and_then(|card| page.document.text(card, 160)).unwrap_or_default().to_lowercase();
    if words.contains(&item.label) { words } else { format!("{} {words}", item.label) }
}

/// What the choice is about.
fn kind(inspection: &Inspection<'_, '_>, offer: &Offer<'_, '_>) -> Option<Kind> {
    let about = inspection.page.headings();
    let count = offer.labels.len();
    let found: Vec<Channel> = offer.labels.iter().filter_map(|label| channels::of(label)).collect();
    let targets = offer.labels.iter().filter(|label| label.split_whitespace().any(channels::is_masked)).count();
    let is_list = inspection.history.kind.is_none() && is_list_of_submits(inspection);
    if is_list || states::WHICH_ACCOUNT.are_in(&about) {
        return Some(Kind::AccountChoice);
    }
    if offer.submit.is_none() && are_ways_in(inspection, &offer.items) {
        return Some(Kind::MfaMethod);
    }
    if count <= 3 && found.is_empty() && states::TRUST.are_in(&about) | states::STAY.are_in(&about) {
        return Some(Kind::Confirm);
    }
    if are_questions(offer, &about) && found.is_empty() || are_questions_alone(offer) {
        return Some(Kind::QuestionChoice);
    }
    let methods = found.len()
        + offer.labels.iter().filter(|label| actions::PASSKEY.are_in(label) && channels::of(label).is_none()).count();
    let is_mostly = methods * 2 >= count && methods > 0;
    let is_asked = inspection.history.kind.is_some();
    match (is_mostly && is_asked, found.iter().any(|channel| Some(channel) != found.first())) {
        (false, _)
            if is_asked
                && count > 1
                && found.is_empty()
                && offer.submit.is_none()
                && actions::CHOOSE.are_in(&about) =>
        {
            Some(Kind::AccountChoice)
        }
        (true, true) => Some(Kind::MfaMethod),
        (true, false) if targets == count && count > 1 => Some(Kind::Destination),
        (true, false) if count > 1 || targets == count => {
            Some(if targets > 0 { Kind::Destination } else { Kind::MfaMethod })
        }
        _ => None,
    }
}

/// Whether each option is a question.
fn are_questions_alone(offer: &Offer<'_, '_>) -> bool {
    let is_question = |label: &String| label.trim_end_matches([' ', '|']).contains(['?', '？', '؟']);
    offer.labels.len() > 1 && offer.labels.iter().all(is_question)
}

/// Whether the page is about questions that were agreed on.
fn are_questions(offer: &Offer<'_, '_>, about: &str) -> bool {
    offer.labels.len() > 1 && fields::SECURITY_QUESTION.are_in(about)
}
