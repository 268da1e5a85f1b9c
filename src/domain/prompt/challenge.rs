//! What a source asks now, as one model for page, API and sandbox; and what a customer may answer.

use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use time::{Duration, OffsetDateTime};

use super::refusal::Refused;

mod kind;

pub use kind::{Channel, Kind, Proof, Purpose};

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
    /// What the source says beside it.
    #[serde(default)]
    pub hint: Option<String>,
    /// What to show in it at first; never a secret.
    pub value: Option<String>,
    /// Whether it may stay empty: not everybody has what the source asks for.
    #[serde(default)]
    pub optional: bool,
    /// The most characters the source takes.
    #[serde(default)]
    pub longest: Option<u16>,
    #[serde(default)]
    pub entry: Entry,
}

impl Field {
    /// A line to fill in, of which nothing more is known.
    pub fn new(name: &str, sensitivity: Sensitivity) -> Self {
        let name = name.to_owned();
        let entry = Entry::Line;
        Self { name, label: None, sensitivity, hint: None, value: None, optional: false, longest: None, entry }
    }
}

/// How a field is filled in.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Entry {
    #[default]
    Line,
    /// Several lines.
    Lines,
    /// A day of the calendar.
    Date,
    /// A box to tick; ticked, its value is `on`.
    Tick,
    /// One of these, by id.
    Option(Vec<Choice>),
}

/// One option of a prompt, chosen by its id.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    pub id: String,
    /// The source's words, masked target included.
    pub label: String,
    pub channel: Option<Channel>,
    /// Whether the source recommends it.
    #[serde(default)]
    pub recommended: bool,
    #[serde(default)]
    pub picture: Option<Picture>,
}

impl Choice {
    /// An option of which only the words are known.
    pub fn new(id: &str, label: &str) -> Self {
        Self { id: id.to_owned(), label: label.to_owned(), channel: None, recommended: false, picture: None }
    }
}

/// A picture of the source, relayed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picture {
    /// Its content as a `data:` URI of a PNG, JPEG, GIF or WebP; nothing while it is only known where it is.
    pub data: String,
    /// Where the source has it.
    #[serde(default)]
    pub at: Option<String>,
}

/// What is known of the code that is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, schemars::JsonSchema)]
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

/// How long the source waits for an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Expiry {
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
    pub basis: Basis,
}

/// How a time is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// The source says so on its page.
    Said,
    /// Experience with the source, written down in its recipe.
    Learned,
}

/// A value that a test source accepts or refuses at this prompt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TestValue {
    /// The field of the prompt that it is for, where the source says which.
    #[serde(default)]
    pub field: Option<String>,
    pub value: String,
    pub outcome: String,
}

/// No source is looked at more often than after so many seconds.
const LEAST_PAUSE: u16 = 2;

/// Why something is asked that was answered already.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Again {
    /// The answer may or may not have reached the source, so it is never sent again by us.
    AnswerLost,
    /// The source forgot the sign-in meanwhile; we signed in again with what the customer had typed.
    Forgotten,
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
    /// A picture to read or to scan.
    #[serde(default)]
    pub picture: Option<Picture>,
    /// What the customer needs large: the number to match, the digits for a card reader.
    #[serde(default)]
    pub shown: Option<String>,
    /// The language of the source's words, as its page says.
    #[serde(default)]
    pub source_lang: Option<String>,
    #[serde(default)]
    pub expires: Option<Expiry>,
    /// How many answers may still be wrong, this one included, before the source or we stop.
    #[serde(default)]
    pub tries_left: Option<u8>,
    /// Seconds between two looks at a prompt that is answered elsewhere.
    #[serde(default)]
    pub poll: Option<u16>,
    /// Until when the source wants nothing from us.
    #[serde(default, with = "time::serde::rfc3339::option")]
    pub held_until: Option<OffsetDateTime>,
    pub can_go_back: bool,
    /// What was wrong with the previous answer.
    pub error: Option<Refused>,
    /// Why it is asked although it was answered.
    #[serde(default)]
    pub again: Option<Again>,
    /// The source says more than is shown: its words or options were cut.
    #[serde(default)]
    pub shortened: bool,
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
            picture: None,
            shown: None,
            source_lang: None,
            expires: None,
            tries_left: None,
            poll: None,
            held_until: None,
            can_go_back: false,
            error: None,
            again: None,
            shortened: false,
            test_values: Vec::new(),
        }
    }

    /// Whether it goes on by itself, once something happens elsewhere.
    pub fn waits(&self) -> bool {
        self.poll.is_some()
    }

    /// When to look again at a prompt that goes on by itself.
    pub fn look_again(&self, now: OffsetDateTime) -> Option<OffsetDateTime> {
        let pause = Duration::seconds(self.poll?.max(LEAST_PAUSE).into());
        Some((now + pause).max(self.held_until.unwrap_or(now)))
    }

    /// Whether a page that shows this one shows nothing else than one that shows the other.
    pub fn looks_like(&self, other: &Self) -> bool {
        let seen = |it: &Self| {
            (it.kind, it.shown.clone(), it.source_message.clone(), it.error.clone(), it.alternatives.clone())
        };
        seen(self) == seen(other) && self.picture_at() == other.picture_at()
    }

    fn picture_at(&self) -> Option<&str> {
        self.picture.as_ref().and_then(|picture| picture.at.as_deref())
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
