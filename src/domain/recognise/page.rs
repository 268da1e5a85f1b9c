//! A page as a person who wants to sign in looks at it: what can be filled, ticked, chosen or pressed, and what is said.

use std::{
    cell::Cell,
    collections::{HashMap, HashSet},
};

use ego_tree::{NodeId, iter::Edge};
use scraper::{ElementRef, node::Node};
use url::Url;

use super::words::{actions, split_name};
use crate::domain::{
    dom::{Document, is_inline, is_unseen, words},
    page::Seen,
    source_text::{LABEL, MESSAGE},
};

/// The most controls and the most texts of a page that are looked at.
const MOST: usize = 400;
/// How many elements of one tag may stand beside each other before they are a crowd.
const CROWD: usize = 300;
/// The most elements of a page that are named by their place.
const MOST_PATHS: u16 = 150;
/// How much of the page's words are looked at, in characters.
const MOST_WORDS: usize = 20_000;
/// How much of a word list of attributes is looked at, in bytes.
const LONGEST_NAME: usize = 200;

/// What can be done with a control.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// A line or several to type in.
    Text,
    Password,
    Tick,
    Radio,
    Select,
    /// A button that sends, or does something by a script.
    Press,
    Link,
}

/// One control that a person sees.
pub(super) struct Item<'d> {
    pub element: ElementRef<'d>,
    pub role: Role,
    /// Where it stands among all elements of the page.
    pub place: usize,
    pub form: Option<NodeId>,
    /// What a person reads on it or beside it, in lower case.
    pub label: String,
    /// What its attributes call it, as words in lower case.
    pub name: String,
    /// Whether it stands in a part of the page that every page of a site has.
    pub is_around: bool,
}

/// A block of words that holds no control to fill.
pub(super) struct Text<'d> {
    pub element: ElementRef<'d>,
    pub place: usize,
    pub words: String,
    pub is_heading: bool,
    /// Whether it stands in a part of the page that every page of a site has.
    pub is_around: bool,
}

