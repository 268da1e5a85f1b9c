//! A guest becomes a regular user.

use serde_json::json;
use time::Duration;

use super::person::{PASSWORD, Person, app, events};
use crate::{identity::actors::claims, support::Installation};

#[tokio::test]
async fn a_guest_becomes_a_regular_user_and_stays_who_they_were() {
    let installation = Installation::open().await;
    let app = app(&installation, json!({})).await;
    let mut anna = Person::new(&installation, &app);
    let guest = app.sign_up().await;
    let (sub, is_anonymous, _) = anna.userinfo(&guest).await;
    assert!(is_anonymous);
    anna.promotes(&guest).await.is("promote");
    assert!(!anna.browser.page().url.as_str().contains("promotion"), "{}", anna.browser.page().url);
    let tokens = anna.makes_account("Anna@example.com").await;
    assert_eq!(anna.userinfo(&tokens).await, (sub.clone(), false, "Anna@example.com".to_owned()));
    let refreshed = app.refresh(&tokens.refresh).await.expect(200);
    let told = [app.userinfo(&tokens.access).await.expect(200), claims(refreshed["id_token"].as_str().unwrap())];
    for flags in told {
        let flag = |name: &str| flags[format!("https://authgear.com/claims/user/{name}")] == true;
        assert!(!flag("is_anonymous") && flag("is_verified") && flag("can_reauthenticate"), "{flags}");
    }
    let promoted = events(&installation, "user.anonymous.promoted").await;
    assert_eq!((promoted.len(), events(&installation, "user.created").await.len()), (1, 1));
    let data = &promoted[0]["data"];
    assert_eq!((&data["user_id"], &data["object"]["anonymous_user_id"]), (&json!(sub), &json!(sub)));
    assert_eq!(data["object"]["identities"], json!([{"kind": "email"}]));
    // Nothing of the guest is left but the sub; the guest's own session ends soon.
    let rows = installation.rows().await;
    assert_eq!((rows["users"], rows["identities"], rows["authenticators"]), (1, 1, 1));
    app.refresh(&guest.refresh).await.expect(200);
    installation.clock.advance(Duration::seconds(61));
    assert_eq!(app.refresh(&guest.refresh).await.expect(400)["error"], "invalid_grant");
    // And comes back in any browser.
    let mut elsewhere = Person::new(&installation, &app);
    elsewhere.authorize(&[]).await.is("signin");
    elsewhere.browser.submit(&[("email", "anna@EXAMPLE.com"), ("password", PASSWORD)]).await;
    let tokens = elsewhere.arrives().await;
    assert_eq!(elsewhere.userinfo(&tokens).await.0, sub);
}

#[tokio::test]
async fn an_address_of_somebody_else_leaves_a_guest_a_guest() {
    let installation = Installation::open().await;
    let app = app(&installation, json!({})).await;
    let mut owner = Person::new(&installation, &app);
    owner.promotes(&app.sign_up().await).await;
    owner.makes_account("anna@example.com").await;
    let guest = app.sign_up().await;
    let mut other = Person::new(&installation, &app);
    let (sub, ..) = other.userinfo(&guest).await;
    other.promotes(&guest).await;
    // Until the code is typed, it looks as with an address that nobody has.
    let code = {
        other.browser.submit(&[("email", "anna@example.com")]).await.is("verify");
        owner.mailbox.code("anna@example.com").await
    };
    other.browser.submit(&[("code", &code)]).await.is("conflict");
    assert!(!other.browser.page().offers("action", "login"));
    assert_eq!(other.userinfo(&guest).await, (sub.clone(), true, String::new()));
    // Another address is free.
    other.browser.press("action", "back").await.is("promote");
    let tokens = other.makes_account("berta@example.com").await;
    assert_eq!(other.userinfo(&tokens).await, (sub, false, "berta@example.com".to_owned()));
}

