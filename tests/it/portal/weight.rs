//! How many bytes a customer's first view takes, and that they arrive compressed.

use reqwest::{
    Method,
    header::{ACCEPT_ENCODING, CONTENT_ENCODING, CONTENT_TYPE, VARY},
};

use crate::support::{Installation, Page};

/// What fits into the first flight of a connection.
const FIRST_FLIGHT: usize = 14 * 1024;

/// An answer as it came over the wire, head and body counted.
async fn wire(url: &str, codings: &str) -> (usize, reqwest::header::HeaderMap) {
    let http = reqwest::Client::builder().no_gzip().no_proxy().build().unwrap();
    let answer = http.request(Method::GET, url).header(ACCEPT_ENCODING, codings).send().await.unwrap();
    assert_eq!(answer.status().as_u16(), 200, "{url}");
    let headers = answer.headers().clone();
    let head: usize = headers.iter().map(|(name, value)| name.as_str().len() + value.len() + 4).sum();
    (head + answer.bytes().await.unwrap().len(), headers)
}

#[tokio::test]
async fn the_first_view_fits_into_the_first_flight() {
    let installation = Installation::open().await;
    let link = installation.link("classic").await;
    let page = Page::of(reqwest::get(&link.url).await.unwrap()).await;
    let mut files = page.attributes("link[rel=stylesheet]", "href");
    files.extend(page.attributes("script", "src"));
    assert_eq!(files.len(), 3, "two stylesheets and a script");
    let mut sum = 0;
    for path in std::iter::once(link.url.clone()).chain(files.iter().map(|path| installation.url(path))) {
        let (bytes, headers) = wire(&path, "gzip, deflate, br").await;
        sum += bytes;
        println!("{bytes:6} {path}");
        assert!(bytes < 1024 || headers.get(CONTENT_ENCODING).is_some_and(|coding| coding == "br"), "{path}");
        assert!(bytes < 1024 || headers.contains_key(VARY), "{path}");
    }
    println!("{sum:6} in all");
    assert!(sum < FIRST_FLIGHT, "{sum} bytes");
}

#[tokio::test]
async fn gzip_is_sent_to_those_who_know_no_other_and_nothing_to_those_who_know_none() {
    let installation = Installation::open().await;
    let sheet = vestibule::view::kit::assets::url("portal.css");
    let (plain, headers) = wire(&installation.url(sheet), "identity").await;
    assert!(!headers.contains_key(CONTENT_ENCODING));
    assert_eq!(headers[CONTENT_TYPE], "text/css; charset=utf-8");
    let (packed, headers) = wire(&installation.url(sheet), "gzip").await;
    assert_eq!(headers[CONTENT_ENCODING], "gzip");
    assert!(packed * 3 < plain, "{packed} of {plain}");
}
