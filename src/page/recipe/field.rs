//! The fields of a prompt as a screen shows them, and the elements their values go to.

use scraper::ElementRef;
use secrecy::{ExposeSecret, SecretString};

use super::MOST_OPTIONS;
use crate::{
    domain::{
        prompt::challenge::{Entry, Field, Kind, Sensitivity},
        source::recipe::{Css, Screen},
    },
    page::{Submission, Target, dom::Document},
};

/// The fields of a screen, in the order in which people expect them.
pub(super) fn read(screen: &Screen, document: &Document, identifier: Option<&str>) -> Vec<Field> {
    let mut names: Vec<&String> = screen.fields.keys().collect();
    let first = |name: &str| document.all(&screen.fields[name]).first().and_then(|found| document.place(*found));
    // Who, then the secret, then what else the source wants, as it stands on its page.
    names.sort_by_key(|name| (*name != "identifier", *name != "password", first(name)));
    let mut fields: Vec<Field> = Vec::new();
    for name in names {
        if is_numbered(name) {
            fields.extend(numbered(document, name, &screen.fields[name]));
        } else {
            fields.extend(one(screen, document, name, identifier));
        }
    }
    if screen.ask == Kind::MagicLink {
        fields.push(Field { optional: true, ..Field::new("link", Sensitivity::OneTime) });
    }
    fields
}

/// The field of the prompt whose value goes into the page's input of this name; `choice` where it is one of the choices.
pub(super) fn filling(screen: &Screen, document: &Document, input: &str) -> Option<String> {
    let is_it = |element: &ElementRef<'_>| element.attr("name") == Some(input);
    let found = screen.fields.iter().find_map(|(name, css)| {
        let place = document.all(css).iter().position(is_it)?;
        Some(if is_numbered(name) { format!("{name}_{}", place + 1) } else { name.clone() })
    });
    let is_choice = || screen.choices.as_ref().is_some_and(|choices| document.all(&choices.at).iter().any(is_it));
    let is_link = || screen.ask == Kind::MagicLink && input == "link";
    found.or_else(|| is_choice().then(|| "choice".to_owned())).or_else(|| is_link().then(|| "link".to_owned()))
}

fn one(screen: &Screen, document: &Document, name: &str, identifier: Option<&str>) -> Option<Field> {
    let css = &screen.fields[name];
    let element = *document.all(css).first()?;
    let entry = entry(document, css, element);
    let is_boxes = boxes(document, name, css) > 1;
    let is_open = matches!(entry, Entry::Line | Entry::Lines);
    let sensitivity = sensitivity(name, element.attr("type"), element.attr("autocomplete"));
    Some(Field {
        label: if is_known(name) { None } else { document.group_label(element) },
        hint: document.hint(element),
        value: if name == "identifier" {
            identifier.map(str::to_owned)
        } else {
            chosen(document, css, element, &entry)
        },
        optional: screen.optional.iter().any(|optional| optional == name) || is_optional(screen, document, css, &entry),
        longest: element.attr("maxlength").and_then(|most| most.parse().ok()).filter(|_| is_open && !is_boxes),
        entry,
        ..Field::new(name, sensitivity)
    })
}

/// On a form of the source's own, what is not marked as required may stay empty.
fn is_optional(screen: &Screen, document: &Document, css: &Css, entry: &Entry) -> bool {
    let is_marked = |it: ElementRef<'_>| it.attr("required").is_some() || it.attr("aria-required") == Some("true");
    screen.ask == Kind::Form && !matches!(entry, Entry::Tick) && !document.all(css).into_iter().any(is_marked)
}

fn entry(document: &Document, css: &Css, element: ElementRef<'_>) -> Entry {
    match (element.value().name(), element.attr("type")) {
        ("select", _) => Entry::Option(document.options(&options_of(css))),
        ("textarea", _) => Entry::Lines,
        ("input", Some("radio")) => Entry::Option(document.options(css)),
        ("input", Some("checkbox")) => Entry::Tick,
        ("input", Some("date")) => Entry::Date,
        _ => Entry::Line,
    }
}

