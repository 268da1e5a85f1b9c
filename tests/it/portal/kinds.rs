//! Every kind of prompt: the right answer, a wrong one, and what is special about it.

use crate::support::Story;

type Typed<'a> = &'a [(&'a str, &'a str)];

const CODE: Typed<'_> = &[("code", "123456")];

/// After this password: the prompt, a wrong answer with what it is refused for, and the right answer.
async fn wrong_then_right(password: &str, kind: &str, wrong: Typed<'_>, refusal: &str, right: Typed<'_>) -> Story {
    let mut story = Story::after(password).await;
    story.page().asks(kind);
    story.page().tells("");
    let page = story.customer.answer(wrong).await;
    page.asks(kind);
    page.tells(refusal);
    story.customer.answer(right).await;
    story
}

#[tokio::test]
async fn characters_are_read_off_the_picture_of_the_source() {
    let mut story = Story::after("captcha").await;
    story.page().asks("captcha");
    let picture = |story: &Story| {
        let (_, after) = story.page().body.split_once("<img src=\"data:image/png").expect("the picture is on the page");
        after.split('"').next().unwrap().to_owned()
    };
    let first = picture(&story);
    story.customer.answer(&[("captcha", "WRONG")]).await.tells("captcha_failed");
    assert_ne!(picture(&story), first, "another picture");
    story.customer.answer(&[("captcha", "nw7k4")]).await;
    story.ends_well().await;
}

#[tokio::test]
async fn the_customers_own_picture_is_chosen_among_several() {
    let mut story = Story::after("mfa_image").await;
    story.page().asks("image_choice");
    assert_eq!(story.page().body.matches("<img src=\"data:image/png").count(), 4);
    story.customer.answer(&[("choice", "sun")]).await.tells("security_answer_wrong");
    story.customer.answer(&[("choice", "boat")]).await;
    story.ends_well().await;
}

#[tokio::test]
async fn a_question_is_chosen_and_then_answered() {
    let mut story = Story::after("mfa_question_choice").await;
    story.page().asks("question_choice");
    story.customer.answer(&[("choice", "2")]).await.asks("security_question");
    story.customer.answer(&[("answer_1", "no")]).await.tells("security_answer_wrong");
    let right = story.page().test_values()[0].clone();
    story.customer.answer(&[("answer_1", &right)]).await;
    story.ends_well().await;
}

#[tokio::test]
async fn single_characters_of_a_memorable_word_are_asked_for() {
    let mut story = Story::after("mfa_partial").await;
    story.page().asks("partial_secret");
    assert!(story.page().words().contains("Character 5"), "{}", story.page().words());
    let right = story.page().test_values();
    let wrong = [("char_1", "?"), ("char_2", "?"), ("char_3", "?")];
    story.customer.answer(&wrong).await.tells("security_answer_wrong");
    let right = [("char_1", &*right[0]), ("char_2", &*right[1]), ("char_3", &*right[2])];
    story.customer.answer(&right).await;
    story.ends_well().await;
}

#[tokio::test]
async fn digits_for_a_card_reader_are_shown() {
    let wrong: Typed<'_> = &[("code", "111111")];
    let mut story = wrong_then_right("mfa_reader", "challenge_response", wrong, "mfa_code_invalid", CODE).await;
    story.ends_well().await;
}

#[tokio::test]
async fn a_new_password_follows_the_rules_of_the_source() {
    let mut story = Story::after("new_password").await;
    story.page().asks("new_password");
    story.page().quotes_source("at least 12 characters");
    let both = |value: &'static str| [("password", value), ("password_again", value)];
    story.customer.answer(&both("short")).await.tells("answer_refused");
    let differ = [("password", "one long password"), ("password_again", "another long one")];
    assert_eq!(story.customer.submit(&differ).await.status, 422);
    story.customer.answer(&both("a long new password")).await;
    story.ends_well().await;
}

#[tokio::test]
async fn an_organisation_is_chosen() {
    let mut story = Story::after("account_select_3").await;
    story.page().asks("account_choice");
    assert_eq!(story.page().prompt().choices.len(), 3);
    story.customer.answer(&[("choice", "2")]).await;
    story.ends_well().await;
}

