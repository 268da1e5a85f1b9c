//! Buttons that show what is typed beside a password: they are never pressed, and never send.

use std::{
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use axum::{
    Form, Router,
    response::Html,
    routing::{get, post},
};
use tokio::net::TcpListener;
use vestibule::domain::source::Engine;

use crate::engines::walk::Walk;

/// Eyes of many makes. Those that send say so to the server, as any other button of a form does.
const EYES: [&str; 6] = [
    "<button type=button aria-label='Show password' onclick='look()'><svg></svg></button>",
    "<button type=button class=eye aria-pressed=false onclick='look()'><i></i></button>",
    "<button name=eye value=1 onclick='look(); return false'>Anzeigen</button>",
    "<input type=image name=eye src=/eye.png alt='Mostrar contraseña' onclick='look(); return false'>",
    "<span role=button tabindex=0 onclick='look()'>Näytä</span>",
    "<a href='#' onclick='look(); return false'>Afficher le mot de passe</a>",
];

fn door(eye: &str, complaint: &str) -> Html<String> {
    Html(format!(
        "<!DOCTYPE html><h1>Sign in</h1>{complaint}<form method=post action=/in>
         <label>User <input name=user autocomplete=username></label>
         <label for=pass>Password</label><input type=password name=pass id=pass>{eye}
         <button>Sign in</button></form>
         <script>function look() {{ fetch('/looked', {{method: 'POST'}}); pass.type = 'text' }}</script>"
    ))
}

/// A site with one of the eyes; counts how often it was pressed.
async fn site(eye: &'static str, pressed: &Arc<AtomicUsize>) -> SocketAddr {
    let (by_form, by_script) = (Arc::clone(pressed), Arc::clone(pressed));
    let enter = async move |Form(sent): Form<Vec<(String, String)>>| {
        by_form.fetch_add(sent.iter().filter(|(name, _)| name.starts_with("eye")).count(), Ordering::SeqCst);
        if sent.contains(&("pass".to_owned(), "right".to_owned())) {
            Html("<title>Account</title><h1>Your account</h1><a href=/out>Sign out</a>".to_owned())
        } else {
            door(eye, "<p class=error role=alert>Wrong password.</p>")
        }
    };
    let router = Router::new()
        .route("/", get(async || door(eye, "")))
        .route("/in", post(enter))
        .route("/looked", post(async move || by_script.fetch_add(1, Ordering::SeqCst).to_string()));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(axum::serve(listener, router).into_future());
    address
}

async fn passes_by(engine: Engine) {
    let pressed = Arc::new(AtomicUsize::new(0));
    for eye in EYES {
        let mut walk = Walk::at_unknown(engine, site(eye, &pressed).await).await;
        walk.begin().await.unwrap();
        walk.asks("credentials");
        walk.sign_in("wrong").await;
        assert!(walk.asks("credentials").error.is_some(), "{eye}");
        walk.sign_in("right").await;
        walk.is_signed_in();
        assert_eq!(pressed.load(Ordering::SeqCst), 0, "{eye}");
    }
}

#[tokio::test]
async fn a_button_that_shows_the_password_is_not_sent_with_a_form() {
    passes_by(Engine::Http).await;
}

#[tokio::test]
async fn a_button_that_shows_the_password_is_not_pressed_in_a_browser() {
    passes_by(Engine::Chrome).await;
}
