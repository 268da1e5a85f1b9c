//! The names that a page gives its elements, as selectors.

use scraper::ElementRef;

/// How long an attribute may be that a selector repeats, in bytes.
pub const LONGEST: usize = 120;

/// The selectors that name an element by one attribute of its own, the most lasting first.
pub fn simple(element: ElementRef<'_>) -> Vec<String> {
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

pub fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
