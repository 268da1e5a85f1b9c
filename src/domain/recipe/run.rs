//! Interpreting a recipe: what a seen page asks, and what an answer does to it. Engines only go, look and submit.

use serde::{Deserialize, Serialize};
use time::{Duration, OffsetDateTime};

use super::{Choices, Css, Recipe, Screen, dom::Document, usual_refusal};
use crate::domain::{
    challenge::{Answer, Challenge, Choice, Field, Kind, Resend, Sensitivity, TestValue},
    page::{Seen, Submission, Target},
    refusal::{Refusal, Refused, Retry},
    source_text::{LABEL, MESSAGE, clean},
};

/// The most choices and questions that are read off one page.
const MOST_OPTIONS: usize = 100;

/// What a page means for the flow.
#[derive(Debug, PartialEq, Eq)]
pub enum Step {
    Ask(Box<Challenge>),
    SignedIn,
    Refused(Refused),
}

/// What a run must remember from one page to the next.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Memory {
    /// The identifier the customer gave, to show on the page that asks for the password.
    pub identifier: Option<String>,
    /// How many more codes were asked for, and when the last one was.
    resends: u8,
    #[serde(default, with = "time::serde::rfc3339::option")]
    resent_at: Option<OffsetDateTime>,
}

impl Memory {
    /// What is known before the first page: the identifier, if the company gave one.
    pub fn new(identifier: Option<String>) -> Self {
        Self {
            identifier,
            ..Self::default()
        }
    }
}

/// One walk along a recipe.
pub struct Run<'r> {
    recipe: &'r Recipe,
    pub memory: Memory,
}

impl<'r> Run<'r> {
    /// A walk that goes on with what it remembers.
    pub const fn new(recipe: &'r Recipe, memory: Memory) -> Self {
        Self { recipe, memory }
    }

    /// Reads a page: an ending, a screen to ask about, the signed-in source, or something the recipe does not know.
    pub fn next(&self, seen: &Seen, now: OffsetDateTime) -> Step {
        let document = Document::new(&seen.html, &seen.url);
        if let Some(refused) = self.ending(&document) {
            return Step::Refused(refused);
        }
        if let Some(screen) = self.screen(&document) {
            return self.ask(screen, &document, now);
        }
        if document.shows(&self.recipe.signed_in) && seen.status < 400 {
            return Step::SignedIn;
        }
        Step::Refused(unknown_page(seen.status).into())
    }

