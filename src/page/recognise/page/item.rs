//! One thing on a page that can be filled, ticked, chosen or pressed.

use ego_tree::NodeId;
use scraper::ElementRef;

use super::element::above;
use crate::page::{dom::style, recognise::words::split_name};

/// How much of a word list of attributes is looked at, in bytes.
const LONGEST_NAME: usize = 200;

/// What can be done with a control.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// A line or several to type in.
    Text,
    Password,
    Checkbox,
    Radio,
    Select,
    /// A button that sends, or does something by a script.
    Button,
    Link,
}

/// One control that a person sees.
pub struct Item<'d> {
    pub element: ElementRef<'d>,
    pub role: Role,
    /// Where it stands among all elements of the page.
    pub position: usize,
    pub form: Option<NodeId>,
    /// What a person reads on it or beside it, in lower case.
    pub label: String,
    /// What its attributes call it, as words in lower case.
    pub name: String,
    /// Whether it stands in a part of the page that every page of a site has.
    pub is_boilerplate: bool,
}

impl Item<'_> {
    /// Label and name together.
    pub fn said(&self) -> String {
        format!("{} | {}", self.label, self.name)
    }

    pub fn autocomplete(&self) -> String {
        let given = self.element.attr("autocomplete").unwrap_or_default().to_ascii_lowercase();
        given.split_ascii_whitespace().last().unwrap_or_default().to_owned()
    }

    pub fn kind(&self) -> String {
        self.element.attr("type").unwrap_or_default().to_ascii_lowercase()
    }

    pub fn longest(&self) -> Option<u16> {
        self.element.attr("maxlength").and_then(|most| most.trim().parse().ok())
    }

    /// Whether what is typed in it is digits, by its own word.
    pub fn takes_digits(&self) -> bool {
        let mode = self.element.attr("inputmode").unwrap_or_default();
        let pattern = self.element.attr("pattern").unwrap_or_default();
        matches!(mode, "numeric" | "decimal" | "tel")
            || matches!(self.kind().as_str(), "number" | "tel")
            || ((pattern.contains("0-9") || pattern.contains("\\d"))
                && !pattern.contains("a-z")
                && !pattern.contains("A-Z"))
    }

    /// Whether it sends a form by itself.
    pub fn is_submit(&self) -> bool {
        match self.element.value().name() {
            "input" => matches!(self.kind().as_str(), "submit" | "image"),
            "button" => !matches!(self.kind().as_str(), "button" | "reset"),
            _ => false,
        }
    }
}

/// What can be done with an element, if anything.
pub fn role(element: ElementRef<'_>) -> Option<Role> {
    let kind = element.attr("type").unwrap_or_default().to_ascii_lowercase();
    Some(match (element.value().name(), kind.as_str()) {
        ("input", "hidden" | "file" | "range" | "color" | "reset") | ("button", "reset") => return None,
        ("input", "password") => Role::Password,
        ("input", "checkbox") => Role::Checkbox,
        ("input", "radio") => Role::Radio,
        ("input", "submit" | "button" | "image") | ("button", _) => Role::Button,
        ("input", _) if element.attr("autocomplete") == Some("current-password") => Role::Password,
        ("input", _) if is_masked_line(element) => Role::Password,
        // What is typed there only looks for something in a list that a script has made.
        ("input", _) if element.attr("role") == Some("combobox") && element.attr("name").is_none() => return None,
        ("input" | "textarea", _) => Role::Text,
        ("select", _) => Role::Select,
        ("a", _) if element.attr("href").is_some() || is_opened_by_script(element) => Role::Link,
        _ => return scripted_role(element),
    })
}

/// Whether an element is no control, and a script does something when it is pressed: it says so itself, or a browser
/// found that it looks so.
pub fn is_pressed_block(element: ElementRef<'_>) -> bool {
    let is_block = matches!(element.value().name(), "div" | "span" | "p" | "li" | "td" | "b" | "strong" | "img");
    is_block
        && element.attr("role").is_none()
        && (element.attr("onclick").is_some() || element.attr("data-vestibule-clickable").is_some())
}

