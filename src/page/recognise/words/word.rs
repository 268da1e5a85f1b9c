//! One word of a table, and how it is found in a text.

/// How far apart the parts of a word with a `*` inside may stand, in bytes.
const APART: usize = 60;

/// A word as [`super::Words`] says, with the pairs of bytes (bigrams) that are in every text that it is in.
#[derive(Clone, Copy)]
pub struct Word {
    text: &'static str,
    pairs: Pairs,
}

/// The words of a table, made when the program is compiled.
pub const fn words<const N: usize>(texts: [&'static str; N]) -> [Word; N] {
    let mut words = [Word { text: "", pairs: Pairs(0) }; N];
    let mut at = 0;
    while at < N {
        words[at] = Word { text: texts[at], pairs: Pairs::of(texts[at]) };
        at += 1;
    }
    words
}

impl Word {
    /// Whether the word can be in a text with these pairs. Most words of a table are nowhere in a text, and this tells
    /// so in a hundredth of the time that looking for them takes.
    pub const fn may_be_in(self, pairs: Pairs) -> bool {
        self.pairs.0 & !pairs.0 == 0
    }

    /// Whether the word is in a text, which is in lower case.
    pub fn is_in(self, text: &str) -> bool {
        let word = self.text;
        let (open_start, open_end) = (word.starts_with('*'), word.ends_with('*'));
        let mut parts = word.split('*').filter(|part| !part.is_empty());
        let Some(first) = parts.next() else { return false };
        let rest: Vec<&str> = parts.collect();
        let parts_words = word.chars().all(|c| u32::from(c) < 0x0e00);
        let is_inside =
            |c: Option<char>| parts_words && c.is_some_and(|c| c.is_alphanumeric() && u32::from(c) < 0x2e80);
        text.match_indices(first).any(|(at, _)| {
            let end = rest.iter().try_fold(at + first.len(), |from, part| follow(text, from, part));
            let starts = open_start || !is_inside(text[..at].chars().next_back());
            end.is_some_and(|end| starts && (open_end || !is_inside(text[end..].chars().next())))
        })
    }

    /// Whether a text, which is in lower case, begins with the letters of the word.
    pub fn begins(self, text: &str) -> bool {
        text.starts_with(self.text.trim_matches(['*', '-']))
    }
}

/// Where a part ends that stands soon after `from`.
fn follow(text: &str, from: usize, part: &str) -> Option<usize> {
    let at = text[from..].find(part).filter(|at| *at <= APART)?;
    Some(from + at + part.len())
}

/// Which pairs of neighbouring bytes (bigrams) are in a text: a Bloom filter of 128 bits, with one hash. It may take a
/// pair for one that is there, and never misses one that is. A `*` has no neighbours, since it stands for others.
#[derive(Clone, Copy)]
pub struct Pairs(u128);

impl Pairs {
    /// The pairs of a text.
    pub const fn of(text: &str) -> Self {
        let text = text.as_bytes();
        let (mut pairs, mut at) = (0, 1);
        while at < text.len() {
            if text[at - 1] != b'*' && text[at] != b'*' {
                pairs |= Self::one(text[at - 1], text[at]);
            }
            at += 1;
        }
        Self(pairs)
    }

    /// The bit of one pair, by Fibonacci hashing: the highest seven bits of its product with the golden ratio.
    const fn one(first: u8, second: u8) -> u128 {
        1 << ((((first as u32) << 8) | second as u32).wrapping_mul(0x9e37_79b9) >> 25)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::recognise::words::Words;

    #[test]
    fn a_word_is_found_as_a_word_and_not_inside_another() {
        const PIN: Words = Words(&words(["pin", "kennwort*", "暗証番号"]));
        assert!(PIN.are_in("your pin:") && PIN.are_in("kennwörter und kennworte") && PIN.are_in("ご暗証番号を"));
        assert!(!PIN.are_in("spinning pins") && !PIN.are_in("benutzerkennwort"));
    }

    #[test]
    fn a_word_is_found_whatever_stands_around_it_and_between_its_parts() {
        for word in words(["a", "zł*", "*name", "come back in*second*", "nicht korrekt", "初 후*", "بعد*ثانية"])
        {
            for (before, between, after) in [("", "", ""), ("* ", " * 5 ", " *"), ("q\u{e9} ", " 30 *", " - é")] {
                let text = format!("{before}{}{after}", word.text.replace('*', between));
                assert!(word.may_be_in(Pairs::of(&text)) && word.is_in(&text), "{} in {text:?}", word.text);
            }
        }
        assert!(!words(["password"])[0].may_be_in(Pairs::of("user name")));
    }
}
