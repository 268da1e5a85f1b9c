//! Who the customer is: the form that takes an identifier, a password, or both, among all the forms of a page.

use scraper::ElementRef;

use super::{captcha, characters, identifier};
use crate::{
    domain::{prompt::challenge::Kind, source::recipe::Screen},
    page::recognise::{
        inspection::Inspection,
        page::{
            draft,
            group::Group,
            item::{Item, Role},
            layout::Page,
            purpose, selector,
        },
        words::{actions, fields},
    },
};

/// The form that asks for a password one has, alone or with an identifier.
pub fn with_password(inspection: &mut Inspection<'_, '_>) -> Option<Screen> {
    let page = inspection.page;
    let scored =
        inspection.groups.iter().filter(|group| asks_password(page, group)).map(|group| (score(page, group), group));
    let (score, group) = scored.rev().max_by_key(|(score, _)| *score).filter(|(score, _)| *score >= 0)?;
    let password = password(group)?;
    let identifier = identifier::field(group, password.position);
    let mut screen = match identifier {
        Some(item) => draft::of_field(page, Kind::Credentials, "identifier", item.element)?,
        None => draft::of_field(page, Kind::Password, "password", password.element)?,
    };
    let css = selector::of(page, password.element)?;
    if identifier.is_some() {
        screen.when.all.push(css.clone());
        screen.fields.insert("password".to_owned(), css);
    }
    let letters = characters::letters(group).unwrap_or_default();
    let known: Vec<&Item<'_>> = identifier.into_iter().chain([password]).chain(letters.iter().copied()).collect();
    add_extras(&mut screen, page, group, &known);
    let elements: Vec<ElementRef<'_>> = letters.iter().map(|letter| letter.element).collect();
    screen.fields.extend(selector::of_all(page, &elements).map(|css| ("char".to_owned(), css)));
    screen.submit = submit(group, password).and_then(|button| selector::of(page, button));
    inspection.note(score.clamp(1, 20), format!("a form has a field for a password ({})", draft::shown(password)));
    if let Some(identifier) = identifier {
        inspection.note(4, format!("beside it one field takes a name ({})", draft::shown(identifier)));
    }
    Some(screen)
}

fn asks_password(page: &Page<'_>, group: &Group<'_, '_>) -> bool {
    let mut passwords = group.fields.iter().filter(|field| field.role == Role::Password);
    group.fields.iter().any(|field| purpose::is_password(field))
        && !group.fields.iter().any(|field| fields::NEW_CONTACT.are_in(&field.label))
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
    let mut passwords = group.fields.iter().filter(|field| purpose::is_password(field));
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
    score += if identifier::field(group, password.position).is_some() { 2 } else { 0 };
    score -= if password.autocomplete() == "new-password" { 4 } else { 0 };
    score -= if actions::SIGN_UP.are_in(&said) && !actions::SIGN_IN.are_in(&said) { 8 } else { 0 };
    score -= if actions::SIGN_UP.are_in(&called) { 4 } else { 0 };
    let texts = group.fields.iter().filter(|field| field.role == Role::Text && !purpose::is_unrelated(field)).count();
    score - if texts > 4 { 6 } else { 0 }
}

/// What else the form wants beside name and password.
fn add_extras(screen: &mut Screen, page: &Page<'_>, group: &Group<'_, '_>, known: &[&Item<'_>]) {
    let is_known = |item: &Item<'_>| known.iter().any(|known| known.position == item.position);
    for item in group.fields.iter().filter(|item| !is_known(item) && !purpose::is_unrelated(item)) {
        let said = item.said();
        if purpose::is_captcha(item) {
            screen.fields.extend(selector::of(page, item.element).map(|css| ("captcha".to_owned(), css)));
            screen.picture = captcha::picture(page, item).and_then(|picture| selector::of(page, picture));
        } else if fields::TENANT.are_in(&said) {
            draft::add_extra_field(screen, page, item, "tenant", false);
        } else if item.role == Role::Select {
            if !fields::LOCALE.are_in(&said) {
                draft::add_extra_field(screen, page, item, &draft::name_of(item), false);
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
        return draft::add_extra_field(screen, page, item, &draft::name_of(item), is_optional && !is_secret);
    }
    if let Some(css) = selector::of(page, item.element) {
        screen.fields.insert("code".to_owned(), css);
        screen.optional.extend(is_optional.then(|| "code".to_owned()));
    }
}

fn submit<'d>(group: &Group<'_, 'd>, password: &Item<'d>) -> Option<ElementRef<'d>> {
    group.submit().or_else(|| {
        let links =
            group.links.iter().filter(|link| link.position > password.position && actions::SIGN_IN.are_in(&link.label));
        links.map(|link| link.element).next()
    })
}
