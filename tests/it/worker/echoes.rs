//! A source, made by scripts, that says back what was typed: it is masked, and found nowhere.

use axum::{
    Router,
    extract::State,
    response::Html,
    routing::{get, post},
};
use serde_json::json;
use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};
use tokio::net::TcpListener;
use vestibule::domain::source::{Definition, Engine, file};

use super::secrets::{CODE, PASSWORD, files, holds_none, is_nowhere};
use crate::support::{Customer, Program, Receiver};

/// Its script puts the source's answers into the page.
const SHELL: &str = "<!DOCTYPE html><title>Shop</title><div id=root></div><script>
    const show = (html) => { root.innerHTML = html; document.title = root.querySelector('h1').textContent };
    addEventListener('submit', async (event) => { event.preventDefault();
        const answer = await fetch('/said', {method: 'POST', body: new URLSearchParams(new FormData(event.target))});
        show(await answer.text()) });
    fetch('/door').then((answer) => answer.text()).then(show) </script>";
const DOOR: &str = "<h1>Sign in</h1><form><label>User name <input name=user autocomplete=username></label>
    <label>Password <input type=password name=pass autocomplete=current-password></label><button>Sign in</button></form>";
const ASKS_CODE: &str = "<h1>Enter your code</h1><p>We sent a code to your phone by SMS.</p><form><label>Code
    <input name=otp autocomplete=one-time-code inputmode=numeric maxlength=6></label><button>Verify</button></form>";

/// What it says the first, the second, the third and the fourth time.
async fn said(State(count): State<Arc<AtomicUsize>>) -> Html<String> {
    Html(match count.fetch_add(1, Ordering::SeqCst) {
        0 => format!("{DOOR}<p role=alert>The password {PASSWORD} is wrong.</p>"),
        1 => ASKS_CODE.to_owned(),
        2 => format!("{ASKS_CODE}<p role=alert>The code {CODE} is wrong. It is not the code for {PASSWORD}.</p>"),
        _ => format!(
            "<h1>Account locked</h1><p role=alert>Your account is locked: {CODE} was wrong after {PASSWORD}.</p>"
        ),
    })
}

async fn source() -> Definition {
    let router = Router::new()
        .route("/", get(async || Html(SHELL)))
        .route("/door", get(async || DOOR))
        .route("/said", post(said))
        .with_state(Arc::default());
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let text = format!("name = \"Shop\"\nlogin_url = \"http://{}/\"", listener.local_addr().unwrap());
    tokio::spawn(axum::serve(listener, router).into_future());
    Definition { engine: Engine::Chrome, ..file::read(&text, false).unwrap() }
}

#[tokio::test]
async fn what_a_page_in_a_browser_says_back_is_found_nowhere() {
    let (mut program, receiver) = (Program::start().await, Receiver::start().await);
    let endpoint = json!({"url": receiver.url, "events": ["*"]});
    program.backend.post("/v1/webhook-endpoints", &endpoint).await.expect(201);
    let source = program.backend.create_source(&source().await).await;
    let job = program.backend.create_job(&source, &[]).await;
    let (link, mut customer) = program.customer_of(&job).await;
    let pair = [("identifier", "eve"), ("password", PASSWORD)];
    says(customer.answer(&pair).await, "challenge", "invalid_credentials", "The password •••• is wrong.");
    is_nowhere(&program, &link).await;
    customer.answer(&pair).await.asks("one_time_code");
    is_nowhere(&program, &link).await;
    says(customer.answer(&[("code", CODE)]).await, "challenge", "mfa_code_invalid", "The code •••• is wrong.");
    is_nowhere(&program, &link).await;
    says(customer.answer(&[("code", CODE)]).await, "failed", "account_locked", "•••• was wrong after ••••.");
    program.backend.sees(&link, "FAILED").await;
    let url = link.url.clone();
    says(Customer::new().open(&url).await, "failed", "account_locked", "•••• was wrong after ••••.");
    receiver.hears_of("flow.refused").await;
    receiver.hears_of("link.status_changed").await;
    is_nowhere(&program, &link).await;
    for heard in receiver.heard() {
        holds_none("a webhook", heard.body.as_bytes());
    }
    program.stop().await;
    files(program.folder.path());
}

#[track_caller]
fn says(page: &crate::support::Page, kind: &str, refusal: &str, quoted: &str) {
    page.is(kind);
    page.tells(refusal);
    page.quotes_source(quoted);
    assert!(!page.body.contains(PASSWORD) && !page.body.contains(CODE), "{}", page.body);
}
