//! Short tables of what sign-in pages say, by theme and in many languages.

pub mod actions;
pub mod channels;
pub mod complaints;
pub mod fields;
pub mod holds;
pub mod identity;
pub mod states;
mod word;

pub use self::word::words;
use self::word::{Pairs, Word};

/// Words that mean one thing. A `*` at an end of a word stands for any letters; a word stands for itself otherwise,
/// except in scripts that do not part their words.
pub struct Words(pub &'static [Word]);

impl Words {
    /// Whether any of the words is in a text, which is in lower case.
    pub fn are_in(&self, text: &str) -> bool {
        let pairs = Pairs::of(text);
        !text.is_empty() && self.0.iter().any(|word| word.may_be_in(pairs) && word.is_in(text))
    }

    /// Whether a text, which is in lower case, begins with the letters of any of the words.
    pub fn begin(&self, text: &str) -> bool {
        self.0.iter().any(|word| word.begins(text))
    }
}

/// A name from a page's code as words: `txtUserName` and `user-name` become `txt user name` and `user name`.
pub fn split_name(name: &str) -> String {
    let mut split = String::new();
    let mut was_lower = false;
    for c in name.chars().take(120) {
        if c.is_alphanumeric() {
            if c.is_uppercase() && was_lower {
                split.push(' ');
            }
            split.extend(c.to_lowercase());
            was_lower = c.is_lowercase();
        } else if !split.ends_with(' ') {
            split.push(' ');
            was_lower = false;
        }
    }
    split
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_programmers_become_words() {
        assert_eq!(split_name("ctl00$txtUserName"), "ctl00 txt user name");
        assert_eq!(split_name("user[remember_me]"), "user remember me ");
    }
}
