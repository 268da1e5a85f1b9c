//! Who the customer is: the form that takes an identifier, a password, or both, among all the forms of a page.

use scraper::ElementRef;

use super::{
    Sight, code, draft,
    group::Group,
    page::{Item, Page, Role},
    selector, surroundings,
    words::{actions, fields},
};
use crate::domain::{prompt::challenge::Kind, source::recipe::Screen};

/// The form that asks for a password one has, alone or with an identifier.
pub(super) fn with_password(sight: &mut Sight<'_, '_>) -> Option<Screen> {
    let page = sight.page;
    let scored =
        sight.groups.iter().filter(|group| asks_password(page, group)).map(|group| (score(page, group), group));
    let (score, group) = scored.rev().max_by_key(|(score, _)| *score).filter(|(score, _)| *score >= 0)?;
    let password = password(group)?;
    let identifier = identifier(group, password.place);
    let mut screen = match identifier {
        Some(item) => draft::of_field(page, Kind::Credentials, "identifier", item.element)?,
        None => draft::of_field(page, Kind::Password, "password", password.element)?,
    };
    let css = selector::of(page, password.element)?;
    if identifier.is_some() {
        screen.when.all.push(css.clone());
        screen.fields.insert("password".to_owned(), css);
    }
    let letters = code::letters(group).unwrap_or_default();
    let known: Vec<&Item<'_>> = identifier.into_iter().chain([password]).chain(letters.iter().copied()).collect();
    add_extras(&mut screen, page, group, &known);
    let elements: Vec<ElementRef<'_>> = letters.iter().map(|letter| letter.element).collect();
    screen.fields.extend(selector::of_all(page, &elements).map(|css| ("char".to_owned(), css)));
    screen.submit = submit(group, password).and_then(|button| selector::of(page, button));
    sight.because(score.clamp(1, 20), format!("a form has a field for a password ({})", shown(password)));
    if let Some(identifier) = identifier {
        sight.because(4, format!("beside it one field takes a name ({})", shown(identifier)));
    }
    Some(screen)
}

/// A form that asks for the identifier alone: the password comes later.
pub(super) fn identifier_alone(sight: &mut Sight<'_, '_>) -> Option<Screen> {
    let page = sight.page;
    let context = format!("{} | {}", page.headings(), page.url.path().to_lowercase());
    let has_context = actions::SIGN_IN.are_in(&context) || !page.hidden_passwords.is_empty();
    let group = sight.groups.iter().find(|group| {
        let Some(item) = identifier(group, usize::MAX) else { return false };
        let said = group.says();
        let is_other = is_for_others(page, group) || actions::FORGOT.are_in(&page.headings());
        let is_sure = matches!(item.autocomplete().as_str(), "username" | "webauthn");
        let sends_link = actions::SEND_LINK.are_in(&said);
        let leads_on = actions::SIGN_IN.are_in(&said) || actions::NEXT.are_in(&said) || group.buttons.is_empty();
        !group.fields.iter().any(|field| field.role == Role::Password)
            && group.fields.len() <= 3
            && !is_other
            && (is_sure || sends_link || (leads_on && (has_context || actions::SIGN_IN.are_in(&said))))
    })?;
    let item = identifier(group, usize::MAX)?;
    let mut screen = draft::of_field(page, Kind::Identifier, "identifier", item.element)?;
    screen.submit = group.submit().and_then(|button| selector::of(page, button));
    sight.because(5, format!("a form takes a name and no password ({})", shown(item)));
    Some(screen)
}

/// A password that does not exist yet, which the source wants before it lets anybody in.
pub(super) fn new_password(sight: &mut Sight<'_, '_>) -> Option<Screen> {
    let page = sight.page;
    let group = sight.groups.iter().find(|group| {
        let others = group.fields.iter().filter(|field| field.role == Role::Text && !is_unrelated(field)).count();
        group.fields.iter().any(|field| is_new_password(field)) && others == 0
    })?;
    let passwords = group.fields.iter().copied().filter(|field| field.role == Role::Password);
    let (new, old): (Vec<&Item<'_>>, Vec<&Item<'_>>) =
        passwords.partition(|field| is_new_password(field) || field.autocomplete() == "new-password");
    let mut screen = draft::of_field(page, Kind::NewPassword, "password", new.first()?.element)?;
    if let Some(css) = new.get(1).and_then(|again| selector::of(page, again.element)) {
        screen.fields.insert("password_again".to_owned(), css);
    }
    for old in old {
        draft::add_extra(&mut screen, page, old, "current_password", false);
    }
    screen.submit = group.submit().and_then(|button| selector::of(page, button));
    let place = group.fields.first()?.place;
    sight.because(6, "a form wants a new password".to_owned());
    Some(surroundings::complete(sight, screen, place))
}