/// A page with what is seen on it.
pub(super) struct Page<'d> {
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
    pub scripts: usize,
    pub noscript: String,
    /// Where each element stands.
    places: HashMap<NodeId, usize>,
    /// Tags of which some element has very many: finding one by its number among them takes too long.
    pub(super) crowded: HashSet<String>,
    /// How many more elements may be named by their place.
    pub(super) paths_left: Cell<u16>,
    /// How many elements there are by simple selectors.
    pub(super) counts: HashMap<String, u32>,
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
            words: words(document.root(), MOST_WORDS).unwrap_or_default().to_lowercase(),
            title: String::new(),
            hidden_passwords: Vec::new(),
            has_hidden_way_out: false,
            scripts: 0,
            noscript: String::new(),
            places: HashMap::new(),
            crowded: HashSet::new(),
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
                        depth.enter(element);
                        self.meet(element, &depth);
                    }
                    None => depth.fragments += usize::from(matches!(node.value(), Node::Fragment)),
                },
                Edge::Close(node) => match ElementRef::wrap(node) {
                    Some(element) => depth.leave(element),
                    None => depth.fragments -= usize::from(matches!(node.value(), Node::Fragment)),
                },
            }
        }
    }

    fn meet(&mut self, element: ElementRef<'d>, depth: &Depth) {
        if depth.fragments > 0 {
            return;
        }
        let place = self.places.len();
        self.places.insert(element.id(), place);
        if element.child_elements().nth(CROWD).is_some() {
            self.crowded.extend(element.child_elements().map(|child| child.value().name().to_owned()));
        }
        for key in super::selector::simple(element) {
            *self.counts.entry(key).or_default() += 1;
        }
        match element.value().name() {
            "title" if self.title.is_empty() => self.title = lower(words(element, LABEL)),
            "script" => self.scripts += 1,
            "noscript" => self.noscript.extend(element.text().take(20).flat_map(str::chars).take(2000)),
            _ => {}
        }
        let Some(role) = role(element) else {
            if depth.unseen == 0 && self.texts.len() < MOST && is_block_of_words(element) {
                self.texts.push(Self::text(element, place, depth));
            }
            return;
        };
        if depth.unseen > 0 {
            self.meet_unseen(element, role);
        } else if self.items.len() < MOST && !is_out_of_use(element) {
            self.items.push(self.item(element, role, place, depth));
        }
    }

    fn meet_unseen(&mut self, element: ElementRef<'d>, role: Role) {
        match role {
            Role::Password => self.hidden_passwords.push(element),
            Role::Press | Role::Link if !self.has_hidden_way_out => {
                let words: String = element.text().take(8).collect::<String>().chars().take(60).collect();
                self.has_hidden_way_out = actions::SIGN_OUT.are_in(&words.to_lowercase());
            }
            _ => {}
        }
    }

    fn item(&self, element: ElementRef<'d>, role: Role, place: usize, depth: &Depth) -> Item<'d> {
        let label = lower(self.document.label(element));
        let form = self.form_of(element);
        Item { element, role, place, form, label, name: name(element), is_around: depth.around > 0 }
    }

    fn text(element: ElementRef<'d>, place: usize, depth: &Depth) -> Text<'d> {
        let is_heading = matches!(element.value().name(), "h1" | "h2" | "h3" | "h4" | "legend")
            || element.attr("role") == Some("heading");
        Text { element, place, words: lower(words(element, MESSAGE)), is_heading, is_around: depth.around > 0 }
    }

    /// The form that a control belongs to: by its own word, else the one around it.
    fn form_of(&self, element: ElementRef<'d>) -> Option<NodeId> {
        if let Some(id) = element.attr("form") {
            return self.document.by_id(id).map(|form| form.id());
        }
        above(element).find(|above| above.value().name() == "form").map(|form| form.id())
    }

    /// Where an element stands.
    pub fn place(&self, element: ElementRef<'_>) -> usize {
        self.places.get(&element.id()).copied().unwrap_or(usize::MAX)
    }

    /// The form with this id in the tree.
    pub fn form(&self, form: Option<NodeId>) -> Option<ElementRef<'d>> {
        self.document.element(form?)
    }

    /// The items that are filled in by typing.
    pub fn typed(&self) -> impl Iterator<Item = &Item<'d>> {
        self.items.iter().filter(|item| matches!(item.role, Role::Text | Role::Password))
    }

    /// The items that are pressed.
    pub fn pressed(&self) -> impl Iterator<Item = &Item<'d>> {
        self.items.iter().filter(|item| matches!(item.role, Role::Press | Role::Link))
    }

    /// The words of the headings and the title.
    pub fn headings(&self) -> String {
        let headings =
            self.texts.iter().filter(|text| text.is_heading && !text.is_around).map(|text| text.words.as_str());
        headings.chain([self.title.as_str()]).take(12).collect::<Vec<_>>().join(" | ")
    }
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

    /// Whether it sends a form by itself.
    pub fn is_submit(&self) -> bool {
        match self.element.value().name() {
            "input" => matches!(self.kind().as_str(), "submit" | "image"),
            "button" => !matches!(self.kind().as_str(), "button" | "reset"),
            _ => false,
        }
    }
}

