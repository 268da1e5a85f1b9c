//! Pages that speak with their source over a line of their own.

use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};
use tokio_tungstenite::{WebSocketStream, accept_async, tungstenite::Message};
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

/// Serves the page and, at `/line`, the socket behind it.
async fn serve(listener: TcpListener) {
    while let Ok((mut stream, _)) = listener.accept().await {
        tokio::spawn(async move {
            let mut head = [0; 9];
            while stream.peek(&mut head).await.unwrap() < head.len() {}
            if head == *b"GET /line" {
                answer(accept_async(stream).await.unwrap()).await;
            } else {
                let length = PAGE.len();
                let head = format!("HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: {length}\r\n\r\n");
                assert_ne!(stream.read(&mut [0; 8192]).await.unwrap(), 0);
                stream.write_all(format!("{head}{PAGE}").as_bytes()).await.unwrap();
            }
        });
    }
}

/// Thinks longer than a page that is at rest is quiet.
async fn answer(mut line: WebSocketStream<TcpStream>) {
    while let Some(Ok(Message::Text(said))) = line.next().await {
        tokio::time::sleep(Duration::from_millis(700)).await;
        let says = if said == "right" { "Come in" } else { "That was wrong" };
        line.send(Message::text(says)).await.unwrap();
    }
}

#[tokio::test]
async fn what_a_page_is_told_over_a_socket_is_waited_for_answer_after_answer() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(serve(listener));
    let (mut page, _folder) = open_at(address).await;
    for (password, says) in [("wrong", "<p>That was wrong</p>"), ("right", "<p>Come in</p>")] {
        page.submit(fill(&[("[name=pass]", password)], Some("button"))).await.unwrap();
        let html = page.look().await.unwrap().html;
        assert!(html.contains(says), "{html}");
    }
}
