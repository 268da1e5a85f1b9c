//! Signing out, and requests that a browser cannot be sent back from.

use reqwest::{Method, header::ACCEPT};
use serde_json::json;

use super::person::{Person, app, events};
use crate::support::{Ask, Installation, client};

#[tokio::test]
async fn without_a_hint_the_person_is_asked_before_anybody_is_signed_out() {
    let installation = Installation::open().await;
    let app = app(&installation, json!({})).await;
    let bye = json!({"post_logout_uris": [installation.url("/callback")]});
    installation
        .backend
        .send(Method::PATCH, &format!("/v1/sdk-clients/{}", app.client_id), Some(bye.to_string()))
        .await
        .expect(200);
    let mut anna = Person::new(&installation, &app);
    anna.authorize(&[("prompt", "create")]).await;
    let tokens = anna.makes_account("anna@example.com").await;
    let end_session = format!("{}/oauth2/end_session", app.issuer());
    anna.browser.open(&end_session).await.is("signout");
    app.sub(&tokens).await;
    let back = installation.url("/callback");
    let asked =
        |uri: &str| format!("{end_session}?client_id={}&post_logout_redirect_uri={uri}&state=s1", app.client_id);
    anna.browser.open(&asked(&back)).await.is("signout");
    let mut tab = anna.browser.tab();
    anna.browser.press("action", "sign_out").await;
    assert_eq!(anna.told("state").as_deref(), Some("s1"));
    assert_eq!(app.userinfo(&tokens.access).await.status, 401);
    assert_eq!(events(&installation, "session.revoked").await.len(), 1);
    // A second tab, and an address that is not registered, end where the person reads that it is done.
    tab.press("action", "sign_out").await;
    assert_eq!(tab.page().url.path(), "/callback");
    anna.browser.open(&asked("https://evil.example/")).await.is("signed-out");
}

#[tokio::test]
async fn a_hint_signs_nobody_else_out_of_the_browser() {
    let installation = Installation::open().await;
    let app = app(&installation, json!({})).await;
    let mut anna = Person::new(&installation, &app);
    anna.authorize(&[("prompt", "create")]).await;
    anna.shows_address("anna@example.com").await;
    anna.browser.submit(&[("password", super::person::PASSWORD)]).await;
    let hint = anna.redeem().await.expect(200)["id_token"].as_str().unwrap().to_owned();
    let mut berta = Person::new(&installation, &app);
    berta.authorize(&[("prompt", "create")]).await;
    berta.makes_account("berta@example.com").await;
    berta.browser.open(&format!("{}/oauth2/end_session?id_token_hint={hint}", app.issuer())).await.is("signed-out");
    berta.opens("settings").await.is("account");
    anna.browser.open(&format!("{}/oauth2/end_session?id_token_hint={hint}", app.issuer())).await.is("signed-out");
    anna.opens("settings").await.is("signin");
}

#[tokio::test]
async fn a_browser_reads_a_page_where_it_cannot_be_sent_back_and_a_program_reads_an_error() {
    let installation = Installation::open().await;
    let app = app(&installation, json!({})).await;
    let anna = Person::new(&installation, &app);
    let usual = anna.authorize_url(&[]);
    let callback = url::form_urlencoded::byte_serialize(installation.url("/callback").as_bytes()).collect::<String>();
    let bad = [
        usual.replace(&app.client_id, "cli_00000000000000000000000000"),
        usual.replace(&app.client_id, "<script>"),
        usual.replace(&callback, "https%3A%2F%2Fevil.example%2F"),
        format!("{}/oauth2/authorize", app.issuer()),
        format!(
            "{}/oauth2/authorize?client_id={}&request_uri=urn:ietf:params:oauth:request_uri:x",
            app.issuer(),
            app.client_id
        ),
    ];
    for url in bad {
        let page = client().get(&url).header(ACCEPT, "text/html,application/xhtml+xml").reply().await;
        assert_eq!(page.status, 400, "{url}");
        assert!(page.headers.get("location").is_none());
        let text = page.text;
        assert!(text.contains("data-page=\"id-trouble\"") && !text.contains("<script>"), "{url}");
        let told = client().get(&url).reply().await;
        assert!((400..500).contains(&told.status) && told.text.starts_with('{'), "{url}");
    }
}
