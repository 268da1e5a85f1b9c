//! Text as markup.

use std::fmt::{self, Write};

/// Text that is already escaped.
pub struct Markup<T>(pub T);

impl<T: fmt::Display> askama::filters::HtmlSafe for Markup<T> {}

impl<T: fmt::Display> fmt::Display for Markup<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Writes text with what stands for the characters that cannot stand for themselves.
pub fn escape(out: &mut impl Write, text: &str) -> fmt::Result {
    let mut rest = text;
    while let Some(at) = rest.bytes().position(|byte| matches!(byte, b'&' | b'<' | b'>' | b'"' | b'\'')) {
        let (plain, marked) = rest.split_at(at);
        out.write_str(plain)?;
        out.write_str(entity(marked.as_bytes()[0]))?;
        rest = &marked[1..];
    }
    out.write_str(rest)
}

fn entity(byte: u8) -> &'static str {
    match byte {
        b'&' => "&amp;",
        b'<' => "&lt;",
        b'>' => "&gt;",
        b'"' => "&quot;",
        _ => "&#39;",
    }
}
