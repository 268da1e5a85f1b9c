//! What the site makes of an answer, without doing it yet.

use time::OffsetDateTime;

use super::resend::age;
use crate::sandbox::{
    form::Form,
    records::{destination, organisation, question},
    script::{
        method::Method,
        prompt::Prompt,
        refusal::{self, Refusal},
    },
    session::{Session, chosen},
};

/// The right code, for every method but the list of backup codes.
pub const RIGHT_CODE: &str = "123456";
/// The code that was right once.
pub const EXPIRED_CODE: &str = "000000";
/// A wrong code, as any other is.
pub const WRONG_CODE: &str = "111111";
/// The code that locks the account.
pub const LOCKING_CODE: &str = "999999";
/// The right backup code.
pub const BACKUP_CODE: &str = "abcd-1234";
/// The characters in every picture.
pub const CAPTCHA: &str = "NW7K4";
/// The company of every account.
pub const TENANT: &str = "northwind";
/// The number of the store of every account.
pub const STORE: &str = "NW-17";
/// The picture of every account.
pub const PICTURE: &str = "boat";
/// The memorable word of every account.
pub const MEMORABLE: &str = "lighthouse";
/// Which characters of the memorable word the site asks for, counted from 1.
pub const POSITIONS: [usize; 3] = [2, 5, 7];

/// A password that the site takes in the place of the old one.
pub const NEW_PASSWORD: &str = "a-new-password-2";

/// The shortest password that the site takes.
const SHORTEST_PASSWORD: usize = 12;

/// A longer address would not fit into the cookie.
const LONGEST_EMAIL: usize = 120;

/// What the site makes of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// On to the next prompt.
    Right,
    /// Asked again, and counted.
    Wrong(&'static Refusal),
    /// Asked again, or stopped, without being counted.
    Refused(&'static Refusal),
}

/// What the site makes of an answer to `prompt`, without doing it yet.
pub fn judge(session: &Session, prompt: Prompt, form: &Form, now: OffsetDateTime) -> Verdict {
    if let Some(refusal) = session.behaviour().refuses(prompt.after()) {
        return Verdict::Refused(refusal);
    }
    match prompt {
        Prompt::Code(method) => judge_code(session, method, form.get("otp"), now),
        Prompt::Reader => judge_code(session, Method::Reader, form.get("otp"), now),
        Prompt::NewPassword => judge_new_password(session, form),
        Prompt::Phone if !destination::is_phone(form.get("phone").trim()) => Verdict::Refused(&refusal::PHONE_INVALID),
        Prompt::Email if !is_email(form.get("email")) => Verdict::Refused(&refusal::EMAIL_INVALID),
        Prompt::Details if !are_details(form) => Verdict::Refused(&refusal::DETAILS_INVALID),
        Prompt::Terms if form.get("decision") == "decline" => Verdict::Refused(&refusal::CONSENT_DECLINED),
        _ if !is_offered(session, prompt, form) => Verdict::Refused(&refusal::METHOD_UNSUPPORTED),
        _ if !is_known(session, prompt, form) => Verdict::Wrong(says_wrong(prompt)),
        _ => Verdict::Right,
    }
}

/// Whether what was chosen was there to be chosen.
fn is_offered(session: &Session, prompt: Prompt, form: &Form) -> bool {
    let chosen = |field, count| destination::chosen(form.get(field), count).is_some();
    match prompt {
        Prompt::Method => {
            let method = Method::chosen(form.get("method"));
            method.is_some_and(|method| session.behaviour().offered().contains(&method))
        }
        Prompt::Destination(count) => chosen("destination", count),
        Prompt::Account(count) => chosen("account", count.min(organisation::MOST)),
        Prompt::QuestionChoice => chosen("question", question::CHOICES),
        Prompt::Terms => form.get("decision") == "accept",
        Prompt::Trust => matches!(form.get("trust"), "yes" | "no"),
        // Their buttons lead elsewhere; there is nothing to answer.
        Prompt::Sso | Prompt::Passkey => false,
        Prompt::Identifier
        | Prompt::Password
        | Prompt::Captcha
        | Prompt::Tenant
        | Prompt::Phone
        | Prompt::Email
        | Prompt::Code(_)
        | Prompt::Push { .. }
        | Prompt::Link
        | Prompt::Reader
        | Prompt::Qr
        | Prompt::Questions { .. }
        | Prompt::ChosenQuestion
        | Prompt::Image
        | Prompt::Partial
        | Prompt::NewPassword
        | Prompt::Hold(_)
        | Prompt::Details => true,
    }
}

/// Whether what was typed is what the site has on file.
fn is_known(session: &Session, prompt: Prompt, form: &Form) -> bool {
    let is = |field, known: &str| form.get(field).trim().eq_ignore_ascii_case(known);
    match prompt {
        Prompt::Identifier => form.get("username").trim() == session.identifier,
        Prompt::Password => [session.words.as_str(), "pass_good"].contains(&form.get("password")),
        Prompt::Captcha => is("captcha", CAPTCHA),
        Prompt::Tenant => is("tenant", TENANT),
        Prompt::Image => form.get("picture") == PICTURE,
        Prompt::Partial => characters().iter().all(|(field, character)| is(field, character)),
        Prompt::Questions { .. } | Prompt::ChosenQuestion => {
            let mut questions = chosen::questions(session, prompt).into_iter();
            questions.all(|question| form.get(&question.name).trim() == question.answer)
        }
        // Judged by rules of their own, or nothing is on file for them.
        Prompt::Method
        | Prompt::Phone
        | Prompt::Email
        | Prompt::Destination(_)
        | Prompt::Code(_)
        | Prompt::Push { .. }
        | Prompt::Link
        | Prompt::Reader
        | Prompt::Qr
        | Prompt::QuestionChoice
        | Prompt::NewPassword
        | Prompt::Hold(_)
        | Prompt::Sso
        | Prompt::Passkey
        | Prompt::Account(_)
        | Prompt::Terms
        | Prompt::Trust
        | Prompt::Details => true,
    }
}

const fn says_wrong(prompt: Prompt) -> &'static Refusal {
    match prompt {
        Prompt::Identifier | Prompt::Password => &refusal::INVALID_CREDENTIALS,
        Prompt::Captcha => &refusal::CAPTCHA_FAILED,
        Prompt::Tenant => &refusal::TENANT_INVALID,
        _ => &refusal::ANSWER_WRONG,
    }
}

