//! Feeding the HTML parser so that no document can make it slow.
//!
//! The parser does not recurse, but some of its steps walk all open elements, all open formatting elements or all
//! attributes of a tag, so a document of two megabytes can cost minutes. Reading therefore stops where a document
//! nests too deep, has too many elements or far too many attributes in one tag; real pages stay well below.

use std::cell::Cell;

use html5ever::{
    TokenizerResult,
    buffer_queue::BufferQueue,
    tendril::StrTendril,
    tokenizer::{Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts},
    tree_builder::{TreeBuilder, TreeBuilderOpts, TreeSink},
};

use super::sink::{Sink, Tree};

/// Bytes fed at once; about the most that is lost where reading stops.
const PIECE: usize = 256;

/// Comparisons of attribute names allowed in one document: one tag with some 15 000 attributes.
const COMPARISONS: usize = 200_000_000;

/// Parses as much of `html` as is bearable, and says how many bytes that is: all of it, unless it was made to be hard.
pub(super) fn parse(html: &str) -> (Tree, usize) {
    let (tree, read) = read(html);
    if read == html.len() {
        return (tree, read);
    }
    // What exceeded the bounds was read in part; what comes before it is read again, alone.
    self::read(&html[..read])
}

#[cfg(test)]
thread_local! {
    /// How many documents were parsed on this thread.
    pub static PARSED: Cell<usize> = const { Cell::new(0) };
}

fn read(html: &str) -> (Tree, usize) {
    #[cfg(test)]
    PARSED.set(PARSED.get() + 1);
    let tokenizer = Tokenizer::new(Builder::default(), TokenizerOpts::default());
    let mut attributes = Attributes::default();
    let mut read = 0;
    while read < html.len() {
        let piece = piece(&html[read..]);
        feed(&tokenizer, piece);
        attributes.note(piece, tokenizer.sink.tokens.take());
        if tokenizer.sink.is_full() || tokenizer.sink.is_too_deep() || attributes.are_too_many() {
            break;
        }
        read += piece.len();
    }
    tokenizer.end();
    (tokenizer.sink.builder.sink.finish(), read)
}

fn piece(html: &str) -> &str {
    &html[..html.floor_char_boundary(PIECE)]
}

fn feed(tokenizer: &Tokenizer<Builder>, piece: &str) {
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(piece));
    // It pauses for a script to run and for a change of encoding; neither happens here.
    while !matches!(tokenizer.feed(&input), TokenizerResult::Done) {}
}

/// The tree builder, as long as its tree is within bounds; after that, tokens are dropped.
struct Builder {
    builder: TreeBuilder<ego_tree::NodeId, Sink>,
    tokens: Cell<usize>,
}

impl Default for Builder {
    fn default() -> Self {
        Self { builder: TreeBuilder::new(Sink::default(), TreeBuilderOpts::default()), tokens: Cell::new(0) }
    }
}

impl Builder {
    fn is_full(&self) -> bool {
        self.builder.sink.is_full()
    }

    fn is_too_deep(&self) -> bool {
        self.builder.sink.is_too_deep()
    }
}

impl TokenSink for Builder {
    type Handle = ego_tree::NodeId;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<Self::Handle> {
        // Errors are reported from within a tag; everything else ends one.
        if !matches!(token, Token::ParseError(_)) {
            self.tokens.set(self.tokens.get() + 1);
        }
        if self.is_full() && !matches!(token, Token::EOFToken) {
            return TokenSinkResult::Continue;
        }
        self.builder.process_token(token, line)
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

/// An upper bound for what the tokenizer spends on duplicate attributes: it compares each with all before it.
///
/// While it emits nothing it may be inside one tag, and a tag has no more attributes than characters that can
/// separate them. Tags shorter than two pieces cannot cost much and are not counted.
#[derive(Default)]
struct Attributes {
    in_tag: usize,
    comparisons: usize,
}

impl Attributes {
    fn note(&mut self, piece: &str, tokens: usize) {
        let separators = piece.bytes().filter(|byte| separates(*byte)).count();
        if tokens > 0 {
            self.in_tag = separators;
        } else {
            self.in_tag += separators;
            self.comparisons += self.in_tag * separators;
        }
    }

    fn are_too_many(&self) -> bool {
        self.comparisons > COMPARISONS
    }
}

fn separates(byte: u8) -> bool {
    matches!(byte, b'\t' | b'\n' | b'\x0c' | b'\r' | b' ' | b'/' | b'"' | b'\'')
}

#[cfg(test)]
mod tests;
