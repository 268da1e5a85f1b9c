//! Building the tree: scraper's own way, and besides, which form owns a control and when the tree is too large.

use std::{
    borrow::Cow,
    cell::{Cell, Ref, RefCell},
    collections::HashMap,
};

use ego_tree::{NodeId, NodeRef};
use html5ever::{
    Attribute, QualName,
    tendril::StrTendril,
    tree_builder::{ElementFlags, NodeOrText, QuirksMode, TreeSink},
};
use scraper::{Html, HtmlTreeSink, Node};

/// How deep elements may nest, which is as deep as Chromium lets them.
const DEPTH: usize = 512;

/// How many elements a document may have.
const ELEMENTS: usize = 100_000;

/// How many nodes of any kind a document may have; the largest that were met have a tenth of them.
const NODES: usize = 300_000;

/// How many attributes later `<html>` and `<body>` tags may add to the first; each is sorted in among all others.
const LATE_ATTRIBUTES: usize = 1_000;

/// What the parser makes of a document.
pub(super) struct Tree {
    pub(super) html: Html,
    pub(super) forms: HashMap<NodeId, NodeId>,
}

pub(super) struct Sink {
    inner: HtmlTreeSink,
    forms: RefCell<HashMap<NodeId, NodeId>>,
    elements: Cell<usize>,
    late_attributes: Cell<usize>,
}

impl Default for Sink {
    fn default() -> Self {
        Self {
            inner: HtmlTreeSink::new(Html::new_document()),
            forms: RefCell::default(),
            elements: Cell::new(0),
            late_attributes: Cell::new(0),
        }
    }
}

impl Sink {
    /// Whether the tree may not grow any more.
    pub(super) fn is_full(&self) -> bool {
        self.elements.get() > ELEMENTS
            || self.late_attributes.get() > LATE_ATTRIBUTES
            || self.inner.0.borrow().tree.values().len() > NODES
    }

    /// Whether the newest node stands too deep.
    pub(super) fn is_too_deep(&self) -> bool {
        let newest = |node: NodeRef<'_, Node>| node.ancestors().take(DEPTH + 1).count() > DEPTH;
        self.inner.0.borrow().tree.nodes().next_back().is_some_and(newest)
    }
}

impl TreeSink for Sink {
    type Handle = NodeId;
    type Output = Tree;
    type ElemName<'a> = Ref<'a, QualName>;

    fn finish(self) -> Tree {
        Tree { html: self.inner.finish(), forms: self.forms.into_inner() }
    }

    fn create_element(&self, name: QualName, attrs: Vec<Attribute>, flags: ElementFlags) -> NodeId {
        self.elements.set(self.elements.get() + 1);
        self.inner.create_element(name, attrs, flags)
    }

    fn add_attrs_if_missing(&self, target: &NodeId, attrs: Vec<Attribute>) {
        self.late_attributes.set(self.late_attributes.get() + attrs.len());
        self.inner.add_attrs_if_missing(target, attrs);
    }

    fn associate_with_form(&self, target: &NodeId, form: &NodeId, _nodes: (&NodeId, Option<&NodeId>)) {
        self.forms.borrow_mut().insert(*target, *form);
    }

    // The rest is scraper's.

    fn append(&self, parent: &NodeId, child: NodeOrText<NodeId>) {
        self.inner.append(parent, child);
    }

    fn parse_error(&self, message: Cow<'static, str>) {
        self.inner.parse_error(message);
    }

    fn get_document(&self) -> NodeId {
        self.inner.get_document()
    }

    fn elem_name<'a>(&'a self, target: &'a NodeId) -> Ref<'a, QualName> {
        self.inner.elem_name(target)
    }

    fn create_comment(&self, text: StrTendril) -> NodeId {
        self.inner.create_comment(text)
    }

    fn create_pi(&self, target: StrTendril, data: StrTendril) -> NodeId {
        self.inner.create_pi(target, data)
    }

    fn append_based_on_parent_node(&self, element: &NodeId, previous: &NodeId, child: NodeOrText<NodeId>) {
        self.inner.append_based_on_parent_node(element, previous, child);
    }

    fn append_doctype_to_document(&self, name: StrTendril, public: StrTendril, system: StrTendril) {
        self.inner.append_doctype_to_document(name, public, system);
    }

    fn get_template_contents(&self, target: &NodeId) -> NodeId {
        self.inner.get_template_contents(target)
    }

    fn same_node(&self, one: &NodeId, other: &NodeId) -> bool {
        self.inner.same_node(one, other)
    }

    fn set_quirks_mode(&self, mode: QuirksMode) {
        self.inner.set_quirks_mode(mode);
    }

    fn append_before_sibling(&self, sibling: &NodeId, node: NodeOrText<NodeId>) {
        self.inner.append_before_sibling(sibling, node);
    }

    fn remove_from_parent(&self, target: &NodeId) {
        self.inner.remove_from_parent(target);
    }

    fn reparent_children(&self, node: &NodeId, parent: &NodeId) {
        self.inner.reparent_children(node, parent);
    }
}