/// The option that the page has chosen already.
fn chosen(document: &Document, css: &Css, element: ElementRef<'_>, entry: &Entry) -> Option<String> {
    let Entry::Option(options) = entry else { return None };
    let (css, mark) = match element.value().name() {
        "select" => (options_of(css), "selected"),
        _ => (css.clone(), "checked"),
    };
    let at = document.all(&css).iter().position(|option| option.attr(mark).is_some())?;
    options.get(at).map(|option| option.id.clone())
}

/// The options of the selects that a selector finds; an empty one says "choose", which is no choice.
fn options_of(css: &Css) -> Css {
    Css(format!(":is({}) option:not([value=\"\"])", css.0))
}

fn numbered(document: &Document, name: &str, css: &Css) -> Vec<Field> {
    let field = |(element, number)| Field {
        label: document.label(element),
        longest: element.attr("maxlength").and_then(|most| most.parse().ok()),
        ..Field::new(&format!("{name}_{number}"), Sensitivity::Secret)
    };
    document.all(css).into_iter().zip(1_usize..).take(MOST_OPTIONS).map(field).collect()
}

/// Fields of which a page may have several: `answer_1`, `char_1`, …
pub(super) fn is_numbered(name: &str) -> bool {
    matches!(name, "answer" | "char")
}

/// Names whose label is ours, in the customer's language.
pub(super) fn is_known(name: &str) -> bool {
    matches!(name, "identifier" | "password" | "password_again" | "code" | "phone" | "email" | "captcha")
}

/// How careful everyone must be with a field of this name.
pub(super) fn sensitivity(name: &str, kind: Option<&str>, autocomplete: Option<&str>) -> Sensitivity {
    match name {
        "identifier" | "phone" | "email" => Sensitivity::Identifier,
        "password" | "password_again" => Sensitivity::Secret,
        "code" | "captcha" => Sensitivity::OneTime,
        _ if autocomplete == Some("one-time-code") => Sensitivity::OneTime,
        _ if kind == Some("password") => Sensitivity::Secret,
        _ => Sensitivity::Public,
    }
}

/// Puts a value where the screen asked for it; what the page does not have is left out.
pub(super) fn put(screen: &Screen, document: &Document, name: &str, value: &SecretString, visit: &mut Submission) {
    let Some((css, nth)) = place(screen, name) else { return };
    let boxes = boxes(document, name, css);
    if boxes > 1 {
        return spread(css, boxes, value, visit);
    }
    let Some(element) = document.all(css).get(nth).copied() else { return };
    let target = Target { selector: css.0.clone(), nth };
    match entry(document, css, element) {
        Entry::Line | Entry::Lines | Entry::Date => visit.fill.push((target, value.clone())),
        Entry::Tick if value.expose_secret().is_empty() => visit.clear.push(target),
        Entry::Tick => visit.choose.push(target),
        Entry::Option(options) => {
            let chosen = options
                .iter()
                .position(|option| [&option.id, &option.label].contains(&&value.expose_secret().to_owned()));
            let css = if element.value().name() == "select" { options_of(css) } else { css.clone() };
            visit.choose.extend(chosen.map(|nth| Target { selector: css.0, nth }));
        }
    }
}

/// How many elements take the characters of one value.
fn boxes(document: &Document, name: &str, css: &Css) -> usize {
    if name == "code" { document.all(css).len() } else { 1 }
}

/// Puts one character into each box; the last takes what is too much, so that the source sees all of it.
fn spread(css: &Css, boxes: usize, value: &SecretString, visit: &mut Submission) {
    let mut rest = value.expose_secret();
    for nth in 0..boxes {
        let end = rest.chars().next().map_or(0, char::len_utf8);
        let (part, left) = if nth + 1 == boxes { (rest, "") } else { rest.split_at(end) };
        visit.fill.push((Target { selector: css.0.clone(), nth }, part.into()));
        rest = left;
    }
}

/// The element a field of the form goes to: `answer_3` is the third element of `answer`.
fn place<'s>(screen: &'s Screen, name: &str) -> Option<(&'s Css, usize)> {
    if let Some(css) = screen.fields.get(name) {
        return Some((css, 0));
    }
    let (stem, number) = name.rsplit_once('_').filter(|(stem, _)| is_numbered(stem))?;
    Some((screen.fields.get(stem)?, number.parse::<usize>().ok()?.checked_sub(1)?))
}
