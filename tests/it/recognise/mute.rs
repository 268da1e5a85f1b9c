//! Sources that say nothing when a password is wrong: they show their sign-in once more.

use std::net::SocketAddr;

use axum::{
    Form, Router,
    http::{HeaderMap, header::SET_COOKIE},
    response::{Html, IntoResponse, Redirect, Response},
    routing::{get, post},
};
use serde::Deserialize;
use tokio::net::TcpListener;

use crate::support::Story;

/// A box for notes that everybody sees, with a sign-in beside it that asks for nothing but a password.
const NOTES: &str = "<nav><form method=post action=/+login><input type=password name=token placeholder=Passwort>
    <button>Anmelden</button></form></nav>
    <main><form method=post action=/+notes><textarea name=text placeholder='Notiz'></textarea>
    <button>Speichern</button></form></main>";
/// A form that is sent as it is, below scripts that have other things to do.
const SCRIPTS: &str = "<script>document.title = 'Cahier'</script>";
/// A button that a script keeps from sending anything.
const DEAF: &str = "<form method=post action=/+login><label>Mot de passe <input type=password name=token></label>
    <button>Entrer</button></form><script>document.forms[0].onsubmit = () => false</script>";
const INSIDE: &str = "<h1>Toutes les notes</h1><form method=post action=/+logout><button>Log out</button></form>";

#[derive(Deserialize)]
struct Typed {
    token: String,
}

/// A server whose sign-in page is this one; where it is.
async fn notebook(door: String) -> SocketAddr {
    let page = async move |headers: HeaderMap| -> Response {
        let is_inside = headers.get("cookie").is_some_and(|cookie| cookie.as_bytes().ends_with(b"in=1"));
        Html(if is_inside { INSIDE.to_owned() } else { door }).into_response()
    };
    let enter = async |Form(Typed { token }): Form<Typed>| match token.as_str() {
        "right" => ([(SET_COOKIE, "in=1; Path=/")], Redirect::to("/")).into_response(),
        _ => Redirect::to("/").into_response(),
    };
    let router = Router::new().route("/", get(page)).route("/+login", post(enter));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(axum::serve(listener, router).into_future());
    address
}

/// A customer at the sign-in of such a server.
async fn arrive(door: &str) -> Story {
    let story = Story::at(&format!("http://{}/", notebook(door.to_owned()).await)).await;
    story.page().asks("password");
    story
}

/// What the customer is told after this password: the refusal, or that the answer may be lost.
async fn told(story: &mut Story, password: &str) -> String {
    let page = story.customer.answer(&[("password", password)]).await;
    page.asks("password");
    if page.words().contains("Please answer again") { "lost".to_owned() } else { page.refusal() }
}

#[tokio::test]
async fn a_sign_in_without_scripts_that_is_shown_once_more_has_refused_the_password() {
    let mut story = arrive(NOTES).await;
    assert_eq!(told(&mut story, "wrong").await, "invalid_credentials");
    story.customer.answer(&[("password", "right")]).await;
    story.installation.backend.sees_through(&story.link, "COMPLETED").await;
}

#[tokio::test]
async fn where_scripts_run_it_has_refused_the_password_as_well() {
    let mut story = arrive(&format!("{NOTES}{SCRIPTS}")).await;
    assert_eq!(told(&mut story, "wrong").await, "lost");
    assert_eq!(told(&mut story, "wrong too").await, "invalid_credentials");
    story.customer.answer(&[("password", "right")]).await;
    story.installation.backend.sees_through(&story.link, "COMPLETED").await;
}

#[tokio::test]
async fn a_page_that_sends_nothing_has_refused_nothing() {
    let mut story = arrive(DEAF).await;
    assert_eq!(told(&mut story, "wrong").await, "lost");
    assert_eq!(told(&mut story, "right").await, "lost");
}
