//! What is put into a text.

/// Fluent puts these around every argument, so that a name written from right to left cannot turn its surroundings.
pub const OPEN: char = '\u{2068}';
pub const CLOSE: char = '\u{2069}';

/// An argument of a text.
#[derive(Clone)]
pub enum Argument {
    Text(String),
    /// A number that the text may count by.
    Number(i64),
}

impl From<&str> for Argument {
    fn from(text: &str) -> Self {
        // What is put in must not close its own isolation.
        let turns = |c| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        Self::Text(if text.is_ascii() { text.to_owned() } else { text.replace(turns, "") })
    }
}

impl From<&String> for Argument {
    fn from(text: &String) -> Self {
        text.as_str().into()
    }
}

impl From<u32> for Argument {
    fn from(number: u32) -> Self {
        Self::Number(number.into())
    }
}
