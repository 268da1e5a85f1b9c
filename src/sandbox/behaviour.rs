//! What the words of one password add up to: which prompts follow, and what is special about them.

use std::time::Duration;

use super::method::Method;
use super::prompt::Prompt;
use super::refusal::{After, Refusal};
use super::words::{self, Effect};

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
                Effect::Code(_) | Effect::Phone | Effect::Select | Effect::Destination(_) if !has_codes => {
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
            prompts.push(Prompt::Code(method));
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
        methods
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
        offered.extend(Method::ALL);
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

    /// The refusal that waits for the password: its own, or one whose prompt these words never bring up.
    pub fn refuses_password(&self) -> Option<&'static Refusal> {
        self.find(|effect| match effect {
            Effect::Fail(refusal) if !self.brings_up(refusal.after) => Some(refusal),
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

    fn brings_up(&self, after: After) -> bool {
        let fits = |prompt: Prompt| match after {
            After::Resend => matches!(prompt, Prompt::Code(method) if method.is_sent()),
            _ => prompt.after() == after,
        };
        // The chosen method is not known yet; a text message has every kind of prompt that any method has.
        self.prompts(Some(Method::Sms)).into_iter().any(fits)
    }

    fn find<T>(&self, pick: impl Fn(Effect) -> Option<T>) -> Option<T> {
        self.0.iter().copied().find_map(pick)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn prompts(password: &str, chosen: Option<Method>) -> Vec<Prompt> {
        Behaviour::of(password).prompts(chosen)
    }

    #[test]
    fn prompts_come_in_the_order_of_the_words() {
        let questions = |round| Prompt::Questions { round, rounds: 2, count: 1 };
        assert_eq!(
            prompts("mfa_totp+mfa_questions_2_1+mfa_sms", None),
            [Prompt::Code(Method::Totp), Prompt::Code(Method::Sms), questions(1), questions(2),]
        );
    }

    #[test]
    fn words_about_phone_numbers_mean_a_text_message() {
        let text = Prompt::Code(Method::Sms);
        assert_eq!(prompts("mfa_phone", None), [Prompt::Phone, text]);
        assert_eq!(prompts("mfa_phone+mfa_sms", None), [Prompt::Phone, text]);
        assert_eq!(prompts("mfa_destination_2", None), [Prompt::Destination(2), text]);
        assert_eq!(
            prompts("mfa_email+mfa_destination_2+mfa_call", None),
            [Prompt::Code(Method::Email), Prompt::Destination(2), Prompt::Code(Method::Call),]
        );
    }

    #[test]
    fn a_chosen_method_is_the_only_one_asked() {
        let password = "mfa_select+mfa_sms+mfa_email+mfa_destination_2";
        assert_eq!(prompts(password, None), [Prompt::Method]);
        assert_eq!(prompts(password, Some(Method::Email)), [Prompt::Method, Prompt::Code(Method::Email)]);
        assert_eq!(
            prompts(password, Some(Method::Sms)),
            [Prompt::Method, Prompt::Destination(2), Prompt::Code(Method::Sms)]
        );
    }

    #[test]
    fn named_methods_are_offered_first() {
        assert_eq!(
            Behaviour::of("mfa_select+mfa_totp").offered(),
            [Method::Totp, Method::Sms, Method::Email, Method::Call]
        );
    }

    #[test]
    fn a_refusal_waits_for_its_prompt_or_comes_with_the_password() {
        let code = |found: Option<&Refusal>| found.map(|refusal| refusal.code);
        let alone = Behaviour::of("error_mfa_code_invalid");
        assert_eq!(code(alone.refuses_password()), Some("mfa_code_invalid"));
        let asked = Behaviour::of("mfa_select+error_mfa_code_invalid");
        assert_eq!(code(asked.refuses_password()), None);
        assert_eq!(code(asked.refuses(After::Code)), Some("mfa_code_invalid"));
    }
}
