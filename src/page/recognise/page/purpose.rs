//! What a field or a form is for.

use super::{
    element::above,
    group::Group,
    item::{Item, Role},
    layout::Page,
};
use crate::page::recognise::words::{actions, channels, fields};

/// Whether a form has another purpose than signing in.
pub fn is_for_others(page: &Page<'_>, group: &Group<'_, '_>) -> bool {
    let (said, called) = (group.says(), group.name(page));
    let around = group.fields.iter().all(|field| field.is_boilerplate);
    let signs_in = actions::SIGN_IN.are_in(&said) || is_first_step(page, group);
    let has_code = group.fields.iter().any(|field| is_code(field));
    fields::SEARCH.are_in(&called)
        || fields::NEWSLETTER.are_in(&format!("{said} | {called}"))
        || fields::SEARCH.are_in(&said)
        || (actions::SIGN_UP.are_in(&format!("{said} | {called}")) && !signs_in)
        || (actions::FORGOT.are_in(&format!("{said} | {called}")) && !signs_in && !has_code)
        || (around && !signs_in)
}

/// Whether a form is the first step of a sign-in, whatever else can be pressed on it and whatever its code calls it:
/// the page says that it signs in, one field takes a name, and the button that sends it goes on.
fn is_first_step(page: &Page<'_>, group: &Group<'_, '_>) -> bool {
    let headings = page.headings();
    let is_name = |field: &&Item<'_>| matches!(field.autocomplete().as_str(), "username" | "webauthn");
    let says = group.submit().and_then(|button| group.buttons.iter().find(|item| item.element.id() == button.id()));
    actions::SIGN_IN.are_in(&headings)
        && !actions::SIGN_UP.are_in(&headings)
        && !actions::FORGOT.are_in(&headings)
        && group.fields.iter().copied().any(|field| is_name(&field))
        && says.is_some_and(|button| actions::NEXT.are_in(&button.label))
}

/// Whether a field takes a code, by its label.
fn is_code(item: &Item<'_>) -> bool {
    item.role == Role::Text && (fields::CODE.are_in(&item.label) || channels::BACKUP.are_in(&item.label))
}

/// Whether a field is for something else than signing in.
pub fn is_unrelated(item: &Item<'_>) -> bool {
    let said = item.said();
    let is_search = item.kind() == "search"
        || fields::SEARCH.are_in(&said)
        || above(item.element).any(|above| above.attr("role") == Some("search"));
    is_search || fields::NEWSLETTER.are_in(&said) || is_trap(item)
}

/// A code that not everybody has is left empty by those who have none: that alone makes no trap.
fn is_trap(item: &Item<'_>) -> bool {
    let said = item.said();
    fields::TRAP.are_in(&said) && !fields::CODE.are_in(&said) && item.kind() != "password"
}

/// Whether a field wants a password that does not exist yet.
pub fn is_new_password(item: &Item<'_>) -> bool {
    item.role == Role::Password
        && item.autocomplete() != "current-password"
        && (item.autocomplete() == "new-password" || fields::NEW_PASSWORD.are_in(&item.said()))
}

pub fn is_captcha(item: &Item<'_>) -> bool {
    fields::CAPTCHA.are_in(&item.said())
}

/// Whether a field is labelled with a question.
pub fn is_question(item: &Item<'_>) -> bool {
    let label = item.label.trim_end();
    label.chars().count() > 8 && label.ends_with(['?', '？', '؟'])
}

/// A code may be typed unseen, too.
fn is_code_alone(item: &Item<'_>) -> bool {
    item.autocomplete() != "current-password"
        && fields::CODE.are_in(&item.said())
        && !fields::PASSWORD.are_in(&item.said())
}

/// Whether a field asks for a password that exists already.
pub fn is_password(item: &Item<'_>) -> bool {
    let is_sure = item.autocomplete() == "current-password";
    let is_other = item.longest() == Some(1)
        || item.autocomplete() == "one-time-code"
        || is_code_alone(item)
        || is_captcha(item)
        || is_question(item)
        || (fields::SECURITY_QUESTION.are_in(&item.said()) && !fields::PASSWORD.are_in(&item.said()));
    item.role == Role::Password && (is_sure || !is_other)
}
