//! The entry list of a form, as the HTML standard constructs it.

use std::borrow::Cow;

use encoding_rs::Encoding;
use scraper::{ElementRef, Node};

use super::{
    control::{Control, is_disabled},
    draft::Draft,
};
use crate::page::Attachment;

/// One name and value that a form sends.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Entry<'d> {
    pub(super) name: Cow<'d, str>,
    pub(super) value: Value<'d>,
}

/// What is sent under a name.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Value<'d> {
    Text(Cow<'d, str>),
    File(&'d Attachment),
    /// A file input in which no file was chosen.
    NoFile,
}

/// What `form` sends when `button` is pressed.
pub(super) fn of<'d>(
    draft: &Draft<'d>,
    form: ElementRef<'d>,
    button: Option<ElementRef<'d>>,
    encoding: &'static Encoding,
) -> Vec<Entry<'d>> {
    let mut list = List { draft, encoding, entries: Vec::new() };
    for control in draft.document.elements() {
        let pressed = button.is_some_and(|button| button.id() == control.id());
        if !pressed && control.attr("name").is_none() {
            continue;
        }
        let owned = draft.document.form_of(control).is_some_and(|owner| owner.id() == form.id());
        if owned && !is_disabled(control) && !is_in_datalist(control) {
            list.add(control, pressed);
        }
    }
    list.entries
}

struct List<'l, 'd> {
    draft: &'l Draft<'d>,
    encoding: &'static Encoding,
    entries: Vec<Entry<'d>>,
}

impl<'d> List<'_, 'd> {
    fn add(&mut self, control: ElementRef<'d>, pressed: bool) {
        let name = control.attr("name").unwrap_or_default();
        let kind = Control::of(control);
        if kind == Control::Image && pressed {
            return self.add_point(name);
        }
        if name.is_empty() {
            return;
        }
        match kind {
            Control::Text if is_charset(control, name) => self.push(name, self.encoding.name()),
            Control::Text => self.push(name, self.draft.text(control)),
            Control::Checkbox | Control::Radio if self.draft.is_checked(control) => {
                self.push(name, control.attr("value").unwrap_or("on"));
            }
            Control::Submit if pressed => {
                self.push(name, control.attr("value").unwrap_or_default());
            }
            Control::Select => self.add_selected(name, control),
            Control::File => {
                let value = self.draft.file(control).map_or(Value::NoFile, Value::File);
                self.entries.push(Entry { name: name.into(), value });
            }
            _ => {}
        }
    }

    /// Where an image was clicked; at its corner, as by the keyboard.
    fn add_point(&mut self, name: &str) {
        let prefix = if name.is_empty() { String::new() } else { format!("{name}.") };
        self.push(format!("{prefix}x"), "0");
        self.push(format!("{prefix}y"), "0");
    }

    fn add_selected(&mut self, name: &'d str, select: ElementRef<'d>) {
        for option in self.draft.selected(select) {
            if !is_disabled(option) {
                self.push(name, option_value(option));
            }
        }
    }

    fn push(&mut self, name: impl Into<Cow<'d, str>>, value: impl Into<Cow<'d, str>>) {
        self.entries.push(Entry { name: name.into(), value: Value::Text(value.into()) });
    }
}

/// The value of an option, else its text without the space around and between words.
fn option_value(option: ElementRef<'_>) -> Cow<'_, str> {
    option.attr("value").map_or_else(
        || {
            let text: String = option.text().collect();
            text.split_ascii_whitespace().collect::<Vec<_>>().join(" ").into()
        },
        Cow::Borrowed,
    )
}

/// A hidden input that asks which encoding the form is sent in.
fn is_charset(input: ElementRef<'_>, name: &str) -> bool {
    let hidden = input.attr("type").is_some_and(|kind| kind.eq_ignore_ascii_case("hidden"));
    hidden && name.eq_ignore_ascii_case("_charset_")
}

fn is_in_datalist(control: ElementRef<'_>) -> bool {
    control.ancestors().any(|node| matches!(node.value(), Node::Element(element) if element.name() == "datalist"))
}
