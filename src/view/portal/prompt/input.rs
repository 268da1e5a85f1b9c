//! One labelled input of a prompt: what the browser and its helpers are told about it.

use std::fmt;

use askama::filters::HtmlSafe;

use crate::{
    domain::prompt::challenge::{Challenge, Entry, Field, Kind, Sensitivity},
    view::{kit::layout::Layout, words::phrase::Phrase},
};

/// An input as the template shows it.
pub struct Input {
    pub name: String,
    pub label: String,
    pub sort: Sort,
    pub value: String,
    /// What we say beside it.
    pub hint: Option<Phrase>,
    /// What the source says beside it.
    pub said: Option<String>,
    pub error: Option<Phrase>,
    /// What the source refused about the previous answer and what to do, where that is about this field.
    pub refused: Vec<Phrase>,
    /// The ids of what belongs to it, for `aria-describedby`.
    pub described_by: Vec<String>,
    pub autofocus: bool,
    pub optional: bool,
    /// The most characters, where they are known.
    pub longest: Option<u16>,
    pub entry: Entry,
}

/// What sort of input a field is, by its name and its sensitivity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    Identifier,
    Password,
    Code {
        letters: bool,
    },
    Answer,
    /// One character of a memorable word.
    Character,
    Captcha,
    NewPassword,
    NewPasswordAgain,
    Link,
    Phone,
    Email,
    /// An extra field of the source, typed in the open.
    Open,
    /// An extra field of the source that nobody else should see.
    Hidden,
}

impl Sort {
    pub(super) fn of(kind: Kind, field: &Field) -> Self {
        match (field.name.as_str(), field.sensitivity) {
            ("identifier", _) => Self::Identifier,
            ("password", _) if kind == Kind::NewPassword => Self::NewPassword,
            ("password", _) => Self::Password,
            ("password_again", _) => Self::NewPasswordAgain,
            ("captcha", _) => Self::Captcha,
            ("link", _) => Self::Link,
            (name, _) if name.starts_with("char_") => Self::Character,
            ("phone", _) => Self::Phone,
            ("email", _) => Self::Email,
            (name, _) if name.starts_with("answer_") => Self::Answer,
            (_, Sensitivity::OneTime) => Self::Code { letters: true },
            (_, Sensitivity::Secret) => Self::Hidden,
            (_, Sensitivity::Public | Sensitivity::Identifier) => Self::Open,
        }
    }

    /// The label: the source's where it gave one, else ours.
    pub(super) fn label(self, layout: &Layout, field: &Field) -> String {
        let ours = match self {
            Self::Identifier => layout.say("field-identifier"),
            Self::Password => layout.say("field-password"),
            Self::Code { .. } => layout.say("field-code"),
            Self::Answer => layout.say("field-answer"),
            Self::Character => layout.say("field-character"),
            Self::Captcha => layout.say("field-captcha"),
            Self::NewPassword => layout.say("field-new-password"),
            Self::NewPasswordAgain => layout.say("field-new-password-again"),
            Self::Link => layout.say("field-link"),
            Self::Phone => layout.say("field-phone"),
            Self::Email => layout.say("field-email"),
            Self::Open | Self::Hidden => layout.say("field-other"),
        };
        field.label.clone().unwrap_or_else(|| ours.to_string())
    }

    /// The `type` attribute. Answers stay readable: browsers would offer the saved password for a hidden one.
    pub fn kind(self) -> &'static str {
        match self {
            Self::Password | Self::NewPassword | Self::NewPasswordAgain | Self::Hidden => "password",
            Self::Phone => "tel",
            Self::Email => "email",
            Self::Link => "url",
            Self::Identifier | Self::Code { .. } | Self::Answer | Self::Character | Self::Captcha | Self::Open => {
                "text"
            }
        }
    }

    /// The `autocomplete` attribute.
    pub fn autocomplete(self) -> &'static str {
        match self {
            Self::Identifier => "username",
            Self::Password => "current-password",
            Self::NewPassword | Self::NewPasswordAgain => "new-password",
            Self::Code { .. } => "one-time-code",
            Self::Phone => "tel",
            Self::Email => "email",
            Self::Answer | Self::Character | Self::Captcha | Self::Link | Self::Open | Self::Hidden => "off",
        }
    }

    /// The `inputmode` attribute, where another keyboard than the usual helps.
    pub fn keyboard(self) -> Option<&'static str> {
        match self {
            Self::Code { letters: false } => Some("numeric"),
            Self::Phone => Some("tel"),
            Self::Email => Some("email"),
            Self::Code { letters: true }
            | Self::Identifier
            | Self::Password
            | Self::NewPassword
            | Self::NewPasswordAgain
            | Self::Answer
            | Self::Character
            | Self::Captcha
            | Self::Link
            | Self::Open
            | Self::Hidden => None,
        }
    }

    /// Whether the typed characters are hidden.
    pub fn is_hidden(self) -> bool {
        self.kind() == "password"
    }

    /// Whether what is typed runs from left to right in every language.
    pub fn is_latin(self) -> bool {
        match self {
            Self::Password
            | Self::NewPassword
            | Self::NewPasswordAgain
            | Self::Hidden
            | Self::Code { .. }
            | Self::Character
            | Self::Captcha
            | Self::Link
            | Self::Phone
            | Self::Email => true,
            Self::Identifier | Self::Answer | Self::Open => false,
        }
    }

    /// Whether it is typed character by character, and shown large.
    pub fn is_code(self) -> bool {
        matches!(self, Self::Code { .. } | Self::Captcha | Self::Character)
    }
}

