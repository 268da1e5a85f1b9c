//! Parsing a page within bounds: a few bytes of it can make very many elements, and long lists of attributes are
//! compared each with each.

use html5ever::{driver, tendril::TendrilSink};
use scraper::{ElementRef, Html, HtmlTreeSink};

use super::budget::Budget;

/// The most nodes of a page; the largest that were met have a tenth of them.
const MOST_NODES: usize = 300_000;
/// How deep elements may stand in each other: browsers themselves stop at 512.
const DEEPEST: usize = 512;
/// How many bytes are parsed between two looks at what they made.
const PIECE: usize = 256;

/// Parses a page; one that is beyond bounds is cut, and exhausts the budget.
pub(super) fn parse(html: &str, budget: &Budget) -> Html {
    let sink = HtmlTreeSink::new(Html::new_document());
    let mut parser = driver::parse_document(sink, driver::ParseOpts::default());
    let mut rest = html;
    if !budget.spend(attribute_comparisons(html) / 16) {
        rest = "";
    }
    while !rest.is_empty() {
        let (piece, behind) = rest.split_at(rest.ceil_char_boundary(PIECE));
        parser.process(piece.into());
        rest = behind;
        if is_beyond(&parser.tokenizer.sink.sink.0.borrow()) {
            budget.exhaust();
            break;
        }
    }
    let document = parser.finish();
    if is_too_deep(&document, budget) {
        budget.exhaust();
    }
    document
}

/// Whether there are too many nodes, or the newest stands too deep: a parser looks through all open elements again and
/// again.
fn is_beyond(html: &Html) -> bool {
    let newest = html.tree.nodes().next_back();
    let depth = newest.map_or(0, |node| node.ancestors().take(DEEPEST + 1).count());
    html.tree.values().len() > MOST_NODES || depth > DEEPEST
}

fn is_too_deep(document: &Html, budget: &Budget) -> bool {
    let mut depth = 0_usize;
    let mut deepest = 0;
    for edge in document.root_element().traverse() {
        match edge {
            ego_tree::iter::Edge::Open(node) if ElementRef::wrap(node).is_some() => depth += 1,
            ego_tree::iter::Edge::Close(node) if ElementRef::wrap(node).is_some() => depth -= 1,
            _ => {}
        }
        deepest = deepest.max(depth);
        if deepest > DEEPEST || !budget.spend(1) {
            return true;
        }
    }
    false
}

/// Where in a tag a byte may stand.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lexed {
    /// In the tag's own name.
    Tag,
    /// Between attributes.
    Between,
    /// In an attribute's name.
    Name,
    /// Behind an equals sign.
    Equals,
    Double,
    Single,
    Unquoted,
}

const LEXED: [Lexed; 7] =
    [Lexed::Tag, Lexed::Between, Lexed::Name, Lexed::Equals, Lexed::Double, Lexed::Single, Lexed::Unquoted];

/// At most how many comparisons of attribute names a parser makes. Where tags begin is known only to the parser, so
/// one is assumed at each `<` before a letter, and all that may be open are followed at once.
fn attribute_comparisons(html: &str) -> u64 {
    // For each state the most attributes that an open tag in it may have.
    let mut open: [Option<u64>; 7] = [None; 7];
    let mut comparisons = 0_u64;
    let bytes = html.as_bytes();
    for (at, byte) in bytes.iter().enumerate() {
        let mut next: [Option<u64>; 7] = [None; 7];
        for state in LEXED {
            let Some(attributes) = open[state as usize] else { continue };
            let Some((state, begins)) = step(state, *byte) else {
                comparisons = comparisons.saturating_add(attributes * attributes / 2);
                continue;
            };
            let attributes = attributes + u64::from(begins);
            let most = next[state as usize].get_or_insert(attributes);
            *most = attributes.max(*most);
        }
        if *byte == b'<' && bytes.get(at + 1).is_some_and(u8::is_ascii_alphabetic) {
            next[Lexed::Tag as usize].get_or_insert(0);
        }
        open = next;
    }
    let unfinished = open.iter().flatten().map(|attributes| attributes * attributes / 2);
    unfinished.fold(comparisons, u64::saturating_add)
}

/// Where the next byte leads, and whether an attribute begins with it; `None` at the end of the tag.
fn step(state: Lexed, byte: u8) -> Option<(Lexed, bool)> {
    let is_space = byte.is_ascii_whitespace() || byte == b'/';
    Some(match (state, byte) {
        (Lexed::Double, b'"') | (Lexed::Single, b'\'') => (Lexed::Between, false),
        (Lexed::Double | Lexed::Single, _) => (state, false),
        (_, b'>') => return None,
        (Lexed::Equals, b'"') => (Lexed::Double, false),
        (Lexed::Equals, b'\'') => (Lexed::Single, false),
        (Lexed::Equals, _) if byte.is_ascii_whitespace() => (Lexed::Equals, false),
        (Lexed::Unquoted, _) if byte.is_ascii_whitespace() => (Lexed::Between, false),
        (Lexed::Equals | Lexed::Unquoted, _) => (Lexed::Unquoted, false),
        (Lexed::Tag | Lexed::Between | Lexed::Name, _) if is_space => (Lexed::Between, false),
        (Lexed::Between, _) => (Lexed::Name, true),
        (Lexed::Name, b'=') => (Lexed::Equals, false),
        (Lexed::Tag | Lexed::Name, _) => (state, false),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_are_counted_wherever_a_tag_may_begin() {
        let list = " a b=c d='e f' g".repeat(100);
        let alone = attribute_comparisons(&format!("<p{list}>"));
        assert_eq!(alone, 400 * 400 / 2);
        for before in ["", "<script>i<n x=\"</script>", "<!-- <a b='c -->", "<textarea><b c=\"</textarea>"] {
            assert!(attribute_comparisons(&format!("{before}<p{list}>")) >= alone, "{before}");
        }
        assert_eq!(attribute_comparisons("<p>a < b</p><input name=a type=text>"), 2);
    }
}
