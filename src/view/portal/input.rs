//! One labelled input of a prompt: what the browser and its helpers are told about it.

use super::ask::Ask;
use crate::{
    domain::challenge::{Field, Sensitivity},
    view::{layout::Layout, phrase::Phrase},
};

/// An input as the template shows it.
pub struct Input {
    pub name: String,
    pub label: String,
    pub sort: Sort,
    pub value: String,
    pub hint: Option<Phrase>,
    pub error: Option<Phrase>,
    /// The ids of what belongs to it, for `aria-describedby`.
    pub described_by: Vec<String>,
    pub autofocus: bool,
    pub optional: bool,
    /// The number of characters, where it is known.
    pub length: Option<u8>,
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
    Phone,
    Email,
    /// An extra field of the source, typed in the open.
    Open,
    /// An extra field of the source that nobody else should see.
    Hidden,
}

impl Sort {
    pub(super) fn of(field: &Field) -> Self {
        match (field.name.as_str(), field.sensitivity) {
            ("identifier", _) => Self::Identifier,
            ("password", _) => Self::Password,
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
            Self::Phone => layout.say("field-phone"),
            Self::Email => layout.say("field-email"),
            Self::Open | Self::Hidden => layout.say("field-other"),
        };
        field.label.clone().unwrap_or_else(|| ours.to_string())
    }

    /// The `type` attribute. Answers stay readable: browsers would offer the saved password for a hidden one.
    pub fn kind(self) -> &'static str {
        match self {
            Self::Password | Self::Hidden => "password",
            Self::Phone => "tel",
            Self::Email => "email",
            Self::Identifier | Self::Code { .. } | Self::Answer | Self::Open => "text",
        }
    }

    /// The `autocomplete` attribute.
    pub fn autocomplete(self) -> &'static str {
        match self {
            Self::Identifier => "username",
            Self::Password => "current-password",
            Self::Code { .. } => "one-time-code",
            Self::Phone => "tel",
            Self::Email => "email",
            Self::Answer | Self::Open | Self::Hidden => "off",
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
            | Self::Answer
            | Self::Open
            | Self::Hidden => None,
        }
    }

    /// Whether the typed characters are hidden.
    pub fn is_hidden(self) -> bool {
        self.kind() == "password"
    }

    /// Whether it is a code, which is shown large.
    pub fn is_code(self) -> bool {
        matches!(self, Self::Code { .. })
    }
}

impl Input {
    pub(super) fn new(layout: &Layout, ask: &Ask, field: &Field) -> Self {
        let format = ask.challenge.code_format;
        let sort = match (Sort::of(field), format) {
            (Sort::Code { .. }, Some(format)) => Sort::Code { letters: format.letters },
            (other, _) => other,
        };
        let length = format.filter(|_| sort.is_code()).and_then(|format| format.length);
        let hint = if field.optional { Some(layout.say("field-optional")) } else { hint(layout, sort, length) };
        let error = ask.problem(&field.name).cloned();
        let parts = [("error", error.is_some()), ("hint", hint.is_some())];
        let described = parts.into_iter().filter(|(_, there)| *there).map(|(part, _)| format!("{}-{part}", field.name));
        Self {
            name: field.name.clone(),
            label: sort.label(layout, field),
            value: value(ask, field),
            described_by: described.collect(),
            autofocus: false,
            optional: field.optional,
            sort,
            hint,
            error,
            length,
        }
    }
}

fn hint(layout: &Layout, sort: Sort, length: Option<u8>) -> Option<Phrase> {
    let length = length.map(u32::from);
    match sort {
        Sort::Code { letters: false } => Some(layout.say("code-hint-digits").with("length", length?)),
        Sort::Code { letters: true } => Some(layout.say("code-hint-characters").with("length", length?)),
        Sort::Phone => Some(layout.say("field-phone-hint")),
        Sort::Identifier | Sort::Password | Sort::Answer | Sort::Email | Sort::Open | Sort::Hidden => None,
    }
}

/// What stands in the input at first: never a secret, whatever was posted.
fn value(ask: &Ask, field: &Field) -> String {
    match field.sensitivity {
        Sensitivity::Public | Sensitivity::Identifier => {
            let kept = ask.envelope.kept.get(&field.name);
            kept.or(field.value.as_ref()).cloned().unwrap_or_default()
        }
        Sensitivity::Secret | Sensitivity::OneTime => String::new(),
    }
}
