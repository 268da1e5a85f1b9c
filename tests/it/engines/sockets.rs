//! Pages that speak with their source over a line of their own.

use std::time::Duration;

use axum::{
    Router,
    extract::ws::{Message, WebSocket, WebSocketUpgrade},
    response::Html,
    routing::get,
};
use tokio::net::TcpListener;
use vestibule::engine::Page;

use super::pages::{fill, open_at};

/// Says at once that it has sent something, and what came of it when it knows.
const PAGE: &str = "<!DOCTYPE html><form><label>Password <input type=password name=pass></label>
    <button>Sign in</button></form><p></p><script>
    const line = new WebSocket(`ws://${location.host}/line`);
    line.onmessage = ({data}) => { document.querySelector('p').textContent = data };
    document.forms[0].onsubmit = (event) => {
        event.preventDefault();
        document.querySelector('p').textContent = 'Wait';
        line.send(document.querySelector('input').value);
    };
    </script>";

/// Thinks longer than a page that is at rest is quiet.
async fn answer(mut line: WebSocket) {
    while let Some(Ok(Message::Text(said))) = line.recv().await {
        tokio::time::sleep(Duration::from_millis(700)).await;
        let says = if said == "right" { "Come in" } else { "That was wrong" };
        line.send(Message::Text(says.into())).await.unwrap();
    }
}

#[tokio::test]
async fn what_a_page_is_told_over_a_socket_is_waited_for_answer_after_answer() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let line = get(async |line: WebSocketUpgrade| line.on_upgrade(answer));
    let router = Router::new().route("/", get(async || Html(PAGE))).route("/line", line);
    tokio::spawn(axum::serve(listener, router).into_future());
    let (mut page, _folder) = open_at(address).await;
    for (password, says) in [("wrong", "<p>That was wrong</p>"), ("right", "<p>Come in</p>")] {
        page.submit(fill(&[("[name=pass]", password)], Some("button"))).await.unwrap();
        let html = page.look().await.unwrap().html;
        assert!(html.contains(says), "{html}");
    }
}
