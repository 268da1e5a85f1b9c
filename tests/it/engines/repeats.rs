//! Pages whose address holds what was given: the source is not asked for it again.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use axum::{Router, response::Html, routing::get};
use serde_json::json;
use tokio::net::TcpListener;
use vestibule::domain::source::Engine;

use super::walk::Walk;

const WHO: &str = "<form action=/wait><label>User name <input name=user autocomplete=username></label>
    <button>Next</button></form>";
const WAIT: &str = "<p id=wait>Approve the sign-in in your app.</p>";

/// A walk to the page that waits at a source, which counts how often it is asked for that.
async fn waiting(engine: Engine, page: &'static str) -> (Walk, Arc<AtomicUsize>) {
    let asked = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&asked);
    let wait = async move || {
        counted.fetch_add(1, Ordering::SeqCst);
        Html(page)
    };
    let router = Router::new().route("/", get(async || Html(WHO))).route("/wait", get(wait));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(axum::serve(listener, router).into_future());
    let recipe = json!({
        "signed_in": {"all": ["#in"]},
        "screens": [
            {"name": "who", "when": {"all": ["[name=user]"]}, "ask": "identifier",
             "fields": {"identifier": "[name=user]"}, "submit": "button"},
            {"name": "wait", "when": {"all": ["#wait"]}, "ask": "push_approval", "poll": 5},
        ],
    });
    let mut walk = Walk::at_known(engine, address, serde_json::from_value(recipe).unwrap()).await;
    walk.begin().await.unwrap();
    walk.asks("identifier");
    walk.fields(&[("identifier", "eve")]).await;
    walk.asks("push_approval");
    (walk, asked)
}

#[tokio::test]
async fn a_page_that_waits_is_not_asked_for_again_where_that_would_repeat_an_answer() {
    for engine in [Engine::Http, Engine::Chrome] {
        let (mut walk, asked) = waiting(engine, WAIT).await;
        for _ in 0..2 {
            walk.reloads().await;
            walk.asks("push_approval");
        }
        assert_eq!(asked.load(Ordering::SeqCst), 1, "{engine:?}");
    }
}

#[tokio::test]
async fn a_page_that_says_that_it_is_to_be_loaded_again_is() {
    const AGAIN: &str = "<meta http-equiv=Refresh content=600><p id=wait>Approve the sign-in in your app.</p>";
    for engine in [Engine::Http, Engine::Chrome] {
        let (mut walk, asked) = waiting(engine, AGAIN).await;
        walk.reloads().await;
        walk.asks("push_approval");
        assert_eq!(asked.load(Ordering::SeqCst), 2, "{engine:?}");
    }
}

#[tokio::test]
async fn a_page_that_goes_on_in_a_browser_is_not_asked_for_again() {
    const SCRIPTED: &str = "<div id=root></div><noscript>You need to enable JavaScript to run this app.</noscript>
        <script>root.innerHTML = '<p id=wait>Approve the sign-in in your app.</p>'</script>";
    let (walk, asked) = waiting(Engine::Auto, SCRIPTED).await;
    assert!(walk.page.is_alive());
    assert_eq!(asked.load(Ordering::SeqCst), 1);
}
