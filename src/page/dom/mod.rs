//! Reading a source's document: which elements a selector finds, and what they say to a person.
//!
//! The parser behaves as with scripts on: what is inside `<noscript>` is text.

mod budget;
mod icons;
mod label;
mod learned;
mod matching;
mod parse;
mod sink;
pub mod style;
#[cfg(test)]
mod tests;
mod words;

use std::{
    collections::{HashMap, HashSet},
    iter,
};

use ego_tree::{NodeId, NodeRef, iter::Edge};
use scraper::{ElementRef, Html, Node, Selector};
use url::Url;

use super::Target;
use crate::domain::source::{
    recipe::{Css, Mark, Number},
    source_text::{LABEL, clean, clean_lines},
};

use self::{
    budget::Budget,
    learned::{Learned, Names},
    matching::Matcher,
    sink::Tree,
};

#[cfg(test)]
pub use self::parse::PARSED;
pub use words::{is_inline, is_unseen};

/// How much of a whole page's words is looked at, in characters.
const PAGE: usize = 20_000;
/// Of how many nodes a parsed page is kept for the next reading; the largest that were met have no more.
const MOST_KEPT: usize = 30_000;

/// A parsed page.
pub struct Document {
    html: Html,
    url: Url,
    /// Every element outside templates, in document order.
    order: Vec<NodeId>,
    /// The form that the parser associated with a control; in old tables it is no ancestor of the control.
    forms: HashMap<NodeId, NodeId>,
    learned: Learned,
    /// The steps of one reading.
    budget: Budget,
}

impl Css {
    /// The selector, or why it cannot be read.
    pub fn parse(&self) -> Result<Selector, String> {
        Selector::parse(&self.0).map_err(|error| error.to_string())
    }
}

impl Mark {
    /// Whether it names anything to be seen.
    pub fn says_something(&self) -> bool {
        !self.all.is_empty() || !self.says.is_empty() || self.path.is_some()
    }
}

impl Document {
    /// Parses a page found at `url`. All that is read of it afterwards shares one budget of steps; once that is
    /// exhausted, nothing more is found. Nothing is found of a page that is beyond bounds.
    pub fn new(html: &str, url: &Url) -> Self {
        let (document, read) = Self::beginning(html, url);
        if read < html.len() { Self { budget: Budget::none(), ..document } } else { document }
    }

    /// As [`Self::new`]; of a page that is beyond bounds, as much as is within them, and how many bytes that is.
    pub fn beginning(html: &str, url: &Url) -> (Self, usize) {
        let (Tree { html, forms }, read) = parse::parse(html);
        let (order, url) = (elements(&html), url.clone());
        let mut document = Self { html, url, order, forms, learned: Learned::default(), budget: Budget::of(read) };
        let said = document.elements().filter(|element| element.value().name() == "base");
        let base = said.into_iter().find_map(|base| base.attr("href")).and_then(|href| document.url.join(href).ok());
        document.url = base.unwrap_or(document.url);
        (document, read)
    }

    /// Gives the next reading a budget of its own. What was found out stays, as far as it is complete.
    pub(super) fn begin_again(&mut self) {
        if self.budget.is_exhausted() {
            self.learned = Learned::default();
        }
        self.budget.refill();
    }

    /// Whether the page is worth its memory until it is read again.
    pub(super) fn is_worth_keeping(&self) -> bool {
        self.html.tree.values().len() <= MOST_KEPT
    }

    /// Whether the page was too much to read, so that nothing may be made of what was read.
    pub fn is_exhausted(&self) -> bool {
        self.budget.is_exhausted()
    }

    /// How many steps reading took so far.
    pub fn steps(&self) -> u64 {
        self.budget.spent()
    }

    /// Counts work on the page that is done elsewhere; `false` once the budget is exhausted.
    pub fn spend(&self, steps: u64) -> bool {
        self.budget.spend(steps)
    }

