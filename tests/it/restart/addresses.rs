//! Pages whose address holds what was given to the source: after a death it is not asked for again.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex},
};

use axum::{
    Router,
    extract::Request,
    http::{Method, StatusCode, header},
    response::{Html, IntoResponse, Redirect, Response},
};
use serde_json::json;
use tokio::net::TcpListener;
use vestibule::domain::source::file;

use crate::support::Program;

const DOOR: &str = "<form method=post action=/in><label>User name <input name=user autocomplete=username></label>
    <label>Password <input type=password name=pass autocomplete=current-password></label><button>Sign in</button></form>";
const CODE: &str = "<h1>Verify</h1><p>Enter the code that we have sent you by text message.</p><form action=/check>
    <label>Code <input name=code inputmode=numeric autocomplete=one-time-code></label><button>Verify</button></form>";
const HOME: &str = "<h1>Welcome back</h1><p>You are signed in.</p><a href=/out>Sign out</a>";

/// How often a source was given each code.
type Heard = Arc<Mutex<BTreeMap<String, usize>>>;

/// A source that takes a code in an address, and answers there.
async fn source() -> (String, Heard) {
    let heard = Heard::default();
    let counted = Arc::clone(&heard);
    let router = Router::new().fallback(async move |request: Request| -> Response {
        let is_known = request.headers().get(header::COOKIE).is_some_and(|cookie| cookie == "session=1");
        match (request.method().clone(), request.uri().path()) {
            (Method::POST, "/in") => ([(header::SET_COOKIE, "session=1")], Redirect::to("/code")).into_response(),
            (_, "/") => Html(DOOR).into_response(),
            (_, "/code") if is_known => Html(CODE).into_response(),
            (_, "/who") if is_known => Html("<p id=who>Eve</p>").into_response(),
            (_, "/check") if is_known => {
                let code = request.uri().query().unwrap_or_default().trim_start_matches("code=").to_owned();
                *counted.lock().unwrap().entry(code.clone()).or_default() += 1;
                if code == "222222" {
                    return Html(HOME).into_response();
                }
                Html(format!("<p class=error role=alert>The code is wrong.</p>{CODE}")).into_response()
            }
            _ => StatusCode::FORBIDDEN.into_response(),
        }
    });
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(axum::serve(listener, router).into_future());
    (format!("http://{address}/"), heard)
}

/// Signs in with a wrong code, a death, and the right code: the kinds of page that follow the death.
async fn signs_in_over_a_death(engine: &str, follow: &[&str]) {
    let mut program = Program::start().await;
    let (login_url, heard) = source().await;
    let source =
        file::read(&format!("name = \"Shop\"\nlogin_url = \"{login_url}\"\nengine = \"{engine}\""), false).unwrap();
    let source = program.backend.create_source(&source).await;
    let steps =
        json!([{"step": "visit", "url": "/who"}, {"step": "extract", "name": "who", "fields": {"who": "#who"}}]);
    let workflow = json!({"name": "See who", "source_id": source, "steps": steps});
    let workflow = program.backend.create("/v1/workflows", &workflow).await;
    let job = program.backend.create_job(&source, &[workflow]).await;
    let (link, mut customer) = program.customer_of(&job).await;
    customer.answer(&[("identifier", "eve"), ("password", "s3cret")]).await.asks("one_time_code");
    customer.answer(&[("code", "111111")]).await.asks("one_time_code");
    program.crash_and_serve().await;
    customer.reload().await.asks("one_time_code");
    let mut answer = vec![("code", "333333")];
    for kind in follow {
        let page = customer.answer(&answer).await;
        page.asks(kind);
        assert!(page.words().contains("We can’t tell whether your last answer arrived.") == (*kind == "credentials"));
        answer = if *kind == "credentials" {
            vec![("identifier", "eve"), ("password", "s3cret")]
        } else {
            vec![("code", "222222")]
        };
    }
    customer.answer(&answer).await.is("done");
    program.backend.sees(&link, "COMPLETED").await;
    assert_eq!(program.backend.artifacts(&link).await.len(), 1);
    let heard = heard.lock().unwrap();
    assert!(heard.values().all(|times| *times == 1), "{engine}: {heard:?}");
}

#[tokio::test]
async fn a_code_in_an_address_is_not_sent_again_after_a_death() {
    signs_in_over_a_death("http", &["one_time_code"]).await;
}

#[tokio::test]
async fn a_code_in_the_address_of_a_browser_is_not_sent_again_after_a_death() {
    signs_in_over_a_death("chrome", &["credentials", "one_time_code"]).await;
}
