//! What can be said of one element of a page by itself.

use scraper::ElementRef;

/// The elements around one, from the inside.
pub fn above(element: ElementRef<'_>) -> impl Iterator<Item = ElementRef<'_>> {
    element.ancestors().filter_map(ElementRef::wrap)
}

/// Whether an element is a part that every page of a site has.
pub fn is_boilerplate(element: ElementRef<'_>) -> bool {
    matches!(element.value().name(), "nav" | "header" | "footer" | "aside")
        || matches!(element.attr("role"), Some("navigation" | "banner" | "contentinfo" | "search" | "complementary"))
}

pub fn has_own_words(element: ElementRef<'_>) -> bool {
    element.children().take(50).any(|node| node.value().as_text().is_some_and(|text| !text.trim().is_empty()))
}
