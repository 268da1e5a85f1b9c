//! What a customer says to a challenge, and reading it off a form.

use std::collections::BTreeMap;

use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize, Serializer};

use super::{
    challenge::{Challenge, Choice, CodeFormat, Field, Sensitivity},
    form::{Form, Invalid, Problem},
};

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
        if self.choices.is_empty() {
            return self.read_fields(form).map(Answer::Fields);
        }
        chosen(&self.choices, form.get("choice").unwrap_or_default(), "choice").map(Answer::Choice)
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
        if invalid.is_empty() { Ok(values) } else { Err(invalid) }
    }
}

fn chosen(choices: &[Choice], id: &str, field: &str) -> Result<String, Vec<Invalid>> {
    let problem = if id.is_empty() { Problem::Missing } else { Problem::NotOffered };
    match choices.iter().find(|choice| choice.id == id) {
        Some(choice) => Ok(choice.id.clone()),
        None => Err(vec![Invalid { field: field.to_owned(), problem }]),
    }
}

/// The longest answer that is taken, in bytes.
pub const LONGEST_ANSWER: usize = 4096;

impl Field {
    /// Passwords go to the source exactly as typed; everything else loses what a keyboard adds by accident.
    fn read(&self, typed: &str, code: Option<CodeFormat>) -> Result<SecretString, Problem> {
        if typed.len() > LONGEST_ANSWER {
            return Err(Problem::TooLong);
        }
        if self.optional && typed.trim().is_empty() {
            return Ok(SecretString::default());
        }
        let value = match (self.name.as_str(), self.sensitivity) {
            ("phone", _) => phone(typed)?,
            ("email", _) => email(typed)?,
            (_, Sensitivity::OneTime) => one_time(typed, code)?,
            (_, Sensitivity::Identifier | Sensitivity::Public) => typed.trim().to_owned(),
            (_, Sensitivity::Secret) => typed.to_owned(),
        };
        if value.is_empty() { Err(Problem::Missing) } else { Ok(value.into()) }
    }
}

fn phone(typed: &str) -> Result<String, Problem> {
    let digits = typed.chars().filter(char::is_ascii_digit).count();
    match digits {
        _ if typed.trim().is_empty() => Err(Problem::Missing),
        4..=20 => Ok(typed.trim().to_owned()),
        _ => Err(Problem::NotAPhone),
    }
}

fn email(typed: &str) -> Result<String, Problem> {
    let typed = typed.trim();
    match typed.rsplit_once('@') {
        _ if typed.is_empty() => Err(Problem::Missing),
        Some((name, host)) if !name.is_empty() && !host.is_empty() && !typed.contains(char::is_whitespace) => {
            Ok(typed.to_owned())
        }
        _ => Err(Problem::NotAnEmail),
    }
}

/// Codes are copied out of messages: spaces and hyphens go, full-width digits become plain ones.
fn one_time(typed: &str, format: Option<CodeFormat>) -> Result<String, Problem> {
    let code: String = typed.chars().filter(|c| !c.is_whitespace() && !is_hyphen(*c)).map(narrow).collect();
    let Some(format) = format else {
        return Ok(code);
    };
    let wrong_length = format.length.is_some_and(|length| code.chars().count() != usize::from(length));
    let wrong_letters = !format.letters && !code.chars().all(|c| c.is_ascii_digit());
    if !code.is_empty() && (wrong_length || wrong_letters) { Err(Problem::NotACode) } else { Ok(code) }
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{ff0d}')
}

fn narrow(c: char) -> char {
    match c {
        '\u{ff10}'..='\u{ff19}' => char::from_u32(u32::from(c) - 0xff10 + u32::from('0')).unwrap_or(c),
        _ => c,
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
            Self::Choice(_) | Self::Alternative(_) | Self::Resend | Self::Back => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::challenge::Kind;

    fn asking(name: &str, sensitivity: Sensitivity) -> Challenge {
        let field = Field { name: name.to_owned(), label: None, sensitivity, value: None, optional: false };
        Challenge { fields: vec![field], ..Challenge::new(Kind::Credentials) }
    }

    fn read(challenge: &Challenge, typed: &str) -> Result<String, Problem> {
        let name = challenge.fields[0].name.clone();
        let body = url::form_urlencoded::Serializer::new(String::new()).append_pair(&name, typed).finish();
        let answer = challenge.answer(&Form::parse(body.as_bytes())).map_err(|invalid| invalid[0].problem)?;
        Ok(answer.field(&name).unwrap_or_default().to_owned())
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
}