/// The fields for the characters of the memorable word, with the right ones.
pub fn characters() -> [(String, String); 3] {
    let mut field = 0;
    POSITIONS.map(|position| {
        field += 1;
        (format!("char_{field}"), MEMORABLE.chars().nth(position - 1).map(String::from).unwrap_or_default())
    })
}

fn judge_code(session: &Session, method: Method, typed: &str, now: OffsetDateTime) -> Verdict {
    let code: String = typed.split_whitespace().collect::<String>().to_lowercase();
    let right = if method == Method::Backup { BACKUP_CODE } else { RIGHT_CODE };
    match code.as_str() {
        code if code == right && method.is_sent() && is_too_old(session, now) => {
            Verdict::Refused(&refusal::CODE_EXPIRED)
        }
        code if code == right => Verdict::Right,
        EXPIRED_CODE => Verdict::Refused(&refusal::CODE_EXPIRED),
        LOCKING_CODE => Verdict::Refused(&refusal::ACCOUNT_LOCKED),
        _ => Verdict::Wrong(&refusal::CODE_INVALID),
    }
}

/// Whether what was sent last has expired.
pub fn is_too_old(session: &Session, now: OffsetDateTime) -> bool {
    let lifetime = session.behaviour().code_lifetime();
    lifetime.is_some_and(|seconds| age(session, now) >= i64::from(seconds) * 1000)
}

fn judge_new_password(session: &Session, form: &Form) -> Verdict {
    let password = form.get("new_password");
    if password == session.words {
        return Verdict::Refused(&refusal::PASSWORD_USED_BEFORE);
    }
    if password.chars().count() < SHORTEST_PASSWORD {
        return Verdict::Refused(&refusal::PASSWORD_TOO_SHORT);
    }
    if password != form.get("new_password_again") {
        return Verdict::Refused(&refusal::PASSWORDS_DIFFER);
    }
    Verdict::Right
}

fn is_email(typed: &str) -> bool {
    let email = typed.trim();
    let parts = email.split_once('@');
    let is_whole = parts.is_some_and(|(name, domain)| !name.is_empty() && domain.contains('.'));
    is_whole && email.len() <= LONGEST_EMAIL && !email.contains(char::is_whitespace)
}

fn are_details(form: &Form) -> bool {
    form.get("store_id").trim().eq_ignore_ascii_case(STORE) && !form.get("region").is_empty()
}
