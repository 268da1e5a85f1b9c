//! Short tables of what sign-in pages say, by theme and in many languages.

pub mod actions;
pub mod channels;
pub mod complaints;
pub mod fields;
pub mod holds;
pub mod identity;
pub mod states;

/// Words that mean one thing. A `*` at an end of a word stands for any letters; a word stands for itself otherwise,
/// except in scripts that do not part their words.
pub struct Words(pub &'static [&'static str]);

impl Words {
    /// Whether any of the words is in a text, which is in lower case.
    pub fn are_in(&self, text: &str) -> bool {
        !text.is_empty() && self.0.iter().any(|word| find(word, text).is_some())
    }
}

/// How far apart the parts of a word with a `*` inside may stand, in bytes.
const APART: usize = 60;

/// Where a word begins in a text.
fn find(word: &str, text: &str) -> Option<usize> {
    let (open_start, open_end) = (word.starts_with('*'), word.ends_with('*'));
    let mut parts = word.split('*').filter(|part| !part.is_empty());
    let first = parts.next()?;
    let rest: Vec<&str> = parts.collect();
    let parts_words = word.chars().all(|c| u32::from(c) < 0x0e00);
    let is_inside = |c: Option<char>| parts_words && c.is_some_and(|c| c.is_alphanumeric() && u32::from(c) < 0x2e80);
    text.match_indices(first).map(|(at, _)| at).find(|at| {
        let end = rest.iter().try_fold(at + first.len(), |from, part| follow(text, from, part));
        let starts = open_start || !is_inside(text[..*at].chars().next_back());
        end.is_some_and(|end| starts && (open_end || !is_inside(text[end..].chars().next())))
    })
}

/// Where a part ends that stands soon after `from`.
fn follow(text: &str, from: usize, part: &str) -> Option<usize> {
    let at = text[from..].find(part).filter(|at| *at <= APART)?;
    Some(from + at + part.len())
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
    fn a_word_is_found_as_a_word_and_not_inside_another() {
        let pin = Words(&["pin", "kennwort*", "暗証番号"]);
        assert!(pin.are_in("your pin:") && pin.are_in("kennwörter und kennworte") && pin.are_in("ご暗証番号を"));
        assert!(!pin.are_in("spinning pins") && !pin.are_in("benutzerkennwort"));
    }

    #[test]
    fn names_of_programmers_become_words() {
        assert_eq!(split_name("ctl00$txtUserName"), "ctl00 txt user name");
        assert_eq!(split_name("user[remember_me]"), "user remember me ");
    }
}
