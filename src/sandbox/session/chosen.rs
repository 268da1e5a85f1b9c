//! What the choices in a session lead to: where codes go, and which questions are asked.

use super::Session;
use crate::sandbox::{
    records::{
        destination::{DESTINATIONS, DEVICE},
        question::{CHOICES, Question, in_round},
    },
    script::{method::Method, prompt::Prompt},
};

/// Where a code sent by `method` goes, masked.
pub fn target(session: &Session, method: Method) -> String {
    match method {
        Method::Email | Method::Link if session.email.is_empty() => {
            session.persona().map_or("", |persona| persona.masked_email).to_owned()
        }
        Method::Email | Method::Link => mask_email(&session.email),
        Method::Totp => session.theme.language().say("authenticator app").to_owned(),
        Method::Backup => session.theme.language().say("list of backup codes").to_owned(),
        Method::Push | Method::PushNumber => DEVICE.to_owned(),
        Method::Reader | Method::Qr => String::new(),
        Method::Sms | Method::Call => phone_target(session),
    }
}

fn phone_target(session: &Session) -> String {
    if session.destination.is_none() && !session.phone.is_empty() {
        return mask(&session.phone);
    }
    let position = usize::from(session.destination.unwrap_or(1)).saturating_sub(1);
    let destination = DESTINATIONS.get(position).unwrap_or(&DESTINATIONS[0]);
    destination.masked.to_owned()
}

/// Leaves the last two digits of a typed number.
fn mask(phone: &str) -> String {
    let digits: Vec<char> = phone.chars().filter(char::is_ascii_digit).collect();
    let tail: String = digits[digits.len().saturating_sub(2)..].iter().collect();
    format!("•••• {tail}")
}

/// Leaves the first character of a typed address, and its domain.
fn mask_email(email: &str) -> String {
    let (name, domain) = email.split_once('@').unwrap_or((email, ""));
    let first: String = name.chars().take(1).collect();
    format!("{first}•••••@{domain}")
}

/// The questions that a prompt asks.
pub fn questions(session: &Session, prompt: Prompt) -> Vec<Question> {
    match prompt {
        Prompt::Questions { round, count, .. } => in_round(round, count),
        Prompt::ChosenQuestion => {
            let chosen =
                in_round(1, CHOICES).into_iter().nth(usize::from(session.question.unwrap_or(1)).saturating_sub(1));
            chosen.map(|question| Question { name: "q1".to_owned(), ..question }).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_end_of_a_typed_number_is_shown() {
        assert_eq!(mask("+1 (202) 555-0142"), "•••• 42");
    }
}