#[tokio::test]
async fn terms_are_accepted_or_end_the_sign_in() {
    let mut story = Story::after("terms").await;
    story.page().asks("confirm");
    story.page().quotes_source("You pay within 14 days");
    story.customer.answer(&[("choice", "accept")]).await;
    story.ends_well().await;
    let mut story = Story::after("terms").await;
    let page = story.customer.answer(&[("choice", "decline")]).await;
    page.is("failed");
    page.tells("consent_declined");
}

#[tokio::test]
async fn a_device_is_trusted_or_not() {
    let mut story = Story::after("trust_device").await;
    story.page().asks("confirm");
    story.customer.answer(&[("choice", "no")]).await;
    story.ends_well().await;
}

#[tokio::test]
async fn a_company_is_asked_for_in_the_words_of_the_source() {
    let wrong: Typed<'_> = &[("tenant", "nobody")];
    let right: Typed<'_> = &[("tenant", "northwind")];
    let mut story = wrong_then_right("tenant", "form", wrong, "invalid_tenant", right).await;
    story.ends_well().await;
}

#[tokio::test]
async fn a_form_that_no_kind_fits_is_asked_as_it_is() {
    let mut story = Story::after("details").await;
    story.page().asks("form");
    let known = [("region", "north"), ("since", "2020-02-29"), ("role", "owner"), ("newsletter", "on")];
    let with = |store: &'static str| [&known[..], &[("store_id", store), ("remarks", "none\r\nat all")]].concat();
    story.customer.answer(&with("nowhere")).await.tells("answer_refused");
    let right = story.page().test_values()[0].clone();
    let right: &'static str = right.leak();
    story.customer.answer(&with(right)).await;
    story.ends_well().await;
    let received = story.installation.sandbox.received("remarks").await;
    assert_eq!(received.last().map(String::as_str), Some("none\r\nat all"));
    assert_eq!(story.installation.sandbox.received("newsletter").await.last().map(String::as_str), Some("yes"));
}

#[tokio::test]
async fn an_address_is_given_before_its_code() {
    let mut story = Story::after("mfa_email_entry+mfa_email").await;
    story.page().asks("email");
    assert_eq!(story.customer.submit(&[("email", "nobody")]).await.status, 422);
    story.customer.answer(&[("email", "me@mail.example")]).await.asks("one_time_code");
    story.customer.answer(CODE).await;
    story.ends_well().await;
}

#[tokio::test]
async fn a_backup_code_is_taken_with_its_hyphen() {
    let mut story = Story::after("mfa_backup").await;
    story.page().asks("one_time_code");
    assert!(!story.page().offers("action", "resend"));
    story.customer.answer(&[("code", "wxyz-9999")]).await.tells("mfa_code_invalid");
    story.customer.answer(&[("code", "abcd-1234")]).await;
    story.ends_well().await;
}

#[tokio::test]
async fn an_approval_on_the_phone_is_waited_for() {
    let mut story = Story::after("mfa_push").await;
    story.page().asks("push_approval");
    story.page().quotes_source("Pixel 9");
    story.customer.wait_on().await;
    story.ends_well().await;
}

#[tokio::test]
async fn a_number_to_match_is_shown() {
    let mut story = Story::after("mfa_push_number").await;
    story.page().asks("push_approval");
    assert!(story.page().body.contains("id=\"shown\""));
    // Asking at once whether it was done changes nothing as long as it was not.
    let page = story.customer.answer(&[]).await;
    page.asks("push_approval");
    story.customer.wait_on().await;
    story.ends_well().await;
}

#[tokio::test]
async fn a_denied_approval_is_told_and_a_code_is_one_press_away() {
    let mut story = Story::begin("classic").await;
    story.gives_as("user_push_denied", "mfa_push").await.asks("push_approval");
    let page = story.customer.wait_on().await;
    page.asks("push_approval");
    page.tells("push_denied");
    story.customer.press("alternative", "another_way").await.asks("one_time_code");
    story.customer.answer(CODE).await;
    story.ends_well().await;
}

#[tokio::test]
async fn nobody_waits_for_a_phone_that_never_answers() {
    let mut story = Story::begin("classic").await;
    story.gives_as("user_push_never", "mfa_push").await.asks("push_approval");
    story.customer.press("action", "resend").await.asks("push_approval");
    story.customer.press("alternative", "another_way").await.asks("one_time_code");
    story.customer.answer(CODE).await;
    story.ends_well().await;
}

