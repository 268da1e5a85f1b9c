//! Every page of `tests/pages` against what a careful person says of it.

use std::{collections::BTreeMap, fs, path::PathBuf};

use scraper::ElementRef;
use serde::Deserialize;
use time::macros::datetime;
use vestibule::{
    domain::{
        prompt::{
            answer::Answer,
            challenge::{Challenge, Kind},
        },
        source::recipe::{Css, Recipe, Screen},
    },
    page::{
        Seen,
        dom::Document,
        recipe::{
            memory::Memory,
            run::{Run, Step},
        },
        recognise::{self, History, Meaning, Reading},
    },
};

/// What a person says of a page.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    #[expect(dead_code, reason = "for whoever reads the file")]
    why: String,
    url: Option<String>,
    status: Option<u16>,
    after: Option<String>,
    gave: Option<Kind>,
    reads: String,
    needs_script: Option<bool>,
    kind: Option<Kind>,
    refusal: Option<String>,
    error: Option<String>,
    #[serde(default)]
    fields: BTreeMap<String, String>,
    #[serde(default)]
    untouched: Vec<String>,
    submit: Option<String>,
    choices: Option<Vec<String>>,
    channel: Option<String>,
    code_length: Option<u8>,
    resend: Option<String>,
    shown: Option<String>,
    alternatives: Option<Vec<String>>,
    message_contains: Option<String>,
    error_contains: Option<String>,
}

struct Sample {
    name: String,
    html: String,
    expected: Expected,
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/pages")
}

fn sample(name: &str) -> Sample {
    let read = |ending: &str| fs::read_to_string(folder().join(format!("{name}.{ending}"))).unwrap();
    let expected = toml::from_str(&read("toml")).unwrap_or_else(|error| panic!("{name}.toml: {error}"));
    Sample { name: name.to_owned(), html: read("html"), expected }
}

fn samples() -> Vec<Sample> {
    let files = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path());
    let mut names: Vec<String> = files
        .filter(|path| path.extension().is_some_and(|ending| ending == "toml"))
        .map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned())
        .collect();
    names.sort_unstable();
    names.iter().map(|name| sample(name)).collect()
}

impl Sample {
    fn seen(&self) -> Seen {
        let url = self.expected.url.clone().unwrap_or_else(|| format!("https://source.example/{}", self.name));
        Seen::new(url.parse().unwrap(), self.expected.status.unwrap_or(200), self.html.as_str())
    }

    fn history(&self) -> History {
        let Some(after) = &self.expected.after else { return History::default() };
        let kind = self.expected.gave.unwrap_or(Kind::Credentials);
        let before = sample(after);
        let seen = before.seen();
        let mut history = History::default();
        if !matches!(kind, Kind::Identifier | Kind::Credentials | Kind::Form) {
            history = history.after(&Document::new("", &seen.url), &seen, Kind::Credentials, &[], &answer());
        }
        history.after(&Document::new(&seen.html, &seen.url), &seen, kind, &[], &given(kind))
    }

    fn read(&self) -> Reading {
        let seen = self.seen();
        recognise::read(&Document::new(&seen.html, &seen.url), &seen, &self.history())
    }

    /// Everything in which the reading is not what was expected.
    fn differences(&self) -> Vec<String> {
        let (expected, reading) = (&self.expected, self.read());
        let mut wrong = Vec::new();
        let mut differs = |what: &str, wanted: String, got: String| {
            if wanted != got {
                wrong.push(format!("{what}: wanted {wanted}, got {got}"));
            }
        };
        let (reads, details) = match &reading.meaning {
            Meaning::Screen(screen) => ("screen", screen.ask.to_string()),
            Meaning::SignedIn => ("signed_in", String::new()),
            Meaning::Refused(refused) => ("refused", refused.refusal.to_string()),
            Meaning::Unknown { needs_script } => ("unknown", needs_script.to_string()),
        };
        if reads != expected.reads {
            let evidence: Vec<_> = reading.evidence.iter().map(|it| format!("{} {}", it.weight, it.says)).collect();
            return vec![format!(
                "reads: wanted {} {:?}, got {reads} {details} because {evidence:?}",
                expected.reads, expected.kind
            )];
        }
        if let Some(needs_script) = expected.needs_script {
            differs("needs_script", needs_script.to_string(), details.clone());
        }
        if let Some(refusal) = &expected.refusal {
            differs("refusal", refusal.clone(), details.clone());
        }
        if let Meaning::Screen(screen) = &reading.meaning {
            if let Some(kind) = expected.kind.filter(|kind| *kind != screen.ask) {
                return vec![format!("kind: wanted {kind}, got {} because {:?}", screen.ask, reading.evidence)];
            }
            let document = Document::new(&self.html, &self.seen().url);
            self.screen_differs(screen, &document, &mut differs);
            self.prompt_differs(screen, &mut differs);
        }
        wrong
    }

