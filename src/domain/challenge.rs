//! What a source asks now, as one model for page, API and sandbox; and what a customer may answer.

use std::collections::BTreeMap;

use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize, Serializer};
use strum::{Display, EnumString, IntoStaticStr, VariantArray};
use time::OffsetDateTime;

use super::{
    form::{Form, Invalid, Problem},
    refusal::Refused,
};

/// Which prompt it is.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    Display,
    EnumString,
    IntoStaticStr,
    VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Kind {
    /// Identifier and password on one page.
    Credentials,
    /// The identifier alone.
    Identifier,
    /// The password alone.
    Password,
    /// A code that arrived by some channel.
    OneTimeCode,
    /// How to receive or make a code.
    MfaMethod,
    /// Where to receive a code.
    Destination,
    /// One or several questions.
    SecurityQuestion,
    /// A phone number to enter or confirm.
    Phone,
    /// An e-mail address to enter or confirm.
    Email,
}

/// How a second factor reaches the customer.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Display, EnumString, IntoStaticStr,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Channel {
    Sms,
    Call,
    Email,
    Authenticator,
    Backup,
}

/// How careful everyone must be with what a field takes; drives redaction everywhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sensitivity {
    Public,
    /// Names a person; may be shown back to that person.
    Identifier,
    /// Never shown, never kept.
    Secret,
    /// As a secret, and of no use a second time.
    OneTime,
}

/// One input of a prompt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Field {
    /// The name on the form: `identifier`, `password`, `code`, `answer_1`, …
    pub name: String,
    /// The source's label, where ours would say less: the question itself, or the name of an extra field.
    pub label: Option<String>,
    pub sensitivity: Sensitivity,
    /// What to show in it at first; identifiers only.
    pub value: Option<String>,
}

/// One option of a prompt, chosen by its id.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    pub id: String,
    /// The source's words, masked target included.
    pub label: String,
    pub channel: Option<Channel>,
}

/// What is known of the code that is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CodeFormat {
    /// The number of characters, where the source says so.
    pub length: Option<u8>,
    /// Whether letters occur.
    #[serde(default)]
    pub letters: bool,
}

/// The offer to send another code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resend {
    /// When the source will send the next one.
    #[serde(with = "time::serde::rfc3339")]
    pub available_at: OffsetDateTime,
    /// How many were asked for here so far.
    pub sent: u8,
}

/// A value that a test source accepts or refuses at this prompt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TestValue {
    pub value: String,
    pub outcome: String,
}

/// A prompt, with everything the page needs to show it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Challenge {
    pub kind: Kind,
    /// Who is signing in, where an earlier prompt asked for it: shown, not asked again.
    pub identifier: Option<String>,
    pub fields: Vec<Field>,
    pub choices: Vec<Choice>,
    /// Other ways the source offers at the same moment.
    pub alternatives: Vec<Choice>,
    /// The source's own words, cleaned.
    pub source_message: Option<String>,
    pub channel: Option<Channel>,
    pub code_format: Option<CodeFormat>,
    pub resend: Option<Resend>,
    pub can_go_back: bool,
    /// What was wrong with the previous answer.
    pub error: Option<Refused>,
    /// The previous answer may or may not have reached the source, so it is asked again and never sent again by us.
    #[serde(default)]
    pub answer_lost: bool,
    /// Filled only for sources that say they are a test.
    pub test_values: Vec<TestValue>,
}

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
    /// A prompt of this kind with nothing on it yet.
    pub fn new(kind: Kind) -> Self {
        Self {
            kind,
            identifier: None,
            fields: Vec::new(),
            choices: Vec::new(),
            alternatives: Vec::new(),
            source_message: None,
            channel: None,
            code_format: None,
            resend: None,
            can_go_back: false,
            error: None,
            answer_lost: false,
            test_values: Vec::new(),
        }
    }

    /// The challenge as one text, to be sealed: what a source asks is the customer's business.
    pub fn to_secret(&self) -> SecretString {
        serde_json::to_string(self)
            .expect("a challenge is texts and times")
            .into()
    }

    /// Reads what [`Self::to_secret`] wrote.
    pub fn from_secret(text: &SecretString) -> Option<Self> {
        serde_json::from_str(text.expose_secret()).ok()
    }

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
        chosen(
            &self.choices,
            form.get("choice").unwrap_or_default(),
            "choice",
        )
        .map(Answer::Choice)
    }

    fn read_fields(&self, form: &Form) -> Result<BTreeMap<String, SecretString>, Vec<Invalid>> {
        let mut values = BTreeMap::new();
        let mut invalid = Vec::new();
        for field in &self.fields {
            match field.read(form.get(&field.name).unwrap_or_default(), self.code_format) {
                Ok(value) => drop(values.insert(field.name.clone(), value)),
                Err(problem) => invalid.push(Invalid {
                    field: field.name.clone(),
                    problem,
                }),
            }
        }
        if invalid.is_empty() {
            Ok(values)
        } else {
            Err(invalid)
        }
    }
}

fn chosen(choices: &[Choice], id: &str, field: &str) -> Result<String, Vec<Invalid>> {
    let problem = if id.is_empty() {
        Problem::Missing
    } else {
        Problem::NotOffered
    };
    match choices.iter().find(|choice| choice.id == id) {
        Some(choice) => Ok(choice.id.clone()),
        None => Err(vec![Invalid {
            field: field.to_owned(),
            problem,
        }]),
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
        let value = match (self.name.as_str(), self.sensitivity) {
            ("phone", _) => phone(typed)?,
            ("email", _) => email(typed)?,
            (_, Sensitivity::OneTime) => one_time(typed, code)?,
            (_, Sensitivity::Identifier | Sensitivity::Public) => typed.trim().to_owned(),
            (_, Sensitivity::Secret) => typed.to_owned(),
        };
        if value.is_empty() {
            Err(Problem::Missing)
        } else {
            Ok(value.into())
        }
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
        Some((name, host))
            if !name.is_empty() && !host.is_empty() && !typed.contains(char::is_whitespace) =>
        {
            Ok(typed.to_owned())
        }
        _ => Err(Problem::NotAnEmail),
    }
}

/// Codes are copied out of messages: spaces and hyphens go, full-width digits become plain ones.
fn one_time(typed: &str, format: Option<CodeFormat>) -> Result<String, Problem> {
    let code: String = typed
        .chars()
        .filter(|c| !c.is_whitespace() && !is_hyphen(*c))
        .map(narrow)
        .collect();
    let Some(format) = format else {
        return Ok(code);
    };
    let wrong_length = format
        .length
        .is_some_and(|length| code.chars().count() != usize::from(length));
    let wrong_letters = !format.letters && !code.chars().all(|c| c.is_ascii_digit());
    if !code.is_empty() && (wrong_length || wrong_letters) {
        Err(Problem::NotACode)
    } else {
        Ok(code)
    }
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{ff0d}')
}

fn narrow(c: char) -> char {
    match c {
        '\u{ff10}'..='\u{ff19}' => {
            char::from_u32(u32::from(c) - 0xff10 + u32::from('0')).unwrap_or(c)
        }
        _ => c,
    }
}

fn expose<S: Serializer>(
    values: &BTreeMap<String, SecretString>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.collect_map(
        values
            .iter()
            .map(|(name, value)| (name, value.expose_secret())),
    )
}

impl Answer {
    /// The answer as one secret text.
    pub fn to_secret(&self) -> SecretString {
        serde_json::to_string(self)
            .expect("an answer is texts by name")
            .into()
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
