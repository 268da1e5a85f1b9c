//! A source that says nothing to whoever is inside: it is asked again at its door.

use std::net::SocketAddr;

use axum::{
    Form, Router,
    http::{HeaderMap, header::SET_COOKIE},
    response::{Html, IntoResponse, Redirect, Response},
    routing::get,
};
use serde::Deserialize;
use tokio::net::TcpListener;

use crate::support::{Page, Story};

const DOOR: &str = "<h1>Editor</h1><form method=post><label>Password <input type=password name=pass></label>
    <button>Log in</button></form>";

#[derive(Deserialize)]
struct Typed {
    pass: String,
}

fn is_inside(headers: &HeaderMap) -> bool {
    headers.get("cookie").is_some_and(|cookie| cookie.as_bytes().ends_with(b"in=1"))
}

/// Whoever is inside is led past the door.
async fn door(headers: HeaderMap) -> Response {
    if is_inside(&headers) { Redirect::to("/").into_response() } else { Html(DOOR).into_response() }
}

/// Whoever is not has to rest, and is told as little.
async fn enter(Form(Typed { pass }): Form<Typed>) -> Response {
    match pass.as_str() {
        "right" => ([(SET_COOKIE, "in=1; Path=/")], Redirect::to("/")).into_response(),
        _ => Redirect::to("/rest").into_response(),
    }
}

/// An editor's server; where it is.
async fn editor() -> SocketAddr {
    let router = Router::new()
        .route("/login", get(door).post(enter))
        .route("/", get(async || Html("<h1>The server is running.</h1>")))
        .route("/rest", get(async || Html("<h1>The server is resting.</h1>")));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(axum::serve(listener, router).into_future());
    address
}

/// The page after a password was given there.
async fn after(password: &str) -> (Story, Page) {
    let mut story = Story::at(&format!("http://{}/login", editor().await)).await;
    story.page().asks("password");
    let page = story.customer.answer(&[("password", password)]).await.clone();
    (story, page)
}

#[tokio::test]
async fn whoever_is_led_past_the_door_is_inside_though_the_page_does_not_say_so() {
    let (story, _) = after("right").await;
    story.installation.backend.sees_through(&story.link, "COMPLETED").await;
}

#[tokio::test]
async fn whoever_is_asked_for_the_password_again_is_not_inside() {
    let (story, page) = after("wrong").await;
    page.tells("source_changed");
    assert_eq!(story.timeline().await, "CREATED ACCESSED AUTHENTICATING FAILED:source_changed");
}
