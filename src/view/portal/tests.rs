//! What must hold on every page, tried on every sample.

use askama::Template;
use strum::VariantArray;

use super::{Begin, Envelope, Failed, prompt, samples};
use crate::{
    domain::{
        challenge::{Challenge, Field, Kind, Sensitivity},
        id::Id,
        refusal::{Refusal, Refused, Retry},
    },
    view::{layout::Layout, texts::Texts},
};

fn layout() -> Layout {
    Layout::sample(Texts::load().unwrap().words("en"))
}

fn pages() -> Vec<(String, String)> {
    samples::all(&layout()).unwrap()
}

#[test]
fn every_page_has_one_heading_its_hooks_and_no_missing_text() {
    for (name, html) in pages() {
        assert_eq!(html.matches("<h1").count(), 1, "{name}");
        assert_eq!(html.matches("<main id=\"main\" data-page=\"").count(), 1, "{name}");
        assert!(!html.contains("No localization"), "{name}");
        assert!(!html.contains("{$") && !html.contains("{ $"), "{name}: an argument is not given");
    }
}

#[test]
fn nothing_on_a_page_needs_a_looser_policy() {
    for (name, html) in pages() {
        for inline in [" style=", "<style", " onclick=", " onload=", " onerror=", "javascript:", "http://"] {
            assert!(!html.contains(inline), "{name}: {inline}");
        }
        assert_eq!(html.matches("<script").count(), 1, "{name}");
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
        assert!(buttons.next().unwrap().ends_with("name=\"action\" value=\"submit\""), "{name}");
        assert!(buttons.all(|button| button.contains(" formnovalidate")), "{name}");
    }
}

#[test]
fn every_kind_shows_its_fields_by_name() {
    for kind in Kind::VARIANTS {
        let field = Field {
            name: "tenant".into(),
            label: None,
            sensitivity: Sensitivity::Public,
            value: None,
            optional: false,
        };
        let choice = kind.to_string();
        let choice = crate::domain::challenge::Choice { id: choice.clone(), label: choice, channel: None };
        let chosen = matches!(kind, Kind::MfaMethod | Kind::Destination);
        let mut challenge = Challenge::new(*kind);
        if chosen {
            challenge.choices.push(choice);
        } else {
            challenge.fields.push(field);
        }
        let envelope = Envelope::new(Id::new(samples::NOW, 1), 7, "token".into(), samples::NOW);
        let html = prompt(layout(), challenge, envelope).render().unwrap();
        assert!(html.contains(&format!("data-challenge=\"{kind}\" data-turn=\"7\"")), "{kind}");
        assert!(html.contains(if chosen { "name=\"choice\"" } else { "name=\"tenant\"" }), "{kind}");
    }
}

#[test]
fn what_was_typed_is_shown_back_only_where_it_is_no_secret() {
    let field =
        |name: &str, sensitivity| Field { name: name.into(), label: None, sensitivity, value: None, optional: false };
    let fields = vec![
        field("identifier", Sensitivity::Identifier),
        field("password", Sensitivity::Secret),
        field("code", Sensitivity::OneTime),
    ];
    let challenge = Challenge { fields, ..Challenge::new(Kind::Credentials) };
    let mut envelope = Envelope::new(Id::new(samples::NOW, 1), 1, "token".into(), samples::NOW);
    let kept = [("identifier", "anna"), ("password", "hunter2"), ("code", "271828")];
    envelope.kept = kept.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    let html = prompt(layout(), challenge, envelope).render().unwrap();
    assert!(html.contains("value=\"anna\"") && !html.contains("hunter2") && !html.contains("271828"));
}

#[test]
fn trying_again_is_offered_where_it_can_help() {
    for refusal in Refusal::VARIANTS {
        let page = Failed { layout: layout(), token: Some("v1.t".into()), refused: Refused::from(*refusal) };
        let html = page.render().unwrap();
        let helps = !matches!(refusal.retry(), Retry::New | Retry::No);
        assert_eq!(html.contains("action=\"/l/v1.t/begin\""), helps, "{refusal}");
        assert!(html.contains(&format!("data-refusal=\"{refusal}\"")), "{refusal}");
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
    let page = Begin::new(layout, "v1.t".into(), vec![hostile.into()], samples::NOW, true);
    assert!(!page.render().unwrap().contains("<script>x"));
}

#[test]
fn a_password_page_says_whose_password_it_is_and_does_not_send_the_name() {
    let challenge = Challenge { identifier: Some("anna".into()), ..Challenge::new(Kind::Password) };
    let envelope = Envelope::new(Id::new(samples::NOW, 1), 1, "token".into(), samples::NOW);
    let html = prompt(layout(), challenge, envelope).render().unwrap();
    assert!(html.contains("<bdi>anna</bdi>"), "{html}");
    assert!(!html.contains("name=\"identifier\""), "{html}");
}
