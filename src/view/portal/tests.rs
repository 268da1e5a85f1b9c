//! What must hold on every page, tried on every sample.

use std::collections::BTreeSet;

use askama::Template;
use strum::VariantArray;

use super::{Begin, Envelope, Failed, Prompt, samples};
use crate::{
    domain::{
        id::Id,
        job::permissions::promise::Promise,
        link::flow::{Flow, Stage},
        prompt::{
            challenge::{Challenge, Choice, Field, Kind, Sensitivity, TestValue},
            refusal::{Refusal, Refused, Retry},
        },
    },
    view::{
        kit::{layout::Layout, sample::NOW},
        words::texts::{Texts, Words},
    },
};

fn layout() -> Layout {
    Layout::sample(Texts::load().unwrap().words("en"))
}

fn envelope(turn: u32) -> Envelope {
    let flow = Flow { stage: Stage::Asking, turn, deadline: NOW };
    Envelope::new(Id::new(NOW, 1), &flow, "token".into(), NOW)
}

fn pages() -> Vec<(String, String)> {
    pages_of(&layout())
}

fn pages_of(layout: &Layout) -> Vec<(String, String)> {
    let named = |shown: &samples::Shown| (format!("{}/{}", shown.page, shown.state), shown.html());
    samples::all(layout).iter().map(named).collect()
}

#[test]
fn every_page_has_one_heading_its_hooks_and_no_missing_text_in_every_language() {
    let texts = Texts::load().unwrap();
    for (name, html) in texts.all().flat_map(|words| pages_of(&Layout::sample(words.clone()))) {
        assert_eq!(html.matches("<h1").count(), 1, "{name}");
        assert_eq!(html.matches("<main id=\"main\" data-page=\"").count(), 1, "{name}");
        assert!(!html.contains("No localization"), "{name}");
        assert!(!html.contains("{$") && !html.contains("{ $"), "{name}: an argument is not given");
    }
}

#[test]
fn every_page_can_be_read_in_every_language_and_says_in_which_it_is() {
    let texts = Texts::load().unwrap();
    let words = texts.words("ja");
    for (name, html) in pages_of(&Layout::sample(words)) {
        assert_eq!(html.matches("<nav ").count(), 1, "{name}");
        for lang in texts.all().map(Words::lang) {
            let current = if lang == "ja" { " aria-current=\"true\"" } else { "" };
            let attributes = format!("lang=\"{lang}\" hreflang=\"{lang}\" rel=\"nofollow\"{current}>");
            assert!(html.contains(&format!("<a href=\"?lang={lang}\" {attributes}")), "{name} {lang}");
        }
    }
}

#[test]
fn nothing_on_a_page_needs_a_looser_policy() {
    for (name, html) in pages() {
        for inline in [" style=", "<style", " onclick=", " onload=", " onerror=", "javascript:", "http://"] {
            assert!(!html.contains(inline), "{name}: {inline}");
        }
        // No script stands on the page itself.
        let files = html.matches("<script type=\"module\" src=\"/assets/").count();
        assert_eq!((html.matches("<script").count(), html.matches("\"></script>").count()), (files, files), "{name}");
    }
}

#[test]
fn the_source_cannot_leave_its_quotation() {
    for (name, html) in pages() {
        assert!(!html.contains("<script>alert") && !html.contains("<img src=x"), "{name}");
        assert!(!html.contains('\u{202e}'), "{name}");
    }
}

#[test]
fn enter_presses_the_first_button_and_the_others_skip_the_check() {
    for (name, html) in pages().iter().filter(|(_, html)| html.contains("data-page=\"challenge\"")) {
        let mut buttons = html.split("<button ").skip(1).map(|rest| rest.split_once('>').unwrap().0);
        if ["sso/", "passkey/"].iter().any(|kind| name.starts_with(kind)) {
            assert!(buttons.all(|button| button.contains(" formnovalidate")), "{name}");
            continue;
        }
        assert!(buttons.next().unwrap().ends_with("name=\"action\" value=\"submit\""), "{name}");
        assert!(buttons.all(|button| button.contains(" formnovalidate")), "{name}");
    }
}

