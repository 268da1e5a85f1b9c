//! What is asked of a source, and how a redirect changes it.

use bytes::Bytes;
use reqwest::{Method, StatusCode};
use url::{Origin, Url};

use crate::engine::arrival::Arrival;

/// One request of a navigation.
#[derive(Clone)]
pub(super) struct Request {
    pub(super) method: Method,
    pub(super) url: Url,
    pub(super) body: Option<Body>,
    /// The page that leads there; none if the address was typed.
    pub(super) from: Option<Url>,
    /// How the page is arrived at that answers it.
    pub(super) arrival: Arrival,
}

/// What a form sends.
#[derive(Clone)]
pub(super) struct Body {
    pub(super) content_type: String,
    pub(super) bytes: Bytes,
}

impl Request {
    /// Asks for `url` as if a person had typed it.
    pub(super) fn typed(url: &Url) -> Self {
        Self { method: Method::GET, url: url.clone(), body: None, from: None, arrival: Arrival::Led }
    }

    /// Asks for `url`, to which the page `from` leads.
    pub(super) fn linked(url: Url, from: &Url) -> Self {
        Self { method: Method::GET, url, body: None, from: Some(from.clone()), arrival: Arrival::Led }
    }

    /// The request that an answer with `status` and this `location` leads to, as browsers construct it.
    pub(super) fn redirected(self, status: StatusCode, location: Url) -> Self {
        let becomes_get = match status {
            StatusCode::SEE_OTHER => true,
            StatusCode::MOVED_PERMANENTLY | StatusCode::FOUND => self.method == Method::POST,
            _ => false,
        };
        let mut next = Self { url: location, ..self };
        if next.url.fragment().is_none() {
            next.url.set_fragment(self.url.fragment());
        }
        if becomes_get {
            next.method = Method::GET;
            next.body = None;
        }
        if next.method != Method::POST {
            next.arrival = Arrival::Led;
        }
        next
    }

    /// The `Referer` header: the whole address within an origin, the origin across, nothing from https to http.
    pub(super) fn referer(&self) -> Option<String> {
        let from = self.from.as_ref().filter(|from| matches!(from.scheme(), "https" | "http"))?;
        if from.scheme() == "https" && self.url.scheme() != "https" {
            return None;
        }
        if from.origin() != self.url.origin() {
            return Some(format!("{}/", from.origin().ascii_serialization()));
        }
        let mut referer = from.clone();
        referer.set_fragment(None);
        Some(referer.into())
    }

    /// The `Origin` header, which browsers add to what is posted.
    pub(super) fn origin(&self) -> Option<String> {
        let origin = self.from.as_ref().filter(|_| self.method == Method::POST)?.origin();
        // A page that has no origin of its own says "null".
        Some(if let Origin::Opaque(_) = origin { "null".to_owned() } else { origin.ascii_serialization() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(text: &str) -> Url {
        text.parse().unwrap()
    }

    #[test]
    fn redirects_change_the_method_as_browsers_do() {
        let body = Body { content_type: "text/plain".into(), bytes: Bytes::from_static(b"x") };
        let get = Request::linked(url("https://a.example/#here"), &url("https://a.example/"));
        let get = Request { arrival: Arrival::Given, ..get };
        let post = Request { method: Method::POST, body: Some(body), arrival: Arrival::Posted, ..get.clone() };
        for (status, of_post) in
            [(301, Method::GET), (302, Method::GET), (303, Method::GET), (307, Method::POST), (308, Method::POST)]
        {
            let status = StatusCode::from_u16(status).unwrap();
            let next = post.clone().redirected(status, url("https://a.example/next"));
            assert_eq!(next.body.is_some(), of_post == Method::POST, "{status}");
            assert_eq!(next.method, of_post, "{status}");
            let arrival = if of_post == Method::POST { Arrival::Posted } else { Arrival::Led };
            assert_eq!(next.arrival, arrival, "{status}");
            assert_eq!(next.url.as_str(), "https://a.example/next#here");
            assert_eq!(get.clone().redirected(status, url("https://a.example/#there")).arrival, Arrival::Led);
        }
    }

    #[test]
    fn the_referer_tells_other_origins_no_more_than_the_origin() {
        for (from, to, referer) in [
            ("https://a.example/x?q=1#f", "https://a.example/y", Some("https://a.example/x?q=1")),
            ("https://a.example/x?q=1", "https://b.example/y", Some("https://a.example/")),
            ("https://a.example/x?q=1", "http://a.example/y", None),
            ("http://a.example:81/x?q=1", "http://a.example/y", Some("http://a.example:81/")),
            ("about:blank", "http://a.example/y", None),
        ] {
            assert_eq!(Request::linked(url(to), &url(from)).referer().as_deref(), referer, "{from} {to}");
        }
    }
}
