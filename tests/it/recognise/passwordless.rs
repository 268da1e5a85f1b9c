//! Sources that let people in without a password: by a code, or by a link that is opened elsewhere.

use std::{
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use axum::{
    Form, Router,
    extract::State,
    response::{Html, IntoResponse, Redirect, Response},
    routing::{get, post},
};
use serde::Deserialize;
use tokio::net::TcpListener;

use crate::support::{Page, Story};

const DOOR: &str =
    "<h1>Log in</h1><form method=post><label>Email <input type=email name=mail autocomplete=username></label>
    <button>Continue</button></form>";
const CODE: &str = "<h1>Check your email</h1><p>We sent you a code.</p><form method=post action=/code>
    <label>Code <input name=code autocomplete=one-time-code></label><button>Continue</button></form>";
const SENT: &str = "<h1>Check your email</h1><p>Click the link in the email to log in.</p>";
const HOME: &str = "<h1>Your orders</h1><p>Nothing yet.</p><a href=/profile>My profile</a> <a href=/logout>Log out</a>";

#[derive(Deserialize)]
struct Typed {
    code: String,
}

async fn try_code(Form(Typed { code }): Form<Typed>) -> Response {
    match code.as_str() {
        "123456" => Redirect::to("/orders").into_response(),
        _ => Html(CODE.replace("<form", "<p class=error role=alert>Wrong code.</p><form")).into_response(),
    }
}

/// The page that waits for the link to be opened.
async fn sent(State(is_opened): State<Arc<AtomicBool>>) -> Response {
    if is_opened.load(Ordering::SeqCst) { Redirect::to("/orders").into_response() } else { Html(SENT).into_response() }
}

/// A shop that leads from its door to one of these pages; where it is, and whether its link was opened.
async fn shop(next: &'static str) -> (SocketAddr, Arc<AtomicBool>) {
    let is_opened = Arc::new(AtomicBool::new(false));
    let router = Router::new()
        .route("/login", get(async || Html(DOOR)).post(async move || Redirect::to(next)))
        .route("/code", get(async || Html(CODE)))
        .route("/code", post(try_code))
        .route("/sent", get(sent))
        .route("/orders", get(async || Html(HOME)))
        .with_state(Arc::clone(&is_opened));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(axum::serve(listener, router).into_future());
    (address, is_opened)
}

/// The page after the address was given there.
async fn after_mail(shop: SocketAddr) -> (Story, Page) {
    let mut story = Story::at(&format!("http://{shop}/login")).await;
    story.page().asks("identifier");
    let page = story.customer.answer(&[("identifier", "anna@home.example")]).await.clone();
    (story, page)
}

#[tokio::test]
async fn a_code_lets_in_whoever_was_asked_for_no_password() {
    let (mut story, page) = after_mail(shop("/code").await.0).await;
    page.asks("one_time_code");
    story.customer.answer(&[("code", "111111")]).await.asks("one_time_code");
    story.customer.answer(&[("code", "123456")]).await;
    story.installation.backend.sees_through(&story.link, "COMPLETED").await;
}

#[tokio::test]
async fn a_link_that_is_opened_elsewhere_lets_in_whoever_waits_for_it() {
    let (shop, is_opened) = shop("/sent").await;
    let (story, page) = after_mail(shop).await;
    page.asks("magic_link");
    is_opened.store(true, Ordering::SeqCst);
    story.installation.backend.sees_through(&story.link, "COMPLETED").await;
}
