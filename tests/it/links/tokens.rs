//! Tokens that open nothing: nobody learns why, and the database is not asked.

use reqwest::{Method, StatusCode};
use time::Duration;
use vestibule::domain::link::token::{Claims, TokenId};

use crate::support::{Customer, Installation, Link, WithoutWorkers, client, clock_now};

/// A true signature under a link that does not exist.
fn unknown(installation: &Installation, expires_in: Duration) -> String {
    let app = &installation.server.app;
    let claims = Claims { id: TokenId::new(rand::random()), expires_at: clock_now() + expires_in };
    app.vault.sign(&claims, app.vault.signing_key(), &app.public_url).unwrap()
}

/// The token with another letter at the end of a part, counted from the end.
fn changed(token: &str, part: usize) -> String {
    let mut parts: Vec<String> = token.split('.').map(str::to_owned).collect();
    let index = parts.len() - 1 - part;
    let first = if parts[index].starts_with('A') { "B" } else { "A" };
    parts[index].replace_range(0..1, first);
    parts.join(".")
}

fn forged(link: &Link) -> Vec<String> {
    let token = link.token();
    let shorter = &token[..token.len() - 1];
    let elsewhere = token.replacen(&format!(".{}.", token.split('.').nth(1).unwrap()), ".other.", 1);
    vec![changed(token, 0), changed(token, 2), elsewhere, shorter.to_owned(), format!("{token}A")]
}

fn malformed(token: &str) -> Vec<String> {
    let long = "A".repeat(2000);
    let texts = ["v1", "v1....", "x", "%00", "%FF", "..%2F..", "v1.k1.AAAA.-1.AAAA", "🙂", "<script>", "%20", &long];
    let mut malformed: Vec<String> = texts.iter().map(|text| (*text).to_owned()).collect();
    for text in ["=", "%00", ".", "%0A", &format!(".{token}"), token] {
        malformed.push(format!("{token}{text}"));
    }
    malformed.push(token.replacen("v1.", "v2.", 1));
    malformed.push(token.to_uppercase());
    malformed
}

#[tokio::test]
async fn unknown_forged_and_malformed_links_get_the_very_same_page() {
    let installation = Installation::open().await;
    let link = installation.link("classic").await;
    let mut tokens = [forged(&link), malformed(link.token())].concat();
    tokens.push(unknown(&installation, Duration::days(1)));
    tokens.push(changed(&unknown(&installation, -Duration::days(1)), 0));
    let mut pages = Vec::new();
    for token in &tokens {
        let mut customer = Customer::new();
        let page = customer.open(&installation.url(&format!("/l/{token}"))).await;
        page.is("not_found");
        assert_eq!(page.status, 404, "{token}");
        let mut names: Vec<_> = page.headers.keys().map(ToString::to_string).collect();
        names.sort();
        pages.push((page.body.clone(), names));
    }
    pages.dedup();
    assert_eq!(pages.len(), 1, "pages that differ tell something");
}

#[tokio::test]
async fn posts_to_links_that_are_none_get_the_same_page_too() {
    let installation = Installation::open().await;
    let link = installation.link("classic").await;
    let mut customer = Customer::new();
    let missing = customer.open(&installation.url("/l/x")).await.body.clone();
    for token in forged(&link) {
        for path in ["seen", "begin"] {
            let page = customer.post(&format!("/l/{token}/{path}"), &[]).await;
            assert_eq!((page.status, &page.body), (404, &missing), "{path} {token}");
        }
    }
    assert_eq!(installation.backend.transitions(&link).await, "CREATED");
}

#[tokio::test]
async fn expired_is_said_to_a_true_signature_only() {
    let installation = Installation::open().await;
    let expired = unknown(&installation, -Duration::seconds(1));
    let mut customer = Customer::new();
    let page = customer.open(&installation.url(&format!("/l/{expired}"))).await;
    page.is("expired");
    page.tells("link_expired");
    assert_eq!(page.status, 410);
    let page = customer.open(&installation.url(&format!("/l/{}", changed(&expired, 0)))).await;
    page.is("not_found");
}

#[tokio::test]
async fn what_is_not_signed_or_past_its_time_never_reaches_the_database() {
    let installation = Installation::open().await;
    let link = installation.link("classic").await;
    let faces = WithoutWorkers::beside(&installation).await;
    let mut tokens = [forged(&link), malformed(link.token())].concat();
    let expired = unknown(&installation, -Duration::seconds(1));
    tokens.push(expired.clone());
    for token in tokens {
        for (method, path) in [(Method::GET, ""), (Method::HEAD, ""), (Method::POST, "/seen"), (Method::POST, "/begin")]
        {
            let request = client().request(method, faces.url(&format!("/l/{token}{path}")));
            let answer = request.header("sec-fetch-site", "same-origin").send().await.unwrap();
            // Who is seen on an expired page need not be told again that it has expired.
            let expected = match path {
                _ if token != expired => StatusCode::NOT_FOUND,
                "/seen" => StatusCode::NO_CONTENT,
                "/begin" => StatusCode::SEE_OTHER,
                _ => StatusCode::GONE,
            };
            assert_eq!(answer.status(), expected, "{path} of {token}");
        }
    }
    assert_eq!(faces.work(), (0, 0));
}

#[tokio::test]
async fn a_page_of_a_stored_link_is_one_statement_and_no_commit_once_its_jobs_are_known() {
    let installation = Installation::open().await;
    let job = installation.backend.sandbox_job(&installation.sandbox, "classic").await;
    let links = [installation.backend.create_link(&job).await, installation.backend.create_link(&job).await];
    let faces = WithoutWorkers::beside(&installation).await;
    let open = async |link: &Link| {
        let page = client().get(faces.url(&format!("/l/{}", link.token()))).send().await.unwrap();
        assert_eq!(page.status(), StatusCode::OK);
    };
    open(&links[0]).await;
    let (before, _) = faces.work();
    open(&links[1]).await;
    assert_eq!(faces.work(), (before + 1, 0));
}
