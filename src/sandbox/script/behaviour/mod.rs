//! What the words of one password add up to: which prompts follow, and what is special about them.

use std::time::Duration;

use super::{
    method::Method,
    prompt::Prompt,
    refusal::{After, Refusal},
    words::{self, Effect},
};
use crate::sandbox::speech::voice::Tone;

/// The effects of a password, in the order they were typed.
#[derive(Debug, Default)]
pub struct Behaviour(Vec<Effect>);

impl Behaviour {
    /// The behaviour a password asks for; one that cannot be read asks for nothing special.
    pub fn of(password: &str) -> Self {
        Self(words::read(password).unwrap_or_default())
    }

    /// The prompts after the password, in order, as far as they are known before or after a method was `chosen`.
    pub fn prompts(&self, chosen: Option<Method>) -> Vec<Prompt> {
        let mut prompts = Vec::new();
        let mut has_codes = false;
        for effect in &self.0 {
            match *effect {
                Effect::Questions { rounds, per_round } => {
                    prompts.extend((1..=rounds).map(|round| Prompt::Questions { round, rounds, count: per_round }));
                }
                Effect::Ask(prompt) => prompts.push(prompt),
                Effect::IdentifierFirst => prompts.extend([Prompt::Identifier, Prompt::Password]),
                Effect::QuestionChoice => prompts.extend([Prompt::QuestionChoice, Prompt::ChosenQuestion]),
                _ if !has_codes && effect.is_about_codes() => {
                    has_codes = true;
                    prompts.extend(self.code_prompts(chosen));
                }
                _ => {}
            }
        }
        prompts
    }

    fn code_prompts(&self, chosen: Option<Method>) -> Vec<Prompt> {
        let mut prompts = Vec::new();
        let mut methods = self.methods();
        if self.selects() {
            prompts.push(Prompt::Method);
            methods = chosen.into_iter().collect();
        }
        let mut asks_number = self.number_prompts();
        for method in methods {
            if method.uses_phone() {
                prompts.append(&mut asks_number);
            }
            if method == Method::Email && self.asks_email() {
                prompts.push(Prompt::Email);
            }
            prompts.push(Prompt::of_method(method));
        }
        prompts
    }

    /// The methods named by words, each once; a word about phone numbers means a text message if no other method uses one.
    fn methods(&self) -> Vec<Method> {
        let mut methods = Vec::new();
        for effect in &self.0 {
            match *effect {
                Effect::Code(method) if !methods.contains(&method) => methods.push(method),
                _ => {}
            }
        }
        let needs_phone = !self.number_prompts().is_empty();
        if needs_phone && !methods.iter().any(|method| method.uses_phone()) {
            methods.insert(0, Method::Sms);
        }
        if self.asks_email() && !methods.contains(&Method::Email) {
            methods.push(Method::Email);
        }
        methods
    }

    fn asks_email(&self) -> bool {
        self.0.contains(&Effect::Email)
    }

    fn number_prompts(&self) -> Vec<Prompt> {
        let phone = self.0.contains(&Effect::Phone).then_some(Prompt::Phone);
        let destination = self.find(|effect| match effect {
            Effect::Destination(count) => Some(Prompt::Destination(count)),
            _ => None,
        });
        phone.into_iter().chain(destination).collect()
    }

    /// The methods on offer, those named by words first.
    pub fn offered(&self) -> Vec<Method> {
        let mut offered = self.methods();
        offered.extend(Method::USUAL);
        let mut seen = Vec::new();
        offered.retain(|method| {
            !seen.contains(method) && {
                seen.push(*method);
                true
            }
        });
        offered
    }

    /// Whether the user chooses the method.
    pub fn selects(&self) -> bool {
        self.0.contains(&Effect::Select)
    }

    /// How long the site takes over an answer.
    pub fn delay(&self) -> Duration {
        let seconds = self.find(|effect| match effect {
            Effect::Delay(seconds) => Some(seconds),
            _ => None,
        });
        Duration::from_secs(seconds.unwrap_or(0).into())
    }

    /// How many seconds a sent code stays good; without a word, for ever.
    pub fn code_lifetime(&self) -> Option<u16> {
        self.find(|effect| match effect {
            Effect::ExpireCode(seconds) => Some(seconds),
            _ => None,
        })
    }

    /// How many wrong answers lock the account; without a word, no number does.
    pub fn lock_after(&self) -> Option<u16> {
        self.find(|effect| match effect {
            Effect::LockAfter(count) => Some(count),
            _ => None,
        })
    }

    /// How many seconds a sign-in may rest; without a word, for ever.
    pub fn session_lifetime(&self) -> Option<u16> {
        self.find(|effect| match effect {
            Effect::SessionLifetime(seconds) => Some(seconds),
            _ => None,
        })
    }

    /// What is done to the words on the pages.
    pub fn tone(&self) -> Tone {
        let tone = self.find(|effect| match effect {
            Effect::Speak(tone) => Some(tone),
            _ => None,
        });
        tone.unwrap_or(Tone::Plain)
    }

    /// The refusal that waits for the password: its own, or one whose prompt these words never bring up.
    pub fn refuses_password(&self) -> Option<&'static Refusal> {
        self.find(|effect| match effect {
            Effect::Fail(refusal) if !self.brings_up(|prompt| refuses_at(refusal.after, prompt)) => Some(refusal),
            Effect::FailAfter(name, refusal) if !self.brings_up(|prompt| prompt.name() == name) => Some(refusal),
            _ => None,
        })
    }

    /// The refusal that waits for the right answer to a prompt.
    pub fn refuses_after(&self, prompt: Prompt) -> Option<&'static Refusal> {
        self.find(|effect| match effect {
            Effect::FailAfter(name, refusal) if name == prompt.name() => Some(refusal),
            _ => None,
        })
    }

    /// The refusal that waits for this kind of answer after the password.
    pub fn refuses(&self, after: After) -> Option<&'static Refusal> {
        self.find(|effect| match effect {
            Effect::Fail(refusal) if refusal.after == after => Some(refusal),
            _ => None,
        })
    }

    /// What breaks the account area, if anything does.
    pub fn fails_workflow(&self) -> Option<&'static Refusal> {
        self.find(|effect| match effect {
            Effect::FailWorkflow(refusal) => Some(refusal),
            _ => None,
        })
    }

    /// Whether any method that may be chosen leads to such a prompt.
    fn brings_up(&self, fits: impl Fn(Prompt) -> bool) -> bool {
        let mut offered = self.offered().into_iter();
        offered.any(|method| self.prompts(Some(method)).into_iter().any(&fits))
    }

    fn find<T>(&self, pick: impl Fn(Effect) -> Option<T>) -> Option<T> {
        self.0.iter().copied().find_map(pick)
    }
}

fn refuses_at(after: After, prompt: Prompt) -> bool {
    match after {
        After::Resend => prompt.can_resend(),
        After::Nothing => false,
        _ => prompt.after() == after,
    }
}

impl Effect {
    fn is_about_codes(self) -> bool {
        matches!(self, Self::Code(_) | Self::Phone | Self::Email | Self::Select | Self::Destination(_))
    }
}

#[cfg(test)]
mod tests;
