//! Every way through a sign-in that goes well, without scripts.

use crate::support::Story;

/// A prompt, and what is answered to it.
type Turn<'a> = (&'a str, &'a [(&'a str, &'a str)]);

async fn journey(password: &str, turns: &[Turn<'_>]) {
    for theme in ["classic", "stepwise"] {
        let mut story = Story::begin(theme).await;
        story.gives(password).await;
        for (challenge, typed) in turns {
            story.page().asks(challenge);
            assert_eq!(story.page().refusal(), "");
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
    let turns: &[Turn<'_>] = &[
        ("mfa_method", &[("choice", "sms")]),
        ("one_time_code", &[("code", "123456")]),
    ];
    journey("mfa_select+mfa_sms", turns).await;
}

#[tokio::test]
async fn codes_come_by_mail_by_call_and_from_an_app() {
    for password in ["mfa_sms", "mfa_email", "mfa_call", "mfa_totp"] {
        journey(password, &[("one_time_code", &[("code", "123456")])]).await;
    }
}
