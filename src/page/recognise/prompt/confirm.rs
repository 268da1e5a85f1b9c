//! Yes or no: what only wants a button pressed; and sign-ins that are left to others.

use scraper::ElementRef;

use super::surroundings;
use crate::{
    domain::{
        prompt::challenge::Kind,
        source::recipe::{Choices, Screen},
    },
    page::recognise::{
        inspection::Inspection,
        page::{
            draft,
            item::{Item, Role},
            layout::Page,
            purpose, selector,
        },
        state::{refusal, whole},
        words::{Words, actions, states, words},
    },
};

/// The most buttons of a question.
const MOST: usize = 4;
/// That the source wants to go on by way of a word of ours.
#[rustfmt::skip]
const CONSENT: Words = Words(&words([
    "übermittelt", "weitergegeben", "release*", "will be shared", "transmis*", "attributes", "authorize*",
    "authorise*", "wants to access", "would like to*", "grant*", "allow access", "continue to*", "möchte auf*",
    "zugriff erlauben", "souhaite accéder", "autoriser*", "desea acceder", "quiere acceder", "vuole accedere",
    "deseja acessar", "one more thing", "before you continue", "almost there", "bevor sie fortfahren",
    "avant de continuer", "antes de continuar", "prima di continuare",
]));

/// A question that a button answers.
pub fn screen(inspection: &mut Inspection<'_, '_>) -> Option<Screen> {
    let page = inspection.page;
    let is_subject = is_subject(page) || whole::is_step(inspection);
    let is_filled = page.items.iter().any(|item| {
        !matches!(item.role, Role::Button | Role::Link | Role::Checkbox)
            && !purpose::is_unrelated(item)
            && !item.is_boilerplate
            && !is_answered(page, item)
    });
    if !is_subject || is_filled || inspection.history.kind.is_none() {
        return None;
    }
    let items = answers(page);
    // Whatever the page asks, an answer must not cost the customer a device, a number or an account.
    if items.iter().any(|item| actions::TAKE_AWAY.are_in(&item.label)) {
        return None;
    }
    let leads_back = |item: &&Item<'_>| item.role == Role::Link && actions::CANCEL.are_in(&item.label);
    if items.iter().all(leads_back) || items.len() > MOST {
        return None;
    }
    // Beside a key of a device, or somebody else's sign-in, other ways are no answers.
    let mut buttons = items.iter().filter(|item| item.role == Role::Button).peekable();
    let are_other_ways = buttons.peek().is_some() && buttons.all(|item| surroundings::is_other_way(item));
    if are_other_ways && let Some(screen) = elsewhere(inspection) {
        return Some(screen);
    }
    let elements: Vec<ElementRef<'_>> = items.iter().map(|item| item.element).collect();
    let at = selector::of_all(page, &elements)?;
    let mut screen = draft::known_by(Kind::Confirm, vec![selector::of(page, elements[0])?]);
    screen.choices = Some(Choices {
        at,
        labels: None,
        channels: std::collections::BTreeMap::default(),
        recommended: None,
        pictures: None,
    });
    let position = items[0].position;
    let screen = surroundings::complete(inspection, screen, position);
    inspection.note(5, "the page wants a yes or no".to_owned());
    Some(Screen { alternatives: None, ..screen })
}

/// What may be pressed for an answer, and one more than may be offered where there are many.
fn answers<'a>(page: &'a Page<'_>) -> Vec<&'a Item<'a>> {
    let mut items: Vec<&Item<'_>> = page.buttons_and_links().filter(|item| is_answer(item)).take(MOST + 1).collect();
    // Beside buttons that answer, a link back answers nothing.
    if items.iter().filter(|item| item.role == Role::Button).count() > 1 {
        items.retain(|item| item.role == Role::Button || !actions::CANCEL.are_in(&item.label));
    }
    if !whole::central_buttons(page).is_empty() {
        items.retain(|item| {
            whole::sign_out(item) == 0 && (item.role == Role::Button || !actions::CANCEL.are_in(&item.label))
        });
    }
    items
}

