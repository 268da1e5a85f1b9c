//! What an element of a page is to the person who uses it.

use scraper::ElementRef;

/// The kinds of element that can be filled, chosen or pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Control {
    /// A text area or any input with a text, hidden ones included.
    Text,
    Checkbox,
    Radio,
    File,
    Select,
    Choice,
    Submit,
    Image,
    Link,
    /// A button that does nothing by itself.
    Inert,
    Other,
}

impl Control {
    pub(super) fn of(element: ElementRef<'_>) -> Self {
        let kind = element.attr("type").unwrap_or_default().to_ascii_lowercase();
        match (element.value().name(), kind.as_str()) {
            ("input", "checkbox") => Self::Checkbox,
            ("input", "radio") => Self::Radio,
            ("input", "file") => Self::File,
            ("input", "submit") => Self::Submit,
            ("input", "image") => Self::Image,
            ("input" | "button", "button" | "reset") => Self::Inert,
            ("input" | "textarea", _) => Self::Text,
            ("button", _) => Self::Submit,
            ("select", _) => Self::Select,
            ("option", _) => Self::Choice,
            ("a", _) if element.attr("href").is_some() => Self::Link,
            _ => Self::Other,
        }
    }

    /// Whether pressing it sends a form.
    pub(super) fn is_submit(self) -> bool {
        matches!(self, Self::Submit | Self::Image)
    }
}

/// The nearest of `element` and its ancestors that can be pressed: what a click on a button's icon means.
pub(super) fn pressable(element: ElementRef<'_>) -> Option<ElementRef<'_>> {
    let within = std::iter::once(element).chain(element.ancestors().filter_map(ElementRef::wrap));
    within.into_iter().find(|element| {
        matches!(Control::of(*element), Control::Submit | Control::Image | Control::Link | Control::Inert)
    })
}

/// The select that an option belongs to.
pub(super) fn select_of(option: ElementRef<'_>) -> Option<ElementRef<'_>> {
    option.ancestors().filter_map(ElementRef::wrap).find(|element| element.value().name() == "select")
}

/// The options of a select, in order.
pub(super) fn options(select: ElementRef<'_>) -> impl Iterator<Item = ElementRef<'_>> {
    select.descendent_elements().filter(|element| element.value().name() == "option")
}

/// Whether a control or option is disabled, by itself or by what it is in.
pub(super) fn is_disabled(control: ElementRef<'_>) -> bool {
    if control.attr("disabled").is_some() {
        return true;
    }
    let is_option = control.value().name() == "option";
    let mut inner = control;
    for outer in control.ancestors().filter_map(ElementRef::wrap) {
        let disables = match outer.value().name() {
            "optgroup" => is_option,
            // The fields in the first legend stay usable, to enable the others.
            "fieldset" => !is_option && !is_first_legend(inner),
            _ => false,
        };
        if disables && outer.attr("disabled").is_some() {
            return true;
        }
        inner = outer;
    }
    false
}

fn is_first_legend(child: ElementRef<'_>) -> bool {
    let is_legend = |element: ElementRef<'_>| element.value().name() == "legend";
    is_legend(child) && !child.prev_siblings().filter_map(ElementRef::wrap).any(is_legend)
}