#[test]
fn every_kind_shows_its_fields_by_name() {
    for kind in Kind::VARIANTS {
        let field = Field::new("tenant", Sensitivity::Public);
        let choice = Choice::new("one", "One");
        let chosen = matches!(kind, Kind::MfaMethod | Kind::Destination);
        let mut challenge = Challenge::new(*kind);
        if chosen {
            challenge.choices.push(choice);
        } else {
            challenge.fields.push(field);
        }
        let envelope = envelope(7);
        let html = Prompt::new(layout(), challenge, envelope).render().unwrap();
        assert!(html.contains(&format!("data-challenge=\"{kind}\" data-turn=\"7\"")), "{kind}");
        assert!(html.contains(if chosen { "name=\"choice\"" } else { "name=\"tenant\"" }), "{kind}");
    }
}

#[test]
fn what_was_typed_is_shown_back_only_where_it_is_no_secret() {
    let fields = vec![
        Field::new("identifier", Sensitivity::Identifier),
        Field::new("password", Sensitivity::Secret),
        Field::new("code", Sensitivity::OneTime),
    ];
    let challenge = Challenge { fields, ..Challenge::new(Kind::Credentials) };
    let mut envelope = envelope(1);
    let kept = [("identifier", "anna"), ("password", "hunter2"), ("code", "271828")];
    envelope.kept = kept.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    let html = Prompt::new(layout(), challenge, envelope).render().unwrap();
    assert!(html.contains("value=\"anna\"") && !html.contains("hunter2") && !html.contains("271828"));
}

#[test]
fn trying_again_is_offered_where_it_can_help() {
    for refusal in Refusal::VARIANTS {
        let return_url = Some("https://harbour.example/back?status=FAILED".to_owned());
        let refused = Refused::from(*refusal);
        let page = Failed { layout: layout(), token: Some("v1.t".into()), refused, deeds: None, return_url };
        let html = page.render().unwrap();
        assert!(html.contains("href=\"https://harbour.example/back?status=FAILED\""), "{refusal}: a way back");
        let helps = !matches!(refusal.retry(), Retry::New | Retry::No);
        assert_eq!(html.contains("action=\"/l/v1.t/begin\""), helps, "{refusal}");
        assert!(html.contains(&format!("data-refusal=\"{refusal}\"")), "{refusal}");
    }
}

/// The values of an attribute in a text, where they are written out.
fn values(text: &str, attribute: &str) -> BTreeSet<String> {
    let parts = text.split(attribute).skip(1).filter_map(|rest| rest.split_once('"'));
    parts.map(|(value, _)| value.to_owned()).filter(|value| !value.contains('{')).collect()
}

