//! What happens to a person who signs in, whatever engine drives the source.

use std::net::SocketAddr;

use axum::{Router, response::Html, routing::get};
use tokio::net::TcpListener;
use vestibule::domain::{prompt::refusal::Refusal, source::Engine};

use super::walk::Walk;

/// Who tells each story: an engine, and the theme of the sandbox.
const TELLERS: [(Engine, &str); 4] =
    [(Engine::Http, "classic"), (Engine::Chrome, "classic"), (Engine::Chrome, "app"), (Engine::Auto, "app")];

/// Tells a story by every engine, one after the other.
async fn tell(story: impl AsyncFn(Walk)) {
    for (engine, theme) in TELLERS {
        eprintln!("{engine} tells of {theme}");
        story(Walk::to(engine, theme).await).await;
    }
}

#[tokio::test]
async fn a_right_password_signs_in() {
    tell(async |mut walk| {
        walk.asks("credentials");
        walk.sign_in("pass_good").await;
        walk.is_signed_in();
        assert_eq!(walk.sandbox.received("password").await, ["pass_good"]);
    })
    .await;
}

#[tokio::test]
async fn a_wrong_password_is_asked_for_again() {
    tell(async |mut walk| {
        walk.sign_in("pass_wrong").await;
        let error = walk.asks("credentials").error.clone().unwrap();
        assert_eq!(error.refusal, Refusal::InvalidCredentials);
        walk.sign_in("pass_good").await;
        walk.is_signed_in();
        assert_eq!(walk.sandbox.received("password").await, ["pass_wrong", "pass_good"]);
    })
    .await;
}

#[tokio::test]
async fn a_wrong_code_is_asked_for_again_and_a_right_one_signs_in() {
    tell(async |mut walk| {
        walk.sign_in("pass_good+mfa_sms").await;
        walk.asks("one_time_code");
        walk.fields(&[("code", "111111")]).await;
        assert_eq!(walk.asks("one_time_code").error.as_ref().unwrap().refusal, Refusal::MfaCodeInvalid);
        walk.fields(&[("code", "123456")]).await;
        walk.is_signed_in();
        assert_eq!(walk.sandbox.received("otp").await, ["111111", "123456"]);
    })
    .await;
}

#[tokio::test]
async fn security_questions_are_asked_in_rounds() {
    tell(async |mut walk| {
        walk.sign_in("pass_good+mfa_questions_2_2").await;
        assert_eq!(walk.asks("security_question").fields.len(), 2);
        walk.fields(&[("answer_1", "answer_1_1"), ("answer_2", "answer_1_2")]).await;
        walk.asks("security_question");
        walk.fields(&[("answer_1", "answer_2_1"), ("answer_2", "answer_2_2")]).await;
        walk.is_signed_in();
    })
    .await;
}

#[tokio::test]
async fn the_method_that_was_chosen_is_used() {
    tell(async |mut walk| {
        walk.sign_in("pass_good+mfa_select+mfa_sms").await;
        walk.asks("mfa_method");
        walk.choose("mail").await;
        walk.asks("one_time_code");
        walk.fields(&[("code", "123456")]).await;
        walk.is_signed_in();
    })
    .await;
}

#[tokio::test]
async fn a_refusal_of_the_source_is_told() {
    tell(async |mut walk| {
        walk.sign_in("pass_good+error_source_maintenance").await;
        walk.is_refused(Refusal::SourceMaintenance);
    })
    .await;
}

/// Who tells of sources that are not the sandbox.
const ENGINES: [Engine; 3] = [Engine::Http, Engine::Chrome, Engine::Auto];

/// Where a source answers everything with this page.
async fn source(page: String) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let router = Router::new().fallback(get(async move || Html(page)));
    tokio::spawn(axum::serve(listener, router).into_future());
    address
}

#[tokio::test]
async fn a_source_that_is_down_is_unavailable() {
    let address = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    for engine in ENGINES {
        let error = Walk::before(engine, address).await.begin().await.unwrap_err();
        assert_eq!(error.refusal(), Refusal::SourceUnavailable, "{engine}: {error:?}");
    }
}

#[tokio::test]
async fn a_screen_that_nobody_knows_is_a_changed_source() {
    let page = "<h1>The weather</h1><p>It will rain tomorrow, but only in the north.</p>".to_owned();
    let address = source(page).await;
    for engine in ENGINES {
        let mut walk = Walk::before(engine, address).await;
        walk.begin().await.unwrap();
        walk.is_refused(Refusal::SourceChanged);
    }
}

#[tokio::test]
async fn a_hostile_page_is_read_within_bounds_or_not_at_all() {
    let deep = "<div>".repeat(20_000);
    let options = "<option>".repeat(10_000);
    let label = "x".repeat(10_000_000);
    let script = "<script>let at = document.body; for (let n = 0; n < 5000; n++) at = at.appendChild(document.createElement('b'));\
                  Element.prototype.getAttributeNames = () => { throw 0 }; Array.prototype.push = () => { throw 0 }</script>";
    let clobbers =
        "<form><input name=attributes><input name=childNodes><input name=nodeType><input name=parentNode></form>";
    for page in
        [format!("{clobbers}{script}<select>{options}</select><label>{label}</label>"), format!("{deep}{clobbers}")]
    {
        let address = source(page).await;
        for engine in ENGINES {
            let mut walk = Walk::before(engine, address).await;
            walk.begin().await.unwrap();
            walk.is_refused(Refusal::SourceChanged);
        }
    }
}
