//! A source that does its worst: pages that are as much work to read as can be built, and one that never comes.

use axum::{Router, response::Html, routing::get};

use super::server::{Counts, serve};

/// The most elements that one page of the right length holds.
const ELEMENTS: usize = 99_000;

/// A page that is much work, by the name it is served under.
pub struct Page {
    pub name: &'static str,
    /// What a recipe looks for on it; without, the page is recognised.
    pub looks_for: Option<&'static str>,
    part: &'static str,
    times: usize,
}

/// Each is hard for another part of the reading.
pub const PAGES: [Page; 8] = [
    Page { name: "wide", looks_for: Some("q ~ i"), part: "<q></q>", times: ELEMENTS },
    Page { name: "plain", looks_for: None, part: "<q></q>", times: ELEMENTS },
    Page { name: "fields", looks_for: None, part: "<input name=a><input type=password name=b>", times: ELEMENTS / 4 },
    Page { name: "forms", looks_for: None, part: FORM, times: 9_000 },
    Page { name: "buttons", looks_for: None, part: "<button>Weiter mit dem naechsten Wort</button>", times: 40_000 },
    Page { name: "links", looks_for: None, part: "<a href=/x>Passwort vergessen oder ein Code</a>", times: 40_000 },
    Page {
        name: "words",
        looks_for: None,
        part: "<p>Your password, your code or your account is wrong.",
        times: 35_000,
    },
    Page { name: "pictures", looks_for: None, part: "<img src=x alt='scan this'><input name=captcha>", times: 40_000 },
];

const FORM: &str = "<form><h2>Sign in to the account</h2><label>User name <input name=user></label>\
    <label>Password <input type=password name=word></label><p class=error>wrong<button>Sign in</button></form>";

/// The page that never comes.
pub const HANGS: &str = "hangs";

/// Serves all of them.
pub async fn play() -> anyhow::Result<()> {
    let mut router =
        Router::new().route(&format!("/{HANGS}"), get(async || std::future::pending::<Html<String>>().await));
    for Page { name, part, times, .. } in PAGES {
        let page = Html(format!("<title>Sign in</title><body>{}", part.repeat(times)));
        router = router.route(&format!("/worst/{name}"), get(async || page));
    }
    serve(router, Counts::default).await
}