    fn screen_differs(&self, screen: &Screen, document: &Document, differs: &mut impl FnMut(&str, String, String)) {
        let find = |css: &str| document.all(&Css(css.to_owned()));
        for (name, css) in &self.expected.fields {
            let is_ours =
                ["identifier", "password", "password_again", "code", "answer", "char", "phone", "email", "captcha"]
                    .contains(&name.as_str());
            let wanted = places(&find(css));
            assert!(!wanted.is_empty(), "{}: {css} finds nothing", self.name);
            let got = match screen.fields.get(name) {
                Some(css) if is_ours => places(&document.all(css)),
                _ if is_ours => String::new(),
                _ => screen
                    .fields
                    .values()
                    .map(|css| places(&document.all(css)))
                    .find(|got| *got == wanted)
                    .unwrap_or_default(),
            };
            differs(name, wanted, got);
        }
        let filled: Vec<String> =
            screen.fields.values().flat_map(|css| document.all(css)).map(|it| places(&[it])).collect();
        for css in &self.expected.untouched {
            let touched = find(css).into_iter().any(|element| filled.contains(&places(&[element])));
            differs(&format!("untouched {css}"), "false".to_owned(), touched.to_string());
        }
        let place = |css: Option<&Css>| css.map(|css| places(&document.all(css))).unwrap_or_default();
        if let Some(submit) = &self.expected.submit {
            differs("submit", places(&find(submit)), place(screen.submit.as_ref()));
        }
        if let Some(resend) = &self.expected.resend {
            differs("resend", places(&find(resend)), place(screen.resend.as_ref().map(|again| &again.at)));
        }
    }

    fn prompt_differs(&self, screen: &Screen, differs: &mut impl FnMut(&str, String, String)) {
        let expected = &self.expected;
        let Some(asked) = asked(screen, &self.seen()) else { return };
        let labels = |choices: &[vestibule::domain::prompt::challenge::Choice]| {
            choices.iter().map(|it| it.label.clone()).collect::<Vec<_>>()
        };
        if let Some(choices) = &expected.choices {
            differs("choices", format!("{choices:?}"), format!("{:?}", labels(&asked.choices)));
        }
        if let Some(others) = &expected.alternatives {
            differs("alternatives", format!("{others:?}"), format!("{:?}", labels(&asked.alternatives)));
        }
        if let Some(channel) = &expected.channel {
            differs("channel", channel.clone(), asked.channel.map(|it| it.to_string()).unwrap_or_default());
        }
        if let Some(length) = expected.code_length {
            differs(
                "code_length",
                format!("{:?}", Some(length)),
                format!("{:?}", asked.code_format.and_then(|it| it.length)),
            );
        }
        let mut contains = |what: &str, part: &Option<String>, whole: Option<&String>| {
            if let Some(part) = part {
                let whole = whole.cloned().unwrap_or_default();
                let is_in = whole.contains(part.as_str());
                differs(what, part.clone(), if is_in { part.clone() } else { whole });
            }
        };
        contains("message", &expected.message_contains, asked.source_message.as_ref());
        let error = asked.error.as_ref();
        contains("error says", &expected.error_contains, error.and_then(|error| error.source_message.as_ref()));
        if let Some(shown) = &expected.shown {
            differs("shown", shown.clone(), asked.shown.clone().unwrap_or_default());
        }
        let code = error.map(|error| error.refusal.to_string()).unwrap_or_default();
        differs("error", expected.error.clone().unwrap_or_default(), code);
    }
}

/// The prompt that a screen becomes, also where its complaint would end the flow.
fn asked(screen: &Screen, seen: &Seen) -> Option<Challenge> {
    let now = datetime!(2026-01-01 00:00 UTC);
    let recipe = |screen: Screen| Recipe { screens: vec![screen], complete: true, ..Recipe::default() };
    let with = recipe(screen.clone());
    match Run::new(&with, Memory::default()).next(seen, now) {
        Step::Ask(challenge) => Some(*challenge),
        Step::Refused(refused) => {
            let without = recipe(Screen { errors: Vec::new(), ..screen.clone() });
            match Run::new(&without, Memory::default()).next(seen, now) {
                Step::Ask(challenge) => Some(Challenge { error: Some(refused), ..*challenge }),
                _ => None,
            }
        }
        Step::SignedIn | Step::Forgotten => panic!("a screen is a screen"),
    }
}

fn places(elements: &[ElementRef<'_>]) -> String {
    elements.iter().map(|element| format!("{:?}", element.id())).collect::<Vec<_>>().join(" ")
}

fn answer() -> Answer {
    let values = [("identifier", "anna.beck"), ("password", "a secret")];
    Answer::Fields(values.into_iter().map(|(name, value)| (name.to_owned(), value.into())).collect())
}

fn given(kind: Kind) -> Answer {
    let values: &[(&str, &str)] = match kind {
        Kind::Credentials => return answer(),
        Kind::Identifier => &[("identifier", "anna.beck")],
        Kind::Password => &[("password", "a secret")],
        Kind::OneTimeCode => &[("code", "123456")],
        _ => return Answer::Choice("1".to_owned()),
    };
    Answer::Fields(values.iter().map(|(name, value)| ((*name).to_owned(), (*value).into())).collect())
}

#[test]
fn every_page_of_the_corpus_is_read_as_a_careful_person_reads_it() {
    let samples = samples();
    let mut report = Vec::new();
    let mut misread = 0;
    for sample in &samples {
        let differences = sample.differences();
        misread += usize::from(!differences.is_empty());
        report.extend(differences.into_iter().map(|difference| format!("{}: {difference}", sample.name)));
    }
    assert!(misread == 0, "{misread} of {} pages are misread:\n{}", samples.len(), report.join("\n"));
}
