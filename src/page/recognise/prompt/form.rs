//! Other things to type: answers to questions, a phone number, an address, or whatever a form wants.

use scraper::ElementRef;

use super::surroundings;
use crate::{
    domain::{prompt::challenge::Kind, source::recipe::Screen},
    page::recognise::{
        inspection::Inspection,
        page::{
            draft,
            group::Group,
            item::{Item, Role},
            purpose, selector,
        },
        state::whole,
        words::{actions, fields, states},
    },
};

/// The most fields of a form that is passed on as it is.
const MOST_FIELDS: usize = 20;

/// Questions whose answers were agreed on.
pub fn questions(inspection: &mut Inspection<'_, '_>) -> Option<Screen> {
    let page = inspection.page;
    let about = page.headings();
    let (group, asked) =
        inspection.groups.iter().filter(|group| !purpose::is_for_others(page, group)).find_map(|group| {
            let speaks = fields::SECURITY_QUESTION.are_in(&about)
                || fields::SECURITY_QUESTION.are_in(&surroundings::about(page, group));
            let typed: Vec<_> = group
                .fields
                .iter()
                .filter(|field| field.role != Role::Select && !purpose::is_unrelated(field))
                .copied()
                .collect();
            let asked: Vec<&Item<'_>> = typed
                .iter()
                .filter(|field| {
                    is_question(field)
                        || (speaks
                            && !fields::EMAIL.are_in(&field.label)
                            && !fields::PHONE.are_in(&field.label)
                            && !purpose::is_new_password(field))
                })
                .copied()
                .collect();
            let is_plain = inspection.history.kind.is_some() && asked.iter().all(|field| purpose::is_question(field));
            (!asked.is_empty() && asked.len() == typed.len() && (speaks || inspection.history.gave_secret || is_plain))
                .then_some((group, asked))
        })?;
    let elements: Vec<ElementRef<'_>> = asked.iter().map(|item| item.element).collect();
    let mut screen = draft::of_field(page, Kind::SecurityQuestion, "answer", asked[0].element)?;
    screen.fields.insert("answer".to_owned(), selector::of_all(page, &elements)?);
    screen.submit = group.submit().and_then(|button| selector::of(page, button));
    let (count, position) = (asked.len(), asked[0].position);
    let screen = surroundings::complete(inspection, screen, position);
    inspection.note(5, format!("{count} fields take answers to questions"));
    Some(screen)
}

fn is_question(item: &Item<'_>) -> bool {
    item.label.trim_end().ends_with(['?', '？', '؟']) || fields::SECURITY_QUESTION.are_in(&item.said())
}

