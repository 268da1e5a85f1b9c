//! What a source asks now, as one model for page, API and sandbox; and what a customer may answer.

use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, IntoStaticStr, VariantArray};
use time::OffsetDateTime;

use super::refusal::Refused;

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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Display, EnumString, IntoStaticStr)]
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
    /// Whether it may stay empty: not everybody has what the source asks for.
    #[serde(default)]
    pub optional: bool,
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
        serde_json::to_string(self).expect("a challenge is texts and times").into()
    }

    /// Reads what [`Self::to_secret`] wrote.
    pub fn from_secret(text: &SecretString) -> Option<Self> {
        serde_json::from_str(text.expose_secret()).ok()
    }
}
