//! A page's controls as filled and chosen so far, over what the source put in them.

use std::{borrow::Cow, collections::HashMap};

use ego_tree::NodeId;
use scraper::ElementRef;
use secrecy::{ExposeSecret, SecretString};

use super::control::{Control, is_disabled, options, pressable, select_of};
use crate::{
    engine::error::PageError,
    page::{Attachment, dom::Document},
};

/// The state of a page's controls; answers are borrowed, never copied.
pub(super) struct Draft<'d> {
    pub(super) document: &'d Document,
    pub(super) pressed: Option<ElementRef<'d>>,
    texts: HashMap<NodeId, &'d SecretString>,
    files: HashMap<NodeId, &'d Attachment>,
    /// Checkboxes, radios and options that are no longer as the source set them.
    states: HashMap<NodeId, bool>,
    touched: Vec<ElementRef<'d>>,
}

impl<'d> Draft<'d> {
    pub(super) fn new(document: &'d Document) -> Self {
        let states = surplus_radios(document).map(|radio| (radio, false)).collect();
        Self { document, pressed: None, texts: HashMap::new(), files: HashMap::new(), states, touched: Vec::new() }
    }

    /// Puts `answer` into a text field, unchanged.
    pub(super) fn fill(&mut self, field: ElementRef<'d>, answer: &'d SecretString) -> Result<(), PageError> {
        if Control::of(field) != Control::Text {
            return Err(PageError::unsupported("filling what is not a text field"));
        }
        self.touch(field)?;
        self.texts.insert(field.id(), answer);
        Ok(())
    }

    /// Puts a file into a field for files.
    pub(super) fn attach(&mut self, field: ElementRef<'d>, file: &'d Attachment) -> Result<(), PageError> {
        if Control::of(field) != Control::File {
            return Err(PageError::unsupported("putting a file into what takes none"));
        }
        self.touch(field)?;
        self.files.insert(field.id(), file);
        Ok(())
    }

    /// The file that was put into a field.
    pub(super) fn file(&self, field: ElementRef<'_>) -> Option<&'d Attachment> {
        self.files.get(&field.id()).copied()
    }

    /// Whether a password was filled in.
    pub(super) fn has_password(&self) -> bool {
        let is_password = |kind: &str| kind.eq_ignore_ascii_case("password");
        self.touched.iter().any(|field| field.attr("type").is_some_and(is_password))
    }

    /// Checks a checkbox or radio or selects an option; buttons and links are pressed.
    pub(super) fn choose(&mut self, element: ElementRef<'d>) -> Result<(), PageError> {
        match Control::of(element) {
            Control::Checkbox => {
                self.touch(element)?;
            }
            Control::Radio => {
                self.touch(element)?;
                self.clear_group(element);
            }
            Control::Choice => {
                let select = select_of(element).ok_or(PageError::unsupported("an option outside a select"))?;
                if is_disabled(element) {
                    return Err(PageError::unsupported("an option that is disabled"));
                }
                self.touch(select)?;
                if select.attr("multiple").is_none() {
                    self.states.extend(options(select).map(|option| (option.id(), false)));
                }
            }
            Control::Text | Control::File | Control::Select => {
                return Err(PageError::unsupported("choosing what is not a choice"));
            }
            Control::Submit | Control::Image | Control::Link | Control::Inert | Control::Other => {
                return self.press(element);
            }
        }
        self.states.insert(element.id(), true);
        Ok(())
    }

    /// Leaves a checkbox unchecked.
    pub(super) fn clear(&mut self, checkbox: ElementRef<'d>) -> Result<(), PageError> {
        self.touch(checkbox)?;
        self.states.insert(checkbox.id(), false);
        Ok(())
    }

    /// Presses the button or link that `element` is, or is part of; an earlier press is forgotten.
    pub(super) fn press(&mut self, element: ElementRef<'d>) -> Result<(), PageError> {
        let button = pressable(element).ok_or(PageError::unsupported("pressing what is no button or link"))?;
        if Control::of(button) == Control::Inert {
            return Err(PageError::unsupported("a button that needs a script"));
        }
        self.pressed = Some(button);
        Ok(())
    }

    /// The form that Enter sends: that of the field last touched, else the first of the page.
    pub(super) fn form(&self) -> Result<ElementRef<'d>, PageError> {
        match self.touched.last() {
            Some(field) => self.document.form_of(*field).ok_or(PageError::unsupported("a field that has no form")),
            None => self
                .document
                .elements()
                .find(|element| element.value().name() == "form")
                .ok_or_else(|| PageError::NoSuchElement { selector: "form".to_owned() }),
        }
    }