#[tokio::test]
async fn where_the_pool_says_so_a_guest_signs_in_as_the_owner_of_the_address() {
    let installation = Installation::open().await;
    let app = app(&installation, json!({"promotion_conflict": "login"})).await;
    let mut owner = Person::new(&installation, &app);
    owner.promotes(&app.sign_up().await).await;
    let tokens = owner.makes_account("anna@example.com").await;
    let (owner_sub, ..) = owner.userinfo(&tokens).await;
    let guest = app.sign_up().await;
    let (guest_sub, ..) = owner.userinfo(&guest).await;
    owner.promotes(&guest).await;
    owner.shows_address("anna@example.com").await.is("conflict");
    owner.browser.press("action", "login").await.is("signin");
    owner.browser.submit(&[("password", "wrong and long enough")]).await.is("signin");
    assert_eq!(owner.userinfo(&guest).await, (guest_sub.clone(), true, String::new()));
    owner.browser.submit(&[("password", PASSWORD)]).await;
    let tokens = owner.arrives().await;
    assert_eq!(owner.userinfo(&tokens).await.0, owner_sub);
    assert_eq!(app.userinfo(&guest.access).await.status, 401);
    let promoted = events(&installation, "user.anonymous.promoted").await;
    let data = &promoted[0]["data"];
    assert_eq!((&data["user_id"], &data["object"]["anonymous_user_id"]), (&json!(owner_sub), &json!(guest_sub)));
    let merged = events(&installation, "user.merged").await;
    let data = &merged[0]["data"];
    assert_eq!((merged.len(), &data["user_id"]), (1, &json!(guest_sub)));
    assert_eq!(data["object"]["merged_into"], json!(owner_sub));
}

#[tokio::test]
async fn a_promotion_code_that_was_used_or_is_too_old_changes_nothing() {
    let installation = Installation::open().await;
    let app = app(&installation, json!({})).await;
    let mut anna = Person::new(&installation, &app);
    let guest = app.sign_up().await;
    let hint = anna.hint(&guest).await;
    let request = [("prompt", "login"), ("login_hint", hint.as_str())];
    // Two windows with one code: the first that ends has used it.
    let mut late = Person::new(&installation, &app);
    late.authorize(&request).await.is("promote");
    late.shows_address("berta@example.com").await.is("password");
    anna.authorize(&request).await.is("promote");
    let tokens = anna.makes_account("anna@example.com").await;
    let rows = installation.rows().await;
    late.browser.submit(&[("password", PASSWORD)]).await.is("id-trouble");
    assert_eq!((late.browser.page().status, installation.rows().await), (410, rows));
    assert_eq!(anna.userinfo(&tokens).await.2, "anna@example.com");
    anna.authorize(&request).await;
    assert_eq!(anna.told("error").as_deref(), Some("invalid_request"));
    let guest = app.sign_up().await;
    let hint = anna.hint(&guest).await;
    installation.clock.advance(Duration::minutes(6));
    anna.authorize(&[("prompt", "login"), ("login_hint", &hint)]).await;
    assert_eq!(anna.told("error").as_deref(), Some("invalid_request"));
    assert_eq!(events(&installation, "user.anonymous.promoted").await.len(), 1);
}

#[tokio::test]
async fn back_and_a_second_tab_lead_to_where_the_sign_in_is() {
    let installation = Installation::open().await;
    let app = app(&installation, json!({})).await;
    let mut anna = Person::new(&installation, &app);
    let guest = app.sign_up().await;
    anna.promotes(&guest).await.is("promote");
    let first = anna.browser.page().url.to_string();
    let mut tab = anna.browser.tab();
    anna.shows_address("anna@example.com").await.is("password");
    // The page before, and what it sends, change nothing any more.
    let stale = tab.page().form("action", "submit");
    let fields = stale.filled(&[("email", "berta@example.com")]);
    tab.post(&stale.action, &[fields, vec![("action".to_owned(), "submit".to_owned())]].concat()).await.is("password");
    tab.open(&first).await.is("password");
    assert!(anna.mailbox.mails("berta@example.com").is_empty());
    // Another browser learns nothing.
    let mut stranger = tab.without_cookies();
    stranger.open(&first).await.is("id-trouble");
    // Whoever lost the way back gets it once more, until the application has used it.
    anna.browser.submit(&[("password", PASSWORD)]).await;
    let code = anna.told("code");
    tab.open(&first).await;
    anna.browser.open(&first).await;
    assert_eq!(anna.told("code"), code);
    let tokens = anna.arrives().await;
    anna.browser.open(&first).await.is("id-done");
    assert!(!anna.userinfo(&tokens).await.1);
}

#[tokio::test]
async fn whoever_stops_goes_back_to_the_application_and_stays_a_guest() {
    let installation = Installation::open().await;
    let app = app(&installation, json!({})).await;
    let mut anna = Person::new(&installation, &app);
    let guest = app.sign_up().await;
    anna.promotes(&guest).await.is("promote");
    anna.browser.press("action", "cancel").await;
    assert_eq!((anna.told("error").as_deref(), anna.told("code")), (Some("access_denied"), None));
    assert!(anna.userinfo(&guest).await.1);
}
