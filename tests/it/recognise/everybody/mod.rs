//! Everybody whom the sandbox knows signs in with nothing but its address, with right and wrong answers: what is asked
//! on the way, and how it ends.

mod table;
mod walker;

use futures_util::{StreamExt, stream};
use serde_json::json;

use self::{
    table::{DENIED, LONG, OTHERS, PROMPTS, REFUSALS, Walk},
    walker::Walker,
};
use crate::support::Installation;

/// How many walk at once.
const ABREAST: usize = 12;
/// Places for those who walk in a browser.
const PLACES: [(&str, &str); 2] = [("VESTIBULE_BROWSER_CONTEXTS", "16"), ("VESTIBULE_BROWSER_CONTEXTS_EACH", "12")];

/// These walk at one server and in one browser, and whoever is asked for less than the source asks, or ends elsewhere,
/// is named.
async fn all_walk(engine: &str, walks: &[(&'static str, &'static [Walk])]) {
    let installation = Installation::with(&PLACES).await;
    let login_url = installation.sandbox.url("/classic/login");
    let lock_out = json!({"after": 1000, "minutes": 15});
    let source = json!({"name": "Northwind", "login_url": login_url, "engine": engine, "lock_out": lock_out});
    let source = installation.backend.create("/v1/sources", &source).await;
    let job = installation.backend.create_job(&source, &[]).await;
    let everybody: Vec<_> =
        walks.iter().flat_map(|(name, walks)| walks.iter().map(move |walk| (*name, walk))).collect();
    let (installation, job) = (&installation, &job);
    let walking = everybody.iter().map(async |(name, walk)| {
        let link = installation.backend.create_link(job).await;
        let customer = installation.customer_at(&link).await;
        let met = Walker::new(&installation.sandbox, customer).walks(name, walk).await;
        (met != walk.meets).then(|| format!("{}: met {met:?}, should meet {:?}", walk.password, walk.meets))
    });
    let wrong: Vec<_> = stream::iter(walking).buffer_unordered(ABREAST).filter_map(async |wrong| wrong).collect().await;
    assert!(wrong.is_empty(), "{} of {} go wrong:\n{}", wrong.len(), everybody.len(), wrong.join("\n"));
}

#[tokio::test]
async fn everybody_is_asked_what_the_source_asks() {
    all_walk("http", &[("user_good", PROMPTS), ("user_push_denied", DENIED)]).await;
}

#[tokio::test]
async fn everybody_is_asked_whatever_else_the_source_asks() {
    all_walk("http", &[("user_good", OTHERS), ("user_good", LONG)]).await;
}

#[tokio::test]
async fn everybody_is_asked_the_same_where_a_browser_drives() {
    all_walk("chrome", &[("user_good", PROMPTS), ("user_push_denied", DENIED)]).await;
}

#[tokio::test]
async fn everybody_is_asked_whatever_else_where_a_browser_drives() {
    all_walk("chrome", &[("user_good", OTHERS)]).await;
}

#[tokio::test]
async fn everybody_is_refused_as_the_source_refuses() {
    all_walk("http", &[("user_good", REFUSALS)]).await;
}

#[tokio::test]
async fn everybody_is_refused_alike_where_a_browser_drives() {
    all_walk("chrome", &[("user_good", REFUSALS)]).await;
}
