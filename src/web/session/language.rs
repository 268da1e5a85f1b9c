//! The language of a page: the reader's choice, the link's locale or the browser's preference; and the cookie that keeps
//! a choice.

use std::{convert::Infallible, sync::Arc};

use axum::{
    extract::FromRequestParts,
    http::{
        HeaderMap, HeaderValue, Uri,
        header::{ACCEPT_LANGUAGE, SET_COOKIE},
        request::Parts,
    },
    response::Response,
};
use axum_extra::headers::{Cookie, HeaderMapExt};
use cookie::SameSite;
use time::Duration;
use url::form_urlencoded;

use crate::{
    app::App,
    view::words::texts::{Texts, Words},
};

/// The name in a query with which the switch on every page asks for another language.
const ASKED: &str = "lang";
/// How long a choice is kept.
const KEPT: Duration = Duration::days(365);

/// What a request says about the language of its pages.
pub struct LanguageChoice {
    /// The language's own choice, now or on an earlier page.
    chosen: Option<Words>,
    /// Whether it is made with this request.
    is_new: bool,
    /// What the browser says; read only where it counts.
    accepts: Option<HeaderValue>,
}

impl LanguageChoice {
    /// Reads it from a request.
    pub fn of(app: &App, uri: &Uri, headers: &HeaderMap) -> Self {
        let asked = uri.query().and_then(|query| asked(&app.texts, query));
        Self {
            is_new: asked.is_some(),
            chosen: asked.or_else(|| kept(app, headers)),
            accepts: headers.get(ACCEPT_LANGUAGE).cloned(),
        }
    }

    /// The words for a page: those that the language chose, else those that the link is meant for, else those that the
    /// browser asks for, else English.
    pub fn words(&self, texts: &Texts, locale: Option<&str>) -> Words {
        let meant = || texts.find(locale?).cloned();
        let accepted = || accepted(texts, self.accepts.as_ref()?.to_str().ok()?).cloned();
        self.chosen.clone().or_else(meant).or_else(accepted).unwrap_or_else(|| texts.complete().clone())
    }

    /// Has a choice that is made with this request kept by the browser.
    pub fn remember(&self, app: &App, response: &mut Response) {
        let Some(words) = self.chosen.as_ref().filter(|_| self.is_new) else { return };
        let cookie = cookie::Cookie::build((cookie_name(app), words.lang()))
            .path("/")
            .secure(app.is_secure())
            .http_only(true)
            .same_site(SameSite::Lax)
            .max_age(KEPT);
        let value = HeaderValue::try_from(cookie.to_string()).expect("a name of ours and a locale are a header value");
        response.headers_mut().append(SET_COOKIE, value);
    }
}

impl FromRequestParts<Arc<App>> for LanguageChoice {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Infallible> {
        Ok(Self::of(app, &parts.uri, &parts.headers))
    }
}

fn asked(texts: &Texts, query: &str) -> Option<Words> {
    let (_, locale) = form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == ASKED)?;
    texts.find(&locale).cloned()
}

fn kept(app: &App, headers: &HeaderMap) -> Option<Words> {
    let cookies = headers.typed_get::<Cookie>()?;
    app.texts.find(cookies.get(cookie_name(app))?).cloned()
}

fn cookie_name(app: &App) -> &'static str {
    if app.is_secure() { "__Host-lang" } else { "lang" }
}

/// The words that a browser likes best among those there are. Fluent's own language of this header and its like take no
/// heed of the weights.
fn accepted<'a>(texts: &'a Texts, header: &str) -> Option<&'a Words> {
    let weighed = header.split(',').filter_map(|range| {
        let (locale, weight) = range.split_once(';').unwrap_or((range, "q=1"));
        let weight: f32 = weight.trim().strip_prefix("q=")?.parse().ok()?;
        Some((texts.find(locale.trim())?, weight)).filter(|_| weight > 0.0)
    });
    // Of equals the first.
    weighed.reduce(|best, next| if next.1 > best.1 { next } else { best }).map(|(words, _)| words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_heaviest_language_that_is_there_is_accepted() {
        let texts = Texts::load().unwrap();
        let cases = [
            ("de", Some("de")),
            ("pt-BR,pt;q=0.9,en;q=0.8", Some("pt")),
            ("en;q=0.2, fr;q=0.9", Some("fr")),
            ("tlh, ja;q=0.4", Some("ja")),
            ("es;q=0.5,ar;q=0.5", Some("es")),
            ("de;q=0,ar;q=0.1", Some("ar")),
            ("de;q=nan,ar;q=-1,fr;q=", None),
            ("tlh", None),
            ("*", None),
            (",;,=;q", None),
            ("", None),
        ];
        for (header, expected) in cases {
            let found = accepted(&texts, header).map(Words::lang);
            assert_eq!(found.as_deref(), expected, "{header}");
        }
    }
}
