//! kill -9 at every kind of prompt: the sign-in goes on or says that it was interrupted, and the source gets no answer
//! that the customer did not give.

mod customers;
mod table;
mod walker;

use std::collections::BTreeSet;

use strum::VariantArray;
use vestibule::domain::prompt::challenge::Kind;

use self::{
    customers::{Customers, Death},
    table::{STORIES, Story},
};

const STRAIGHT: &str = "CREATED ACCESSED AUTHENTICATING IN_PROGRESS COMPLETED";

#[test]
fn there_is_a_story_of_every_kind_of_prompt_and_none_that_adds_no_kind() {
    let mut told = BTreeSet::new();
    for story in STORIES {
        let before = told.len();
        told.extend(story.prompts().map(|prompt| prompt.kind.to_owned()));
        assert!(told.len() > before, "{}", story.password);
    }
    let every: BTreeSet<_> = Kind::VARIANTS.iter().map(ToString::to_string).collect();
    assert_eq!(told, every);
}

#[tokio::test]
async fn browsers_that_die_at_a_prompt_of_any_kind_are_made_good() {
    at_every_prompt(Death::Browsers).await;
}

#[tokio::test]
async fn tabs_that_die_at_a_prompt_of_any_kind_are_made_good() {
    at_every_prompt(Death::Tabs).await;
}

#[tokio::test]
async fn a_server_that_dies_at_a_prompt_of_any_kind_goes_on_there() {
    at_every_prompt(Death::Vestibule).await;
}

async fn at_every_prompt(death: Death) {
    let mut customers = Customers::gather(|_| true).await;
    while !customers.is_done() {
        customers.strike(death).await;
        customers.go_on().await;
    }
    customers.ends_well(STRAIGHT, |story| vec![story.forms()]).await;
}

#[tokio::test]
async fn a_server_that_dies_while_the_source_has_an_answer_of_any_kind_asks_again() {
    let mut customers = Customers::gather(Story::has_struck_form).await;
    customers.go_to_the_strike().await;
    customers.strike_while_answering(Death::Vestibule).await;
    customers.is_asked_again().await;
    while !customers.is_done() {
        customers.go_on().await;
    }
    let twice = |story: &Story| {
        let (mut forms, struck) = (story.forms(), story.struck());
        forms.insert(struck, forms[struck].clone());
        forms
    };
    customers.ends_well(STRAIGHT, |story| vec![twice(story)]).await;
}

#[tokio::test]
async fn a_browser_that_dies_while_the_source_has_an_answer_of_any_kind_is_an_interruption() {
    is_interrupted(Death::Browsers).await;
}

#[tokio::test]
async fn a_tab_that_dies_while_the_source_has_an_answer_of_any_kind_is_an_interruption() {
    is_interrupted(Death::Tabs).await;
}

async fn is_interrupted(death: Death) {
    let mut customers = Customers::gather(Story::has_struck_form).await;
    customers.go_to_the_strike().await;
    customers.strike_while_answering(death).await;
    customers.is_interrupted_and_begins_again().await;
    let timeline =
        "CREATED ACCESSED AUTHENTICATING FAILED:flow_interrupted ACCESSED AUTHENTICATING IN_PROGRESS COMPLETED";
    let until_then = |story: &Story| story.forms()[..=story.struck()].to_vec();
    customers.ends_well(timeline, |story| vec![until_then(story), story.forms()]).await;
}