/// The words in code marks of the first line of a text that contains `start`, and of the line after it.
fn documented(text: &str, start: &str) -> BTreeSet<String> {
    let (_, rest) = text.split_once(start).unwrap();
    let sentence = rest.split(['.', '|']).next().unwrap();
    sentence.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

/// The names of the fields in which one types or chooses; of those that are numbered, the first stands for all.
fn fields(pages: &str) -> BTreeSet<String> {
    let tags = ["<input ", "<select ", "<textarea "].into_iter().flat_map(|tag| pages.split(tag).skip(1));
    let shown = tags.filter_map(|rest| rest.split('>').next()).filter(|tag| !tag.contains("type=\"hidden\""));
    let names = shown.filter_map(|tag| tag.split_once("name=\"")?.1.split_once('"')).map(|(name, _)| name);
    let first = |name: &str| match name.trim_end_matches(|last: char| last.is_ascii_digit()) {
        base if base.len() < name.len() => format!("{base}1"),
        base => base.to_owned(),
    };
    names.map(first).collect()
}

#[test]
fn the_documented_hooks_are_those_of_the_pages() {
    let documentation = include_str!("../../../docs/testing.md");
    let pages: String = pages().into_iter().map(|(_, html)| html).collect();
    let actions = values(&pages, "name=\"action\" value=\"");
    assert_eq!(documented(documentation, "Buttons have `name=\"action\"` and a value: "), actions);
    assert_eq!(documented(documentation, "| `data-page` | "), values(&pages, "data-page=\""));
    // Those that the sources of the samples name themselves.
    let own = ["newsletter", "pin", "region", "remarks", "since", "store_id", "tenant"].map(str::to_owned);
    let ours: BTreeSet<String> = fields(&pages).difference(&BTreeSet::from(own)).cloned().collect();
    assert_eq!(documented(documentation, "* Fields are labelled inputs named "), ours);
    for hook in ["data-link-status", "data-challenge", "data-turn", "data-refusal"] {
        assert!(documentation.contains(&format!("| `{hook}` |")) && pages.contains(hook), "{hook}");
    }
    assert!(documentation.contains("`[data-test-values]`") && pages.contains("data-test-values"));
    assert!(documentation.contains("`name=\"alternative\"`") && pages.contains("name=\"alternative\""));
}

#[test]
fn a_refusal_of_an_answer_is_said_at_its_field_and_one_of_the_prompt_above_it() {
    let asked = |refusal: Refusal| {
        let fields = vec![Field::new("code", Sensitivity::OneTime)];
        let error = Some(Refused::from(refusal));
        let challenge = Challenge { fields, error, ..Challenge::new(Kind::OneTimeCode) };
        Prompt::new(layout(), challenge, envelope(2)).render().unwrap()
    };
    let wrong = asked(Refusal::MfaCodeInvalid);
    assert!(wrong.contains("id=\"code-error\"") && wrong.contains("aria-invalid=\"true\""), "{wrong}");
    assert!(wrong.contains("aria-describedby=\"code-error refused"), "{wrong}");
    let early = asked(Refusal::MfaResendTooSoon);
    assert!(!early.contains("aria-invalid") && early.contains("aria-describedby=\"refused"), "{early}");
}

#[test]
fn test_values_stand_by_field_and_many_are_folded() {
    let fields = vec![Field::new("identifier", Sensitivity::Identifier), Field::new("password", Sensitivity::Secret)];
    let value = |field: &str, number: usize| TestValue {
        field: Some(field.to_owned()),
        value: format!("{field}_{number}"),
        outcome: String::new(),
    };
    let mut test_values: Vec<TestValue> = (0..6).map(|number| value("identifier", number)).collect();
    test_values.extend((0..7).map(|number| value("password", number)));
    test_values.push(TestValue { field: None, ..value("other", 0) });
    let challenge = Challenge { fields, test_values, ..Challenge::new(Kind::Credentials) };
    let page = Prompt::new(layout(), challenge, envelope(1));
    let groups = page.ask.values(&layout()).into_iter().map(|group| (group.label, group.first.len(), group.more.len()));
    let label = |text: &str| Some(text.to_owned());
    let expected = [(label("User name or email"), 6, 0), (label("Password"), 5, 2), (None, 1, 0)];
    assert_eq!(groups.collect::<Vec<_>>(), expected);
}

#[test]
fn every_sample_says_when_it_happens() {
    for shown in samples::all(&layout()) {
        assert!(!samples::when(&shown.page, shown.state).is_empty(), "{}/{}", shown.page, shown.state);
    }
}

#[test]
fn names_are_escaped_everywhere() {
    let mut layout = layout();
    let hostile = "\"><script>x</script>'";
    if let (Some(tenant), Some(source)) = (&mut layout.tenant, &mut layout.source) {
        hostile.clone_into(&mut tenant.name);
        hostile.clone_into(&mut source.name);
        hostile.clone_into(&mut source.host);
    }
    let promise = Promise::sample([], &[hostile]);
    let page = Begin::new(layout, "v1.t".into(), vec![hostile.into()], &promise, NOW);
    assert!(!page.render().unwrap().contains("<script>x"));
}

#[test]
fn a_password_page_says_whose_password_it_is_and_does_not_send_the_name() {
    let challenge = Challenge { identifier: Some("anna".into()), ..Challenge::new(Kind::Password) };
    let envelope = envelope(1);
    let html = Prompt::new(layout(), challenge, envelope).render().unwrap();
    assert!(html.contains("<bdi>anna</bdi>"), "{html}");
    assert!(!html.contains("name=\"identifier\""), "{html}");
}
