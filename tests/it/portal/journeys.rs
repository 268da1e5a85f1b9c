//! Every way through a sign-in that goes well, without scripts.

use crate::support::Story;

/// A prompt, words of the source that stand on it, and what is answered to it.
type Turn<'a> = (&'a str, &'a [&'a str], &'a [(&'a str, &'a str)]);

const CODE: &[(&str, &str)] = &[("code", "123456")];

async fn journey(password: &str, turns: &[Turn<'_>]) {
    for theme in ["classic", "stepwise"] {
        let mut story = Story::begin(theme).await;
        story.gives(password).await;
        let first = story.page().turn();
        for (number, (challenge, mirrored, typed)) in (first..).zip(turns) {
            let page = story.page();
            page.asks(challenge);
            page.tells("");
            assert_eq!(page.turn(), number);
            assert_eq!(page.link_status(), "AUTHENTICATING");
            let words = page.words();
            for part in *mirrored {
                assert!(words.contains(part), "{part:?} is not in {words:?}");
            }
            story.customer.answer(typed).await;
        }
        story.ends_well().await;
    }
}

#[tokio::test]
async fn a_password_is_enough_where_the_source_asks_no_more() {
    journey("pass_good", &[]).await;
}

#[tokio::test]
async fn a_customer_chooses_a_text_message_and_types_its_code() {
    let offered = &["Text message", "E-mail", "Phone call", "Authenticator app"];
    let sent = &["We sent a 6-digit code to +1 •••• 42."];
    let turns: &[Turn<'_>] = &[("mfa_method", offered, &[("choice", "sms")]), ("one_time_code", sent, CODE)];
    journey("mfa_select+mfa_sms", turns).await;
}

#[tokio::test]
async fn a_code_comes_by_mail() {
    let sent = &["We sent a 6-digit code to s•••••@mail.example."];
    journey("mfa_email", &[("one_time_code", sent, CODE)]).await;
}

#[tokio::test]
async fn a_code_comes_by_call() {
    let called = &["We are calling you with a 6-digit code on +1 •••• 42."];
    journey("mfa_call", &[("one_time_code", called, CODE)]).await;
}

#[tokio::test]
async fn a_code_comes_from_an_app() {
    let made = &["Enter the 6-digit code from your authenticator app."];
    journey("mfa_totp", &[("one_time_code", made, CODE)]).await;
}

#[tokio::test]
async fn questions_come_in_rounds() {
    let turns: &[Turn<'_>] = &[
        (
            "security_question",
            &["Page 1 of 2.", "What was the name of your first pet?", "In which town were you born?"],
            &[("answer_1", "answer_1_1"), ("answer_2", "answer_1_2")],
        ),
        (
            "security_question",
            &["Page 2 of 2.", "What was the name of your first teacher?"],
            &[("answer_1", "answer_2_1"), ("answer_2", "answer_2_2")],
        ),
    ];
    journey("mfa_questions_2_2", turns).await;
}

#[tokio::test]
async fn a_phone_number_is_given_before_its_code() {
    let turns: &[Turn<'_>] = &[
        ("phone", &[], &[("phone", "+1 202 555 0142")]),
        ("one_time_code", &["We sent a 6-digit code to •••• 42."], CODE),
    ];
    journey("mfa_phone+mfa_sms", turns).await;
}

#[tokio::test]
async fn two_phones_of_one_kind_are_two_choices() {
    let offered = &["Mobile +1 •••• 42", "Mobile +1 •••• 17", "Work +1 •••• 08"];
    let turns: &[Turn<'_>] = &[
        ("destination", offered, &[("choice", "2")]),
        ("one_time_code", &["We sent a 6-digit code to +1 •••• 17."], CODE),
    ];
    journey("mfa_destination_3", turns).await;
}

#[tokio::test]
async fn a_customer_takes_another_way_to_the_code() {
    let mut story = Story::after("mfa_select+mfa_sms").await;
    story.customer.answer(&[("choice", "sms")]).await;
    story.page().asks("one_time_code");
    let page = story.customer.press("alternative", "another_way").await;
    page.asks("mfa_method");
    let page = story.customer.answer(&[("choice", "totp")]).await;
    page.quotes_source("Enter the 6-digit code from your authenticator app.");
    story.customer.answer(CODE).await;
    story.ends_well().await;
}

#[tokio::test]
async fn a_slow_source_is_waited_for() {
    let mut story = Story::begin("classic").await;
    let typed = [("identifier", "user_good"), ("password", "mfa_sms+delay_2")];
    let page = story.customer.submit(&typed).await;
    page.is("waiting");
    assert!(page.body.contains("http-equiv=\"refresh\""));
    story.customer.arrive().await.asks("one_time_code");
    story.customer.submit(CODE).await.is("waiting");
    story.customer.arrive().await;
    story.ends_well().await;
}

#[tokio::test]
async fn the_link_leads_back_to_the_flow_and_its_prompt() {
    let mut story = Story::after("mfa_sms").await;
    let (url, at) = (story.link.url.clone(), story.page().url.clone());
    let page = story.customer.open(&url).await;
    page.asks("one_time_code");
    assert_eq!(page.url, at);
    story.customer.answer(CODE).await;
    story.ends_well().await;
}

#[tokio::test]
async fn a_prompt_of_the_sandbox_says_what_works_there() {
    let story = Story::after("mfa_sms").await;
    assert_eq!(story.page().test_values(), ["123456", "000000", "111111", "999999"]);
}