pub(super) fn shown(item: &Item<'_>) -> String {
    let label = if item.label.is_empty() { draft::name_of(item) } else { item.label.clone() };
    label.chars().take(60).collect()
}

/// Whether a field asks for a password that exists already.
fn is_password(item: &Item<'_>) -> bool {
    let is_sure = item.autocomplete() == "current-password";
    let is_other = item.longest() == Some(1)
        || item.autocomplete() == "one-time-code"
        || is_code_alone(item)
        || is_captcha(item)
        || item.label.trim_end().ends_with(['?', '？', '؟'])
        || (fields::SECURITY_QUESTION.are_in(&item.said()) && !fields::PASSWORD.are_in(&item.said()));
    item.role == Role::Password && (is_sure || !is_other)
}

/// A code may be typed unseen, too.
fn is_code_alone(item: &Item<'_>) -> bool {
    item.autocomplete() != "current-password"
        && fields::CODE.are_in(&item.said())
        && !fields::PASSWORD.are_in(&item.said())
}

fn is_captcha(item: &Item<'_>) -> bool {
    fields::CAPTCHA.are_in(&item.said())
}

/// Whether a field wants a password that does not exist yet.
pub(super) fn is_new_password(item: &Item<'_>) -> bool {
    item.role == Role::Password
        && item.autocomplete() != "current-password"
        && (item.autocomplete() == "new-password" || fields::NEW_PASSWORD.are_in(&item.said()))
}

fn asks_password(page: &Page<'_>, group: &Group<'_, '_>) -> bool {
    let mut passwords = group.fields.iter().filter(|field| field.role == Role::Password);
    group.fields.iter().any(|field| is_password(field))
        && !passwords.clone().any(|field| fields::NEW_PASSWORD.are_in(&field.said()))
        && (!passwords.any(|field| field.autocomplete() == "new-password") || says_it_signs_in(page, group))
}

/// Pages that want nothing filled in call any password a new one. Then it must be the form's only one, and the form
/// must say itself that it signs in and not up.
fn says_it_signs_in(page: &Page<'_>, group: &Group<'_, '_>) -> bool {
    let passwords = page.items.iter().filter(|item| item.role == Role::Password && item.form == group.form);
    let said = format!("{} | {}", group.says(), group.name(page));
    let is_only = page.hidden_passwords.is_empty() && passwords.count() == 1;
    is_only && actions::SIGN_IN.are_in(&said) && !actions::SIGN_UP.are_in(&said)
}

fn password<'p, 'd>(group: &Group<'p, 'd>) -> Option<&'p Item<'d>> {
    let mut passwords = group.fields.iter().filter(|field| is_password(field));
    let first = passwords.clone().next();
    passwords.find(|field| field.autocomplete() == "current-password").or(first).copied()
}

/// How sure it is that a form signs in, rather than up.
fn score(page: &Page<'_>, group: &Group<'_, '_>) -> i32 {
    let (said, called) = (group.says(), group.name(page));
    let Some(password) = password(group) else { return -20 };
    let mut score = 2;
    score += if password.autocomplete() == "current-password" { 4 } else { 0 };
    score += if actions::SIGN_IN.are_in(&said) { 3 } else { 0 };
    score += if actions::SIGN_IN.are_in(&called) { 2 } else { 0 };
    score += if identifier(group, password.place).is_some() { 2 } else { 0 };
    score -= if password.autocomplete() == "new-password" { 4 } else { 0 };
    score -= if actions::SIGN_UP.are_in(&said) && !actions::SIGN_IN.are_in(&said) { 8 } else { 0 };
    score -= if actions::SIGN_UP.are_in(&called) { 4 } else { 0 };
    let texts = group.fields.iter().filter(|field| field.role == Role::Text && !is_unrelated(field)).count();
    score - if texts > 4 { 6 } else { 0 }
}

