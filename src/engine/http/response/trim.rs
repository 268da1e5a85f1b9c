//! Shortening the text of documents that are too long, so that what stands behind it can still be read.
//!
//! Only what a person would read is shortened, never a tag: what a form sends stays as it is. Scripts and styles count
//! as tags.

/// How much of one text is kept, in bytes.
const LONGEST_TEXT: usize = 8 * 1024;

/// Where in a document the next byte stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Text,
    /// Inside a tag, outside of its quotation marks.
    Tag,
    /// Inside quotation marks of this kind.
    Value(u8),
    Comment,
    /// Inside an element whose content is no text, up to its end tag.
    Raw(&'static [u8]),
}

/// A document on its way through.
pub(super) struct Trim {
    place: Place,
    /// What of the current text was kept already.
    kept: usize,
    /// The last sixteen bytes, in lower case, for what needs more than one to be recognised.
    recent: u128,
}

impl Trim {
    pub(super) fn new() -> Self {
        Self { place: Place::Text, kept: 0, recent: 0 }
    }

    /// The bytes without what is too long of their texts.
    pub(super) fn pass(&mut self, mut bytes: &[u8]) -> Vec<u8> {
        let mut passed = Vec::new();
        while !bytes.is_empty() {
            if self.place == Place::Text {
                let text = bytes.iter().position(|byte| *byte == b'<').unwrap_or(bytes.len());
                let kept = text.min(LONGEST_TEXT - self.kept);
                passed.extend_from_slice(&bytes[..kept]);
                self.kept += kept;
                bytes = &bytes[text..];
            }
            if let Some((byte, rest)) = bytes.split_first() {
                passed.push(*byte);
                self.step(byte.to_ascii_lowercase());
                bytes = rest;
            }
        }
        passed
    }

    fn step(&mut self, byte: u8) {
        self.recent = (self.recent << 8) | u128::from(byte);
        self.place = match (self.place, byte) {
            (Place::Text, _) => Place::Tag,
            (Place::Tag, b'-') if self.ends(b"<!--") => Place::Comment,
            (Place::Tag, b'"' | b'\'') => Place::Value(byte),
            (Place::Tag, b'>') => Place::Text,
            (Place::Tag, b't') if self.ends(b"<script") => Place::Raw(b"</script"),
            (Place::Tag, b'e') if self.ends(b"<style") => Place::Raw(b"</style"),
            (Place::Value(quote), end) if quote == end => Place::Tag,
            (Place::Comment, b'>') if self.ends(b"-->") => Place::Text,
            (Place::Raw(end), _) if self.ends(end) => Place::Tag,
            (place, _) => place,
        };
        self.kept = 0;
    }

    fn ends(&self, with: &[u8]) -> bool {
        let recent = self.recent.to_be_bytes();
        recent.ends_with(with)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn trimmed(html: &str) -> String {
        let mut trim = Trim::new();
        let pieces = html.as_bytes().chunks(7).flat_map(|piece| trim.pass(piece)).collect();
        String::from_utf8(pieces).unwrap()
    }

    #[test]
    fn a_long_text_is_cut_and_what_comes_behind_it_stays() {
        let html = format!("<label>{}</label><input name=otp>", "x".repeat(1_000_000));
        let trimmed = trimmed(&html);
        assert!(trimmed.starts_with("<label>xxx") && trimmed.ends_with("x</label><input name=otp>"));
        assert!(trimmed.len() < 2 * LONGEST_TEXT, "{}", trimmed.len());
    }

    #[test]
    fn tags_values_scripts_and_comments_stay_as_they_are() {
        let long = "a > b ".repeat(10_000);
        for html in [
            format!("<input type=hidden value='{long}'>"),
            format!("<input value=\"{long}\" data-x='\"'>"),
            format!("<script>if (1 < 2) say('it\\'s')\n{long}</script>"),
            format!("<STYLE>{long}</STYLE>"),
            format!("<!-- it's <b> {long} -->"),
        ] {
            assert_eq!(trimmed(&html), html);
        }
    }
}
