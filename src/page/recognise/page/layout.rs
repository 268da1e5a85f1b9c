//! A page as a person who wants to sign in looks at it: what can be filled, ticked, chosen or pressed, and what is said.

use std::{
    cell::Cell,
    collections::{HashMap, HashSet},
};

use ego_tree::{NodeId, iter::Edge};
use scraper::{ElementRef, node::Node};
use url::Url;

use super::{
    element::{above, has_own_words, is_boilerplate},
    item::{self, Item, Role},
    names,
};
use crate::{
    domain::source::source_text::{LABEL, MESSAGE},
    page::{
        Seen,
        dom::{Document, is_inline},
        recognise::words::actions,
    },
};

/// The most controls and the most texts of a page that are looked at.
const MOST: usize = 400;
/// How many elements of one tag may stand beside each other before they are a crowd.
const MOST_SIBLINGS: usize = 300;
/// The most elements of a page that are named by their place.
const MOST_PATHS: u16 = 150;
/// How much of the page's words are looked at, in characters.
const MOST_WORDS: usize = 20_000;

/// A block of words that holds no control to fill.
pub struct Text<'d> {
    pub element: ElementRef<'d>,
    pub position: usize,
    pub words: String,
    pub is_heading: bool,
    /// Whether it stands in a part of the page that every page of a site has.
    pub is_boilerplate: bool,
}

/// A page with what is seen on it.
pub struct Page<'d> {
    pub document: &'d Document,
    pub url: &'d Url,
    pub status: u16,
    pub items: Vec<Item<'d>>,
    pub texts: Vec<Text<'d>>,
    /// All that is read on it, in lower case.
    pub words: String,
    pub title: String,
    /// Fields that are there and not shown: a second step in the same document.
    pub hidden_passwords: Vec<ElementRef<'d>>,
    /// Whether something that is not shown now signs out: a menu that opens.
    pub has_hidden_way_out: bool,
    /// What is no control, and is pressed all the same: only scripts hear it.
    pub blocks: Vec<Item<'d>>,
    /// The pictures that have an address.
    pub pictures: Vec<ElementRef<'d>>,
    pub scripts: usize,
    pub noscript: String,
    /// Where each element stands.
    positions: HashMap<NodeId, usize>,
    /// Tags of which some element has very many: finding one by its number among them takes too long.
    pub numerous_tags: HashSet<String>,
    /// How many more elements may be named by their place.
    pub paths_left: Cell<u16>,
    /// How many elements there are by simple selectors.
    pub counts: HashMap<String, u32>,
}

impl<'d> Page<'d> {
    /// Looks over a page once.
    pub fn new(document: &'d Document, seen: &'d Seen) -> Self {
        let mut page = Self {
            document,
            url: &seen.url,
            status: seen.status,
            items: Vec::new(),
            texts: Vec::new(),
            words: document.text(document.root(), MOST_WORDS).unwrap_or_default().to_lowercase(),
            title: String::new(),
            hidden_passwords: Vec::new(),
            has_hidden_way_out: false,
            blocks: Vec::new(),
            pictures: Vec::new(),
            scripts: 0,
            noscript: String::new(),
            positions: HashMap::new(),
            numerous_tags: HashSet::new(),
            paths_left: Cell::new(MOST_PATHS),
            counts: HashMap::new(),
        };
        page.walk();
        page
    }

    fn walk(&mut self) {
        let mut depth = Depth::default();
        for edge in self.document.root().traverse() {
            match edge {
                Edge::Open(node) => match ElementRef::wrap(node) {
                    Some(element) => {
                        depth.enter(element, self.document);
                        self.visit(element, &depth);
                    }
                    None => depth.fragments += usize::from(matches!(node.value(), Node::Fragment)),
                },
                Edge::Close(node) => match ElementRef::wrap(node) {
                    Some(element) => depth.leave(element, self.document),
                    None => depth.fragments -= usize::from(matches!(node.value(), Node::Fragment)),
                },
            }
        }
    }

