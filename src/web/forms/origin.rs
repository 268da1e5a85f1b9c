//! Forms are taken only from our own pages: what a browser says about where a request comes from.

use axum::http::{HeaderMap, header::ORIGIN};

/// Whether a request that changes something was made by a page of ours at `public_url`.
pub fn is_ours(headers: &HeaderMap, public_url: &str) -> bool {
    match headers.get("sec-fetch-site") {
        Some(site) => site == "same-origin",
        None => headers.get(ORIGIN).is_some_and(|origin| origin == public_url),
    }
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    #[test]
    fn only_our_own_pages_may_post() {
        let cases = [
            (&[("sec-fetch-site", "same-origin")][..], true),
            (&[("sec-fetch-site", "same-site"), ("origin", "https://ours.test")], false),
            (&[("sec-fetch-site", "cross-site")], false),
            (&[("sec-fetch-site", "none")], false),
            (&[("origin", "https://ours.test")], true),
            (&[("origin", "https://ours.test.evil")], false),
            (&[("origin", "null")], false),
            (&[], false),
        ];
        for (pairs, expected) in cases {
            let headers =
                pairs.iter().map(|(name, value)| (name.parse().unwrap(), HeaderValue::from_static(value))).collect();
            assert_eq!(is_ours(&headers, "https://ours.test"), expected, "{pairs:?}");
        }
    }
}
