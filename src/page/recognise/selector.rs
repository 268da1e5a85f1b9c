//! Selectors that find one element and will still find it tomorrow.

use scraper::ElementRef;

use super::page::{Page, above};
use crate::domain::source::recipe::Css;

/// How long an attribute may be that a selector repeats, in bytes.
const LONGEST: usize = 120;
/// How many elements a path down to one may name.
const DEEPEST: usize = 24;

/// The selector of one element by the names its page gave it, if they are its alone; else by its place.
pub(super) fn of(page: &Page<'_>, element: ElementRef<'_>) -> Option<Css> {
    let simple = simple(element);
    if let Some(css) = simple.iter().find(|css| page.counts.get(*css) == Some(&1)) {
        return checked(page, element, css.clone());
    }
    let within = above(element).find_map(|above| Some((above, anchor(page, above)?)));
    if let Some((_, anchor)) = &within {
        for css in simple.iter().filter(|css| !css.starts_with('#')) {
            if let Some(css) = checked(page, element, format!("{anchor} {css}")) {
                return Some(css);
            }
        }
    }
    path(page, element, within).and_then(|css| checked(page, element, css))
}

/// One selector for several elements, in the order of the page.
pub(super) fn of_all(page: &Page<'_>, elements: &[ElementRef<'_>]) -> Option<Css> {
    let each: Option<Vec<String>> = elements.iter().map(|element| of(page, *element).map(|css| css.0)).collect();
    each.filter(|each| !each.is_empty()).map(|each| Css(each.join(", ")))
}

/// One selector for the radios of a name, if they are all that it finds.
pub(super) fn of_group(page: &Page<'_>, elements: &[ElementRef<'_>]) -> Option<Css> {
    let name = elements.first()?.attr("name").filter(|name| name.len() <= LONGEST)?;
    let css = Css(format!("input[name={}]", quoted(name)));
    let found = page.document.all(&css);
    let is_same = found.len() == elements.len() && found.iter().zip(elements).all(|(a, b)| a.id() == b.id());
    if is_same { Some(css) } else { of_all(page, elements) }
}

fn checked(page: &Page<'_>, element: ElementRef<'_>, css: String) -> Option<Css> {
    let css = Css(css);
    let found = page.document.all(&css);
    (found.len() == 1 && found[0].id() == element.id()).then_some(css)
}

/// The selectors that name an element by one attribute of its own, the most lasting first.
pub(super) fn simple(element: ElementRef<'_>) -> Vec<String> {
    let tag = element.value().name();
    let mut simple = Vec::new();
    let is_control =
        matches!(tag, "input" | "select" | "textarea" | "button" | "a" | "form") || element.attr("role").is_some();
    let given = |name: &str| {
        element
            .attr(name)
            .filter(|value| !value.is_empty() && value.len() <= LONGEST && !value.chars().any(char::is_control))
    };
    let id = given("id");
    if let Some(id) = id.filter(|id| is_written_by_hand(id)) {
        simple.push(by_id(id));
    }
    if is_control {
        // A link's address is its name; that of anything else is in its attributes.
        let names: &[&str] = match tag {
            "a" => &["data-testid", "href"],
            "form" => &["name", "action"],
            _ => &["name", "data-testid", "autocomplete", "type", "value", "placeholder", "aria-label"],
        };
        for name in names {
            if let Some(value) = given(name).filter(|value| is_written_by_hand(value) || *name == "href") {
                let lasts = !matches!((*name, tag), ("value", "input"))
                    || matches!(given("type"), Some("submit" | "button" | "radio" | "checkbox"));
                if lasts {
                    simple.push(format!("{tag}[{name}={}]", quoted(value)));
                }
            }
        }
    }
    simple.extend(id.filter(|id| !is_written_by_hand(id)).map(by_id));
    simple
}

/// The selector of an element that others can be found inside.
fn anchor(page: &Page<'_>, element: ElementRef<'_>) -> Option<String> {
    simple(element).into_iter().find(|css| page.counts.get(css) == Some(&1))
}

fn by_id(id: &str) -> String {
    let is_plain = id.starts_with(|c: char| c.is_ascii_alphabetic())
        && id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
    if is_plain { format!("#{id}") } else { format!("[id={}]", quoted(id)) }
}

/// Names that programs make up differ from visit to visit.
fn is_written_by_hand(name: &str) -> bool {
    let digits = name.bytes().filter(u8::is_ascii_digit).count();
    let longest_hex = name
        .split(|c: char| !c.is_ascii_hexdigit())
        .filter(|part| part.bytes().any(|b| b.is_ascii_digit()))
        .map(str::len)
        .max();
    digits <= 6
        && longest_hex.unwrap_or(0) < 8
        && !name.starts_with(':')
        && !name.starts_with("ember")
        && !name.starts_with("__")
}

pub(super) fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// The way down to an element from the nearest one that has a name.
fn path(page: &Page<'_>, element: ElementRef<'_>, within: Option<(ElementRef<'_>, String)>) -> Option<String> {
    let left = page.paths_left.get().checked_sub(1)?;
    page.paths_left.set(left);
    let mut steps = vec![step(page, element)?];
    let end = within.as_ref().map(|(element, _)| element.id());
    for above in above(element).take_while(|above| Some(above.id()) != end) {
        if matches!(above.value().name(), "html" | "body") {
            break;
        }
        steps.push(step(page, above)?);
        if steps.len() > DEEPEST {
            return None;
        }
    }
    steps.push(within.map_or_else(|| "body".to_owned(), |(_, css)| css));
    steps.reverse();
    Some(steps.join(" > "))
}

fn step(page: &Page<'_>, element: ElementRef<'_>) -> Option<String> {
    let tag = element.value().name();
    if page.crowded.contains(tag) {
        return None;
    }
    let same = |sibling: &ElementRef<'_>| sibling.value().name() == tag;
    let before = element.prev_siblings().filter_map(ElementRef::wrap).filter(same).count();
    let is_only = before == 0 && !element.next_siblings().filter_map(ElementRef::wrap).any(|sibling| same(&sibling));
    Some(if is_only { tag.to_owned() } else { format!("{tag}:nth-of-type({})", before + 1) })
}