/// Whether a form has another purpose than signing in.
pub(super) fn is_for_others(page: &Page<'_>, group: &Group<'_, '_>) -> bool {
    let (said, called) = (group.says(), group.name(page));
    let around = group.fields.iter().all(|field| field.is_around);
    let signs_in = actions::SIGN_IN.are_in(&said);
    fields::SEARCH.are_in(&called)
        || fields::NEWSLETTER.are_in(&format!("{said} | {called}"))
        || fields::SEARCH.are_in(&said)
        || (actions::SIGN_UP.are_in(&format!("{said} | {called}")) && !signs_in)
        || (actions::FORGOT.are_in(&format!("{said} | {called}")) && !signs_in)
        || (around && !signs_in)
}

/// Whether a field is for something else than signing in.
pub(super) fn is_unrelated(item: &Item<'_>) -> bool {
    let said = item.said();
    let is_search = item.kind() == "search"
        || fields::SEARCH.are_in(&said)
        || super::page::above(item.element).any(|above| above.attr("role") == Some("search"));
    is_search || fields::NEWSLETTER.are_in(&said) || is_trap(item)
}

/// A code that not everybody has is left empty by those who have none: that alone makes no trap.
fn is_trap(item: &Item<'_>) -> bool {
    let said = item.said();
    fields::TRAP.are_in(&said) && !fields::CODE.are_in(&said) && item.kind() != "password"
}

/// The field of a form that most likely takes the name that goes with the password at `place`.
pub(super) fn identifier<'p, 'd>(group: &Group<'p, 'd>, place: usize) -> Option<&'p Item<'d>> {
    let texts: Vec<_> = group
        .fields
        .iter()
        .filter(|field| field.role == Role::Text && !is_unrelated(field) && !is_captcha(field))
        .copied()
        .collect();
    let nearest = texts.iter().filter(|field| field.place < place).map(|field| field.place).max();
    let scored = texts.iter().map(|field| {
        (
            likeness(field) + if Some(field.place) == nearest { 2 } else { 0 }
                - if field.place > place { 3 } else { 0 },
            *field,
        )
    });
    let least = if place == usize::MAX { 5 } else { 1 };
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
    likeness - if fields::CODE.are_in(&item.label) { 5 } else { 0 }
}

/// What else the form wants beside name and password.
fn add_extras(screen: &mut Screen, page: &Page<'_>, group: &Group<'_, '_>, known: &[&Item<'_>]) {
    let is_known = |item: &Item<'_>| known.iter().any(|known| known.place == item.place);
    for item in group.fields.iter().filter(|item| !is_known(item) && !is_unrelated(item)) {
        let said = item.said();
        if is_captcha(item) {
            screen.fields.extend(selector::of(page, item.element).map(|css| ("captcha".to_owned(), css)));
            screen.picture = super::captcha::picture(page, item).and_then(|picture| selector::of(page, picture));
        } else if fields::TENANT.are_in(&said) {
            draft::add_extra(screen, page, item, "tenant", false);
        } else if item.role == Role::Select {
            if !fields::LOCALE.are_in(&said) {
                draft::add_extra(screen, page, item, &draft::name_of(item), false);
            }
        } else {
            add_typed(screen, page, item);
        }
    }
}

/// A code beside the password is for those who have a second factor, and any other line may be for some people only,
/// unless the source says that it must be there. Secrets are for everybody.
fn add_typed(screen: &mut Screen, page: &Page<'_>, item: &Item<'_>) {
    let is_optional = item.element.attr("required").is_none() && item.element.attr("aria-required") != Some("true");
    if !fields::CODE.are_in(&item.said()) || screen.fields.contains_key("code") || fields::PASSWORD.are_in(&item.label)
    {
        let is_secret = item.kind() == "password";
        return draft::add_extra(screen, page, item, &draft::name_of(item), is_optional && !is_secret);
    }
    if let Some(css) = selector::of(page, item.element) {
        screen.fields.insert("code".to_owned(), css);
        screen.optional.extend(is_optional.then(|| "code".to_owned()));
    }
}

fn submit<'d>(group: &Group<'_, 'd>, password: &Item<'d>) -> Option<ElementRef<'d>> {
    group.submit().or_else(|| {
        let links =
            group.links.iter().filter(|link| link.place > password.place && actions::SIGN_IN.are_in(&link.label));
        links.map(|link| link.element).next()
    })
}
