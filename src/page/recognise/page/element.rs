//! What can be said of one element of a page by itself.

use scraper::ElementRef;

/// The elements around one, from the inside.
pub fn above(element: ElementRef<'_>) -> impl Iterator<Item = ElementRef<'_>> {
    element.ancestors().filter_map(ElementRef::wrap)
}

/// Whether an element is a part that every page of a site has.
pub fn is_boilerplate(element: ElementRef<'_>) -> bool {
    matches!(element.value().name(), "nav" | "footer" | "aside")
        || element.value().name() == "header" && !is_header_of_part(element)
        || matches!(element.attr("role"), Some("navigation" | "banner" | "contentinfo" | "search" | "complementary"))
}

pub fn has_own_words(element: ElementRef<'_>) -> bool {
    element.children().take(50).any(|node| node.value().as_text().is_some_and(|text| !text.trim().is_empty()))
}

/// Whether a header is that of a card, a dialog or an article: only those of whole pages are a banner.
fn is_header_of_part(header: ElementRef<'_>) -> bool {
    const PARTS: [&str; 5] = ["card", "modal", "dialog", "panel", "box"];
    let is_called = |element: ElementRef<'_>| {
        element.value().classes().take(20).any(|class| {
            let class = class.to_ascii_lowercase();
            PARTS.iter().any(|part| class.split(['-', '_']).any(|word| word == *part))
        })
    };
    let is_part = |element: ElementRef<'_>| {
        matches!(element.value().name(), "main" | "section" | "article" | "dialog" | "form" | "fieldset")
    };
    let around = above(header).take(3).any(|above| is_part(above) || is_called(above));
    let leads = header.descendent_elements().take(60).filter(|it| matches!(it.value().name(), "nav" | "a")).count();
    (around || is_called(header)) && leads < 2
}