    /// The name of the screen a page shows, if the recipe knows it.
    pub fn recognise(&self, seen: &Seen) -> Option<&'r str> {
        self.screen(&Document::new(&seen.html, &seen.url))
            .map(|screen| screen.name.as_str())
    }

    /// What to do on the page that asked, so that it gets this answer; nothing is ever put where it was not asked for.
    pub fn answer(
        &mut self,
        seen: &Seen,
        answer: &Answer,
        now: OffsetDateTime,
    ) -> Result<Submission, Refused> {
        let document = Document::new(&seen.html, &seen.url);
        let screen = self.screen(&document).ok_or(Refusal::SourceChanged)?;
        if let Some(identifier) = answer.field("identifier") {
            self.memory.identifier = Some(identifier.to_owned());
        }
        if matches!(answer, Answer::Resend) {
            self.memory.resends = self.memory.resends.saturating_add(1);
            self.memory.resent_at = Some(now);
        }
        submission(screen, &document, answer).ok_or_else(|| Refusal::SourceChanged.into())
    }

    fn ending(&self, document: &Document) -> Option<Refused> {
        let ending = self
            .recipe
            .refused
            .iter()
            .find(|ending| document.shows(&ending.when))?;
        let source_message = ending
            .message
            .as_ref()
            .and_then(|css| document.words(css, MESSAGE));
        let told = ending
            .message
            .as_ref()
            .and_then(|css| told_code(document, css, ending.code_in.as_deref()));
        let refusal = told.or(ending.code).unwrap_or(Refusal::SourceError);
        Some(Refused {
            refusal,
            source_message,
        })
    }

    fn screen(&self, document: &Document) -> Option<&'r Screen> {
        self.recipe
            .screens
            .iter()
            .find(|screen| document.shows(&screen.when))
    }

    fn ask(&self, screen: &Screen, document: &Document, now: OffsetDateTime) -> Step {
        let error = complaint(screen, document);
        match error {
            Some(refused) if refused.refusal.retry() != Retry::Now => Step::Refused(refused),
            error => Step::Ask(Box::new(self.challenge(screen, document, error, now))),
        }
    }

    fn challenge(
        &self,
        screen: &Screen,
        document: &Document,
        error: Option<Refused>,
        now: OffsetDateTime,
    ) -> Challenge {
        Challenge {
            identifier: if screen.ask == Kind::Password {
                self.memory.identifier.clone()
            } else {
                None
            },
            fields: self.fields(screen, document),
            choices: screen
                .choices
                .as_ref()
                .map(|choices| choices.read(document))
                .unwrap_or_default(),
            alternatives: screen
                .alternatives
                .as_ref()
                .map(|css| options(document, css))
                .unwrap_or_default(),
            source_message: screen
                .message
                .as_ref()
                .and_then(|css| document.words(css, MESSAGE)),
            channel: screen.channel,
            code_format: screen.code,
            resend: self.resend(screen, document, now),
            can_go_back: screen.back.as_ref().is_some_and(|css| document.has(css)),
            error,
            test_values: self.test_values(document),
            ..Challenge::new(screen.ask)
        }
    }

    fn fields(&self, screen: &Screen, document: &Document) -> Vec<Field> {
        let mut names: Vec<&String> = screen.fields.keys().collect();
        // As people expect them: who, then the secret, then what else the source wants.
        names.sort_by_key(|name| (*name != "identifier", *name != "password"));
        let mut fields = Vec::new();
        for name in names {
            let found = document.all(&screen.fields[name]);
            if name == "answer" {
                for (index, element) in found.into_iter().take(MOST_OPTIONS).enumerate() {
                    let label = document.label(element);
                    fields.push(Field {
                        name: format!("answer_{}", index + 1),
                        label,
                        sensitivity: Sensitivity::Secret,
                        value: None,
                    });
                }
            } else if let Some(element) = found.first() {
                let sensitivity =
                    sensitivity(name, element.attr("type"), element.attr("autocomplete"));
                let label = if is_known(name) {
                    None
                } else {
                    document.label(*element)
                };
                let value = (name == "identifier")
                    .then(|| self.memory.identifier.clone())
                    .flatten();
                fields.push(Field {
                    name: name.clone(),
                    label,
                    sensitivity,
                    value,
                });
            }
        }
        fields
    }

    fn resend(&self, screen: &Screen, document: &Document, now: OffsetDateTime) -> Option<Resend> {
        let again = screen
            .resend
            .as_ref()
            .filter(|again| document.has(&again.at))?;
        let pause = Duration::seconds(again.after.into());
        let available_at = self.memory.resent_at.map_or(now, |at| at + pause);
        Some(Resend {
            available_at,
            sent: self.memory.resends,
        })
    }

    fn test_values(&self, document: &Document) -> Vec<TestValue> {
        let Some(css) = &self.recipe.test_values else {
            return Vec::new();
        };
        let read = |element: &scraper::ElementRef<'_>| {
            let value = clean(element.attr("data-value")?, LABEL)?;
            Some(TestValue {
                value,
                outcome: clean(element.attr("data-outcome").unwrap_or_default(), LABEL)
                    .unwrap_or_default(),
            })
        };
        document
            .all(css)
            .iter()
            .filter_map(read)
            .take(MOST_OPTIONS)
            .collect()
    }
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

fn complaint(screen: &Screen, document: &Document) -> Option<Refused> {
    screen.errors.iter().find_map(|error| {
        let said = document.words(&error.at, MESSAGE)?;
        let applies = error
            .contains
            .as_ref()
            .is_none_or(|part| said.to_lowercase().contains(&part.to_lowercase()));
        let told = told_code(document, &error.at, error.code_in.as_deref());
        let refusal = told
            .or(error.code)
            .unwrap_or_else(|| usual_refusal(screen.ask));
        applies.then_some(Refused {
            refusal,
            source_message: Some(said),
        })
    })
}