/// A phone number or an address to send a code to.
pub fn contact(inspection: &mut Inspection<'_, '_>) -> Option<Screen> {
    let page = inspection.page;
    let is_after = inspection.history.gave_secret || inspection.history.kind.is_some_and(Kind::identifies);
    let (group, item, kind) =
        inspection.groups.iter().filter(|group| !purpose::is_for_others(page, group)).find_map(|group| {
            let typed: Vec<_> = group
                .fields
                .iter()
                .filter(|field| field.role != Role::Select && !purpose::is_unrelated(field))
                .collect();
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
    let screen = surroundings::complete(inspection, screen, item.position);
    inspection.note(5, format!("a field takes a contact to verify ({})", draft::shown(item)));
    Some(screen)
}

fn contact_kind(item: &Item<'_>) -> Option<Kind> {
    let said = item.said();
    match (item.autocomplete().as_str(), item.kind().as_str()) {
        // "Country code" in its label makes no code of it; without the standard's word, a label that says "code" does.
        ("tel", _) => Some(Kind::Phone),
        (_, "tel") if !fields::CODE.are_in(&item.label) => Some(Kind::Phone),
        ("email", _) | (_, "email") => Some(Kind::Email),
        _ if fields::CODE.are_in(&item.label) => None,
        _ if fields::PHONE.are_in(&said) => Some(Kind::Phone),
        _ if fields::EMAIL.are_in(&said) => Some(Kind::Email),
        _ => None,
    }
}

/// Several things to tick before a button is pressed, such as which sessions to end.
pub fn ticks(inspection: &mut Inspection<'_, '_>) -> Option<Screen> {
    let page = inspection.page;
    inspection.history.kind?;
    let is_list = |group: &&Group<'_, '_>| {
        let typed = group.fields.iter().any(|field| !purpose::is_unrelated(field)) || !group.radios.is_empty();
        let agrees = |item: &&Item<'_>| {
            [&states::TERMS, &states::TRUST, &states::STAY].iter().any(|words| words.are_in(&item.said()))
        };
        group.checkboxes.len() > 1
            && !group.checkboxes.iter().copied().any(|it| agrees(&it))
            && !typed
            && group.button().is_some()
            && whole::is_step(inspection)
    };
    let group = inspection.groups.iter().find(is_list)?;
    let mut screen = draft::known_by(Kind::Form, vec![selector::of(page, group.checkboxes[0].element)?]);
    for item in group.checkboxes.iter().take(MOST_FIELDS) {
        draft::add_extra_field(&mut screen, page, item, &draft::name_of(item), true);
    }
    screen.submit = group.submit().and_then(|button| selector::of(page, button));
    let position = group.checkboxes[0].position;
    let screen = surroundings::complete(inspection, screen, position);
    inspection.note(4, "several things can be ticked before a button is pressed".to_owned());
    Some(screen)
}

/// A form that asks what no other kind of prompt does, passed on with the source's own labels.
pub fn form(inspection: &mut Inspection<'_, '_>) -> Option<Screen> {
    let page = inspection.page;
    let group = inspection.groups.iter().find(|group| is_asked(inspection, group))?;
    let known = |item: &&&Item<'_>| !purpose::is_unrelated(item) && item.role != Role::Password;
    let first = selector::of(page, group.fields.iter().find(known)?.element)?;
    let mut screen = draft::known_by(Kind::Form, vec![first]);
    for item in group.fields.iter().filter(known).chain(&group.checkboxes).take(MOST_FIELDS) {
        let is_tenant = fields::TENANT.are_in(&item.said());
        let name = if is_tenant { "tenant".to_owned() } else { draft::name_of(item) };
        draft::add_extra_field(&mut screen, page, item, &name, false);
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
    let position = group.fields.first().map_or(0, |field| field.position);
    let screen = surroundings::complete(inspection, screen, position);
    inspection.note(3, "a form asks something that is no usual step of a sign-in".to_owned());
    Some(screen)
}

fn radio_names<'d>(group: &Group<'_, 'd>) -> Vec<&'d str> {
    let mut names: Vec<&str> = group.radios.iter().filter_map(|radio| radio.element.attr("name")).collect();
    names.dedup();
    names
}

/// Whether a form is what the page is about, and asks nothing that only a guess could answer.
fn is_asked(inspection: &Inspection<'_, '_>, group: &Group<'_, '_>) -> bool {
    let known = |item: &&&Item<'_>| !purpose::is_unrelated(item);
    let fields: Vec<_> = group.fields.iter().filter(known).collect();
    let has_password = fields.iter().any(|field| field.role == Role::Password);
    let is_first = inspection.history.kind.is_none();
    let leads_on = actions::NEXT.are_in(&group.says()) || actions::SIGN_IN.are_in(&group.says());
    let is_tenant = fields.iter().any(|field| fields::TENANT.are_in(&field.said()));
    !fields.is_empty()
        && !has_password
        && !purpose::is_for_others(inspection.page, group)
        && !whole::takes_writing(inspection.page)
        && group.button().is_some()
        && (!is_first || (leads_on && (is_tenant && fields.len() <= 3 || is_fork(inspection, &fields))))
        && !actions::FORGOT.are_in(&inspection.page.headings())
}

/// Whether a sign-in begins with one list to choose from, and nothing to type: where an account is kept, for example.
fn is_fork(inspection: &Inspection<'_, '_>, asked: &[&&Item<'_>]) -> bool {
    let page = inspection.page;
    let is_list = |it: &&&Item<'_>| it.role == Role::Select && !fields::LOCALE.are_in(&it.said());
    let is_alone = !page.text_fields().any(|it| !it.is_boilerplate && !purpose::is_unrelated(it))
        && page.hidden_passwords.is_empty();
    asked.len() == 1 && asked.iter().all(is_list) && is_alone && actions::SIGN_IN.are_in(&page.headings())
}
