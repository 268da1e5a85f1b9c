//! What a person reads of an element.

use ego_tree::iter::Edge;
use scraper::{ElementRef, node::Node};

use super::{Document, style};
use crate::domain::source::source_text::{clean, clean_lines};

impl Document {
    /// As [`Self::text`], without the links and buttons inside: what a label says of its field.
    pub(super) fn text_of_label(&self, element: ElementRef<'_>, most: usize) -> Option<String> {
        let own = read(self, element, most, ' ', &|name| matches!(name, "a" | "button"));
        let own = own.trim().trim_end_matches("()").trim_end().trim_end_matches(['·', '|', '•', '–', '—']);
        clean(own, most).or_else(|| self.text(element, most))
    }

    /// The cleaned words inside an element, without what scripts, styles and hidden parts hold.
    pub fn text(&self, element: ElementRef<'_>, most: usize) -> Option<String> {
        clean(&read(self, element, most, ' ', &|_| false), most)
    }

    /// As [`Self::text`], with a line for each block of them, as a person would quote what stands in several.
    pub fn text_lines(&self, element: ElementRef<'_>, most: usize) -> Option<String> {
        clean_lines(&read(self, element, most, '\n', &|_| false), most)
    }
}

/// What is seen of the words inside, with `edge` where blocks begin and end, but for elements to skip.
fn read(document: &Document, element: ElementRef<'_>, most: usize, edge: char, skips: &dyn Fn(&str) -> bool) -> String {
    let mut text = String::new();
    let mut unseen_depth = 0_usize;
    for step in element.traverse() {
        let (node, opens) = match step {
            Edge::Open(node) => (node, true),
            Edge::Close(node) => (node, false),
        };
        match node.value() {
            Node::Element(_)
                if ElementRef::wrap(node).is_some_and(|it| document.is_unseen(it) || skips(it.value().name())) =>
            {
                unseen_depth = if opens { unseen_depth + 1 } else { unseen_depth.saturating_sub(1) };
            }
            // Whoever does not see a picture reads this instead.
            Node::Element(found) if found.name() == "img" && opens && unseen_depth == 0 => {
                text.extend(found.attr("alt").unwrap_or_default().chars().map(in_line));
            }
            Node::Element(found) if is_inline(found.name()) => {}
            Node::Element(found) => text.push(if stays_in_line(found.name()) { ' ' } else { edge }),
            Node::Text(part) if opens && unseen_depth == 0 => text.extend(part.chars().map(in_line)),
            _ => {}
        }
        // Far more than is kept, so that cleaning has something to clean.
        if text.len() > most.saturating_mul(8) || !document.spend(1) {
            break;
        }
    }
    text
}

/// Where the source's code goes on in a new line, a page does not.
fn in_line(c: char) -> char {
    if matches!(c, '\n' | '\r') { ' ' } else { c }
}

/// Elements that part words and leave them in one line.
fn stays_in_line(name: &str) -> bool {
    matches!(name, "img" | "svg" | "label" | "button" | "input" | "select" | "td" | "th")
}

/// Whether nobody sees the element, by its own marks. Engines that compute what is shown mark what is not with
/// `data-vestibule-unseen`.
pub fn is_unseen(element: ElementRef<'_>) -> bool {
    let name = element.value().name();
    if matches!(name, "script" | "style" | "template" | "noscript") {
        return true;
    }
    let (mut is_open, mut is_kept_from_listeners, mut class, mut style) = (false, false, "", "");
    // Every element is asked, so its attributes are gone through once.
    for (attribute, value) in element.value().attrs() {
        match attribute {
            // `x-cloak` and `v-cloak` hide what a script shows later, if at all.
            "hidden" | "x-cloak" | "v-cloak" | "data-vestibule-unseen" => return true,
            "open" => is_open = true,
            "aria-hidden" => is_kept_from_listeners = value == "true",
            "class" => class = value,
            "style" => style = value,
            _ => {}
        }
    }
    (name == "dialog" && !is_open)
        || (is_kept_from_listeners && is_whole_part(element, class))
        || is_hidden_by_style(style, class)
}

/// What is kept from those who listen to a page is shown to nobody where it is a whole part of the page; words that
/// are drawn in another way are often kept from them too.
fn is_whole_part(element: ElementRef<'_>, class: &str) -> bool {
    let is_icon = || class.to_ascii_lowercase().contains("icon");
    let is_part = || !is_inline(element.value().name()) && element.has_children();
    is_part() || is_icon()
}

fn is_hidden_by_style(style: &str, class: &str) -> bool {
    const CLASSES: [&str; 7] = ["hidden", "d-none", "is-hidden", "ng-hide", "hide", "uk-hidden", "display-none"];
    let style = style::read(style);
    let says = |name: &str, value: &str| style.iter().any(|(given, said)| given == name && said == value);
    let displays = style.iter().any(|(name, value)| name == "display" && value != "none");
    let by_class = || class.split_ascii_whitespace().any(|class| CLASSES.contains(&class));
    // What a script shows after all, it shows by the element's own style.
    says("display", "none")
        || says("visibility", "hidden")
        || says("visibility", "collapse")
        || style::is_collapsed(&style)
        || (!displays && by_class())
}

/// Elements that do not part the words around them.
pub fn is_inline(name: &str) -> bool {
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