/// Whether the page is about something that a yes or no answers.
fn is_subject(page: &Page<'_>) -> bool {
    let texts = page.texts.iter().filter(|text| !text.is_boilerplate).take(12).map(|text| text.words.as_str());
    let about = format!("{} | {}", page.headings(), texts.collect::<Vec<_>>().join(" | "));
    let subjects = [&states::STAY, &states::TRUST, &states::TERMS, &CONSENT];
    subjects.iter().any(|words| words.are_in(&about))
        || crate::page::recognise::state::complaint::is_signed_in_elsewhere(&about)
        || is_passed_by(page)
}

/// Whether the page can be passed by: something on it says later, or all one can do is take note of it. Inside an
/// account, tours and notices offer as much, and nobody need answer.
fn is_passed_by(page: &Page<'_>) -> bool {
    let middle: Vec<&Item<'_>> = page.buttons_and_links().filter(|item| !item.is_boilerplate).take(MOST + 1).collect();
    let says_later = middle.len() > 1 && middle.iter().any(|item| actions::SKIP.are_in(&item.label));
    let has_own = page.buttons_and_links().any(|item| actions::OWN.are_in(&item.label));
    let is_noted = match middle.as_slice() {
        [item] => {
            item.role == Role::Button && (actions::AGREE.are_in(&item.label) || actions::NEXT.are_in(&item.label))
        }
        _ => false,
    };
    let signs_out = whole::signs_out(page);
    let is_step = says_later && !(signs_out && has_own) || is_noted && !signs_out;
    middle.len() <= MOST && is_step && !refusal::keeps_out(page)
}

/// Whether a radio belongs to a group of which one is chosen already.
fn is_answered(page: &Page<'_>, item: &Item<'_>) -> bool {
    let name = item.element.attr("name");
    let same = |other: &&Item<'_>| other.role == Role::Radio && other.element.attr("name") == name;
    item.role == Role::Radio && page.items.iter().filter(same).any(|other| other.element.attr("checked").is_some())
}

fn is_answer(item: &Item<'_>) -> bool {
    let said = &item.label;
    let answers = actions::AGREE.are_in(said)
        || actions::DECLINE.are_in(said)
        || actions::NEXT.are_in(said)
        || states::STAY.are_in(said)
        || actions::CANCEL.are_in(said)
        || actions::SIGN_OUT.are_in(said);
    !item.is_boilerplate
        && (item.role == Role::Button || (answers && !states::TERMS.are_in(said)))
        && said.chars().count() < 80
        && (answers || item.is_submit())
}

/// A sign-in that another system or a key of the customer's device does.
pub fn elsewhere(inspection: &mut Inspection<'_, '_>) -> Option<Screen> {
    let page = inspection.page;
    let is_filled = page.text_fields().any(|item| !purpose::is_unrelated(item) && !item.is_boilerplate);
    if is_filled {
        return None;
    }
    let middle = || page.buttons_and_links().filter(|item| !item.is_boilerplate);
    let passkey = middle().find(|item| actions::PASSKEY.are_in(&item.said()));
    let sso = || {
        middle().find(|item| {
            actions::ELSEWHERE.are_in(&item.said())
                && (actions::SIGN_IN.are_in(&item.label)
                    || actions::NEXT.are_in(&item.label)
                    || item.role == Role::Button)
        })
    };
    let context = format!("{} | {}", page.headings(), page.url.path().to_lowercase());
    let leads_to_sign_in =
        actions::SIGN_IN.are_in(&context) || inspection.history.kind.is_some() || actions::PASSKEY.are_in(&context);
    let key_alone =
        || middle().find(|item| surroundings::is_other_way(item) && actions::PASSKEY.are_in(&page.headings()));
    let passkey = passkey.or_else(key_alone);
    let (item, kind) = passkey
        .map(|item| (item, Kind::Passkey))
        .or_else(|| sso().map(|item| (item, Kind::Sso)))
        .filter(|_| leads_to_sign_in)?;
    let screen = draft::known_by(kind, vec![selector::of(page, item.element)?]);
    let why = if kind == Kind::Passkey {
        "the page wants a key that a device keeps"
    } else {
        "the page leaves the sign-in to another system"
    };
    inspection.note(4, why.to_owned());
    Some(surroundings::complete(inspection, screen, item.position))
}
