//! The password words: one table that drives reading, the index page, the values panel and the tests.
//!
//! A password is words joined by `+`. To add a word: a row in [`WORDS`], an [`Effect`] if it is a new kind, and what
//! `Behaviour` makes of it.

mod table;

use super::{
    method::Method,
    prompt::{self, Prompt},
    refusal::{self, Refusal},
};
use crate::sandbox::speech::voice::Tone;

pub use table::WORDS;

/// What one word makes the site do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Nothing but being right.
    Accept,
    /// Asks the user to confirm this way.
    Code(Method),
    /// Asks security questions.
    Questions {
        /// How many pages of questions.
        rounds: u16,
        /// How many questions on a page.
        per_round: u16,
    },
    /// Lets the user choose a security question, and asks it.
    QuestionChoice,
    /// Asks for user name and password once more, on a page each.
    IdentifierFirst,
    /// Asks for a phone number before a code is sent to it.
    Phone,
    /// Asks for an e-mail address before a code is sent to it.
    Email,
    /// Lets the user choose the method.
    Select,
    /// Lets the user choose among this many phone numbers.
    Destination(u16),
    /// Asks this and nothing more.
    Ask(Prompt),
    /// Refuses the answer this refusal belongs to, every time.
    Fail(&'static Refusal),
    /// Refuses the right answer to the prompts of this name, every time.
    FailAfter(&'static str, &'static Refusal),
    /// Takes this many seconds for the password and for each later answer.
    Delay(u16),
    /// Lets a code expire this many seconds after it was sent.
    ExpireCode(u16),
    /// Locks the account after this many wrong answers.
    LockAfter(u16),
    /// Forgets a sign-in after this many seconds without a form.
    SessionLifetime(u16),
    /// Breaks the account area below its first page.
    FailWorkflow(&'static Refusal),
    /// Does this to the words on the pages after the password.
    Speak(Tone),
}

/// A word of the table.
#[derive(Debug)]
pub struct Word {
    /// The word, with its parameters in angle brackets.
    pub pattern: &'static str,
    /// What it does, in one sentence.
    pub does: &'static str,
    /// The word as somebody may type it.
    pub example: &'static str,
    makes: Makes,
}

/// The parameters a word takes; numbers start at 1 and end at the bound given.
#[derive(Debug)]
enum Makes {
    Plain(Effect),
    Number(fn(u16) -> Effect, u16),
    Pair(fn(u16, u16) -> Effect, u16),
    Code(fn(&'static Refusal) -> Effect),
    StepAndCode(fn(&'static str, &'static Refusal) -> Effect),
}

/// Why a password has no effects.
#[derive(Debug, PartialEq, Eq)]
pub enum Unread {
    /// It does not even resemble the words.
    WrongPassword,
    /// It resembles them, but this part is not one of them.
    UnknownWord(String),
}

/// Reads the words of a password, in the order they stand.
pub fn read(password: &str) -> Result<Vec<Effect>, Unread> {
    let parts = || password.split('+');
    if !parts().any(resembles_a_word) {
        return Err(Unread::WrongPassword);
    }
    parts().map(|part| effect(part).ok_or_else(|| Unread::UnknownWord(part.to_owned()))).collect()
}

fn resembles_a_word(part: &str) -> bool {
    effect(part).is_some() || WORDS.iter().any(|word| word.shares_family(part))
}

fn effect(part: &str) -> Option<Effect> {
    WORDS.iter().find_map(|word| word.read(part))
}

impl Word {
    fn read(&self, part: &str) -> Option<Effect> {
        if let Makes::Plain(effect) = self.makes {
            return (part == self.pattern).then_some(effect);
        }
        let given = part.strip_prefix(self.stem())?;
        match self.makes {
            Makes::Plain(effect) => Some(effect),
            Makes::Number(make, most) => number(given, most).map(make),
            Makes::Pair(make, most) => {
                let (first, second) = given.split_once('_')?;
                Some(make(number(first, most)?, number(second, most)?))
            }
            Makes::Code(make) => refusal::find(given).map(make),
            Makes::StepAndCode(make) => {
                let (step, code) = step_and_code(given)?;
                Some(make(step, code))
            }
        }
    }

    fn stem(&self) -> &'static str {
        self.pattern.split('<').next().unwrap_or(self.pattern)
    }

    /// `pass_` is left out: `pass_wrong` is the wrong password everybody tries first.
    fn shares_family(&self, part: &str) -> bool {
        let family = self.pattern.split_inclusive('_').next();
        !matches!(self.makes, Makes::Plain(Effect::Accept)) && family.is_some_and(|family| part.starts_with(family))
    }
}

/// The name of a prompt, with underscores, and the code that follows it.
fn step_and_code(given: &str) -> Option<(&'static str, &'static Refusal)> {
    prompt::NAMES.into_iter().find_map(|name| {
        let rest = given.strip_prefix(&name.replace('-', "_"))?;
        let refusal = refusal::find(rest.strip_prefix('_')?)?;
        Some((name, refusal))
    })
}

fn number(text: &str, most: u16) -> Option<u16> {
    let digits_only = text.bytes().all(|byte| byte.is_ascii_digit());
    let number = text.parse().ok().filter(|_| digits_only)?;
    (1..=most).contains(&number).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_example_is_read_and_uses_its_own_word() {
        for word in WORDS {
            assert!(read(word.example).is_ok(), "{} is not read", word.example);
            let own = word.example.split('+').any(|part| word.read(part).is_some());
            assert!(own, "{} does not show {}", word.example, word.pattern);
        }
    }

    #[test]
    fn every_refusal_can_be_asked_for() {
        for refusal in refusal::REFUSALS {
            let password = format!("error_{}", refusal.code);
            assert_eq!(read(&password), Ok(vec![Effect::Fail(refusal)]));
        }
    }

    #[test]
    fn every_step_can_be_followed_by_an_error() {
        let refusal = refusal::find("source_error").unwrap();
        for name in prompt::NAMES {
            let password = format!("error_after_{}_source_error", name.replace('-', "_"));
            assert_eq!(read(&password), Ok(vec![Effect::FailAfter(name, refusal)]));
        }
    }

    #[test]
    fn words_are_read_in_the_order_they_stand() {
        let effects = read("mfa_questions_2_3+pass_good+mfa_sms").unwrap();
        let questions = Effect::Questions { rounds: 2, per_round: 3 };
        assert_eq!(effects, [questions, Effect::Accept, Effect::Code(Method::Sms)]);
    }

    #[test]
    fn a_word_nobody_knows_is_named() {
        for (password, unknown) in [
            ("mfa_sms+xyz", "xyz"),
            ("mfa_pull", "mfa_pull"),
            ("hold_", "hold_"),
            ("error_after_nonsense_source_error", "error_after_nonsense_source_error"),
            ("pass_good+", ""),
            ("error_nonsense", "error_nonsense"),
            ("delay_0", "delay_0"),
            ("delay_+5", "delay_"),
            ("delay_601", "delay_601"),
            ("delay_99999999999999", "delay_99999999999999"),
            ("mfa_questions_2", "mfa_questions_2"),
            ("lock_after_x", "lock_after_x"),
        ] {
            let named = Err(Unread::UnknownWord(unknown.to_owned()));
            assert_eq!(read(password), named, "{password}");
        }
    }

    #[test]
    fn a_password_without_any_word_is_just_wrong() {
        for password in ["", "hunter2", "pass_wrong", "a+b", "MFA_SMS", "\0"] {
            assert_eq!(read(password), Err(Unread::WrongPassword), "{password}");
        }
    }
}
