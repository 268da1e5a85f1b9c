//! What developers read.

mod api;
mod quickstart;

use std::collections::BTreeSet;

use serde_json::Value;
use strum::VariantArray;
use vestibule::{
    domain::{event::Type, prompt::refusal::Refusal},
    sandbox::{records::persona::PERSONAS, script::words::WORDS, values},
};

use crate::support::{Customer, Installation, Page, Story, document};

pub(super) async fn read(path: &str) -> Page {
    let installation = Installation::open().await;
    let mut developer = Customer::new();
    let page = developer.open(&installation.url(path)).await.clone();
    assert_eq!(page.status, 200, "{path}");
    assert!(page.is_html());
    page
}

#[tokio::test]
async fn every_refusal_has_its_row_with_an_anchor_and_the_words_for_customers() {
    let page = read("/docs/refusals").await;
    for refusal in Refusal::VARIANTS {
        let code = refusal.code();
        assert_eq!(page.attributes(&format!("tr#{code}"), "id"), [code], "{code}");
    }
    let words = page.words();
    assert!(
        words.contains("Northwind Billing is down for maintenance")
            && words.contains("The source has locked the account.")
    );
    assert!(!words.contains("No localization") && !words.contains('`'), "{words}");
}

#[tokio::test]
async fn every_word_persona_and_answer_of_the_sandbox_is_told() {
    let page = read("/docs/sandbox").await;
    let words = page.words();
    let prompts = values::of_every_prompt();
    let patterns = WORDS.iter().flat_map(|word| [word.pattern, word.does, word.example]);
    let people = PERSONAS.iter().flat_map(|persona| [persona.identifier, persona.about]);
    let answers = prompts.iter().flat_map(|prompt| [prompt.prompt, prompt.example]);
    for told in patterns.chain(people).chain(answers) {
        assert!(words.contains(told), "{told}");
    }
}

#[tokio::test]
async fn the_index_leads_to_pages_that_are_there_and_none_needs_a_script() {
    let installation = Installation::open().await;
    let mut developer = Customer::new();
    let index = developer.open(&installation.url("/docs")).await.clone();
    let links = index.attributes("a[href^='/docs/']", "href");
    assert!(links.len() >= 2, "{links:?}");
    for link in links {
        let page = developer.open(&installation.url(&link)).await;
        assert_eq!(page.status, 200, "{link}");
        assert!(!page.body.contains("<script") && !page.body.contains(" style="), "{link}");
    }
}

#[tokio::test]
async fn every_event_is_there_with_a_sample_that_fits_its_schema() {
    let page = read("/docs/events").await;
    let guide = include_str!("../../../docs/webhooks.md");
    for kind in Type::VARIANTS {
        let webhook = &document()["webhooks"][kind.to_string()]["post"];
        let content = &webhook["requestBody"]["content"]["application/json"];
        let shown = page.texts(&format!("pre[data-event=\"{kind}\"]")).remove(0);
        let shown: Value = serde_json::from_str(&shown).unwrap();
        assert_eq!(shown, content["example"], "{kind}");
        assert!(guide.contains(&format!("`{kind}`")), "{kind} is not in the guide");
        assert_fits(&content["schema"], &shown);
    }
}

#[tokio::test]
async fn every_event_of_a_sign_in_and_of_endpoints_fits_its_schema() {
    let (installation, _receiver) = Installation::with_delivery().await;
    let mut story = Story::in_installation(installation, "classic").await;
    story.gives("pass_good").await;
    story.ends_well().await;
    let mut kinds = BTreeSet::new();
    let listed = story.installation.backend.get("/v1/events?limit=100").await.expect(200);
    for event in listed["data"].as_array().unwrap() {
        let kind = event["type"].as_str().unwrap();
        let webhook = &document()["webhooks"][kind]["post"];
        assert_fits(&webhook["requestBody"]["content"]["application/json"]["schema"], event);
        kinds.insert(kind.to_owned());
    }
    assert!(kinds.len() >= 9, "only {kinds:?} were seen");
}

#[track_caller]
fn assert_fits(schema: &Value, value: &Value) {
    let mut schema = schema.clone();
    schema["components"] = document()["components"].clone();
    let validator = jsonschema::options().should_validate_formats(true).build(&schema).unwrap();
    let errors: Vec<String> =
        validator.iter_errors(value).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(errors.is_empty(), "{value} {errors:#?}");
}