    fn visit(&mut self, element: ElementRef<'d>, depth: &Depth) {
        if depth.fragments > 0 {
            return;
        }
        if !self.document.spend(8) {
            return;
        }
        let position = self.positions.len();
        self.positions.insert(element.id(), position);
        if element.child_elements().nth(MOST_SIBLINGS).is_some() {
            self.numerous_tags.extend(element.child_elements().map(|child| child.value().name().to_owned()));
        }
        for key in names::simple(element) {
            *self.counts.entry(key).or_default() += 1;
        }
        self.scripts += usize::from(element.attr("onload").is_some());
        match element.value().name() {
            "title" if self.title.is_empty() => self.title = lower(self.document.text(element, LABEL)),
            "script" => self.scripts += 1,
            "img" if element.attr("src").is_some() && self.pictures.len() < MOST => self.pictures.push(element),
            "noscript" => self.noscript.extend(element.text().take(20).flat_map(str::chars).take(2000)),
            _ => {}
        }
        let Some(role) = item::role(element) else {
            if depth.unseen == 0 && self.blocks.len() < MOST && item::is_pressed_block(element) {
                self.blocks.push(self.item(element, Role::Button, position, depth));
            }
            if depth.unseen == 0 && self.texts.len() < MOST && is_block_of_words(element) {
                self.texts.push(Self::text(self.document, element, position, depth));
            }
            return;
        };
        if depth.unseen > 0 {
            self.visit_unseen(element, role);
        } else if self.items.len() < MOST && !item::is_out_of_use(element) {
            self.items.push(self.item(element, role, position, depth));
        }
    }

    fn visit_unseen(&mut self, element: ElementRef<'d>, role: Role) {
        match role {
            Role::Password => self.hidden_passwords.push(element),
            Role::Button | Role::Link if !self.has_hidden_way_out => {
                let words: String = element.text().take(8).collect::<String>().chars().take(60).collect();
                self.has_hidden_way_out = actions::SIGN_OUT.are_in(&words.to_lowercase());
            }
            _ => {}
        }
    }

    fn item(&self, element: ElementRef<'d>, role: Role, position: usize, depth: &Depth) -> Item<'d> {
        let label = lower(self.document.label(element));
        let form = self.document.form_of(element).map(|form| form.id());
        Item { element, role, position, form, label, name: item::name(element), is_boilerplate: depth.boilerplate > 0 }
    }

    fn text(document: &Document, element: ElementRef<'d>, position: usize, depth: &Depth) -> Text<'d> {
        let is_heading = matches!(element.value().name(), "h1" | "h2" | "h3" | "h4" | "legend")
            || element.attr("role") == Some("heading");
        Text {
            element,
            position,
            words: lower(document.text(element, MESSAGE)),
            is_heading,
            is_boilerplate: depth.boilerplate > 0,
        }
    }

    /// Where an element stands.
    pub fn position(&self, element: ElementRef<'_>) -> usize {
        self.positions.get(&element.id()).copied().unwrap_or(usize::MAX)
    }

    /// The form with this id in the tree.
    pub fn form(&self, form: Option<NodeId>) -> Option<ElementRef<'d>> {
        self.document.element(form?)
    }

    /// The items that are filled in by typing.
    pub fn text_fields(&self) -> impl Iterator<Item = &Item<'d>> {
        self.items.iter().filter(|item| matches!(item.role, Role::Text | Role::Password))
    }

    /// The items that are pressed.
    pub fn buttons_and_links(&self) -> impl Iterator<Item = &Item<'d>> {
        self.items.iter().filter(|item| matches!(item.role, Role::Button | Role::Link))
    }

    /// The words of the headings and the title.
    pub fn headings(&self) -> String {
        let headings =
            self.texts.iter().filter(|text| text.is_heading && !text.is_boilerplate).map(|text| text.words.as_str());
        headings.chain([self.title.as_str()]).take(12).collect::<Vec<_>>().join(" | ")
    }
}

fn lower(text: Option<String>) -> String {
    text.unwrap_or_default().to_lowercase()
}

/// Inside what the walk is.
#[derive(Default)]
struct Depth {
    unseen: usize,
    boilerplate: usize,
    fragments: usize,
}

impl Depth {
    fn enter(&mut self, element: ElementRef<'_>, document: &Document) {
        self.unseen += usize::from(document.is_unseen(element) || element.value().name() == "head");
        self.boilerplate += usize::from(is_boilerplate(element));
    }

    fn leave(&mut self, element: ElementRef<'_>, document: &Document) {
        self.unseen -= usize::from(document.is_unseen(element) || element.value().name() == "head");
        self.boilerplate -= usize::from(is_boilerplate(element));
    }
}

/// Whether an element holds words of its own and nothing to fill or to press but links inside a sentence.
fn is_block_of_words(element: ElementRef<'_>) -> bool {
    let name = element.value().name();
    if matches!(
        name,
        "html" | "body" | "script" | "style" | "option" | "select" | "title" | "svg" | "form" | "noscript" | "template"
    ) {
        return false;
    }
    let inline = |node: ego_tree::NodeRef<'_, Node>| match node.value() {
        Node::Text(text) => !text.trim().is_empty(),
        Node::Element(child) => is_inline(child.name()) && child.name() != "a" && !is_inline(name),
        _ => false,
    };
    let own = element.children().take(50).any(inline);
    let is_part = is_inline(name) && above(element).next().is_some_and(|above| has_own_words(above));
    own && !is_part
}