/// Whether a link without an address has words to press all the same.
fn is_opened_by_script(element: ElementRef<'_>) -> bool {
    let is_anchor = element.attr("name").is_some() || element.attr("id").is_some() && element.attr("onclick").is_none();
    !is_anchor && element.text().take(8).any(|text| !text.trim().is_empty())
}

/// The role of an element that only a script makes a control.
fn scripted_role(element: ElementRef<'_>) -> Option<Role> {
    match element.attr("role")? {
        "button" | "link" => Some(Role::Button),
        "radio" => Some(Role::Radio),
        "checkbox" | "switch" => Some(Role::Checkbox),
        _ => None,
    }
}

/// Whether a control takes nothing: disabled, read-only, or a trap for machines.
pub fn is_out_of_use(element: ElementRef<'_>) -> bool {
    let says = |name: &str| element.attr(name).is_some();
    let is_field = matches!(element.value().name(), "input" | "textarea");
    let is_box = matches!(element.attr("type"), Some("radio" | "checkbox" | "submit" | "button" | "image"));
    let is_apart = element.attr("aria-hidden") == Some("true") || is_off_screen(element);
    // A button that waits for a script to find the fields filled is disabled until then.
    (is_field && !is_box && (says("disabled") || says("readonly") || is_apart)) || is_trap(element)
}

fn is_off_screen(element: ElementRef<'_>) -> bool {
    std::iter::once(element).chain(above(element)).take(4).any(|element| {
        style::declarations(element).iter().any(|(name, value)| match (name.as_str(), style::pixels(value)) {
            ("left" | "top" | "right" | "bottom" | "text-indent", Some(pixels)) => pixels <= -100.0,
            ("opacity" | "max-height" | "max-width", Some(pixels)) => pixels == 0.0,
            ("height" | "width", Some(pixels)) => pixels <= 1.0,
            _ => false,
        })
    })
}

/// Whether a line shows dots instead of what is typed, or its code calls it what passwords are called: pages avoid
/// the usual type so that browsers keep nothing.
fn is_masked_line(element: ElementRef<'_>) -> bool {
    const NAMES: [&str; 12] = [
        "password",
        "passwd",
        "pwd",
        "passwort",
        "kennwort",
        "wachtwoord",
        "senha",
        "heslo",
        "haslo",
        "contrasena",
        "motdepasse",
        "losenord",
    ];
    let is_text = matches!(element.attr("type").unwrap_or("text").to_ascii_lowercase().as_str(), "text" | "");
    let is_masked = style::declarations(element)
        .iter()
        .any(|(name, value)| name.ends_with("text-security") && !matches!(value.as_str(), "none" | ""));
    let is_named = ["name", "id"].iter().any(|name| {
        element
            .attr(name)
            .is_some_and(|given| NAMES.contains(&given.to_ascii_lowercase().replace(['_', '-'], "").as_str()))
    });
    element.value().name() == "input" && is_text && (is_masked || is_named)
}

/// A field that people do not meet with the keyboard and browsers do not fill is there to catch machines.
fn is_trap(element: ElementRef<'_>) -> bool {
    let is_text = element.value().name() == "input"
        && matches!(element.attr("type"), None | Some("text" | "email" | "url" | "tel"));
    let skipped = element.attr("tabindex").is_some_and(|index| index.trim().starts_with('-'));
    let unfilled = matches!(element.attr("autocomplete"), Some("off" | "nope" | "false" | "new-password"));
    // One that is filled already and passed over is there for programs that keep passwords.
    let filled = element.attr("value").is_some_and(|value| !value.is_empty());
    is_text && skipped && (unfilled || filled)
}

/// What the attributes of a control call it.
pub fn name(element: ElementRef<'_>) -> String {
    let mut name = String::new();
    for attribute in [
        "name",
        "id",
        "autocomplete",
        "placeholder",
        "title",
        "data-testid",
        "data-test",
        "aria-label",
        "formcontrolname",
    ] {
        // Of every password that browsers are not to fill in it is said that it is new.
        let is_telling = |given: &&str| !(attribute == "autocomplete" && *given == "new-password");
        if let Some(given) = element.attr(attribute).filter(|_| name.len() < LONGEST_NAME).filter(is_telling) {
            name.push_str(&split_name(given));
            name.push_str(" | ");
        }
    }
    name
}