    /// Where the page was found, by its own word where it has one: what relative addresses on it start from.
    pub fn url(&self) -> &Url {
        &self.url
    }

    /// Every element outside templates, in the order in which a person meets them.
    pub fn elements(&self) -> impl Iterator<Item = ElementRef<'_>> {
        self.order.iter().filter_map(|id| self.element(*id))
    }

    /// The element that `target` means, if there is one and its selector is valid.
    pub fn find(&self, target: &Target) -> Option<ElementRef<'_>> {
        self.all(&Css(target.selector.clone())).get(target.nth).copied()
    }

    /// The elements a selector finds, in the order in which a person meets them; none when it cannot be read.
    pub fn all(&self, css: &Css) -> Vec<ElementRef<'_>> {
        if let Some(found) = self.learned.found.borrow().by(css) {
            let looked_at = found.iter().take_while(|_| self.budget.spend(1));
            return looked_at.filter_map(|id| self.element(*id)).collect();
        }
        let Some(matcher) = Matcher::of(&css.0) else {
            return Vec::new();
        };
        let found = matcher.select(self.root(), self.elements().skip(1), &self.budget);
        self.learned.found.borrow_mut().remember(css, &found);
        found
    }

    /// As [`Self::all`], below an element.
    pub fn all_in<'d>(&'d self, element: ElementRef<'d>, css: &Css) -> Vec<ElementRef<'d>> {
        let below = element.descendent_elements().skip(1);
        Matcher::of(&css.0).map(|matcher| matcher.select(element, below, &self.budget)).unwrap_or_default()
    }

    /// Whether a selector finds anything.
    pub fn has(&self, css: &Css) -> bool {
        !self.all(css).is_empty()
    }

    /// Whether a mark is seen; an empty mark never is.
    pub fn shows(&self, mark: &Mark) -> bool {
        mark.says_something()
            && mark.path.as_deref().is_none_or(|pattern| path_matches(pattern, self.url.path()))
            && mark.all.iter().all(|css| self.has(css))
            && !mark.none.iter().any(|css| self.has(css))
            && self.says(&mark.says)
    }

    /// As [`Self::shows`], for a mark that may say only what is not there.
    pub fn holds(&self, mark: &Mark) -> bool {
        let is_absence = !mark.says_something() && !mark.none.is_empty();
        if is_absence { !mark.none.iter().any(|css| self.has(css)) } else { self.shows(mark) }
    }

    /// Whether a person reads each of these texts on the page.
    fn says(&self, texts: &[String]) -> bool {
        if texts.is_empty() {
            return true;
        }
        let page = self.text(self.html.root_element(), PAGE).unwrap_or_default().to_lowercase();
        texts.iter().all(|text| page.contains(&text.to_lowercase()))
    }

    /// The language of the page, as it says itself.
    pub fn lang(&self) -> Option<String> {
        self.lang_of(self.html.root_element())
    }

    /// The language of an element, as it or the nearest element around it says.
    pub fn lang_of(&self, element: ElementRef<'_>) -> Option<String> {
        let above = element.ancestors().filter_map(ElementRef::wrap).take_while(|_| self.budget.spend(1));
        let lang = iter::once(element).chain(above).find_map(|element| element.attr("lang"))?.trim();
        let is_tag = (2..=35).contains(&lang.len()) && lang.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        is_tag.then(|| lang.to_owned())
    }

    /// The first number that stands in an attribute, or in the words of an element.
    pub fn number(&self, number: &Number) -> Option<u32> {
        let text = match &number.attribute {
            Some(attribute) => self.all(&number.at).first()?.attr(attribute)?.to_owned(),
            None => self.words(&number.at, LABEL)?,
        };
        let digits = text.split(|c: char| !c.is_ascii_digit()).find(|digits| !digits.is_empty())?;
        digits.parse().ok()
    }

    /// The cleaned words of everything a selector finds, one after another.
    pub fn words(&self, css: &Css, most: usize) -> Option<String> {
        let texts: Vec<String> = self.all(css).into_iter().filter_map(|found| self.text(found, most)).collect();
        clean(&texts.join(" "), most)
    }

    /// As [`Self::words`], with a line for each element and each block in it; what stands in another is told with it.
    pub fn lines(&self, css: &Css, most: usize) -> Option<String> {
        let found = self.all(css);
        let ids: HashSet<NodeId> = found.iter().map(|element| element.id()).collect();
        let outer = found.iter().filter(|element| !element.ancestors().any(|above| ids.contains(&above.id())));
        let texts: Vec<String> = outer.filter_map(|element| self.text_lines(*element, most)).collect();
        clean_lines(&texts.join("\n"), most)
    }

    /// What the page says beside a field: the element that describes it.
    pub fn hint(&self, element: ElementRef<'_>) -> Option<String> {
        self.text(self.by_id(element.attr("aria-describedby")?.split_whitespace().next()?)?, LABEL)
    }

    /// The root of the page.
    pub fn root(&self) -> ElementRef<'_> {
        self.html.root_element()
    }

    /// The first element with an id.
    pub fn by_id(&self, id: &str) -> Option<ElementRef<'_>> {
        self.element(*self.names().ids.get(id)?)
    }

    fn label_for(&self, id: &str) -> Option<ElementRef<'_>> {
        self.element(*self.names().labels.get(id)?)
    }

    /// The element with this id in the tree.
    pub fn element(&self, id: NodeId) -> Option<ElementRef<'_>> {
        self.html.tree.get(id).and_then(ElementRef::wrap)
    }

    /// The form that a control belongs to: by its own word, as the parser found, else the one around it.
    pub fn form_of<'d>(&'d self, control: ElementRef<'d>) -> Option<ElementRef<'d>> {
        let is_form = |element: &ElementRef<'_>| element.value().name() == "form";
        let mut above = control.ancestors().filter_map(ElementRef::wrap).take_while(|_| self.budget.spend(1));
        match (control.attr("form"), self.forms.get(&control.id())) {
            (Some(id), _) => self.by_id(id).filter(is_form),
            (None, Some(form)) => self.element(*form),
            (None, None) => above.find(is_form),
        }
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

    fn names(&self) -> &Names {
        let elements = self.elements().take_while(|_| self.budget.spend(1));
        self.learned.names.get_or_init(|| Names::of(elements))
    }

    /// Where an element stands among all of the page.
    pub fn place(&self, element: ElementRef<'_>) -> Option<usize> {
        self.html.tree.nodes().take_while(|_| self.budget.spend(1)).position(|node| node.id() == element.id())
    }

    /// Whether nobody sees the element, by its own marks.
    pub fn is_unseen(&self, element: ElementRef<'_>) -> bool {
        let unseen = self.learned.unseen.get_or_init(|| {
            let elements = self.root().descendent_elements().take_while(|_| self.budget.spend(1));
            elements.filter(|element| is_unseen(*element)).map(|element| element.id()).collect()
        });
        unseen.contains(&element.id())
    }
}

/// What a template holds is not on the page. The tree keeps nodes in the order of their creation, detached ones too.
fn elements(html: &Html) -> Vec<NodeId> {
    let mut order = Vec::new();
    let mut templates = 0_usize;
    let is_template = |node: NodeRef<'_, Node>| node.value().as_element().is_some_and(|it| it.name() == "template");
    for edge in html.tree.root().traverse() {
        match edge {
            Edge::Open(node) => {
                if templates == 0 && node.value().is_element() {
                    order.push(node.id());
                }
                templates += usize::from(is_template(node));
            }
            Edge::Close(node) => templates -= usize::from(is_template(node)),
        }
    }
    order
}

fn path_matches(pattern: &str, path: &str) -> bool {
    match pattern.strip_suffix('*') {
        Some(start) => path.starts_with(start),
        None => path == pattern,
    }
}
