//! What the pages say: in German, and nastily.

use super::browser::Browser;
use crate::sandbox::{router, script::words::WORDS, speech::theme::Theme};

/// What a reader sees of a page: no tags, and nothing that is not of the page's own language.
fn visible(page: &str) -> String {
    let body = page.split_once("<body>").unwrap().1;
    let parts = body.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text));
    parts.collect::<Vec<_>>().join(" ").to_lowercase()
}

/// Words that English sentences are made of and German ones are not.
const ENGLISH: [&str; 20] = [
    "the", "your", "you", "please", "is", "of", "with", "to", "we", "and", "a", "your", "this", "that", "not", "or",
    "here", "it", "do", "code.",
];

#[track_caller]
fn is_german(browser: &Browser) {
    let text = visible(&browser.page);
    for word in text.split_whitespace() {
        let word = word.trim_matches(|c: char| !c.is_alphabetic());
        assert!(!ENGLISH.contains(&word), "{word} in {text}");
    }
    browser.shows("<html lang=\"de\">");
}

#[tokio::test]
async fn german_pages_have_no_english_left() {
    for word in WORDS.iter().filter(|word| !word.pattern.starts_with("delay")) {
        let mut browser = Browser::at(&router(), Theme::German).await;
        browser.give(word.example).await;
        if !browser.page.contains("data-page=\"login\"") {
            is_german(&browser);
            if browser.page.contains("<form") {
                browser.send(&[]).await;
                is_german(&browser);
            }
        }
    }
}

#[tokio::test]
async fn german_messages_are_german() {
    for (password, answer) in [
        ("mfa_sms+lock_after_3", ("otp", "111111")),
        ("mfa_sms+lock_after_2", ("otp", "111111")),
        ("mfa_sms+expire_code_9", ("action", "resend")),
        ("mfa_push", ("action", "another_way")),
        ("mfa_select+mfa_backup", ("method", "backup")),
        ("mfa_question_choice", ("question", "2")),
        ("terms", ("decision", "decline")),
        ("mfa_phone", ("phone", "x")),
        ("mfa_email_entry", ("email", "x")),
    ] {
        let mut browser = Browser::at(&router(), Theme::German).await;
        browser.give(password).await;
        browser.send(&[answer]).await;
        is_german(&browser);
    }
}

#[tokio::test]
async fn the_german_account_is_german() {
    let mut browser = Browser::at(&router(), Theme::German).await;
    browser.give("pass_good").await;
    for path in ["account", "account/invoices", "account/settings", "contoso"] {
        browser.open(path).await;
        is_german(&browser);
    }
}

#[tokio::test]
async fn the_same_elements_are_on_german_pages() {
    let ids = |page: &str| -> Vec<String> {
        let main = page.split("<aside").next().unwrap();
        main.split(" id=\"").skip(1).map(|rest| rest.split('"').next().unwrap().to_owned()).collect()
    };
    for word in WORDS.iter().filter(|word| !word.pattern.starts_with("delay")) {
        let mut english = Browser::classic().await;
        let mut german = Browser::at(&router(), Theme::German).await;
        english.give(word.example).await;
        german.give(word.example).await;
        assert_eq!(ids(&english.page), ids(&german.page), "{}", word.example);
    }
}

#[tokio::test]
async fn hostile_words_are_text_and_nothing_else() {
    for word in ["mfa_sms", "mfa_select", "mfa_push", "terms", "mfa_image", "details", "mfa_questions_1_2"] {
        let mut browser = Browser::classic().await;
        browser.give(&format!("hostile+{word}")).await;
        browser.send(&[("otp", "111111")]).await;
        browser.shows("&#60;script&#62;alert(&#39;nasty&#39;)&#60;/script&#62;&#60;/title&#62;{{7*7}}");
        browser.shows("\u{202E}");
        browser.shows("\u{1}");
        assert!(!browser.page.contains("<script"), "{word}");
        assert_eq!(browser.page.matches("</title>").count(), 1, "{word}");
    }
}

#[tokio::test]
async fn a_hostile_page_can_be_answered_like_any_other() {
    let mut browser = Browser::classic().await;
    browser.give("hostile+mfa_select").await;
    browser.send(&[("method", "sms")]).await;
    browser.send(&[("otp", "111111")]).await;
    browser.shows("data-code=\"mfa_code_invalid\"");
    browser.send(&[("otp", "123456")]).await;
    browser.is_at("account");
    assert!(!browser.page.contains("nasty"));
}

#[tokio::test]
async fn the_longest_page_has_ten_thousand_options_and_ten_megabytes() {
    let mut browser = Browser::classic().await;
    browser.give("hostile_long+mfa_select").await;
    assert_eq!(browser.page.matches("type=\"radio\"").count(), 10_000);
    browser.send(&[("method", "option_9999")]).await;
    browser.shows("data-code=\"mfa_method_unsupported\"");
    browser.send(&[("method", "sms")]).await;
    assert!(browser.page.len() > 10 * 1024 * 1024);
    browser.send(&[("otp", "123456")]).await;
    browser.is_at("account");
}
