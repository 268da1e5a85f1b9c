//! What a person would call a field or a button.

use scraper::{ElementRef, Node};

use super::{Document, is_inline};
use crate::domain::source::{
    recipe::Css,
    source_text::{LABEL, clean},
};

/// How far from a field, in elements that enclose it, words may stand that are tied to it by nothing else.
const FAR: usize = 3;

impl Document {
    /// What a person would read as the name of this element.
    pub fn label(&self, element: ElementRef<'_>) -> Option<String> {
        let named = |attribute| element.attr(attribute).and_then(|text| clean(text, LABEL));
        let tied =
            || self.label_for_field(element).or_else(|| named("aria-label")).or_else(|| self.labelled_by(element));
        match element.value().name() {
            "input" if is_button(element) => named("value").or_else(|| named("aria-label")).or_else(|| named("alt")),
            "input" if is_box(element) => {
                tied().or_else(|| enclosing_label(self, element)).or_else(|| after(self, element))
            }
            "input" | "select" | "textarea" => tied()
                .or_else(|| enclosing_label(self, element))
                .or_else(|| heading(self, element))
                .or_else(|| named("placeholder"))
                .or_else(|| before(self, element))
                .or_else(|| named("title")),
            _ => self.text(element, LABEL).or_else(|| named("aria-label")).or_else(|| named("title")),
        }
    }

    /// As [`Self::label`]; what is chosen from several has the name of the group.
    pub fn group_label<'d>(&'d self, element: ElementRef<'d>) -> Option<String> {
        let above = || element.ancestors().filter_map(ElementRef::wrap);
        let fieldset = above().find(|above| above.value().name() == "fieldset");
        let legend = Css("legend".to_owned());
        match (element.attr("type"), fieldset) {
            (Some("radio"), Some(group)) => {
                self.all_in(group, &legend).first().copied().and_then(|legend| self.text(legend, LABEL))
            }
            _ => self.label(element),
        }
    }

    /// The label of a control: the one that names it, else the one around it.
    pub fn label_of<'d>(&'d self, control: ElementRef<'d>) -> Option<ElementRef<'d>> {
        let tied = control.attr("id").and_then(|id| self.label_for(id));
        tied.or_else(|| around(self, control))
    }

    fn label_for_field(&self, element: ElementRef<'_>) -> Option<String> {
        self.text_of_label(self.label_for(element.attr("id")?)?, LABEL)
    }

    fn labelled_by(&self, element: ElementRef<'_>) -> Option<String> {
        let named = element.attr("aria-labelledby")?.split_whitespace().take(4);
        let texts: Vec<String> = named.filter_map(|id| self.text(self.by_id(id)?, LABEL)).collect();
        clean(&texts.join(" "), LABEL)
    }
}

fn is_button(element: ElementRef<'_>) -> bool {
    matches!(element.attr("type"), Some("submit" | "button" | "image" | "reset"))
}

fn is_box(element: ElementRef<'_>) -> bool {
    matches!(element.attr("type"), Some("radio" | "checkbox"))
}

fn enclosing_label(document: &Document, element: ElementRef<'_>) -> Option<String> {
    document.text_of_label(around(document, element)?, LABEL)
}

/// The label around a control.
fn around<'d>(document: &Document, element: ElementRef<'d>) -> Option<ElementRef<'d>> {
    let mut above = element.ancestors().take_while(|_| document.spend(1)).filter_map(ElementRef::wrap);
    above.find(|above| above.value().name() == "label")
}

/// The heading of the row that a field stands in.
fn heading(document: &Document, element: ElementRef<'_>) -> Option<String> {
    let above = element.ancestors().take_while(|_| document.spend(1)).filter_map(ElementRef::wrap).take(FAR);
    let cell = above.into_iter().find(|above| matches!(above.value().name(), "td" | "dd"))?;
    let before = cell.prev_siblings().find_map(ElementRef::wrap)?;
    if matches!(before.value().name(), "th" | "dt") { document.text(before, LABEL) } else { None }
}

/// The words just before a field, up to the field before it: in its line, in the cell beside it, or above it.
fn before(document: &Document, element: ElementRef<'_>) -> Option<String> {
    beside(document, element, |node| Box::new(node.prev_siblings()))
}

/// The words just after a box to tick.
fn after(document: &Document, element: ElementRef<'_>) -> Option<String> {
    beside(document, element, |node| Box::new(node.next_siblings()))
}

type Nodes<'d> = Box<dyn Iterator<Item = ego_tree::NodeRef<'d, Node>> + 'd>;

fn beside<'d>(
    document: &Document,
    element: ElementRef<'d>,
    siblings: impl Fn(ElementRef<'d>) -> Nodes<'d>,
) -> Option<String> {
    let mut within = element;
    for _ in 0..FAR {
        for node in siblings(within).take(20) {
            let text = match ElementRef::wrap(node) {
                Some(found) if has_field(document, found) => return None,
                Some(found) => document.text(found, LABEL),
                None => node.value().as_text().and_then(|text| clean(text, LABEL)),
            };
            if text.is_some() {
                return text;
            }
        }
        within = within.parent().and_then(ElementRef::wrap)?;
        if matches!(within.value().name(), "form" | "body" | "fieldset" | "table" | "main")
            && !is_inline(within.value().name())
        {
            return None;
        }
    }
    None
}

fn has_field(document: &Document, element: ElementRef<'_>) -> bool {
    let is_field = |name: &str| matches!(name, "input" | "select" | "textarea");
    let shown = |it: ElementRef<'_>| is_field(it.value().name()) && it.attr("type") != Some("hidden");
    shown(element) || element.descendent_elements().take(200).take_while(|_| document.spend(1)).any(shown)
}
