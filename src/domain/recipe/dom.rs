//! Reading a source's document: which elements a selector finds, and what they say to a person.

use ego_tree::iter::Edge;
use scraper::{ElementRef, Html, Selector, node::Node};
use url::Url;

use super::{Css, Mark, Number};
use crate::domain::source_text::{LABEL, clean};

/// How much of a whole page's words is looked at, in characters.
const PAGE: usize = 20_000;

/// A parsed page.
pub struct Document {
    html: Html,
    url: Url,
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
    /// Parses a page found at `url`.
    pub fn new(html: &str, url: &Url) -> Self {
        Self { html: Html::parse_document(html), url: url.clone() }
    }

    /// Where the page was found, by its own word where it has one: what relative addresses on it start from.
    pub fn url(&self) -> Url {
        let base = Selector::parse("base[href]").ok();
        let said = base.and_then(|css| self.html.select(&css).next()?.attr("href"));
        said.and_then(|href| self.url.join(href).ok()).unwrap_or_else(|| self.url.clone())
    }

    /// The elements a selector finds, in the order in which a person meets them; none when it cannot be read.
    pub fn all(&self, css: &Css) -> Vec<ElementRef<'_>> {
        let Ok(selector) = css.parse() else {
            return Vec::new();
        };
        self.html.root_element().select(&selector).filter(|element| !is_in_template(*element)).collect()
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

    /// Whether a person reads each of these texts on the page.
    fn says(&self, texts: &[String]) -> bool {
        if texts.is_empty() {
            return true;
        }
        let page = words(self.html.root_element(), PAGE).unwrap_or_default().to_lowercase();
        texts.iter().all(|text| page.contains(&text.to_lowercase()))
    }

    /// The language of the page, as it says itself.
    pub fn lang(&self) -> Option<String> {
        let lang = self.html.root_element().attr("lang")?.trim();
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
        let texts: Vec<String> = self.all(css).into_iter().filter_map(|found| words(found, most)).collect();
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

    /// As [`Self::label`]; what is chosen from several has the name of the group.
    pub fn group_label(&self, element: ElementRef<'_>) -> Option<String> {
        let above = || element.ancestors().filter_map(ElementRef::wrap);
        let fieldset = above().find(|above| above.value().name() == "fieldset");
        let legend = || Selector::parse("legend").ok();
        match (element.attr("type"), fieldset) {
            (Some("radio"), Some(group)) => group.select(&legend()?).next().and_then(|legend| words(legend, LABEL)),
            _ => self.label(element),
        }
    }

    /// What the page says beside a field: the element that describes it.
    pub fn hint(&self, element: ElementRef<'_>) -> Option<String> {
        let id = element.attr("aria-describedby")?.split_whitespace().next()?;
        let named = Selector::parse("[id]").ok()?;
        let hint = self.html.select(&named).find(|found| found.attr("id") == Some(id))?;
        words(hint, LABEL)
    }

    /// Where an element stands among all of the page.
    pub fn place(&self, element: ElementRef<'_>) -> Option<usize> {
        self.html.tree.nodes().position(|node| node.id() == element.id())
    }

    fn label_for(&self, element: ElementRef<'_>) -> Option<String> {
        let id = element.attr("id")?;
        let labels = Selector::parse("label[for]").ok()?;
        let label = self.html.select(&labels).find(|label| label.attr("for") == Some(id))?;
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
    element.ancestors().filter_map(ElementRef::wrap).any(|above| above.value().name() == "template")
}

fn enclosing_label(element: ElementRef<'_>) -> Option<String> {
    let label = element.ancestors().filter_map(ElementRef::wrap).find(|above| above.value().name() == "label")?;
    words(label, LABEL)
}

/// The cleaned words inside an element, without what scripts, styles and hidden parts hold.
pub fn words(element: ElementRef<'_>, most: usize) -> Option<String> {
    let mut text = String::new();
    let mut unseen_depth = 0_usize;
    for edge in element.traverse() {
        let (node, opens) = match edge {
            Edge::Open(node) => (node, true),
            Edge::Close(node) => (node, false),
        };
        match node.value() {
            Node::Element(_) if ElementRef::wrap(node).is_some_and(is_unseen) => {
                unseen_depth = if opens { unseen_depth + 1 } else { unseen_depth.saturating_sub(1) };
            }
            // Whoever does not see a picture reads this instead.
            Node::Element(found) if found.name() == "img" && opens && unseen_depth == 0 => {
                text.push_str(found.attr("alt").unwrap_or_default());
            }
            Node::Element(found) if !is_inline(found.name()) => text.push(' '),
            Node::Text(part) if opens && unseen_depth == 0 => text.push_str(part),
            _ => {}
        }
        // Far more than is kept, so that cleaning has something to clean.
        if text.len() > most.saturating_mul(8) {
            break;
        }
    }
    clean(&text, most)
}

fn is_unseen(element: ElementRef<'_>) -> bool {
    matches!(element.value().name(), "script" | "style" | "template" | "noscript")
        || element.attr("hidden").is_some()
        // A browser knows better than the document says.
        || element.attr("data-vestibule-unseen").is_some()
}

/// Elements that do not part the words around them.
fn is_inline(name: &str) -> bool {
    matches!(
        name,
        "a" | "abbr"
            | "b"
            | "bdi"
            | "bdo"
            | "cite"
            | "code"
            | "data"
            | "dfn"
            | "em"
            | "font"
            | "i"
            | "kbd"
            | "mark"
            | "q"
            | "s"
            | "samp"
            | "small"
            | "span"
            | "strong"
            | "sub"
            | "sup"
            | "time"
            | "u"
            | "var"
            | "wbr"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words_of(html: &str, css: &str) -> Option<String> {
        let url = "https://shop.example/login".parse().unwrap();
        Document::new(html, &url).words(&Css(css.to_owned()), 80)
    }

    #[test]
    fn words_read_as_on_the_page_without_what_nobody_sees() {
        let html = "<div id=x>Sent to <b>+1 42</b>.<p>Wait</p>now<script>x()</script><i hidden>not this</i></div>";
        assert_eq!(words_of(html, "#x").as_deref(), Some("Sent to +1 42. Wait now"));
    }

    #[test]
    fn a_message_without_words_is_none() {
        assert_eq!(words_of("<p class=error> \u{200b} </p>", ".error"), None);
        assert_eq!(words_of("<p>hello</p>", ".error"), None);
    }

    #[test]
    fn a_label_is_found_however_it_is_tied_to_its_field() {
        let url = "https://shop.example/login".parse().unwrap();
        let cases = [
            ("<label for=a>First pet</label><input id=a>", "First pet"),
            ("<label>First pet <input></label>", "First pet"),
            ("<input aria-label='First pet'>", "First pet"),
            ("<input placeholder='First pet'>", "First pet"),
            ("<input type=submit value='First pet'>", "First pet"),
        ];
        for (html, label) in cases {
            let document = Document::new(html, &url);
            let input = document.all(&Css("input".to_owned()))[0];
            assert_eq!(document.label(input).as_deref(), Some(label), "{html}");
        }
    }

    #[test]
    fn what_a_template_holds_is_not_on_the_page() {
        let url = "https://shop.example/login".parse().unwrap();
        let document = Document::new("<template><input name=code></template>", &url);
        assert!(!document.has(&Css("input".to_owned())));
    }
}
