//! Masking what a source says back of what the customer typed.

use secrecy::{ExposeSecret, SecretString};

use crate::{
    domain::prompt::{
        answer::Answer,
        challenge::{Challenge, Choice},
        refusal::Refused,
    },
    page::recipe::run::Step,
};

/// Shorter values are parts of ordinary words and numbers.
const SHORTEST: usize = 4;
const MASK: &str = "••••";

/// The secrets typed in a flow, in the spelling in which a page would show them.
#[derive(Default)]
pub(super) struct Secrets(Vec<Vec<char>>);

impl Secrets {
    /// Adds the values of an answer that are not shown back to the customer anyway.
    pub(super) fn add(&mut self, answer: &Answer) {
        let Answer::Fields(fields) = answer else { return };
        let is_shown = |name: &str| matches!(name, "identifier" | "phone" | "email");
        self.0.extend(fields.iter().filter(|(name, _)| !is_shown(name)).filter_map(|(_, value)| spelling(value)));
    }

    /// Masks the secrets in everything that a step takes from the source.
    pub(super) fn mask(&self, step: Step) -> Step {
        match step {
            Step::Ask(challenge) => Step::Ask(Box::new(self.challenge(*challenge))),
            Step::Refused(refused) => Step::Refused(self.refused(refused)),
            Step::SignedIn => Step::SignedIn,
            Step::Forgotten => Step::Forgotten,
        }
    }

    fn challenge(&self, mut challenge: Challenge) -> Challenge {
        challenge.error = challenge.error.map(|refused| self.refused(refused));
        let fields = challenge.fields.iter_mut().flat_map(|field| [&mut field.label, &mut field.hint]);
        let texts = [&mut challenge.source_message, &mut challenge.shown];
        for text in texts.into_iter().chain(fields).flatten() {
            *text = self.masked(text);
        }
        for Choice { label, .. } in challenge.choices.iter_mut().chain(&mut challenge.alternatives) {
            *label = self.masked(label);
        }
        challenge
    }

    fn refused(&self, refused: Refused) -> Refused {
        Refused { source_message: refused.source_message.map(|text| self.masked(&text)), ..refused }
    }

    fn masked(&self, text: &str) -> String {
        self.0.iter().fold(text.to_owned(), |text, secret| without(&text, secret))
    }
}

/// A secret as the words of a page would hold it: their spaces are joined, and their case may be another.
fn spelling(secret: &SecretString) -> Option<Vec<char>> {
    let words: Vec<&str> = secret.expose_secret().split_whitespace().collect();
    let spelling: Vec<char> = words.join(" ").chars().map(small).collect();
    (spelling.len() >= SHORTEST).then_some(spelling)
}

fn small(c: char) -> char {
    c.to_lowercase().next().unwrap_or(c)
}

fn without(text: &str, secret: &[char]) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut masked = String::new();
    let mut at = 0;
    while at < chars.len() {
        let is_here = chars.len() - at >= secret.len()
            && chars[at..]
                .iter()
                .zip(secret)
                .all(|(c, secret)| small(if c.is_whitespace() { ' ' } else { *c }) == *secret);
        if is_here {
            masked.push_str(MASK);
            at += secret.len();
        } else {
            masked.push(chars[at]);
            at += 1;
        }
    }
    masked
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_masked_in_any_case_and_identifiers_stay() {
        let typed = [("identifier", "eve@shop.example"), ("password", "Grün  Haus"), ("answer_1", "rex")];
        let fields = typed.iter().map(|(name, value)| ((*name).to_owned(), (*value).into())).collect();
        let mut secrets = Secrets::default();
        secrets.add(&Answer::Fields(fields));
        let said = "eve@shop.example: GRÜN HAUS is wrong, so is grün\nhaus; rex";
        assert_eq!(secrets.masked(said), "eve@shop.example: •••• is wrong, so is ••••; rex");
    }
}
