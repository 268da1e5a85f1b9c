//! What cannot be taken, and what never gets out.

use serde_json::json;
use time::Duration;

use super::person::{PASSWORD, Person, app};
use crate::support::{Ask, Installation};

/// A code that is not the one that was mailed.
fn wrong(code: &str) -> String {
    format!("{:06}", (code.parse::<u32>().unwrap() + 1) % 1_000_000)
}

#[tokio::test]
async fn five_wrong_tries_end_a_code_and_another_helps() {
    let installation = Installation::open().await;
    let app = app(&installation, json!({})).await;
    let mut anna = Person::new(&installation, &app);
    anna.promotes(&app.sign_up().await).await;
    anna.browser.submit(&[("email", "anna@example.com")]).await.is("verify");
    let code = anna.mailbox.code("anna@example.com").await;
    for _ in 0..5 {
        let page = anna.browser.submit(&[("code", &wrong(&code))]).await;
        page.is("verify");
        assert_eq!(page.status, 422);
    }
    anna.browser.submit(&[("code", &code)]).await.is("verify");
    // Another one is not mailed at once.
    anna.browser.press("action", "resend").await.is("verify");
    assert_eq!(anna.mailbox.mails("anna@example.com").len(), 1);
    installation.clock.advance(Duration::seconds(61));
    anna.browser.press("action", "resend").await.is("verify");
    let second = anna.mailbox.code("anna@example.com").await;
    anna.browser.submit(&[("code", &second)]).await.is("password");
}

#[tokio::test]
async fn a_code_is_good_for_ten_minutes() {
    let installation = Installation::open().await;
    let app = app(&installation, json!({})).await;
    let mut anna = Person::new(&installation, &app);
    anna.promotes(&app.sign_up().await).await;
    anna.browser.submit(&[("email", "anna@example.com")]).await.is("verify");
    let code = anna.mailbox.code("anna@example.com").await;
    installation.clock.advance(Duration::minutes(11));
    anna.browser.submit(&[("code", &code)]).await.is("verify");
    assert_eq!(anna.browser.page().status, 422);
}

#[tokio::test]
async fn what_cannot_be_taken_is_said_beside_its_field() {
    let installation = Installation::open().await;
    let app = app(&installation, json!({})).await;
    let mut anna = Person::new(&installation, &app);
    anna.promotes(&app.sign_up().await).await;
    for email in ["", "anna", "anna@example", "a b@example.com", "anna@example.com\r\nBcc: b@example.com"] {
        let page = anna.browser.submit(&[("email", email)]).await;
        page.is("promote");
        assert_eq!((page.status, page.texts("[role=alert]").len()), (422, 1), "{email}");
        assert_eq!(page.attributes("#email", "aria-describedby"), ["email-error"]);
    }
    anna.shows_address("anna@example.com").await.is("password");
    for password in ["", "short", "password1", "anna@example.com"] {
        let page = anna.browser.submit(&[("password", password)]).await;
        page.is("password");
        assert_eq!((page.status, page.texts("#password-error").len()), (422, 1), "{password}");
        assert!(password.is_empty() || !page.body.contains(&format!("value=\"{password}\"")) || password.contains('@'));
    }
    assert_eq!(installation.rows().await["authenticators"], 0);
}

#[tokio::test]
async fn a_form_of_another_site_or_without_its_token_changes_nothing() {
    let installation = Installation::open().await;
    let app = app(&installation, json!({})).await;
    let mut anna = Person::new(&installation, &app);
    anna.promotes(&app.sign_up().await).await;
    let url = anna.browser.page().url.clone();
    let fields = |csrf: &str| {
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        vec![pair("csrf", csrf), pair("email", "anna@example.com"), pair("action", "submit")]
    };
    for csrf in ["", "x", "c2FtcGxl"] {
        anna.browser.post(url.path(), &fields(csrf)).await.is("promote");
    }
    let csrf = anna.browser.page().prompt().hidden("csrf").to_owned();
    let forged = anna.browser.form_request(url.path(), &fields(&csrf)).header("sec-fetch-site", "cross-site");
    // The header stands twice now, and the first that is not ours is enough.
    let status = forged.reply().await.status;
    assert!(status == 303 || status == 403, "{status}");
    assert_eq!(installation.rows().await["letters"], 0);
}

#[tokio::test]
async fn nothing_secret_is_in_the_database_or_in_an_address() {
    let installation = Installation::open().await;
    let app = app(&installation, json!({})).await;
    let mut anna = Person::new(&installation, &app);
    anna.promotes(&app.sign_up().await).await;
    anna.browser.submit(&[("email", "anna@example.com")]).await.is("verify");
    let code = anna.mailbox.code("anna@example.com").await;
    anna.browser.submit(&[("code", &code)]).await.is("password");
    anna.browser.submit(&[("password", PASSWORD)]).await;
    let given = anna.told("code").unwrap();
    let dump = installation.database.dump(installation.folder.path()).await;
    let files = ["vestibule.db", "vestibule.db-wal"].map(|name| std::fs::read(installation.folder.path().join(name)));
    let files: Vec<u8> = files.into_iter().flatten().flatten().collect();
    for secret in [PASSWORD, given.as_str(), &format!("\"{code}\"")] {
        let is_in_files = files.windows(secret.len()).any(|window| window == secret.as_bytes());
        assert!(!dump.contains(secret) && !is_in_files, "{secret}");
    }
}
