//! Forms that no page of ours would send.

use reqwest::Method;

use crate::support::{Page, Story};

type Fields = Vec<(String, String)>;

fn set(fields: &mut Fields, name: &str, value: Option<&str>) {
    fields.retain(|(field, _)| field != name);
    if let Some(value) = value {
        fields.push((name.to_owned(), value.to_owned()));
    }
}

/// The right answer to the prompt for a code, changed.
async fn posts(story: &mut Story, change: impl FnOnce(&mut Fields)) -> Page {
    let form = story.page().prompt();
    let mut fields = form.filled(&[("code", "123456")]);
    change(&mut fields);
    story.customer.tab().post(&form.action, &fields).await.clone()
}

/// The form was refused, the source heard nothing, and the prompt is still there.
async fn was_refused(story: &mut Story, page: &Page) {
    page.is("error");
    assert_eq!(page.status, 403);
    assert!(story.installation.sandbox.received("otp").await.is_empty());
    story.customer.reload().await.asks("one_time_code");
}

#[tokio::test]
async fn a_form_without_its_own_stamp_is_refused() {
    let mut story = Story::after("mfa_sms").await;
    let page = posts(&mut story, |fields| set(fields, "csrf", None)).await;
    was_refused(&mut story, &page).await;
    let stranger = Story::after("mfa_sms").await;
    let stamp = stranger.page().prompt().hidden("csrf").to_owned();
    for foreign in [stamp.as_str(), "", "AAAA", "🙂"] {
        let page = posts(&mut story, |fields| set(fields, "csrf", Some(foreign))).await;
        was_refused(&mut story, &page).await;
    }
    story.customer.answer(&[("code", "123456")]).await;
    story.ends_well().await;
}

#[tokio::test]
async fn a_turn_that_the_form_was_not_made_for_is_refused() {
    let mut story = Story::after("mfa_sms").await;
    assert_eq!(story.page().turn(), 2);
    for turn in ["1", "3", "-1", "02", "+2", "4294967298", "two", ""] {
        let page = posts(&mut story, |fields| set(fields, "turn", Some(turn))).await;
        was_refused(&mut story, &page).await;
    }
    let page = posts(&mut story, |fields| set(fields, "turn", None)).await;
    was_refused(&mut story, &page).await;
}

#[tokio::test]
async fn a_post_from_another_site_is_refused() {
    let mut story = Story::after("mfa_sms").await;
    let url = story.page().url.clone();
    let body: Fields = story.page().prompt().filled(&[("code", "123456")]);
    let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(&body).finish();
    let headers: [&[(&str, &str)]; 6] = [
        &[("sec-fetch-site", "cross-site")],
        &[("sec-fetch-site", "same-site")],
        &[("sec-fetch-site", "cross-site"), ("origin", "null")],
        &[("origin", "https://evil.example")],
        &[("origin", "null")],
        &[],
    ];
    for told in headers {
        let mut request = story.customer.request_builder(Method::POST, &url);
        for (name, value) in told {
            request = request.header(*name, *value);
        }
        let answer = request
            .header("content-type", "application/x-www-form-urlencoded")
            .body(body.clone())
            .send()
            .await
            .unwrap();
        let page = Page::of(answer).await;
        was_refused(&mut story, &page).await;
    }
}

#[tokio::test]
async fn extra_and_repeated_fields_change_nothing() {
    let mut story = Story::after("mfa_sms").await;
    let form = story.page().prompt();
    let mut fields = form.filled(&[("code", "111111")]);
    for (name, value) in [
        ("status", "COMPLETED"),
        ("code", "123456"),
        ("password", "other"),
        ("turn", "7"),
        ("action", "submit"),
        ("action", "cancel"),
    ] {
        fields.push((name.to_owned(), value.to_owned()));
    }
    story.customer.post(&form.action, &fields).await;
    story.customer.arrive().await.tells("mfa_code_invalid");
    assert_eq!(story.timeline().await, "CREATED ACCESSED AUTHENTICATING");
    let ledger = story.installation.sandbox.ledger().await;
    let sent = &ledger.last().unwrap().values;
    assert_eq!(sent.get("otp").map(String::as_str), Some("111111"));
    assert_eq!(sent.len(), 2, "{sent:?}");
}

#[tokio::test]
async fn ten_thousand_fields_are_a_form_like_any_other() {
    let mut story = Story::after("mfa_sms").await;
    let many = || (0..10_000).map(|_| ("a".to_owned(), String::new()));
    let page = posts(&mut story, |fields| {
        fields.splice(0..0, many()).for_each(drop);
    })
    .await;
    was_refused(&mut story, &page).await;
    let page = posts(&mut story, |fields| fields.extend(many())).await;
    assert_eq!(page.status, 200);
    story.customer.reload().await;
    story.customer.arrive().await;
    story.ends_well().await;
}

#[tokio::test]
async fn a_form_without_end_is_refused_with_a_page() {
    let mut story = Story::after("mfa_sms").await;
    let page = posts(&mut story, |fields| {
        fields.push(("more".to_owned(), "x".repeat(1024 * 1024)));
    })
    .await;
    assert_eq!(page.status, 413);
    assert!(page.is_html(), "{}", page.body);
    assert!(story.installation.sandbox.received("otp").await.is_empty());
    story.customer.reload().await.asks("one_time_code");
}

#[tokio::test]
async fn a_body_that_is_no_form_is_refused() {
    let mut story = Story::after("mfa_sms").await;
    let url = story.page().url.clone();
    for body in ["", "{}", "\u{0}", "%", "%zz=%", "=&=&="] {
        let request = story.customer.request_builder(Method::POST, &url);
        let answer = request.header("sec-fetch-site", "same-origin").body(body).send().await.unwrap();
        let page = Page::of(answer).await;
        was_refused(&mut story, &page).await;
    }
}

#[tokio::test]
async fn a_customer_who_cancels_can_begin_again() {
    let mut story = Story::begin("classic").await;
    let page = story.customer.press("action", "cancel").await;
    page.is("failed");
    page.tells("cancelled_by_customer");
    let until_now = "CREATED ACCESSED FAILED:cancelled_by_customer";
    assert_eq!(story.timeline().await, until_now);
    story.customer.press_continue().await.asks("credentials");
    story.gives("mfa_sms").await;
    let page = story.customer.press("action", "cancel").await;
    page.tells("cancelled_by_customer");
    story.customer.press_continue().await;
    story.gives("pass_good").await;
    let again = "ACCESSED AUTHENTICATING";
    let timeline = format!("{until_now} {again} FAILED:cancelled_by_customer {again}");
    story.ends_well_after(&timeline).await;
}

#[tokio::test]
async fn more_time_keeps_what_was_typed_unless_it_is_secret() {
    let mut story = Story::begin("classic").await;
    let form = story.page().prompt();
    let mut fields = form.filled(&[("identifier", "anna@example.com"), ("password", "hunter2")]);
    set(&mut fields, "action", Some("extend"));
    let page = story.customer.post(&form.action, &fields).await.clone();
    page.asks("credentials");
    // Both after the redirect and whenever the page is loaded again.
    for page in [page, story.customer.reload().await.clone()] {
        let (identifier, password) =
            (page.attributes("[name=identifier]", "value"), page.attributes("[name=password]", "value"));
        assert_eq!((identifier, password.concat()), (vec!["anna@example.com".to_owned()], String::new()));
        assert!(!page.body.contains("hunter2"));
    }
    assert!(story.installation.sandbox.received("login").await.is_empty(), "nothing went to the source");
}