#[tokio::test]
async fn a_mailed_link_is_opened_on_another_device() {
    let mut story = Story::after("mfa_link").await;
    story.page().asks("magic_link");
    let link = story.page().test_values()[0].clone();
    crate::support::client().get(link).send().await.unwrap();
    story.customer.wait_on().await;
    story.ends_well().await;
}

#[tokio::test]
async fn a_mailed_link_is_pasted() {
    let mut story = Story::after("mfa_link").await;
    let [right, old, ..] = story.page().test_values().try_into().unwrap_or_else(|values: Vec<_>| {
        let [a, b] = values.try_into().unwrap();
        [a, b, String::new()]
    });
    assert_eq!(story.customer.submit(&[("link", "no link")]).await.status, 422);
    let elsewhere = story.customer.answer(&[("link", "https://elsewhere.example/verify")]).await;
    elsewhere.asks("magic_link");
    elsewhere.tells("mfa_code_invalid");
    story.customer.answer(&[("link", &old)]).await.asks("magic_link");
    story.customer.answer(&[("link", &right)]).await;
    story.ends_well().await;
}

#[tokio::test]
async fn a_picture_is_scanned_with_a_phone() {
    let mut story = Story::after("mfa_qr").await;
    story.page().asks("qr_scan");
    assert!(story.page().body.contains("<img src=\"data:image/png"));
    story.customer.press("action", "resend").await.asks("qr_scan");
    story.customer.wait_on().await;
    story.ends_well().await;
}

#[tokio::test]
async fn a_source_that_asks_to_wait_is_left_alone_until_then() {
    let mut story = Story::after("hold_3").await;
    story.page().asks("source_hold");
    story.page().quotes_source("come back in 3 seconds");
    story.customer.wait_on().await;
    story.ends_well().await;
}

#[tokio::test]
async fn what_cannot_be_done_here_is_said_and_another_way_is_offered() {
    for (word, kind) in [("sso", "sso"), ("passkey", "passkey")] {
        let mut story = Story::after(word).await;
        story.page().asks(kind);
        assert!(!story.page().offers("action", "submit"));
        story.customer.press("alternative", "another_way").await.asks("one_time_code");
        story.customer.answer(CODE).await;
        story.ends_well().await;
    }
}

#[tokio::test]
async fn a_german_source_is_mirrored_in_its_language() {
    let mut story = Story::begin("german").await;
    story.gives("mfa_sms").await.asks("one_time_code");
    assert!(story.page().body.contains("<blockquote dir=\"auto\" lang=\"de\">"));
    story.customer.answer(CODE).await;
    story.ends_well().await;
}

#[tokio::test]
async fn more_time_is_given_to_whoever_asks() {
    let mut story = Story::after("mfa_sms").await;
    let before = story.page().body.clone();
    let turn = story.page().turn();
    story.installation.clock.advance(time::Duration::minutes(14));
    let page = story.customer.press("action", "extend").await;
    page.asks("one_time_code");
    assert_eq!(page.turn(), turn);
    assert_ne!(page.body, before);
    story.installation.clock.advance(time::Duration::minutes(14));
    story.customer.answer(CODE).await;
    story.ends_well().await;
}

#[tokio::test]
async fn hostile_words_stay_words() {
    let mut story = Story::after("mfa_select+mfa_sms+hostile").await;
    story.page().asks("mfa_method");
    let harmless = |story: &Story| {
        let body = &story.page().body;
        assert_eq!(body.matches("<script").count(), 1, "{body}");
        assert!(!body.contains('\u{202e}') && !body.contains('\u{200b}'), "{body}");
    };
    harmless(&story);
    story.customer.answer(&[("choice", "sms")]).await.asks("one_time_code");
    harmless(&story);
    story.customer.answer(CODE).await;
    story.ends_well().await;
}

#[tokio::test]
async fn more_options_and_longer_words_than_fit_are_cut_and_that_is_said() {
    let mut story = Story::after("mfa_select+mfa_sms+hostile_long").await;
    story.page().asks("mfa_method");
    assert_eq!(story.page().prompt().choices.len(), 100);
    assert!(story.page().words().contains("says more than fits here"));
    story.customer.answer(&[("choice", "sms")]).await.asks("one_time_code");
    story.customer.answer(CODE).await;
    story.ends_well().await;
}
