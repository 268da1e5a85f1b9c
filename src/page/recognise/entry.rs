//! Other things to type: answers to questions, a phone number, an address, or whatever a form wants.

use scraper::ElementRef;

use super::{
    Sight, draft,
    group::Group,
    login,
    page::{Item, Role},
    selector, surroundings,
    words::{actions, fields},
};
use crate::domain::{prompt::challenge::Kind, source::recipe::Screen};

/// The most fields of a form that is passed on as it is.
const MOST_FIELDS: usize = 20;

/// Questions whose answers were agreed on.
pub(super) fn questions(sight: &mut Sight<'_, '_>) -> Option<Screen> {
    let page = sight.page;
    let about = page.headings();
    let (group, asked) = sight.groups.iter().filter(|group| !login::is_for_others(page, group)).find_map(|group| {
        let speaks = fields::SECURITY_QUESTION.are_in(&about)
            || fields::SECURITY_QUESTION.are_in(&surroundings::about(page, group));
        let typed: Vec<_> = group
            .fields
            .iter()
            .filter(|field| field.role != Role::Select && !login::is_unrelated(field))
            .copied()
            .collect();
        let asked: Vec<&Item<'_>> = typed
            .iter()
            .filter(|field| {
                is_question(field)
                    || (speaks
                        && !fields::EMAIL.are_in(&field.label)
                        && !fields::PHONE.are_in(&field.label)
                        && !login::is_new_password(field))
            })
            .copied()
            .collect();
        (!asked.is_empty() && asked.len() == typed.len() && (speaks || sight.past.gave_secret))
            .then_some((group, asked))
    })?;
    let elements: Vec<ElementRef<'_>> = asked.iter().map(|item| item.element).collect();
    let mut screen = draft::of_field(page, Kind::SecurityQuestion, "answer", asked[0].element)?;
    screen.fields.insert("answer".to_owned(), selector::of_all(page, &elements)?);
    screen.submit = group.submit().and_then(|button| selector::of(page, button));
    let (count, place) = (asked.len(), asked[0].place);
    let screen = surroundings::complete(sight, screen, place);
    sight.because(5, format!("{count} fields take answers to questions"));
    Some(screen)
}

fn is_question(item: &Item<'_>) -> bool {
    item.label.trim_end().ends_with(['?', '？', '؟']) || fields::SECURITY_QUESTION.are_in(&item.said())
}

/// A phone number or an address to send a code to.
pub(super) fn contact(sight: &mut Sight<'_, '_>) -> Option<Screen> {
    let page = sight.page;
    let is_after = sight.past.gave_secret || sight.past.kind.is_some_and(Kind::identifies);
    let (group, item, kind) =
        sight.groups.iter().filter(|group| !login::is_for_others(page, group)).find_map(|group| {
            let typed: Vec<_> =
                group.fields.iter().filter(|field| field.role != Role::Select && !login::is_unrelated(field)).collect();
            let [item] = typed.as_slice() else { return None };
            // A link lets in whoever it is sent to: that asks who the customer is.
            let is_sign_in = actions::SEND_LINK.are_in(&group.says());
            contact_kind(item).filter(|_| !is_sign_in).map(|kind| (group, **item, kind))
        })?;
    let sends_code = fields::CODE.are_in(&format!("{} | {}", group.says(), surroundings::about(page, group)));
    if !is_after && (kind != Kind::Phone || !sends_code) {
        return None;
    }
    let name = if kind == Kind::Phone { "phone" } else { "email" };
    let mut screen = draft::of_field(page, kind, name, item.element)?;
    screen.submit = group.submit().and_then(|button| selector::of(page, button));
    let screen = surroundings::complete(sight, screen, item.place);
    sight.because(5, format!("a field takes a contact to verify ({})", login::shown(item)));
    Some(screen)
}

