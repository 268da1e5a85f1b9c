//! Samples of the prompts for what a customer knows, decides or reads off a picture.

use super::{HOSTILE, LONG, State, changed, choice, labelled, refused, saying, state, tested, wrong};
use crate::{
    domain::prompt::{
        challenge::{Challenge, Choice, Entry, Field, Kind, Picture, Sensitivity},
        form::Problem,
        refusal::Refusal,
    },
    view::portal::Envelope,
};

fn numbered(kind: Kind, stem: &str, labels: &[&str]) -> Challenge {
    let field = |(label, n): (&&str, usize)| labelled(&format!("{stem}_{n}"), label, Sensitivity::Secret);
    let fields = labels.iter().zip(1..).map(field).collect();
    Challenge { fields, ..Challenge::new(kind) }
}

pub(super) fn security_question() -> Vec<State> {
    let questions = |labels: &[&str]| numbered(Kind::SecurityQuestion, "answer", labels);
    let pet = "What was the name of your first pet?";
    let two = questions(&[pet, "In which town did your parents meet?"]);
    let again = refused(two.clone(), Refusal::SecurityAnswerWrong, "Your answers do not match.");
    let missing = |envelope: &mut Envelope| {
        envelope.invalid = vec![wrong("answer_2", Problem::Missing)];
    };
    vec![
        state("one", questions(&[pet])),
        state("two-refused", again),
        changed("two-invalid", two, missing),
        state("hostile", questions(&[HOSTILE, LONG])),
    ]
}

pub(super) fn partial_secret() -> Vec<State> {
    let labels = ["Character 2", "Character 5", "Character 7"];
    let challenge =
        saying(numbered(Kind::PartialSecret, "char", &labels), "Characters of your memorable word, please.");
    let again = refused(challenge.clone(), Refusal::SecurityAnswerWrong, "These are not the right characters.");
    let again = Challenge { tries_left: Some(2), ..again };
    vec![state("normal", challenge), state("refused", again)]
}

pub(super) fn phone() -> Vec<State> {
    let fields = vec![Field::new("phone", Sensitivity::Identifier)];
    let challenge = Challenge { fields, ..Challenge::new(Kind::Phone) };
    let too_short = |envelope: &mut Envelope| {
        envelope.kept.insert("phone".to_owned(), "12".to_owned());
        envelope.invalid = vec![wrong("phone", Problem::NotAPhone)];
    };
    vec![state("normal", challenge.clone()), changed("invalid", challenge, too_short)]
}

pub(super) fn email() -> Vec<State> {
    let value = Some("anna@example.com".to_owned());
    let fields = vec![Field { value, ..Field::new("email", Sensitivity::Identifier) }];
    let challenge = Challenge { fields, can_go_back: true, ..Challenge::new(Kind::Email) };
    vec![state("confirm", challenge)]
}

pub(super) fn form() -> Vec<State> {
    let open = |name, label, entry| Field { entry, ..labelled(name, label, Sensitivity::Public) };
    let regions = ["North", "South", "West"].map(|name| Choice::new(&name.to_lowercase(), name)).to_vec();
    let hint = Some("Four digits, on your last invoice".to_owned());
    let fields = vec![
        Field { hint, longest: Some(4), ..open("store_id", "Store number", Entry::Line) },
        open("region", "Region", Entry::Option(regions)),
        Field { optional: true, ..open("since", "Customer since", Entry::Date) },
        open("newsletter", "Send me the newsletter", Entry::Tick),
        Field { optional: true, ..open("remarks", "Remarks", Entry::Lines) },
    ];
    let challenge = saying(Challenge { fields, ..Challenge::new(Kind::Form) }, "Please complete your details.");
    let again = refused(challenge.clone(), Refusal::AnswerRefused, "We do not know this store.");
    let invalid = |envelope: &mut Envelope| {
        envelope.invalid = vec![wrong("store_id", Problem::Missing), wrong("region", Problem::Missing)];
    };
    let hostile = vec![open("store_id", HOSTILE, Entry::Line), open("region", LONG, Entry::Option(Vec::new()))];
    vec![
        state("normal", challenge.clone()),
        state("refused", again),
        changed("invalid", challenge, invalid),
        state("hostile", Challenge { fields: hostile, ..Challenge::new(Kind::Form) }),
    ]
}

/// A grey picture with a letter on it, as a source might draw one.
pub(super) fn picture() -> Picture {
    Picture { data: include_str!("picture.txt").trim().to_owned(), at: None }
}

pub(super) fn captcha() -> Vec<State> {
    let fields = vec![Field::new("captcha", Sensitivity::OneTime)];
    let challenge = Challenge { fields, picture: Some(picture()), ..Challenge::new(Kind::Captcha) };
    let again = refused(challenge.clone(), Refusal::CaptchaFailed, "The characters do not match the picture.");
    vec![
        state("normal", challenge.clone()),
        state("refused", again),
        state("test", tested(challenge, &[("captcha", "NW7K4", "right")])),
    ]
}

fn choosing(kind: Kind, labels: &[&str]) -> Challenge {
    let choices = labels.iter().zip(1..).map(|(label, n)| choice(&n.to_string(), label, None)).collect();
    Challenge { choices, ..Challenge::new(kind) }
}

pub(super) fn confirm() -> Vec<State> {
    let terms = "Our terms of use have changed on 1 March. Please read them at northwind.example/terms.";
    let challenge = saying(choosing(Kind::Confirm, &["I accept the terms", "I do not accept"]), terms);
    let trust = choosing(Kind::Confirm, &["Yes, trust this device", "No, not now"]);
    vec![state("terms", challenge), state("trust", trust)]
}

pub(super) fn account_choice() -> Vec<State> {
    let labels = ["Anna Adler (private)", "Harbour Books Ltd", LONG];
    let twenty: Vec<String> = (1..=20).map(|n| format!("Branch {n}")).collect();
    let twenty: Vec<&str> = twenty.iter().map(String::as_str).collect();
    vec![
        state("normal", choosing(Kind::AccountChoice, &labels)),
        state("twenty", choosing(Kind::AccountChoice, &twenty)),
    ]
}

pub(super) fn image_choice() -> Vec<State> {
    let mut challenge = choosing(Kind::ImageChoice, &["Lighthouse", "Bicycle", "Apple", "Anchor"]);
    for choice in &mut challenge.choices {
        choice.picture = Some(picture());
    }
    let again = refused(challenge.clone(), Refusal::SecurityAnswerWrong, "That is not your picture.");
    vec![state("normal", challenge), state("refused", again)]
}

pub(super) fn question_choice() -> Vec<State> {
    let labels = ["What was the name of your first pet?", "In which town did your parents meet?", "Your first car?"];
    vec![state("normal", choosing(Kind::QuestionChoice, &labels))]
}
