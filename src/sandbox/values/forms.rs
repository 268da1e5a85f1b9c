//! Whole forms worth sending, by prompt.

use crate::sandbox::{
    pictures::PICTURES,
    records::{destination, question},
    script::{method::Method, prompt::Prompt},
    session::{Session, chosen},
    sign_in::verify::judge::{
        BACKUP_CODE, CAPTCHA, EXPIRED_CODE, LOCKING_CODE, NEW_PASSWORD, RIGHT_CODE, STORE, TENANT, WRONG_CODE,
        characters,
    },
};

type Fields = Vec<(String, String)>;

/// The forms whose values the panel shows; most fill one field.
pub fn of(session: &Session, prompt: Prompt) -> Vec<Fields> {
    match prompt {
        Prompt::Identifier => each("username", [session.identifier.as_str()]),
        Prompt::Password => each("password", [session.words.as_str(), "pass_good"]),
        Prompt::Captcha => each("captcha", [CAPTCHA, "XXXXX"]),
        Prompt::Tenant => each("tenant", [TENANT, "nobody"]),
        Prompt::Method => each("method", session.behaviour().offered().into_iter().map(Method::value)),
        Prompt::Destination(count) => each("destination", (1..=count).map(|n| n.to_string())),
        Prompt::Account(count) => each("account", (1..=count).map(|n| n.to_string())),
        Prompt::QuestionChoice => each("question", (1..=question::CHOICES).map(|n| n.to_string())),
        Prompt::Phone => each("phone", [destination::EXAMPLE]),
        Prompt::Email => each("email", [destination::EXAMPLE_EMAIL, "nobody"]),
        Prompt::Code(Method::Backup) => each("otp", [BACKUP_CODE, EXPIRED_CODE, WRONG_CODE, LOCKING_CODE]),
        Prompt::Code(_) | Prompt::Reader => each("otp", [RIGHT_CODE, EXPIRED_CODE, WRONG_CODE, LOCKING_CODE]),
        Prompt::Questions { .. } | Prompt::ChosenQuestion => {
            let questions = chosen::questions(session, prompt).into_iter();
            vec![questions.map(|question| (question.name, question.answer)).collect()]
        }
        Prompt::Image => each("picture", PICTURES.map(|picture| picture.name)),
        Prompt::Partial => vec![characters().into()],
        Prompt::NewPassword => {
            let twice = |password: &str| whole([("new_password", password), ("new_password_again", password)]);
            vec![twice(NEW_PASSWORD), twice("short")]
        }
        Prompt::Terms => each("decision", ["accept", "decline"]),
        Prompt::Trust => each("trust", ["yes", "no"]),
        Prompt::Details => {
            vec![whole([("store_id", STORE), ("region", "north")]), whole([("store_id", "NW-99")])]
        }
        Prompt::Push { .. } | Prompt::Link | Prompt::Qr | Prompt::Hold(_) | Prompt::Sso | Prompt::Passkey => Vec::new(),
    }
}

fn each<V: Into<String>>(field: &str, values: impl IntoIterator<Item = V>) -> Vec<Fields> {
    values.into_iter().map(|value| vec![(field.to_owned(), value.into())]).collect()
}

fn whole<const N: usize>(fields: [(&str, &str); N]) -> Fields {
    fields.map(|(field, value)| (field.to_owned(), value.to_owned())).into()
}
