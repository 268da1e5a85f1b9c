//! A source's document as a tree, read within bounds.
//!
//! The parser behaves as with scripts on, as `scraper::Html::parse_document` does: what is inside `<noscript>` is
//! text. So the elements found here are those that others find in the same HTML.

mod bounded;
mod sink;

use std::collections::HashMap;

use ego_tree::{NodeId, iter::Edge};
use scraper::{ElementRef, Html, Node, Selector};
use url::Url;

use crate::page::Target;

/// A parsed document; not `Send`, so it never lives across an `.await`.
pub struct Document {
    html: Html,
    /// Every element outside templates, in document order.
    order: Vec<NodeId>,
    /// The form the parser associated with a control; in old tables it is no ancestor of the control.
    forms: HashMap<NodeId, NodeId>,
    ids: HashMap<String, NodeId>,
}

/// How many bytes of `html` any HTML parser can take in reasonable time: all of it, unless it was made to be hard.
pub fn parse(html: &str) -> (Document, usize) {
    let (tree, read) = bounded::parse(html);
    (Document::new(tree), read)
}

/// The number that a browser wrote on the element that `target` means, counted as in any reading of the HTML.
pub fn number_of(html: &str, target: &Target) -> Option<usize> {
    let (document, _) = parse(html);
    document.find(target)?.attr("data-vestibule-number")?.parse().ok()
}

impl Document {
    fn new(sink::Tree { html, forms }: sink::Tree) -> Self {
        let mut document = Self { order: elements(&html), html, forms, ids: HashMap::new() };
        document.ids = document.first_ids();
        document
    }

    /// Every element outside templates, in document order.
    pub fn elements(&self) -> impl Iterator<Item = ElementRef<'_>> {
        self.order.iter().filter_map(|id| self.element(*id))
    }

    /// The element that `target` means, if there is one and its selector is valid.
    pub fn find(&self, target: &Target) -> Option<ElementRef<'_>> {
        let selector = Selector::parse(&target.selector).ok()?;
        self.elements().filter(|element| selector.matches(element)).nth(target.nth)
    }

    /// The form that `control` belongs to, by its `form` attribute or by where it stands.
    pub fn form_of(&self, control: ElementRef<'_>) -> Option<ElementRef<'_>> {
        let form = match control.attr("form") {
            Some(id) => self.ids.get(id),
            None => self.forms.get(&control.id()),
        };
        self.element(*form?).filter(|element| element.value().name() == "form")
    }

    /// What relative URLs of this document are relative to.
    pub fn base(&self, page: &Url) -> Url {
        let href =
            self.elements().filter(|element| element.value().name() == "base").find_map(|base| base.attr("href"));
        href.and_then(|href| page.join(href).ok()).unwrap_or_else(|| page.clone())
    }

    /// Whether the document ends inside `element`.
    pub fn ends_inside(&self, element: ElementRef<'_>) -> bool {
        let mut last = self.html.tree.root();
        while last.id() != element.id() {
            let Some(child) = last.last_child() else {
                return false;
            };
            last = child;
        }
        true
    }

    fn element(&self, id: NodeId) -> Option<ElementRef<'_>> {
        self.html.tree.get(id).and_then(ElementRef::wrap)
    }

    fn first_ids(&self) -> HashMap<String, NodeId> {
        let mut ids = HashMap::new();
        for element in self.elements() {
            if let Some(id) = element.attr("id") {
                ids.entry(id.to_owned()).or_insert(element.id());
            }
        }
        ids
    }
}

/// The tree keeps nodes in the order of their creation and keeps detached ones, so `Html::select` is not enough.
fn elements(html: &Html) -> Vec<NodeId> {
    let mut order = Vec::new();
    let mut templates = 0;
    for edge in html.tree.root().traverse() {
        match edge {
            Edge::Open(node) => match node.value() {
                Node::Fragment => templates += 1,
                Node::Element(_) if templates == 0 => order.push(node.id()),
                _ => {}
            },
            Edge::Close(node) if node.value().is_fragment() => templates -= 1,
            Edge::Close(_) => {}
        }
    }
    order
}

#[cfg(test)]
mod tests;