/// The refusal whose code the source itself tells in an attribute.
fn told_code(document: &Document, css: &Css, attribute: Option<&str>) -> Option<Refusal> {
    document.all(css).first()?.attr(attribute?)?.parse().ok()
}

impl Choices {
    fn read(&self, document: &Document) -> Vec<Choice> {
        let mut options = options(document, &self.at);
        for option in &mut options {
            option.channel = self.channels.get(&option.id).copied();
        }
        options
    }
}

/// The options a selector finds, each with an id of its own: the value it carries, or its place.
fn options(document: &Document, css: &Css) -> Vec<Choice> {
    let mut options: Vec<Choice> = Vec::new();
    for (index, element) in document.all(css).into_iter().take(MOST_OPTIONS).enumerate() {
        let place = format!("option_{}", index + 1);
        let value = element
            .attr("value")
            .filter(|value| is_plain_id(value))
            .map(str::to_owned);
        let id = value
            .filter(|id| options.iter().all(|other| other.id != *id))
            .unwrap_or_else(|| place.clone());
        let label = document.label(element).unwrap_or_else(|| place.clone());
        options.push(Choice {
            id,
            label,
            channel: None,
        });
    }
    options
}

fn is_plain_id(text: &str) -> bool {
    (1..=64).contains(&text.len())
        && text
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"_-./@+:".contains(&b))
}

fn submission(screen: &Screen, document: &Document, answer: &Answer) -> Option<Submission> {
    let press = |css: &Option<_>| css.as_ref().map(|css: &Css| Target::first(&css.0));
    match answer {
        Answer::Fields(values) => {
            let mut submission = Submission {
                press: press(&screen.submit),
                ..Submission::default()
            };
            for (name, value) in values {
                if let Some(target) = field_target(screen, name) {
                    submission.fill.push((target, value.clone()));
                }
            }
            Some(submission)
        }
        Answer::Choice(id) => {
            let css = &screen.choices.as_ref()?.at;
            let target = option_target(document, css, id)?;
            let pressed = document
                .all(css)
                .get(target.nth)
                .is_some_and(|element| matches!(element.value().name(), "a" | "button"));
            Some(if pressed {
                Submission {
                    press: Some(target),
                    ..Submission::default()
                }
            } else {
                Submission {
                    choose: vec![target],
                    press: press(&screen.submit),
                    ..Submission::default()
                }
            })
        }
        Answer::Alternative(id) => {
            press_only(option_target(document, screen.alternatives.as_ref()?, id)?)
        }
        Answer::Resend => press_only(Target::first(&screen.resend.as_ref()?.at.0)),
        Answer::Back => press_only(Target::first(&screen.back.as_ref()?.0)),
    }
}

fn press_only(target: Target) -> Option<Submission> {
    Some(Submission {
        press: Some(target),
        ..Submission::default()
    })
}

/// The element a field of the form goes to: `answer_3` is the third element of `answer`.
fn field_target(screen: &Screen, name: &str) -> Option<Target> {
    if let Some(number) = name
        .strip_prefix("answer_")
        .and_then(|number| number.parse::<usize>().ok())
    {
        let css = screen.fields.get("answer")?;
        return Some(Target {
            selector: css.0.clone(),
            nth: number.checked_sub(1)?,
        });
    }
    screen.fields.get(name).map(|css| Target::first(&css.0))
}

fn option_target(document: &Document, css: &Css, id: &str) -> Option<Target> {
    let nth = options(document, css)
        .iter()
        .position(|option| option.id == id)?;
    Some(Target {
        selector: css.0.clone(),
        nth,
    })
}

/// A page the recipe does not know is never a success; its HTTP status may tell more.
fn unknown_page(status: u16) -> Refusal {
    match status {
        401 | 403 => Refusal::SourceBlockedUs,
        429 => Refusal::SourceRateLimited,
        500.. => Refusal::SourceUnavailable,
        _ => Refusal::SourceChanged,
    }
}