impl Input {
    pub(super) fn new(
        layout: &Layout,
        challenge: &Challenge,
        field: &Field,
        kept: Option<&String>,
        error: Option<Phrase>,
    ) -> Self {
        let format = challenge.code_format;
        let sort = match (Sort::of(challenge.kind, field), format) {
            (Sort::Code { .. }, Some(format)) => Sort::Code { letters: format.letters },
            (other, _) => other,
        };
        let length = format.filter(|_| matches!(sort, Sort::Code { .. })).and_then(|format| format.length);
        let hint = match sort {
            Sort::Link => None,
            _ if field.optional => Some(layout.say("field-optional")),
            _ => hint(layout, sort, length),
        };
        let parts = [("error", error.is_some()), ("said", field.hint.is_some()), ("hint", hint.is_some())];
        let described = parts.into_iter().filter(|(_, there)| *there).map(|(part, _)| format!("{}-{part}", field.name));
        Self {
            name: field.name.clone(),
            label: sort.label(layout, field),
            value: value(field, kept),
            described_by: described.collect(),
            autofocus: false,
            optional: field.optional,
            longest: if sort == Sort::Character { Some(1) } else { field.longest.filter(|_| !sort.is_code()) },
            entry: field.entry.clone(),
            said: field.hint.clone(),
            sort,
            hint,
            error,
            refused: Vec::new(),
        }
    }

    /// Says at this field why the previous answer was refused, if it was about the answer; and has it read out with the
    /// field in any case.
    pub(super) fn refuse(&mut self, why: [Phrase; 2], is_about_answer: bool) {
        self.described_by.insert(0, "refused".to_owned());
        if is_about_answer {
            self.described_by.insert(0, format!("{}-error", self.name));
            self.refused = why.into();
        }
    }

    /// The `type` attribute.
    pub fn kind(&self) -> &'static str {
        if self.entry == Entry::Date { "date" } else { self.sort.kind() }
    }

    /// The attributes that every element for input has alike.
    pub fn attributes(&self) -> Attributes<'_> {
        Attributes(self)
    }
}

/// Attributes as markup; names are ours, so nothing in them needs escaping.
pub struct Attributes<'a>(&'a Input);

impl HtmlSafe for Attributes<'_> {}

impl fmt::Display for Attributes<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(input) = self;
        if !input.optional && input.entry != Entry::Tick {
            f.write_str(" required")?;
        }
        if let Some(longest) = input.longest {
            write!(f, " maxlength=\"{longest}\"")?;
        }
        if !input.described_by.is_empty() {
            write!(f, " aria-describedby=\"{}\"", input.described_by.join(" "))?;
        }
        if input.error.is_some() || !input.refused.is_empty() {
            f.write_str(" aria-invalid=\"true\"")?;
        }
        if input.autofocus { f.write_str(" autofocus") } else { Ok(()) }
    }
}

fn hint(layout: &Layout, sort: Sort, length: Option<u8>) -> Option<Phrase> {
    let length = length.map(u32::from);
    match sort {
        Sort::Code { letters: false } => Some(layout.say("code-hint-digits").with("length", length?)),
        Sort::Code { letters: true } => Some(layout.say("code-hint-characters").with("length", length?)),
        Sort::Phone => Some(layout.say("field-phone-hint")),
        Sort::Identifier
        | Sort::Password
        | Sort::NewPassword
        | Sort::NewPasswordAgain
        | Sort::Answer
        | Sort::Character
        | Sort::Captcha
        | Sort::Link
        | Sort::Email
        | Sort::Open
        | Sort::Hidden => None,
    }
}

/// What stands in the input at first: never a secret, whatever was posted.
fn value(field: &Field, kept: Option<&String>) -> String {
    match field.sensitivity {
        Sensitivity::Public | Sensitivity::Identifier => kept.or(field.value.as_ref()).cloned().unwrap_or_default(),
        Sensitivity::Secret | Sensitivity::OneTime => String::new(),
    }
}
