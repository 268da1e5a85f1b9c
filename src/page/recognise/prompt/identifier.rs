//! The form that asks who the customer is, before any password.

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
        words::{actions, fields},
    },
};

/// A form that asks for the identifier alone: the password comes later.
pub fn screen(inspection: &mut Inspection<'_, '_>) -> Option<Screen> {
    let page = inspection.page;
    let context = format!("{} | {}", page.headings(), page.url.path().to_lowercase());
    let has_context = actions::SIGN_IN.are_in(&context) || !page.hidden_passwords.is_empty();
    let group = inspection.groups.iter().find(|group| {
        let Some(item) = field(group, usize::MAX) else { return false };
        let said = group.says();
        let is_other = purpose::is_for_others(page, group) || actions::FORGOT.are_in(&page.headings());
        let is_sure = matches!(item.autocomplete().as_str(), "username" | "webauthn");
        let sends_link =
            actions::SEND_LINK.are_in(&said) || actions::SEND_CODE.are_in(&said) && actions::SIGN_IN.are_in(&context);
        let leads_on = actions::SIGN_IN.are_in(&said) || actions::NEXT.are_in(&said) || group.buttons.is_empty();
        !group.fields.iter().any(|field| field.role == Role::Password)
            && group.fields.len() <= 3
            && !is_other
            && (is_sure
                || sends_link
                || leads_on && is_only_name(inspection, group, item)
                || (leads_on && (has_context || actions::SIGN_IN.are_in(&said))))
    })?;
    let item = field(group, usize::MAX)?;
    let mut screen = draft::of_field(page, Kind::Identifier, "identifier", item.element)?;
    screen.submit = group.submit().and_then(|button| selector::of(page, button));
    inspection.note(5, format!("a form takes a name and no password ({})", draft::shown(item)));
    Some(screen)
}

/// Whether a first page asks for nothing but what its field calls a name that the source gives people.
fn is_only_name(inspection: &Inspection<'_, '_>, group: &Group<'_, '_>, item: &Item<'_>) -> bool {
    let page = inspection.page;
    let typed = page.text_fields().filter(|field| !purpose::is_unrelated(field) && !field.is_boilerplate).count();
    inspection.history.kind.is_none()
        && typed == 1
        && group.fields.len() == 1
        && whole::is_short(page)
        && fields::IDENTIFIER.are_in(&item.label)
        && !fields::CODE.are_in(&item.label)
}

/// The field of a form that most likely takes the name that goes with the password at `place`.
pub fn field<'p, 'd>(group: &Group<'p, 'd>, position: usize) -> Option<&'p Item<'d>> {
    let texts: Vec<_> = group
        .fields
        .iter()
        .filter(|field| field.role == Role::Text && !purpose::is_unrelated(field) && !purpose::is_captcha(field))
        .copied()
        .collect();
    let nearest = texts.iter().filter(|field| field.position < position).map(|field| field.position).max();
    // Beside a password the only line before it takes the name, whatever "code" it is called.
    let is_only = |field: &Item<'_>| position != usize::MAX && texts.len() == 1 && field.position < position;
    let scored = texts.iter().map(|field| {
        (
            likeness(field) + if Some(field.position) == nearest { 2 } else { 0 }
                - if field.position > position { 3 } else { 0 }
                + if is_only(field) && !field.takes_digits() { 5 } else { 0 },
            *field,
        )
    });
    let least = if position == usize::MAX { 5 } else { 1 };
    scored.rev().max_by_key(|(score, _)| *score).filter(|(score, _)| *score >= least).map(|(_, field)| field)
}

/// How much a field looks as if it took a name.
fn likeness(item: &Item<'_>) -> i32 {
    let said = item.said();
    let mut likeness = match item.autocomplete().as_str() {
        "username" | "webauthn" => 8,
        "email" => 5,
        "one-time-code" => return -10,
        "organization" => -5,
        _ => 0,
    };
    likeness += if item.kind() == "email" { 3 } else { 0 };
    likeness += if fields::IDENTIFIER.are_in(&said) { 4 } else { 0 };
    likeness += if fields::EMAIL.are_in(&said) { 4 } else { 0 };
    likeness += if fields::PHONE.are_in(&said) { 2 } else { 0 };
    likeness -= if fields::TENANT.are_in(&said) { 5 } else { 0 };
    likeness -= if fields::NEW_CONTACT.are_in(&item.label) { 12 } else { 0 };
    likeness - if fields::CODE.are_in(&item.label) { 5 } else { 0 }
}
