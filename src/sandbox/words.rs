//! The password words: one table that drives reading, the index page, the values panel and the tests.
//!
//! A password is words joined by `+`. To add a word: a row in [`WORDS`], an [`Effect`] if it is a new kind, and what
//! [`Behaviour`](super::behaviour::Behaviour) makes of it. Not built yet: `mfa_push`, `mfa_push_number`,
//! `account_select_<n>`, `identifier_first`, `tenant`, `terms`, `new_password`, `captcha`, `error_after_<step>_<code>`
//! and `session_ttl_<seconds>`.

use super::destination;
use super::method::Method;
use super::question;
use super::refusal::{self, Refusal};

/// What one word makes the site do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Nothing but being right.
    Accept,
    /// Asks for a one-time code that comes by this method.
    Code(Method),
    /// Asks security questions.
    Questions {
        /// How many pages of questions.
        rounds: u16,
        /// How many questions on a page.
        per_round: u16,
    },
    /// Asks for a phone number before a code is sent to it.
    Phone,
    /// Lets the user choose the method.
    Select,
    /// Lets the user choose among this many phone numbers.
    Destination(u16),
    /// Refuses the answer this refusal belongs to, every time.
    Fail(&'static Refusal),
    /// Takes this many seconds for the password and for each later answer.
    Delay(u16),
    /// Lets a code expire this many seconds after it was sent.
    ExpireCode(u16),
    /// Locks the account after this many wrong answers.
    LockAfter(u16),
    /// Breaks the account area below its first page.
    FailWorkflow(&'static Refusal),
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
}

/// Every word the site knows.
pub const WORDS: &[Word] = &[
    Word {
        pattern: "pass_good",
        does: "Signs in without further questions.",
        example: "pass_good",
        makes: Makes::Plain(Effect::Accept),
    },
    Word {
        pattern: "mfa_sms",
        does: "Asks for a code sent by text message.",
        example: "mfa_sms",
        makes: Makes::Plain(Effect::Code(Method::Sms)),
    },
    Word {
        pattern: "mfa_email",
        does: "Asks for a code sent by e-mail.",
        example: "mfa_email",
        makes: Makes::Plain(Effect::Code(Method::Email)),
    },
    Word {
        pattern: "mfa_call",
        does: "Asks for a code told in a phone call.",
        example: "mfa_call",
        makes: Makes::Plain(Effect::Code(Method::Call)),
    },
    Word {
        pattern: "mfa_totp",
        does: "Asks for the code of an authenticator app.",
        example: "mfa_totp",
        makes: Makes::Plain(Effect::Code(Method::Totp)),
    },
    Word {
        pattern: "mfa_questions_<rounds>_<per_round>",
        does: "Asks security questions, in so many rounds of so many each.",
        example: "mfa_questions_2_1",
        makes: Makes::Pair(|rounds, per_round| Effect::Questions { rounds, per_round }, question::MOST),
    },
    Word {
        pattern: "mfa_phone",
        does: "Asks for a phone number, then for the code sent to it.",
        example: "mfa_phone",
        makes: Makes::Plain(Effect::Phone),
    },
    Word {
        pattern: "mfa_select",
        does: "Lets you choose how to get the code; methods named by other words come first.",
        example: "mfa_select+mfa_totp",
        makes: Makes::Plain(Effect::Select),
    },
    Word {
        pattern: "mfa_destination_<n>",
        does: "Lets you choose which of so many phone numbers gets the code.",
        example: "mfa_destination_3",
        makes: Makes::Number(Effect::Destination, destination::MOST),
    },
    Word {
        pattern: "error_<code>",
        does: "Answers with this error: codes and choices where they are asked, everything else after the password.",
        example: "error_source_maintenance",
        makes: Makes::Code(Effect::Fail),
    },
    Word {
        pattern: "delay_<seconds>",
        does: "Takes so long to answer the password and everything after it.",
        example: "delay_2",
        makes: Makes::Number(Effect::Delay, 600),
    },
    Word {
        pattern: "expire_code_<seconds>",
        does: "Lets a code expire so long after it was sent.",
        example: "mfa_sms+expire_code_10",
        makes: Makes::Number(Effect::ExpireCode, 3600),
    },
    Word {
        pattern: "lock_after_<n>",
        does: "Locks the account after so many wrong answers.",
        example: "mfa_sms+lock_after_2",
        makes: Makes::Number(Effect::LockAfter, 20),
    },
    Word {
        pattern: "fail_workflow_<code>",
        does: "Signs in, then answers invoices and settings with this error.",
        example: "fail_workflow_source_error",
        makes: Makes::Code(Effect::FailWorkflow),
    },
];

/// Why a password has no effects.
#[derive(Debug, PartialEq, Eq)]
pub enum Unread {
    /// It does not even resemble the words.
    WrongPassword,
    /// It resembles them, but this part is not one of them.
    UnknownWord(String),
}

/// Reads the words of a password, in the order they stand.
pub(super) fn read(password: &str) -> Result<Vec<Effect>, Unread> {
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
    fn words_are_read_in_the_order_they_stand() {
        let effects = read("mfa_questions_2_3+pass_good+mfa_sms").unwrap();
        let questions = Effect::Questions { rounds: 2, per_round: 3 };
        assert_eq!(effects, [questions, Effect::Accept, Effect::Code(Method::Sms)]);
    }

    #[test]
    fn a_word_nobody_knows_is_named() {
        for (password, unknown) in [
            ("mfa_sms+xyz", "xyz"),
            ("mfa_push", "mfa_push"),
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
