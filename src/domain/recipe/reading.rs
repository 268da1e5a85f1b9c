//! Reading a screen off a page: what it asks, in the source's own words.

use time::{Duration, OffsetDateTime};

use super::{Choices, Complaint, Css, Screen, dom::Document, run::Memory, usual_refusal};
use crate::domain::{
    challenge::{Challenge, Choice, Field, Kind, Resend, Sensitivity, TestValue},
    refusal::{Refusal, Refused},
    source_text::{LABEL, MESSAGE, clean},
};

/// The most choices, questions and test values that are read off one page.
const MOST_OPTIONS: usize = 100;

impl Screen {
    /// What the source said about the previous answer, if it said anything.
    pub(super) fn complaint(&self, document: &Document) -> Option<Refused> {
        self.errors.iter().find_map(|complaint| complaint.read(document, self.ask))
    }

    /// The prompt for this screen.
    pub(super) fn challenge(&self, document: &Document, memory: &Memory, now: OffsetDateTime) -> Challenge {
        Challenge {
            identifier: if self.ask == Kind::Password { memory.identifier.clone() } else { None },
            fields: self.read_fields(document, memory),
            choices: self.choices.as_ref().map(|choices| choices.read(document)).unwrap_or_default(),
            alternatives: self.alternatives.as_ref().map(|css| document.options(css)).unwrap_or_default(),
            source_message: self.message.as_ref().and_then(|css| document.words(css, MESSAGE)),
            channel: self.channel,
            code_format: self.code,
            resend: self.read_resend(document, memory, now),
            can_go_back: self.back.as_ref().is_some_and(|css| document.has(css)),
            ..Challenge::new(self.ask)
        }
    }

    fn read_fields(&self, document: &Document, memory: &Memory) -> Vec<Field> {
        let mut names: Vec<&String> = self.fields.keys().collect();
        // As people expect them: who, then the secret, then what else the source wants.
        names.sort_by_key(|name| (*name != "identifier", *name != "password"));
        let read = |name: &String| match name.as_str() {
            "answer" => questions(document, &self.fields[name]),
            _ => self.read_field(document, name, memory).into_iter().collect(),
        };
        names.into_iter().flat_map(read).collect()
    }

    fn read_field(&self, document: &Document, name: &str, memory: &Memory) -> Option<Field> {
        let element = *document.all(&self.fields[name]).first()?;
        Some(Field {
            name: name.to_owned(),
            label: if is_known(name) { None } else { document.label(element) },
            sensitivity: sensitivity(name, element.attr("type"), element.attr("autocomplete")),
            value: if name == "identifier" { memory.identifier.clone() } else { None },
            optional: self.optional.iter().any(|optional| optional == name),
        })
    }

    fn read_resend(&self, document: &Document, memory: &Memory, now: OffsetDateTime) -> Option<Resend> {
        let again = self.resend.as_ref().filter(|again| document.has(&again.at))?;
        let pause = Duration::seconds(again.after.into());
        Some(Resend { available_at: memory.sent_at.map_or(now, |at| at + pause), sent: memory.resends })
    }
}

fn questions(document: &Document, css: &Css) -> Vec<Field> {
    let question = |(element, number)| Field {
        name: format!("answer_{number}"),
        label: document.label(element),
        sensitivity: Sensitivity::Secret,
        value: None,
        optional: false,
    };
    document.all(css).into_iter().zip(1_usize..).take(MOST_OPTIONS).map(question).collect()
}

/// Names whose label is ours, in the customer's language.
fn is_known(name: &str) -> bool {
    matches!(name, "identifier" | "password" | "code" | "phone" | "email")
}

fn sensitivity(name: &str, kind: Option<&str>, autocomplete: Option<&str>) -> Sensitivity {
    match name {
        "identifier" | "phone" | "email" => Sensitivity::Identifier,
        "password" => Sensitivity::Secret,
        "code" => Sensitivity::OneTime,
        _ if autocomplete == Some("one-time-code") => Sensitivity::OneTime,
        _ if kind == Some("password") => Sensitivity::Secret,
        _ => Sensitivity::Public,
    }
}

impl Complaint {
    fn read(&self, document: &Document, kind: Kind) -> Option<Refused> {
        let said = document.words(&self.at, MESSAGE)?;
        let applies = self.contains.as_ref().is_none_or(|part| said.to_lowercase().contains(&part.to_lowercase()));
        let told = document.told_refusal(&self.at, self.code_in.as_deref());
        let refusal = told.or(self.code).unwrap_or_else(|| usual_refusal(kind));
        applies.then_some(Refused { refusal, source_message: Some(said) })
    }
}

impl Choices {
    fn read(&self, document: &Document) -> Vec<Choice> {
        let mut options = document.options(&self.at);
        for option in &mut options {
            option.channel = self.channels.get(&option.id).copied();
        }
        options
    }
}

impl Document {
    /// The options a selector finds, each with an id of its own: the value it carries, or its place.
    pub(super) fn options(&self, css: &Css) -> Vec<Choice> {
        let mut options: Vec<Choice> = Vec::new();
        for (element, number) in self.all(css).into_iter().zip(1_usize..).take(MOST_OPTIONS) {
            let place = format!("option_{number}");
            let value = element.attr("value").filter(|value| is_plain_id(value)).map(str::to_owned);
            let id = value.filter(|id| options.iter().all(|other| other.id != *id)).unwrap_or_else(|| place.clone());
            options.push(Choice { id, label: self.label(element).unwrap_or(place), channel: None });
        }
        options
    }

    /// The refusal whose code the source itself tells in an attribute.
    pub(super) fn told_refusal(&self, css: &Css, attribute: Option<&str>) -> Option<Refusal> {
        self.all(css).first()?.attr(attribute?)?.parse().ok()
    }

    /// The values that a test source says it takes.
    pub(super) fn test_values(&self, css: &Css) -> Vec<TestValue> {
        let said = |text: &str| clean(text, LABEL);
        let read = |element: scraper::ElementRef<'_>| {
            let outcome = element.attr("data-outcome").and_then(said).unwrap_or_default();
            Some(TestValue { value: said(element.attr("data-value")?)?, outcome })
        };
        self.all(css).into_iter().filter_map(read).take(MOST_OPTIONS).collect()
    }
}

fn is_plain_id(text: &str) -> bool {
    (1..=64).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"_-./@+:".contains(&b))
}