fn contact_kind(item: &Item<'_>) -> Option<Kind> {
    let said = item.said();
    match (item.autocomplete().as_str(), item.kind().as_str()) {
        ("tel", _) | (_, "tel") if !fields::CODE.are_in(&item.label) => Some(Kind::Phone),
        ("email", _) | (_, "email") => Some(Kind::Email),
        _ if fields::PHONE.are_in(&said) => Some(Kind::Phone),
        _ if fields::EMAIL.are_in(&said) => Some(Kind::Email),
        _ => None,
    }
}

/// A form that asks what no other kind of prompt does, passed on with the source's own labels.
pub(super) fn form(sight: &mut Sight<'_, '_>) -> Option<Screen> {
    let page = sight.page;
    let group = sight.groups.iter().find(|group| is_asked(sight, group))?;
    let known = |item: &&&Item<'_>| !login::is_unrelated(item) && item.role != Role::Password;
    let first = selector::of(page, group.fields.iter().find(known)?.element)?;
    let mut screen = draft::known_by(Kind::Form, vec![first]);
    for item in group.fields.iter().filter(known).chain(&group.ticks).take(MOST_FIELDS) {
        let is_tenant = fields::TENANT.are_in(&item.said());
        let name = if is_tenant { "tenant".to_owned() } else { draft::name_of(item) };
        draft::add_extra(&mut screen, page, item, &name, false);
    }
    let names: Vec<_> = radio_names(group);
    for name in names {
        let radios: Vec<ElementRef<'_>> = group
            .radios
            .iter()
            .filter(|radio| radio.element.attr("name") == Some(name))
            .map(|radio| radio.element)
            .collect();
        if let Some(css) = selector::of_group(page, &radios) {
            screen.fields.insert(
                draft::name_of(group.radios.iter().find(|radio| radio.element.attr("name") == Some(name))?),
                css,
            );
        }
    }
    screen.optional.clear();
    screen.submit = group.submit().and_then(|button| selector::of(page, button));
    let place = group.fields.first().map_or(0, |field| field.place);
    let screen = surroundings::complete(sight, screen, place);
    sight.because(3, "a form asks something that is no usual step of a sign-in".to_owned());
    Some(screen)
}

fn radio_names<'d>(group: &Group<'_, 'd>) -> Vec<&'d str> {
    let mut names: Vec<&str> = group.radios.iter().filter_map(|radio| radio.element.attr("name")).collect();
    names.dedup();
    names
}

/// Whether a form is what the page is about, and asks nothing that only a guess could answer.
fn is_asked(sight: &Sight<'_, '_>, group: &Group<'_, '_>) -> bool {
    let known = |item: &&&Item<'_>| !login::is_unrelated(item);
    let fields: Vec<_> = group.fields.iter().filter(known).collect();
    let has_password = fields.iter().any(|field| field.role == Role::Password);
    let is_first = sight.past.kind.is_none();
    let leads_on = actions::NEXT.are_in(&group.says()) || actions::SIGN_IN.are_in(&group.says());
    let is_tenant = fields.iter().any(|field| fields::TENANT.are_in(&field.said()));
    !fields.is_empty()
        && !has_password
        && !login::is_for_others(sight.page, group)
        && group.submit().is_some()
        && (!is_first || (leads_on && (is_tenant && fields.len() <= 3 || is_fork(sight, &fields))))
        && !actions::FORGOT.are_in(&sight.page.headings())
}

/// Whether a sign-in begins with one list to choose from, and nothing to type: where an account is kept, for example.
fn is_fork(sight: &Sight<'_, '_>, asked: &[&&Item<'_>]) -> bool {
    let page = sight.page;
    let is_list = |it: &&&Item<'_>| it.role == Role::Select && !fields::LOCALE.are_in(&it.said());
    let is_alone =
        !page.typed().any(|it| !it.is_around && !login::is_unrelated(it)) && page.hidden_passwords.is_empty();
    asked.len() == 1 && asked.iter().all(is_list) && is_alone && actions::SIGN_IN.are_in(&page.headings())
}
