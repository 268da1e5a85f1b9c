//! Pages that mean harm: to other customers' pages in the same browser, to the machine, to whoever types a password.

use std::{net::SocketAddr, path::PathBuf, time::Duration};

use axum::{
    Router,
    http::StatusCode,
    response::{Html, IntoResponse},
    routing::get,
};
use tokio::{net::TcpListener, time::sleep};
use vestibule::{
    engine::{
        Limits, Page, PageError,
        chrome::{Browsers, ChromePage, Settings},
    },
    net::guard::Guard,
};

use super::{
    pages::{self, fill},
    processes,
    walk::browsers,
};
use crate::support::{Folder, until};

/// A source with a page that means no harm, and one that does.
async fn source(body: &'static str) -> SocketAddr {
    let guarded =
        get(async || (StatusCode::UNAUTHORIZED, [("www-authenticate", "Basic realm=x")], "no").into_response());
    let router = Router::new()
        .route("/", pages::page(body))
        .route("/peace", get(async || Html("<p>Peace</p>")).post(async || "Peace"))
        .route("/guarded", guarded);
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(axum::serve(listener, router).into_future());
    address
}

async fn page(browsers: &Browsers, address: SocketAddr) -> ChromePage {
    let allowed = [address.to_string()];
    let guard = Guard::new(&allowed, vec![allowed[0].parse().unwrap()]).unwrap();
    let limits = Limits { total: Duration::from_secs(20), ..Limits::default() };
    ChromePage::open(browsers, guard, limits).await.unwrap()
}

async fn go(page: &mut ChromePage, address: SocketAddr, path: &str) -> Result<(), PageError> {
    page.go(&format!("http://{address}{path}").parse().unwrap()).await
}

/// What pages say that is too long for a line to the browser, or no text.
const LOUD: [&str; 6] = [
    "<p id=half></p><script>const half = '\\ud83d'; document.title = half; history.pushState(0, '', '?#' + half);
     document.getElementById('half').textContent = half; document.body.setAttribute('class', half);
     localStorage.half = half; sessionStorage.half = half; alert(half)</script>",
    "<p id=long></p><script>const at = document.getElementById('long');
     for (let n = 0; n < 1000; n++) at.setAttribute('data-a' + n, 'x'.repeat(65536))</script>",
    "<script>fetch('/peace', {method: 'POST', body: 'x'.repeat(6e7)})</script>",
    "<script>for (const store of [localStorage, sessionStorage]) store.a = '\\u0001'.repeat(5e6)</script>",
    "<script>new Image().src = 'data:image/png,' + 'x'.repeat(6e7)</script>",
    "<script>alert('x'.repeat(6e7))</script>",
];

#[tokio::test]
async fn whatever_a_page_says_its_neighbour_lives_on() {
    let (folder, calm) = (Folder::new(), source("<p>Peace</p>").await);
    let browsers = browsers(&folder, 2);
    let mut neighbour = page(&browsers, calm).await;
    go(&mut neighbour, calm, "/").await.unwrap();
    for loud in LOUD {
        let address = source(loud).await;
        let mut hostile = page(&browsers, address).await;
        go(&mut hostile, address, "/").await.unwrap();
        assert!(hostile.look().await.unwrap().html.len() < 100_000, "{loud}");
        hostile.checkpoint().await.unwrap();
        assert!(neighbour.look().await.unwrap().html.contains("Peace"), "{loud}");
    }
}

#[tokio::test]
async fn windows_that_open_while_nobody_looks_are_closed() {
    let storm = "<script>let opened = 0; const storm = setInterval(() => { open('/peace', '_blank', 'noopener');
                 if (++opened === 40) { clearInterval(storm); open('/?storm=over', '_blank', 'noopener') } }, 25)</script>";
    let (folder, address) = (Folder::new(), source(storm).await);
    let browsers = browsers(&folder, 1);
    let mut hostile = page(&browsers, address).await;
    go(&mut hostile, address, "/").await.unwrap();
    // The page rests, as it does while a customer thinks.
    sleep(Duration::from_secs(3)).await;
    let all = processes::of(&folder.path().join("browsers"));
    let renderers = all.iter().filter(|process| process.is_renderer()).count();
    assert!((1..=8).contains(&renderers), "{renderers} processes show windows");
    hostile.look().await.unwrap();
}

#[tokio::test]
async fn a_page_that_never_stops_growing_ends_and_its_neighbour_lives_on() {
    let grows =
        "<script>const held = []; const growing = setInterval(() => held.push(new Uint8Array(5e7).fill(1)), 50);
                 setTimeout(() => clearInterval(growing), 10000)</script>";
    let (folder, address, calm) = (Folder::new(), source(grows).await, source("<p>Peace</p>").await);
    let browsers = Browsers::new(Settings {
        program: PathBuf::new(),
        folder: folder.path().join("browsers"),
        contexts: 2,
        per_browser: 2,
        lives: 100,
        memory: 400,
    });
    let (mut neighbour, mut hostile) = (page(&browsers, calm).await, page(&browsers, address).await);
    go(&mut neighbour, calm, "/").await.unwrap();
    go(&mut hostile, address, "/").await.unwrap();
    until("the page has ended", async || {
        browsers.tidy().await;
        hostile.look().await.err()
    })
    .await;
    assert!(neighbour.look().await.unwrap().html.contains("Peace"));
}

#[tokio::test]
async fn a_password_is_typed_where_it_was_asked_for_though_the_page_moves_the_keyboard() {
    let moves =
        "<form action=/ method=post><input name=user><input type=password name=pass><input name=note><button>Go</button></form>
                 <script>const { pass, note } = document.forms[0].elements;
                 pass.onfocus = () => setTimeout(() => note.focus())</script>";
    let (folder, address) = (Folder::new(), source(moves).await);
    let browsers = browsers(&folder, 1);
    for _ in 0..3 {
        let mut page = page(&browsers, address).await;
        go(&mut page, address, "/").await.unwrap();
        page.submit(fill(&[("[name=user]", "eve"), ("[name=pass]", "s3cret")], Some("button"))).await.unwrap();
        let html = page.look().await.unwrap().html;
        assert!(html.contains("user=eve pass=s3cret note=<"), "{html}");
    }
}

#[tokio::test]
async fn a_page_cannot_write_our_marks_however_it_spells_them() {
    let marks =
        "<form action=/ method=post><input name=user><input name=pass type=password><button>Go</button></form><script>
                 const all = [...document.querySelectorAll('*')], { user, pass } = document.forms[0].elements;
                 pass.setAttributeNS(null, 'DATA-VESTIBULE-NUMBER', all.indexOf(user));
                 user.setAttributeNS(null, 'Data-Vestibule-Unseen', '')</script>";
    let (folder, address) = (Folder::new(), source(marks).await);
    let browsers = browsers(&folder, 1);
    let mut page = page(&browsers, address).await;
    go(&mut page, address, "/").await.unwrap();
    assert!(!page.look().await.unwrap().html.to_lowercase().contains("data-vestibule"));
    page.submit(fill(&[("[name=pass]", "s3cret")], Some("button"))).await.unwrap();
    let html = page.look().await.unwrap().html;
    assert!(html.contains("user= pass=s3cret"), "{html}");
}

#[tokio::test]
async fn a_page_that_wants_the_browsers_own_password_dialog_is_a_page_without_access() {
    let (folder, address) = (Folder::new(), source("").await);
    let browsers = browsers(&folder, 1);
    let mut page = page(&browsers, address).await;
    go(&mut page, address, "/guarded").await.unwrap();
    assert_eq!(page.look().await.unwrap().status, 401);
}
