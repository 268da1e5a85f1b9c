//! Finding elements by a selector, each step of it counted: what a selector costs depends on the page.

use std::{
    collections::HashMap,
    sync::{LazyLock, Mutex, PoisonError},
};

use cssparser::Parser;
use scraper::{
    ElementRef,
    selector::{CssLocalName, CssString, NonTSPseudoClass, Parser as Selectors, PseudoElement, Simple},
};
use selectors::{
    Element, OpaqueElement, SelectorList,
    attr::{AttrSelectorOperation, CaseSensitivity, NamespaceConstraint},
    bloom::BloomFilter,
    context::{MatchingContext, MatchingForInvalidation, MatchingMode, NeedsSelectorFlags, QuirksMode, SelectorCaches},
    matching::{ElementSelectorFlags, matches_selector},
    parser::ParseRelative,
};

use super::budget::Budget;

type Namespace = <Simple as selectors::SelectorImpl>::NamespaceUrl;

/// How many parsed selectors are kept, and of how many bytes one may be: recipes ask with the same ones again and again.
const MOST_KEPT: usize = 4_096;
const LONGEST_KEPT: usize = 256;

static KEPT: LazyLock<Mutex<HashMap<Box<str>, Matcher>>> = LazyLock::new(Mutex::default);

/// A parsed selector.
#[derive(Clone)]
pub(super) struct Matcher(SelectorList<Simple>);

impl Matcher {
    /// The matcher of a selector; `None` where it is none.
    pub(super) fn of(css: &str) -> Option<Self> {
        let kept = || KEPT.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(matcher) = kept().get(css) {
            return Some(matcher.clone());
        }
        let matcher = SelectorList::parse(&Selectors, &mut Parser::new(css), ParseRelative::No).ok().map(Self)?;
        if css.len() <= LONGEST_KEPT {
            let mut kept = kept();
            if kept.len() >= MOST_KEPT {
                kept.clear();
            }
            kept.insert(css.into(), matcher.clone());
        }
        Some(matcher)
    }

    /// Those of `elements` that match within `scope`; those found so far once the budget is exhausted.
    pub(super) fn select<'d>(
        &self,
        scope: ElementRef<'d>,
        elements: impl Iterator<Item = ElementRef<'d>>,
        budget: &Budget,
    ) -> Vec<ElementRef<'d>> {
        let mut caches = SelectorCaches::default();
        let mut context = MatchingContext::new(
            MatchingMode::Normal,
            None,
            &mut caches,
            QuirksMode::NoQuirks,
            NeedsSelectorFlags::No,
            MatchingForInvalidation::No,
        );
        context.scope_element = Some(scope.opaque());
        let mut found = Vec::new();
        for element in elements {
            if !budget.spend(1) {
                break;
            }
            let counted = Counted { element, budget };
            let is_match = self.0.slice().iter().any(|css| matches_selector(css, 0, None, &counted, &mut context));
            if is_match && !budget.is_exhausted() {
                found.push(element);
            }
        }
        found
    }
}

/// An element whose relatives and attributes cost steps to look at.
#[derive(Clone, Debug)]
struct Counted<'d, 'b> {
    element: ElementRef<'d>,
    budget: &'b Budget,
}

impl<'d> Counted<'d, '_> {
    /// A relative; none once the budget is exhausted, so that matching ends.
    fn relative(&self, find: impl FnOnce(&ElementRef<'d>) -> Option<ElementRef<'d>>) -> Option<Self> {
        if !self.budget.spend(1) {
            return None;
        }
        find(&self.element).map(|element| Self { element, budget: self.budget })
    }
}

impl Element for Counted<'_, '_> {
    type Impl = Simple;

    fn opaque(&self) -> OpaqueElement {
        self.element.opaque()
    }

    fn parent_element(&self) -> Option<Self> {
        self.relative(Element::parent_element)
    }

    fn parent_node_is_shadow_root(&self) -> bool {
        false
    }

    fn containing_shadow_host(&self) -> Option<Self> {
        None
    }

    fn is_pseudo_element(&self) -> bool {
        false
    }

    fn prev_sibling_element(&self) -> Option<Self> {
        self.relative(Element::prev_sibling_element)
    }

    fn next_sibling_element(&self) -> Option<Self> {
        self.relative(Element::next_sibling_element)
    }

    fn first_element_child(&self) -> Option<Self> {
        self.relative(Element::first_element_child)
    }

    fn is_html_element_in_html_document(&self) -> bool {
        self.element.is_html_element_in_html_document()
    }

    fn has_local_name(&self, name: &CssLocalName) -> bool {
        self.element.has_local_name(name)
    }

    fn has_namespace(&self, namespace: &Namespace) -> bool {
        self.element.has_namespace(namespace)
    }

    fn is_same_type(&self, other: &Self) -> bool {
        self.element.is_same_type(&other.element)
    }

    fn attr_matches(
        &self,
        namespace: &NamespaceConstraint<&Namespace>,
        name: &CssLocalName,
        operation: &AttrSelectorOperation<&CssString>,
    ) -> bool {
        let length = self.element.attr(&name.0).map_or(0, str::len);
        let steps = 1 + self.element.value().attrs.len() / 8 + length / 64;
        self.budget.spend(steps as u64) && self.element.attr_matches(namespace, name, operation)
    }

    fn match_non_ts_pseudo_class(&self, _: &NonTSPseudoClass, _: &mut MatchingContext<'_, Simple>) -> bool {
        false
    }

    fn match_pseudo_element(&self, _: &PseudoElement, _: &mut MatchingContext<'_, Simple>) -> bool {
        false
    }

    fn apply_selector_flags(&self, _: ElementSelectorFlags) {}

    fn is_link(&self) -> bool {
        self.element.is_link()
    }

    fn is_html_slot_element(&self) -> bool {
        self.element.is_html_slot_element()
    }

    fn has_id(&self, id: &CssLocalName, case: CaseSensitivity) -> bool {
        self.element.has_id(id, case)
    }

    fn has_class(&self, name: &CssLocalName, case: CaseSensitivity) -> bool {
        let length = self.element.attr("class").map_or(0, str::len);
        self.budget.spend(1 + length as u64 / 64) && self.element.has_class(name, case)
    }

    fn has_custom_state(&self, _: &CssLocalName) -> bool {
        false
    }

    fn imported_part(&self, _: &CssLocalName) -> Option<CssLocalName> {
        None
    }

    fn is_part(&self, _: &CssLocalName) -> bool {
        false
    }

    fn is_empty(&self) -> bool {
        self.element.is_empty()
    }

    fn is_root(&self) -> bool {
        self.element.is_root()
    }

    fn add_element_unique_hashes(&self, _: &mut BloomFilter) -> bool {
        false
    }
}
