//! A sign-in whose form looks like any other, and that only its script can send.

use std::{
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use axum::{Router, response::Html, routing::get};
use tokio::net::TcpListener;

use crate::support::Story;

const DOOR: &str = "<!DOCTYPE html><h1>Chat</h1>
    <form method=post><label>User <input name=user autocomplete=username></label>
    <label>Password <input type=password name=pass></label><button>Sign in</button></form>
    <script src=/chat.js></script>";
/// In a file of its own, so that the page does not tell what it does.
const SCRIPT: &str = "document.forms[0].onsubmit = async (event) => {
        event.preventDefault();
        const [user, pass] = document.querySelectorAll('input');
        const answer = await fetch('/check', {method: 'POST', body: user.value + ':' + pass.value});
        document.body.innerHTML = await answer.text();
    }";

/// A chat's server: where it is, and how often somebody has sent its form without the script.
async fn chat() -> (SocketAddr, Arc<AtomicUsize>) {
    let unheard = Arc::new(AtomicUsize::new(0));
    let sent = Arc::clone(&unheard);
    let pass_by = async move || {
        sent.fetch_add(1, Ordering::SeqCst);
        Html(DOOR)
    };
    let check = async |said: String| match said.as_str() {
        "user_good:right" => Html("<h1>Your rooms</h1><a href=/out>Sign out</a>"),
        _ => Html("<p>Nobody has this password.</p>"),
    };
    let router = Router::new()
        .route("/", get(async || Html(DOOR)).post(pass_by))
        .route("/chat.js", get(async || ([("content-type", "text/javascript")], SCRIPT)))
        .route("/check", axum::routing::post(check));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(axum::serve(listener, router).into_future());
    (address, unheard)
}

#[tokio::test]
async fn a_form_that_only_a_script_sends_is_asked_for_again_where_scripts_run() {
    let (chat, unheard) = chat().await;
    let mut story = Story::at(&format!("http://{chat}/")).await;
    let again = story.gives("right").await;
    again.asks("credentials");
    assert!(again.words().contains("Please answer again"), "{}", again.words());
    assert_eq!(unheard.load(Ordering::SeqCst), 1);
    story.gives("right").await;
    story.customer.arrive().await.is("done");
    story.installation.backend.sees(&story.link, "COMPLETED").await;
    assert_eq!(unheard.load(Ordering::SeqCst), 1);
}
