//! A screen in the making: the same thing that a recipe would say of the page.

use scraper::ElementRef;

use super::{
    item::{Item, Role},
    layout::Page,
    selector,
};
use crate::domain::{
    prompt::challenge::Kind,
    source::recipe::{Css, Mark, Screen},
};

/// A screen of a kind with nothing on it yet.
pub fn blank(kind: Kind) -> Screen {
    Screen {
        name: kind.to_string().replace('_', " "),
        when: Mark::default(),
        ask: kind,
        fields: std::collections::BTreeMap::default(),
        optional: Vec::new(),
        choices: None,
        submit: None,
        message: None,
        errors: Vec::new(),
        resend: None,
        alternatives: None,
        back: None,
        channel: None,
        code: None,
        picture: None,
        shown: None,
        poll: None,
        expires_in: None,
        lasts: None,
        held_for: None,
    }
}

/// A screen that is known by these elements.
pub fn known_by(kind: Kind, marks: Vec<Css>) -> Screen {
    let name = format!("{} {}", kind.to_string().replace('_', " "), marks.first().map_or("", |css| css.0.as_str()));
    Screen {
        name: name.trim().chars().take(120).collect(),
        when: Mark { all: marks, ..Mark::default() },
        ..blank(kind)
    }
}

/// A screen of one field.
pub fn of_field(page: &Page<'_>, kind: Kind, name: &str, element: ElementRef<'_>) -> Option<Screen> {
    let css = selector::of(page, element)?;
    let mut screen = known_by(kind, vec![css.clone()]);
    screen.fields.insert(name.to_owned(), css);
    Some(screen)
}

/// Adds what else a form wants, under a name of its own.
pub fn add_extra_field(screen: &mut Screen, page: &Page<'_>, item: &Item<'_>, name: &str, is_optional: bool) {
    let Some(css) = selector::of(page, item.element) else { return };
    let name = free_name(screen, name);
    if is_optional || item.role == Role::Checkbox {
        screen.optional.push(name.clone());
    }
    screen.fields.insert(name, css);
}

/// Names that mean something to prompts and forms.
const TAKEN: [&str; 16] = [
    "identifier",
    "password",
    "password_again",
    "code",
    "answer",
    "char",
    "phone",
    "email",
    "captcha",
    "link",
    "turn",
    "csrf",
    "action",
    "choice",
    "alternative",
    "",
];

/// The name that the source has for a field, as a name of a prompt's field.
pub fn name_of(item: &Item<'_>) -> String {
    let given = ["name", "id", "data-testid"].into_iter().find_map(|name| item.element.attr(name)).unwrap_or_default();
    let last = given.rsplit(['$', '[', '.', ':']).find(|part| part.len() > 1).unwrap_or(given);
    let plain: String =
        last.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '_' }).take(40).collect();
    plain.trim_matches('_').to_owned()
}

fn free_name(screen: &Screen, name: &str) -> String {
    let stem = if TAKEN.contains(&name) {
        format!("{}_{name}", "field").trim_end_matches('_').to_owned()
    } else {
        name.to_owned()
    };
    let is_free = |name: &String| !screen.fields.contains_key(name);
    let numbered = (2..).map(|number| format!("{stem}_{number}"));
    std::iter::once(stem.clone()).chain(numbered).find(is_free).unwrap_or(stem)
}

pub fn shown(item: &Item<'_>) -> String {
    let label = if item.label.is_empty() { name_of(item) } else { item.label.clone() };
    label.chars().take(60).collect()
}
