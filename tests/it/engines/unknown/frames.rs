//! A sign-in in a frame that another host of the source serves.

use std::net::SocketAddr;

use axum::{
    Form, Router,
    response::Html,
    routing::{get, post},
};
use tokio::net::TcpListener;
use vestibule::domain::{prompt::refusal::Refusal, source::Engine};

use crate::engines::walk::Walk;

const INSIDE: &str = "<!DOCTYPE html><title>Konto</title><h1>Mitt konto</h1><p>Saldo 12,00</p><a href=/ut>Logga ut</a>";

async fn serve(router: Router) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(axum::serve(listener, router).into_future());
    address
}

fn form(complaint: &str) -> Html<String> {
    Html(format!(
        "<!DOCTYPE html><html lang=sv>{complaint}<form method=post action=/in>
         <label>Användarnamn <input name=namn autocomplete=username></label>
         <label>Lösenord <input type=password name=ord></label><button>Logga in</button></form>"
    ))
}

/// The host of the sign-in, which has a name of its own.
async fn sign_in() -> String {
    let check = async |Form(sent): Form<Vec<(String, String)>>| {
        if sent.contains(&("ord".to_owned(), "right".to_owned())) {
            return Html("<!DOCTYPE html><p>Klart</p><script>parent.postMessage('in', '*')</script>".to_owned());
        }
        form("<p class=error role=alert>Fel lösenord.</p>")
    };
    let router = Router::new().route("/", get(async || form(""))).route("/in", post(check));
    format!("localhost:{}", serve(router).await.port())
}

/// The source's first page, which shows the sign-in in a frame and goes on once it says so.
async fn shop(sign_in: &str) -> SocketAddr {
    let page = format!(
        "<!DOCTYPE html><html lang=sv><h1>Välkommen</h1><iframe src='http://{sign_in}/' width=500 height=300></iframe>
         <script>onmessage = () => location.href = '/konto'</script>"
    );
    let router = Router::new().route("/", get(async move || Html(page))).route("/konto", get(async || Html(INSIDE)));
    serve(router).await
}

#[tokio::test]
async fn a_form_in_a_frame_of_another_host_of_the_source_is_read_and_answered() {
    let sign_in = sign_in().await;
    let shop = shop(&sign_in).await;
    for engine in [Engine::Chrome, Engine::Auto] {
        let mut walk = Walk::at_unknown_of(engine, shop, &[shop.to_string(), sign_in.clone()]).await;
        walk.begin().await.unwrap();
        walk.asks("credentials");
        walk.sign_in("wrong").await;
        assert!(walk.asks("credentials").error.is_some());
        walk.sign_in("right").await;
        walk.is_signed_in();
    }
}

#[tokio::test]
async fn a_frame_of_a_host_that_is_not_the_sources_is_not_read() {
    let shop = shop(&sign_in().await).await;
    let mut walk = Walk::at_unknown_of(Engine::Chrome, shop, &[shop.to_string()]).await;
    walk.begin().await.unwrap();
    walk.is_refused(Refusal::SourceChanged);
}