/// The elements around one, from the inside.
pub(super) fn above(element: ElementRef<'_>) -> impl Iterator<Item = ElementRef<'_>> {
    element.ancestors().filter_map(ElementRef::wrap)
}

fn lower(text: Option<String>) -> String {
    text.unwrap_or_default().to_lowercase()
}

/// Inside what the walk is.
#[derive(Default)]
struct Depth {
    unseen: usize,
    around: usize,
    fragments: usize,
}

impl Depth {
    fn enter(&mut self, element: ElementRef<'_>) {
        self.unseen += usize::from(is_unseen(element) || element.value().name() == "head");
        self.around += usize::from(is_around(element));
    }

    fn leave(&mut self, element: ElementRef<'_>) {
        self.unseen -= usize::from(is_unseen(element) || element.value().name() == "head");
        self.around -= usize::from(is_around(element));
    }
}

fn is_around(element: ElementRef<'_>) -> bool {
    matches!(element.value().name(), "nav" | "header" | "footer" | "aside")
        || matches!(element.attr("role"), Some("navigation" | "banner" | "contentinfo" | "search" | "complementary"))
}

fn role(element: ElementRef<'_>) -> Option<Role> {
    let kind = element.attr("type").unwrap_or_default().to_ascii_lowercase();
    Some(match (element.value().name(), kind.as_str()) {
        ("input", "hidden" | "file" | "range" | "color" | "reset") | ("button", "reset") => return None,
        ("input", "password") => Role::Password,
        ("input", "checkbox") => Role::Tick,
        ("input", "radio") => Role::Radio,
        ("input", "submit" | "button" | "image") | ("button", _) => Role::Press,
        ("input", _) if element.attr("autocomplete") == Some("current-password") => Role::Password,
        ("input" | "textarea", _) => Role::Text,
        ("select", _) => Role::Select,
        ("a", _) if element.attr("href").is_some() => Role::Link,
        _ => return scripted_role(element),
    })
}

/// The role of an element that only a script makes a control.
fn scripted_role(element: ElementRef<'_>) -> Option<Role> {
    match element.attr("role")? {
        "button" | "link" => Some(Role::Press),
        "radio" => Some(Role::Radio),
        "checkbox" | "switch" => Some(Role::Tick),
        _ => None,
    }
}

/// Whether a control takes nothing: disabled, read-only, or a trap for machines.
fn is_out_of_use(element: ElementRef<'_>) -> bool {
    let says = |name: &str| element.attr(name).is_some();
    let is_field = matches!(element.value().name(), "input" | "textarea");
    let is_box = matches!(element.attr("type"), Some("radio" | "checkbox" | "submit" | "button" | "image"));
    let is_apart = element.attr("aria-hidden") == Some("true") || is_off_screen(element);
    // A button that waits for a script to find the fields filled is disabled until then.
    (is_field && !is_box && (says("disabled") || says("readonly") || is_apart)) || is_trap(element)
}

fn is_off_screen(element: ElementRef<'_>) -> bool {
    std::iter::once(element).chain(above(element)).take(4).any(|element| {
        let style = element.attr("style").filter(|style| style.len() < 4096).unwrap_or_default();
        let style: String = style.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_ascii_lowercase();
        ["left:-", "top:-", "text-indent:-", "right:-"]
            .iter()
            .any(|edge| style.split(edge).skip(1).any(|rest| rest.bytes().take_while(u8::is_ascii_digit).count() >= 3))
            || style.contains("opacity:0;")
            || style.ends_with("opacity:0")
            || style.contains("height:0")
            || style.contains("width:0")
    })
}

/// A field that people do not meet with the keyboard and browsers do not fill is there to catch machines.
fn is_trap(element: ElementRef<'_>) -> bool {
    let is_text = element.value().name() == "input"
        && matches!(element.attr("type"), None | Some("text" | "email" | "url" | "tel"));
    let skipped = element.attr("tabindex").is_some_and(|index| index.trim().starts_with('-'));
    let unfilled = matches!(element.attr("autocomplete"), Some("off" | "nope" | "false" | "new-password"));
    is_text && skipped && unfilled
}

/// What the attributes of a control call it.
fn name(element: ElementRef<'_>) -> String {
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
        if let Some(given) = element.attr(attribute).filter(|_| name.len() < LONGEST_NAME) {
            name.push_str(&split_name(given));
            name.push_str(" | ");
        }
    }
    name
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

fn has_own_words(element: ElementRef<'_>) -> bool {
    element.children().take(50).any(|node| node.value().as_text().is_some_and(|text| !text.trim().is_empty()))
}
