//! What developers read.

mod api;

use strum::VariantArray;
use vestibule::{
    domain::prompt::refusal::Refusal,
    sandbox::{records::persona::PERSONAS, script::words::WORDS, values},
};

use crate::support::{Customer, House, Page};

pub(super) async fn read(path: &str) -> Page {
    let house = House::open().await;
    let mut developer = Customer::new();
    let page = developer.open(&house.url(path)).await.clone();
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
    let house = House::open().await;
    let mut developer = Customer::new();
    let index = developer.open(&house.url("/docs")).await.clone();
    let links = index.attributes("a[href^='/docs/']", "href");
    assert!(links.len() >= 2, "{links:?}");
    for link in links {
        let page = developer.open(&house.url(&link)).await;
        assert_eq!(page.status, 200, "{link}");
        assert!(!page.body.contains("<script") && !page.body.contains(" style="), "{link}");
    }
}
