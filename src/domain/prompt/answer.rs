//! What a customer says to a challenge, and reading it off a form.

mod typed;

use std::collections::BTreeMap;

use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize, Serializer};

use super::{
    challenge::{Challenge, Choice, Sensitivity},
    form::{Form, Invalid, Problem},
};

pub use typed::LONGEST_ANSWER;

/// What the customer said to a challenge. It can be written out only to be sealed.
#[derive(Clone, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// Values by field name.
    #[serde(serialize_with = "expose")]
    Fields(BTreeMap<String, SecretString>),
    /// The id of a choice.
    Choice(String),
    /// The id of an alternative.
    Alternative(String),
    Resend,
    Back,
    /// Look whether it was done elsewhere.
    Check,
}

impl Challenge {
    /// Reads a posted form as an answer to this challenge, or says what is wrong with which field.
    pub fn answer(&self, form: &Form) -> Result<Answer, Vec<Invalid>> {
        if let Some(id) = form.get("alternative") {
            return chosen(&self.alternatives, id, "alternative").map(Answer::Alternative);
        }
        match form.get("action") {
            Some("resend") if self.resend.is_some() => return Ok(Answer::Resend),
            Some("back") if self.can_go_back => return Ok(Answer::Back),
            _ => {}
        }
        if !self.choices.is_empty() {
            return chosen(&self.choices, form.get("choice").unwrap_or_default(), "choice").map(Answer::Choice);
        }
        let is_empty = self.fields.iter().all(|field| form.get(&field.name).unwrap_or_default().is_empty());
        if self.waits() && is_empty {
            return Ok(Answer::Check);
        }
        self.read_fields(form).map(Answer::Fields)
    }

    /// What a form says in the fields whose values may be shown again, by field name: never a secret.
    pub fn shown_again(&self, form: &Form) -> BTreeMap<String, String> {
        let may_be_shown = |sensitivity| matches!(sensitivity, Sensitivity::Public | Sensitivity::Identifier);
        let names = self.fields.iter().filter(|field| may_be_shown(field.sensitivity)).map(|field| &field.name);
        names.filter_map(|name| Some((name.clone(), form.get(name)?.to_owned()))).collect()
    }

    /// Puts what a form says into the fields, where it may be shown again.
    pub fn keep(&mut self, form: &Form) {
        let mut kept = self.shown_again(form);
        kept.retain(|_, value| value.len() <= LONGEST_ANSWER);
        for field in &mut self.fields {
            field.value = kept.remove(&field.name).or(field.value.take());
        }
    }

    fn read_fields(&self, form: &Form) -> Result<BTreeMap<String, SecretString>, Vec<Invalid>> {
        let mut values = BTreeMap::new();
        let mut invalid = Vec::new();
        for field in &self.fields {
            match field.read(form.get(&field.name).unwrap_or_default(), self.code_format) {
                Ok(value) => drop(values.insert(field.name.clone(), value)),
                Err(problem) => invalid.push(Invalid { field: field.name.clone(), problem }),
            }
        }
        if invalid.is_empty() && !is_typed_twice(&values) {
            invalid.push(Invalid { field: "password_again".to_owned(), problem: Problem::NotTheSame });
        }
        if invalid.is_empty() { Ok(values) } else { Err(invalid) }
    }
}

fn is_typed_twice(values: &BTreeMap<String, SecretString>) -> bool {
    let value = |name| values.get(name).map(ExposeSecret::expose_secret);
    value("password_again").is_none_or(|again| value("password") == Some(again))
}

fn chosen(choices: &[Choice], id: &str, field: &str) -> Result<String, Vec<Invalid>> {
    let problem = if id.is_empty() { Problem::Missing } else { Problem::NotOffered };
    match choices.iter().find(|choice| choice.id == id) {
        Some(choice) => Ok(choice.id.clone()),
        None => Err(vec![Invalid { field: field.to_owned(), problem }]),
    }
}

fn expose<S: Serializer>(values: &BTreeMap<String, SecretString>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(values.iter().map(|(name, value)| (name, value.expose_secret())))
}

impl Answer {
    /// The answer as one secret text.
    pub fn to_secret(&self) -> SecretString {
        serde_json::to_string(self).expect("an answer is texts by name").into()
    }

