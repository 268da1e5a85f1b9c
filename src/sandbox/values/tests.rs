//! What the panel lists.

use super::*;

fn outcomes(password: &str) -> Vec<(String, &'static str)> {
    let mut session = Session::new(Theme::Classic);
    "user_good".clone_into(&mut session.identifier);
    password.clone_into(&mut session.words);
    session.stage = Stage::Prompt(0);
    let values = of(&session).into_iter();
    values.map(|value| (value.value, value.outcome)).collect()
}

#[test]
fn the_code_page_lists_all_four_outcomes() {
    assert_eq!(
        outcomes("mfa_sms"),
        [("123456", "accepted"), ("000000", "expired"), ("111111", "refused"), ("999999", "locked")]
            .map(|(value, outcome)| (value.to_owned(), outcome))
    );
}

#[test]
fn an_error_word_shows_in_the_outcomes() {
    let listed = outcomes("mfa_sms+error_mfa_code_invalid");
    assert!(listed.iter().all(|(_, outcome)| *outcome == "refused"));
}

#[test]
fn everything_else_that_is_listed_is_accepted() {
    for password in ["mfa_questions_2_3", "mfa_select", "mfa_phone", "mfa_destination_9"] {
        let listed = outcomes(password);
        assert!(!listed.is_empty());
        assert!(listed.iter().all(|(_, outcome)| *outcome == "accepted"), "{password}");
    }
}

#[test]
fn every_prompt_has_values_that_are_accepted() {
    let listed = of_every_prompt();
    let names: Vec<_> = listed.iter().map(|listed| listed.prompt).collect();
    assert_eq!(names, NAMES);
    for listed in listed {
        assert!(listed.values.iter().any(|value| value.outcome == "accepted"), "{}", listed.prompt);
    }
}

#[test]
fn a_personas_phone_shows_in_the_outcomes() {
    let mut session = Session::new(Theme::Classic);
    "user_push_denied".clone_into(&mut session.identifier);
    "mfa_push".clone_into(&mut session.words);
    session.stage = Stage::Prompt(0);
    assert!(of(&session).iter().any(|value| value.field == "wait" && value.outcome == "refused"));
}