    /// Whether anything was filled or chosen.
    pub(super) fn is_touched(&self) -> bool {
        !self.touched.is_empty()
    }

    /// Whether everything that was filled or chosen will be sent with `form`.
    pub(super) fn is_all_in(&self, form: ElementRef<'_>) -> bool {
        self.touched.iter().all(|field| self.document.form_of(*field).is_some_and(|owner| owner.id() == form.id()))
    }

    /// The text of an input or text area.
    pub(super) fn text(&self, field: ElementRef<'d>) -> Cow<'d, str> {
        match self.texts.get(&field.id()) {
            Some(answer) => Cow::Borrowed(cut(answer.expose_secret(), longest(field))),
            None if field.value().name() == "textarea" => field.text().collect(),
            None => field.attr("value").unwrap_or_default().into(),
        }
    }

    /// Whether a checkbox or radio is checked.
    pub(super) fn is_checked(&self, control: ElementRef<'_>) -> bool {
        self.state(control, "checked")
    }

    /// The options of a select that are selected; a single select always has one, if it has any to offer.
    pub(super) fn selected(&self, select: ElementRef<'d>) -> Vec<ElementRef<'d>> {
        let mut selected: Vec<_> = options(select).filter(|option| self.state(*option, "selected")).collect();
        if select.attr("multiple").is_some() {
            return selected;
        }
        let is_list = select.attr("size").and_then(|size| size.trim().parse().ok()).is_some_and(|size: u32| size > 1);
        if selected.is_empty() && !is_list {
            selected.extend(options(select).find(|option| !is_disabled(*option)));
        }
        selected.split_off(selected.len().saturating_sub(1))
    }

    fn state(&self, control: ElementRef<'_>, attribute: &str) -> bool {
        self.states.get(&control.id()).copied().unwrap_or_else(|| control.attr(attribute).is_some())
    }

    /// An answer in a field that is not sent would be lost without a word.
    fn touch(&mut self, field: ElementRef<'d>) -> Result<(), PageError> {
        if is_disabled(field) {
            return Err(PageError::unsupported("a field that is disabled"));
        }
        if field.attr("name").is_none_or(str::is_empty) {
            return Err(PageError::unsupported("a field that needs a script"));
        }
        self.touched.push(field);
        Ok(())
    }

    fn clear_group(&mut self, radio: ElementRef<'d>) {
        let group = self::group(self.document, radio);
        let others = self.document.elements().filter(|other| Control::of(*other) == Control::Radio);
        let others = others.filter(|other| self::group(self.document, *other) == group);
        self.states.extend(others.map(|other| (other.id(), false)));
    }
}

/// How many UTF-16 units a field takes that is typed into, as its `maxlength` says.
fn longest(field: ElementRef<'_>) -> usize {
    let kind = field.attr("type").unwrap_or("text").to_ascii_lowercase();
    let is_bounded = field.value().name() == "textarea"
        || matches!(kind.as_str(), "text" | "search" | "url" | "tel" | "email" | "password");
    let most = field.attr("maxlength").and_then(|most| most.trim().parse().ok());
    most.filter(|_| is_bounded).unwrap_or(usize::MAX)
}

/// The beginning of a text of so many UTF-16 units: what a browser takes of what is typed.
fn cut(text: &str, most: usize) -> &str {
    let mut units = 0;
    let end = text.char_indices().find(|(_, c)| {
        units += c.len_utf16();
        units > most
    });
    end.map_or(text, |(end, _)| &text[..end])
}

/// The radios of one form and name, of which one can be checked.
fn group<'d>(document: &Document, radio: ElementRef<'d>) -> (Option<NodeId>, Option<&'d str>) {
    (document.form_of(radio).map(|form| form.id()), radio.attr("name"))
}

/// Of several checked radios of a group, browsers check the last.
fn surplus_radios(document: &Document) -> impl Iterator<Item = NodeId> {
    let mut checked = HashMap::new();
    let radios =
        document.elements().filter(|radio| Control::of(*radio) == Control::Radio && radio.attr("checked").is_some());
    radios.filter_map(move |radio| checked.insert(group(document, radio), radio.id()))
}