    /// Reads what [`Self::to_secret`] wrote.
    pub fn from_secret(text: &SecretString) -> Option<Self> {
        serde_json::from_str(text.expose_secret()).ok()
    }

    /// The value given for a field.
    pub fn field(&self, name: &str) -> Option<&str> {
        match self {
            Self::Fields(values) => values.get(name).map(ExposeSecret::expose_secret),
            Self::Choice(_) | Self::Alternative(_) | Self::Resend | Self::Back | Self::Check => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::prompt::challenge::{CodeFormat, Entry, Field, Kind};

    fn asking(name: &str, sensitivity: Sensitivity) -> Challenge {
        Challenge { fields: vec![Field::new(name, sensitivity)], ..Challenge::new(Kind::Credentials) }
    }

    fn read(challenge: &Challenge, typed: &str) -> Result<String, Problem> {
        let name = challenge.fields[0].name.clone();
        let body = url::form_urlencoded::Serializer::new(String::new()).append_pair(&name, typed).finish();
        let answer = challenge.answer(&Form::parse(body.as_bytes())).map_err(|invalid| invalid[0].problem)?;
        Ok(answer.field(&name).unwrap_or_default().to_owned())
    }

    #[test]
    fn only_what_is_no_secret_is_kept() {
        let mut challenge = asking("identifier", Sensitivity::Identifier);
        challenge.fields.push(Field::new("password", Sensitivity::Secret));
        challenge.keep(&Form::parse(b"identifier=anna&password=hunter2"));
        let kept = challenge.fields.iter().map(|field| field.value.as_deref()).collect::<Vec<_>>();
        assert_eq!(kept, [Some("anna"), None]);
        challenge.keep(&Form::parse(b"action=extend"));
        assert_eq!(challenge.fields[0].value.as_deref(), Some("anna"));
        let long = format!("identifier={}", "x".repeat(LONGEST_ANSWER + 1));
        challenge.keep(&Form::parse(long.as_bytes()));
        assert_eq!(challenge.fields[0].value.as_deref(), Some("anna"));
    }

    #[test]
    fn only_what_may_stay_empty_may() {
        let mut challenge = asking("code", Sensitivity::OneTime);
        assert_eq!(read(&challenge, " "), Err(Problem::Missing));
        challenge.fields[0].optional = true;
        assert_eq!(read(&challenge, " ").as_deref(), Ok(""));
    }

    #[test]
    fn a_password_is_taken_exactly_as_typed() {
        let challenge = asking("password", Sensitivity::Secret);
        for typed in [" leading and trailing ", "\0\u{1f511} \t", &"x".repeat(LONGEST_ANSWER)] {
            assert_eq!(read(&challenge, typed).as_deref(), Ok(typed));
        }
        assert_eq!(read(&challenge, ""), Err(Problem::Missing));
        assert_eq!(read(&challenge, &"x".repeat(LONGEST_ANSWER + 1)), Err(Problem::TooLong));
    }

    #[test]
    fn a_code_may_be_pasted_as_messages_write_it() {
        let mut challenge = asking("code", Sensitivity::OneTime);
        challenge.code_format = Some(CodeFormat { length: Some(6), letters: false });
        for typed in ["123456", " 123 456 ", "123-456", "\u{ff11}\u{ff12}\u{ff13}456", "123\u{2011}456"] {
            assert_eq!(read(&challenge, typed).as_deref(), Ok("123456"), "{typed}");
        }
        for typed in ["12345", "1234567", "12345a"] {
            assert_eq!(read(&challenge, typed), Err(Problem::NotACode), "{typed}");
        }
    }

    #[test]
    fn a_pasted_message_with_one_code_in_it_is_as_good_as_the_code() {
        let mut challenge = asking("code", Sensitivity::OneTime);
        challenge.code_format = Some(CodeFormat { length: Some(6), letters: false });
        let sentences = [
            "Your code is 123456.",
            "123456 is your Northwind code",
            "Northwind: use 123 456 to sign in. It is good for 10 minutes.",
            "G-123456",
            "Code: 123-456, valid until 15:30",
            "\u{8a8d}\u{8a3c}\u{30b3}\u{30fc}\u{30c9}\u{ff1a}\u{ff11}\u{ff12}\u{ff13}\u{ff14}\u{ff15}\u{ff16}",
        ];
        for typed in sentences {
            assert_eq!(read(&challenge, typed).as_deref(), Ok("123456"), "{typed}");
        }
        for typed in ["123456 or 654321", "call 1234567 now", "12345 6 7", "no digits here"] {
            assert_eq!(read(&challenge, typed), Err(Problem::NotACode), "{typed}");
        }
    }

    #[test]
    fn a_link_may_be_pasted_with_what_stands_around_it() {
        let challenge = asking("link", Sensitivity::OneTime);
        let link = "https://shop.example/in?k=1";
        for typed in [
            format!("{link}."),
            format!("({link})"),
            format!("<{link}>"),
            format!(" {link}\u{a0}"),
            format!("Sign in here: {link}, it is good for a day."),
        ] {
            assert_eq!(read(&challenge, &typed).as_deref(), Ok(link), "{typed}");
        }
        assert_eq!(read(&challenge, &format!("{link} {link}2")), Err(Problem::NotALink));
    }

    #[test]
    fn phones_and_addresses_are_checked_for_slips_only() {
        let phone = asking("phone", Sensitivity::Identifier);
        assert_eq!(read(&phone, " +1 (201) 555-0123 ").as_deref(), Ok("+1 (201) 555-0123"));
        assert_eq!(read(&phone, "none"), Err(Problem::NotAPhone));
        let email = asking("email", Sensitivity::Identifier);
        assert_eq!(read(&email, " me@example.test ").as_deref(), Ok("me@example.test"));
        for typed in ["me", "@example.test", "me@", "m e@example.test"] {
            assert_eq!(read(&email, typed), Err(Problem::NotAnEmail), "{typed}");
        }
    }

    #[test]
    fn an_answer_reads_back_from_its_secret_text() {
        let challenge = asking("password", Sensitivity::Secret);
        let answer = challenge.answer(&Form::parse(b"password=p%22w&extra=1")).unwrap();
        let read = Answer::from_secret(&answer.to_secret()).unwrap();
        assert_eq!(read.field("password"), Some("p\"w"));
        assert_eq!(read.field("extra"), None);
    }

    #[test]
    fn a_new_password_is_typed_twice_alike() {
        let fields = ["password", "password_again"].map(|name| Field::new(name, Sensitivity::Secret)).to_vec();
        let challenge = Challenge { fields, ..Challenge::new(Kind::NewPassword) };
        assert!(challenge.answer(&Form::parse(b"password=a+b&password_again=a+b")).is_ok());
        let Err(invalid) = challenge.answer(&Form::parse(b"password=a&password_again=b")) else { panic!("differs") };
        assert_eq!((invalid[0].field.as_str(), invalid[0].problem), ("password_again", Problem::NotTheSame));
    }

    #[test]
    fn a_prompt_that_waits_is_answered_by_looking_again() {
        let link = vec![Field::new("link", Sensitivity::OneTime)];
        let challenge = Challenge { fields: link, poll: Some(3), ..Challenge::new(Kind::MagicLink) };
        assert!(matches!(challenge.answer(&Form::parse(b"action=submit&link=")), Ok(Answer::Check)));
        assert_eq!(read(&challenge, " https://shop.example/in?k=1 ").as_deref(), Ok("https://shop.example/in?k=1"));
        assert_eq!(read(&challenge, "javascript:alert(1)"), Err(Problem::NotALink));
    }

    #[test]
    fn fields_of_a_form_take_what_they_offer() {
        let mut challenge = asking("region", Sensitivity::Public);
        challenge.fields[0].entry = Entry::Option(vec![Choice::new("north", "North")]);
        assert_eq!(read(&challenge, "north").as_deref(), Ok("north"));
        assert_eq!(read(&challenge, "west"), Err(Problem::NotOffered));
        challenge.fields[0].entry = Entry::Tick;
        assert_eq!(read(&challenge, "").as_deref(), Ok(""));
        assert_eq!(read(&challenge, "yes").as_deref(), Ok("on"));
        challenge.fields[0].entry = Entry::Date;
        assert_eq!(read(&challenge, "2026-02-28").as_deref(), Ok("2026-02-28"));
        assert_eq!(read(&challenge, "2026-02-30"), Err(Problem::NotADate));
    }
}
