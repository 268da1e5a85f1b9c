//! The engine against real servers.

mod following;
mod reading;
mod resuming;
mod sending;

use std::{
    io::Write,
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use axum::{
    Router,
    body::Body,
    extract::{Request as Received, State},
    http::{HeaderMap, StatusCode, header},
    response::{Html, IntoResponse, Redirect, Response},
    routing::{any, get},
};
use flate2::{Compression, write::GzEncoder};
use futures_util::{StreamExt, stream};
use secrecy::ExposeSecret;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpListener,
};

use url::Url;

use super::*;
use crate::{
    engine::{Limits, Page, PageError},
    net::{
        error::NetError,
        guard::{Forbidden, Guard},
    },
    page::{Submission, Target},
};

/// Serves `router` on a port of its own.
async fn serve(router: Router) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    address
}

/// Answers every connection with `answer`, after the head of its request; then keeps it open.
async fn serve_raw(answer: Vec<u8>) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let answer = answer.clone();
            tokio::spawn(async move {
                let _ = stream.read(&mut [0; 4096]).await;
                let _ = stream.write_all(&answer).await;
                std::future::pending::<()>().await;
            });
        }
    });
    address
}

/// A listener that counts connections and answers none.
async fn counter() -> (SocketAddr, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let hits = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&hits);
    tokio::spawn(async move {
        while listener.accept().await.is_ok() {
            counted.fetch_add(1, Ordering::SeqCst);
        }
    });
    (address, hits)
}

fn guard(addresses: &[SocketAddr]) -> Guard {
    let hosts: Vec<_> = addresses.iter().map(ToString::to_string).collect();
    Guard::new(&hosts, hosts.iter().map(|host| host.parse().unwrap()).collect()).unwrap()
}

fn page(address: SocketAddr) -> HttpPage {
    HttpPage::open(guard(&[address]), Limits::default()).unwrap()
}

fn hurried(address: SocketAddr) -> HttpPage {
    let total = Duration::from_millis(500);
    HttpPage::open(guard(&[address]), Limits { total, ..Limits::default() }).unwrap()
}

fn url(address: SocketAddr, path: &str) -> Url {
    format!("http://{address}{path}").parse().unwrap()
}

/// The HTML at `path`, as one action sees it.
async fn html(page: &mut HttpPage, url: &Url) -> String {
    page.go(url).await.unwrap();
    page.look().await.unwrap().html.to_string()
}

fn press(selector: &str) -> Submission {
    Submission { press: Some(Target::first(selector)), ..Submission::default() }
}

/// Shows what was received: the first line, some headers and the body.
async fn echo(request: Received) -> Response {
    let (parts, body) = request.into_parts();
    let mut text = format!("{} {}\n", parts.method, parts.uri);
    for name in ["cookie", "referer", "origin", "content-type", "accept-language", "user-agent"] {
        for value in parts.headers.get_all(name) {
            text.extend([name, ": ", value.to_str().unwrap(), "\n"]);
        }
    }
    let body = axum::body::to_bytes(body, 1 << 20).await.unwrap();
    text.push_str(&String::from_utf8_lossy(&body));
    ([(header::CONTENT_TYPE, "text/html")], text).into_response()
}

fn with_cookies(cookies: &[&str], to: &'static str) -> Response {
    let mut headers = HeaderMap::new();
    for cookie in cookies {
        headers.append(header::SET_COOKIE, cookie.parse().unwrap());
    }
    (headers, Redirect::to(to)).into_response()
}
