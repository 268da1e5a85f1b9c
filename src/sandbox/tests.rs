//! The site as a browser sees it.

mod account;
mod browser;
mod links;
mod speech;
mod themes;

use axum::body::{Body, to_bytes};
use axum::http::header::RETRY_AFTER;
use axum::http::{Request, StatusCode};
use serde_json::Value;
use tower::ServiceExt;

use self::browser::Browser;
use super::{speech::theme::Theme, *};

async fn ledger(site: &Router, query: &str) -> Vec<Value> {
    let request = Request::get(format!("/ledger{query}")).body(Body::empty()).unwrap();
    let response = site.clone().oneshot(request).await.unwrap();
    let body = to_bytes(response.into_body(), usize::MAX).await.unwrap();
    serde_json::from_slice(&body).unwrap()
}

#[tokio::test]
async fn the_whole_way_can_be_walked_with_every_theme() {
    for theme in Theme::ALL {
        let mut browser = Browser::at(&router(), theme).await;
        browser.give("mfa_questions_1_2+mfa_select+mfa_destination_2").await;
        browser.shows("name=\"q2\"");
        browser.send(&[("q1", "answer_1_1"), ("q2", "answer_1_2")]).await;
        browser.shows("value=\"totp\"");
        browser.send(&[("method", "sms")]).await;
        browser.shows("+1 •••• 17");
        browser.send(&[("destination", "2")]).await;
        browser.shows("<strong class=\"target\">+1 •••• 17</strong>");
        browser.send(&[("otp", "111111")]).await;
        browser.shows("data-code=\"mfa_code_invalid\"");
        browser.send(&[("otp", "123456")]).await;
        browser.is_at("account");
        browser.shows("id=\"sign-out\"");
    }
}

#[tokio::test]
async fn every_page_names_its_form_and_its_values() {
    for (password, form, value) in [
        ("pass_wrong", "login", "user_good"),
        ("mfa_select", "choose-method", "email"),
        ("mfa_destination_3", "choose-destination", "3"),
        ("mfa_phone", "phone", "+1 202 555 0142"),
        ("mfa_call", "code", "123456"),
        ("mfa_questions_1_1", "questions", "answer_1_1"),
        ("captcha", "captcha", "NW7K4"),
        ("tenant", "tenant", "northwind"),
        ("mfa_email_entry", "email", "other@mail.example"),
        ("mfa_reader", "reader", "123456"),
        ("mfa_backup", "code", "abcd-1234"),
        ("mfa_question_choice", "choose-question", "3"),
        ("mfa_image", "choose-picture", "boat"),
        ("mfa_partial", "partial", "i"),
        ("new_password", "new-password", "a-new-password-2"),
        ("account_select_4", "choose-account", "4"),
        ("terms", "accept-terms", "accept"),
        ("trust_device", "trust", "yes"),
        ("details", "details", "NW-17"),
        ("mfa_push", "push", "another_way"),
        ("mfa_qr", "qr-scan", "refresh"),
        ("sso", "sso-choice", "another_way"),
        ("passkey", "passkey-choice", "another_way"),
    ] {
        let mut browser = Browser::classic().await;
        browser.give(password).await;
        browser.shows(&format!("<form id=\"{form}\""));
        browser.shows(&format!("data-value=\"{value}\" data-outcome=\"accepted\""));
    }
}

#[tokio::test]
async fn every_example_of_the_table_is_answered_by_a_page() {
    for word in script::words::WORDS.iter().filter(|word| !word.pattern.starts_with("delay")) {
        for theme in Theme::ALL {
            let mut browser = Browser::at(&router(), theme).await;
            browser.give(word.example).await;
            assert_ne!(browser.status, StatusCode::INTERNAL_SERVER_ERROR);
            assert!(!browser.page.contains("unknown_word"), "{}", word.example);
            assert!(!browser.page.contains("invalid_credentials"), "{}", word.example);
        }
    }
}

#[tokio::test]
async fn a_delay_is_taken_over_each_answer() {
    let mut browser = Browser::classic().await;
    let start = std::time::Instant::now();
    browser.give("mfa_totp+delay_1").await;
    assert!(start.elapsed().as_secs() >= 1);
    browser.send(&[("otp", "123456")]).await;
    assert!(start.elapsed().as_secs() >= 2);
    browser.is_at("account");
}

#[tokio::test]
async fn a_refusal_fills_a_page_with_its_status() {
    for (code, status) in [
        ("source_maintenance", StatusCode::SERVICE_UNAVAILABLE),
        ("source_rate_limited", StatusCode::TOO_MANY_REQUESTS),
        ("account_locked", StatusCode::FORBIDDEN),
    ] {
        let mut browser = Browser::classic().await;
        browser.give(&format!("error_{code}")).await;
        assert_eq!(browser.status, status);
        assert_eq!(browser.headers.contains_key(RETRY_AFTER), status != StatusCode::FORBIDDEN);
        browser.shows(&format!("data-code=\"{code}\""));
        browser.open("sign-out").await;
        browser.give("pass_good").await;
        browser.is_at("account");
    }
}

#[tokio::test]
async fn a_changed_site_shows_no_mark_of_its_old_pages() {
    let mut browser = Browser::classic().await;
    browser.give("error_source_changed").await;
    assert_eq!(browser.status, StatusCode::OK);
    for mark in ["data-code", "data-page", "<form", "sign-out\""] {
        assert!(!browser.page.contains(&format!(" {mark}")), "{mark}");
    }
}

