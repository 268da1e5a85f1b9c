//! Reading a source's document: which elements a selector finds, and what they say to a person.

use scraper::{ElementRef, Html, Selector, node::Node};
use url::Url;

use super::{Css, Mark};
use crate::domain::source_text::{LABEL, clean};

/// A parsed page.
pub struct Document {
    html: Html,
    path: String,
}

impl Css {
    /// The selector, or why it cannot be read.
    pub fn parse(&self) -> Result<Selector, String> {
        Selector::parse(&self.0).map_err(|error| error.to_string())
    }
}

impl Document {
    /// Parses a page found at `url`.
    pub fn new(html: &str, url: &Url) -> Self {
        Self {
            html: Html::parse_document(html),
            path: url.path().to_owned(),
        }
    }

    /// The elements a selector finds, in the order in which a person meets them; none when it cannot be read.
    pub fn all(&self, css: &Css) -> Vec<ElementRef<'_>> {
        let Ok(selector) = css.parse() else {
            return Vec::new();
        };
        self.html
            .root_element()
            .select(&selector)
            .filter(|element| !is_in_template(*element))
            .collect()
    }

    /// Whether a selector finds anything.
    pub fn has(&self, css: &Css) -> bool {
        !self.all(css).is_empty()
    }

    /// Whether a mark is seen; an empty mark never is.
    pub fn shows(&self, mark: &Mark) -> bool {
        let says_something = !mark.all.is_empty() || mark.path.is_some();
        says_something
            && mark
                .path
                .as_deref()
                .is_none_or(|pattern| path_matches(pattern, &self.path))
            && mark.all.iter().all(|css| self.has(css))
            && !mark.none.iter().any(|css| self.has(css))
    }

    /// The cleaned words of everything a selector finds, one after another.
    pub fn words(&self, css: &Css, most: usize) -> Option<String> {
        let texts: Vec<String> = self
            .all(css)
            .into_iter()
            .filter_map(|found| words(found, most))
            .collect();
        clean(&texts.join(" "), most)
    }

    /// What a person would read as the name of this element.
    pub fn label(&self, element: ElementRef<'_>) -> Option<String> {
        let named = |attribute| element.attr(attribute).and_then(|text| clean(text, LABEL));
        match element.value().name() {
            "button" | "a" | "option" => words(element, LABEL).or_else(|| named("aria-label")),
            "input" if is_button(element) => named("value"),
            _ => self
                .label_for(element)
                .or_else(|| named("aria-label"))
                .or_else(|| enclosing_label(element))
                .or_else(|| named("placeholder")),
        }
    }

    fn label_for(&self, element: ElementRef<'_>) -> Option<String> {
        let id = element.attr("id")?;
        let labels = Selector::parse("label[for]").ok()?;
        let label = self
            .html
            .select(&labels)
            .find(|label| label.attr("for") == Some(id))?;
        words(label, LABEL)
    }
}

fn path_matches(pattern: &str, path: &str) -> bool {
    match pattern.strip_suffix('*') {
        Some(start) => path.starts_with(start),
        None => path == pattern,
    }
}

fn is_button(element: ElementRef<'_>) -> bool {
    matches!(element.attr("type"), Some("submit" | "button"))
}

/// What a template holds is not on the page.
fn is_in_template(element: ElementRef<'_>) -> bool {
    element
        .ancestors()
        .filter_map(ElementRef::wrap)
        .any(|above| above.value().name() == "template")
}

fn enclosing_label(element: ElementRef<'_>) -> Option<String> {
    let label = element
        .ancestors()
        .filter_map(ElementRef::wrap)
        .find(|above| above.value().name() == "label")?;
    words(label, LABEL)
}

/// The cleaned words inside an element, without what scripts, styles and hidden parts hold.
pub fn words(element: ElementRef<'_>, most: usize) -> Option<String> {
    let mut text = String::new();
    for node in element.descendants() {
        let Node::Text(part) = node.value() else {
            continue;
        };
        let unseen = node.ancestors().filter_map(ElementRef::wrap).any(is_unseen);
        if !unseen && text.len() <= most.saturating_mul(8) {
            text.push_str(part);
            text.push(' ');
        }
    }
    clean(&text, most)
}

fn is_unseen(element: ElementRef<'_>) -> bool {
    matches!(
        element.value().name(),
        "script" | "style" | "template" | "noscript"
    ) || element.attr("hidden").is_some()
}