#[tokio::test]
async fn what_was_typed_is_shown_as_text() {
    let mut browser = Browser::classic().await;
    let fields = [("username", "user_good"), ("password", "mfa_<script>")];
    browser.send(&fields).await;
    browser.shows("unknown sandbox word: mfa_&#60;script&#62;");
}

#[tokio::test]
async fn an_old_form_is_not_an_answer_to_the_step_the_session_is_on() {
    let mut browser = Browser::classic().await;
    let old = browser.hidden();
    browser.give("mfa_questions_2_1").await;
    browser.is_at("verify/questions");
    let token = old[0].1.as_str();
    let stale = [("csrf_token", token), ("step", "login"), ("username", "user_good"), ("password", "pass_good")];
    browser.post("/classic/login", &stale).await;
    browser.is_at("verify/questions");
    let first_round = [("csrf_token", token), ("step", "questions-0"), ("q1", "answer_1_1")];
    browser.post("/classic/verify/questions", &first_round).await;
    browser.shows("Page 2 of 2");
    browser.post("/classic/verify/questions", &first_round).await;
    browser.shows("Page 2 of 2");
    assert!(!browser.page.contains("data-code"), "an old page is not a wrong answer");
}

#[tokio::test]
async fn every_path_leads_to_the_step_the_session_is_on() {
    let mut browser = Browser::classic().await;
    browser.give("mfa_questions_2_1").await;
    for path in ["login", "password", "problem", "account", "account/settings", "verify/nonsense"] {
        browser.open(path).await;
        browser.is_at("verify/questions");
    }
}

#[tokio::test]
async fn a_page_asked_for_again_leaves_the_session_alone() {
    let mut browser = Browser::classic().await;
    browser.give("mfa_sms").await;
    let set = browser.cookies_set;
    for path in ["login", "verify/code", "account"] {
        browser.open(path).await;
        browser.is_at("verify/code");
    }
    assert_eq!(browser.cookies_set, set, "a late answer would undo a newer form");
}

#[tokio::test]
async fn a_session_outlives_the_process() {
    let mut browser = Browser::classic().await;
    browser.give("mfa_sms+lock_after_2").await;
    browser.send(&[("otp", "111111")]).await;
    browser.site = router();
    browser.send(&[("otp", "111111")]).await;
    browser.is_at("problem");
    browser.shows("data-code=\"account_locked\"");
}

#[tokio::test]
async fn a_form_with_a_foreign_token_changes_nothing() {
    let mut browser = Browser::classic().await;
    browser.give("mfa_sms").await;
    let forged = [("csrf_token", "forged"), ("step", "code-0"), ("otp", "123456")];
    browser.post("/classic/verify/code", &forged).await;
    assert_eq!(browser.status, StatusCode::FORBIDDEN);
    browser.open("account").await;
    browser.is_at("verify/code");
}

#[tokio::test]
async fn bad_input_is_refused_and_nothing_breaks() {
    let mut browser = Browser::classic().await;
    let long = "x".repeat(LONGEST_FORM);
    browser.send(&[("username", &long)]).await;
    assert_eq!(browser.status, StatusCode::PAYLOAD_TOO_LARGE);
    browser.open("login").await;
    browser.send(&[("username", &long[..60_000]), ("password", &long[..4_000])]).await;
    browser.shows("data-code=\"invalid_credentials\"");
    for path in ["/", "/nonsense/login", "/classic", "/classic/account/invoices/1/2"] {
        browser.post(path, &[("a", "%FF%00")]).await;
        assert!(browser.status.is_client_error(), "{path}");
    }
    browser.cookie = "northwind_session=nonsense".to_owned();
    browser.open("account").await;
    browser.is_at("login");
}

#[tokio::test]
async fn the_ledger_counts_every_form_once() {
    let site = router();
    let mut browser = Browser::at(&site, Theme::Stepwise).await;
    browser.give("mfa_sms").await;
    browser.send(&[("otp", "111111")]).await;
    browser.send(&[("otp", "123456")]).await;
    let mut other = Browser::at(&site, Theme::Classic).await;
    other.send(&[("username", "stranger"), ("password", "x")]).await;

    let entries = ledger(&site, "").await;
    assert_eq!(entries.len(), 5);
    let entries = ledger(&site, "?identifier=user_good").await;
    let steps: Vec<_> = entries.iter().map(|entry| entry["step"].as_str().unwrap()).collect();
    assert_eq!(steps, ["login", "password", "code", "code"]);
    assert_eq!(entries[1]["values"], serde_json::json!({"password": "mfa_sms"}));
    assert_eq!(entries[3]["values"], serde_json::json!({"otp": "123456"}));
    assert_eq!(entries[0]["session"], entries[3]["session"]);
    assert_eq!(entries[0]["theme"], "stepwise");
}

#[tokio::test]
async fn the_index_lists_every_word_persona_and_prompt() {
    let mut browser = Browser::classic().await;
    let request = Request::get("/").body(Body::empty()).unwrap();
    browser.follow(request).await;
    assert_eq!(browser.page.matches("data-word=").count(), script::words::WORDS.len());
    assert_eq!(browser.page.matches("data-persona=").count(), records::persona::PERSONAS.len());
    assert_eq!(browser.page.matches("data-prompt=").count(), script::prompt::NAMES.len());
    browser.shows("mfa_questions_&#60;rounds&#62;_&#60;per_round&#62;");
}
