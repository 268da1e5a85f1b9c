//! Match patterns for URLs, as browser extensions have them: `https://*.example.com/account/*`.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};
use url::Url;

/// The longest pattern, in bytes.
const LONGEST: usize = 500;

/// A match pattern: `scheme://host/path`. The scheme is `http`, `https`, `ws`, `wss` or `*` for any of them; the host `*`, or
/// begins with `*.`, or is exact, with a port where only one is meant; in the path, which the query belongs to, `*` stands
/// for anything.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern {
    text: String,
    /// None for any.
    scheme: Option<String>,
    host: Host,
    /// None for any.
    port: Option<u16>,
    path: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Host {
    Any,
    /// The host, and those below it.
    Below(String),
    Exact(String),
}

/// Schemes of requests that a page can make.
const SCHEMES: [&str; 4] = ["http", "https", "ws", "wss"];

impl Pattern {
    /// Reads a pattern, or says what is wrong with it.
    pub fn read(text: &str) -> Result<Self, &'static str> {
        if text.len() > LONGEST {
            return Err("a match pattern has at most 500 bytes");
        }
        let (scheme, rest) = text.split_once("://").ok_or("a match pattern is `scheme://host/path`")?;
        let scheme = match scheme {
            "*" => None,
            scheme if SCHEMES.contains(&scheme) => Some(scheme.to_owned()),
            _ => return Err("the scheme of a match pattern is `http`, `https`, `ws`, `wss` or `*`"),
        };
        let slash = rest.find('/').ok_or("a match pattern has a path, `/*` for any")?;
        let (authority, path) = rest.split_at(slash);
        let (host, port) = match authority.rsplit_once(':') {
            Some((host, "*")) => (host, None),
            Some((host, port)) if !port.ends_with(']') => {
                (host, Some(port.parse().map_err(|_| "the port of a match pattern is a number or `*`")?))
            }
            _ => (authority, None),
        };
        Ok(Self { text: text.to_owned(), scheme, host: Host::read(host)?, port, path: path.to_owned() })
    }

    /// Whether a URL is one of those that are meant, however its path is encoded.
    pub fn matches(&self, url: &Url) -> bool {
        self.is_at(url) && is_like(&self.path, &path_of(url)) && is_like(&self.path, &decoded(&path_of(url)))
    }

    /// As [`Self::matches`], where it is enough that the path matches in one of the ways in which it may be read.
    pub fn may_match(&self, url: &Url) -> bool {
        self.is_at(url) && (is_like(&self.path, &path_of(url)) || is_like(&self.path, &decoded(&path_of(url))))
    }

    fn is_at(&self, url: &Url) -> bool {
        let is_scheme = self.scheme.as_ref().map_or(SCHEMES.contains(&url.scheme()), |scheme| scheme == url.scheme());
        let is_port = self.port.is_none_or(|port| url.port_or_known_default() == Some(port));
        is_scheme && is_port && self.host.is_of(url.host_str().unwrap_or_default())
    }
}

impl Host {
    fn read(text: &str) -> Result<Self, &'static str> {
        let normal = |host: &str| {
            let parsed = Url::parse(&format!("https://{host}/")).ok();
            let host = parsed.filter(|url| url.username().is_empty() && url.path() == "/" && url.query().is_none());
            host.and_then(|url| url.host_str().map(str::to_owned)).ok_or("the host of a match pattern is no host")
        };
        match text.strip_prefix("*.") {
            _ if text == "*" => Ok(Self::Any),
            Some(below) if !below.contains('*') => normal(below).map(Self::Below),
            None if !text.contains('*') => normal(text).map(Self::Exact),
            _ => Err("in the host of a match pattern, `*` stands alone or before the first dot"),
        }
    }

    fn is_of(&self, host: &str) -> bool {
        match self {
            Self::Any => true,
            Self::Exact(exact) => host == exact,
            Self::Below(domain) => {
                host.strip_suffix(domain.as_str()).is_some_and(|start| start.is_empty() || start.ends_with('.'))
            }
        }
    }
}

fn path_of(url: &Url) -> String {
    url.query().map_or_else(|| url.path().to_owned(), |query| format!("{}?{query}", url.path()))
}

/// The path as a source may read it: its escapes resolved until there are none, dots followed, and doubled or turned slashes
/// as one.
fn decoded(path: &str) -> String {
    let mut text = path.to_owned();
    // Whoever escapes more often than this is not read the same way by anybody.
    for _ in 0..4 {
        let next = unescaped(&text);
        if next == text {
            break;
        }
        text = next;
    }
    let (path, query) = text.split_once('?').map_or((text.as_str(), None), |(path, query)| (path, Some(query)));
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split(['/', '\\']) {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    let end = if path.ends_with(['/', '\\']) && !parts.is_empty() { "/" } else { "" };
    let path = format!("/{}{end}", parts.join("/"));
    query.map_or_else(|| path.clone(), |query| format!("{path}?{query}"))
}

fn unescaped(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, behind)) = rest.split_first() {
        let digit = |at: usize| behind.get(at).and_then(|byte| char::from(*byte).to_digit(16));
        if let (b'%', Some(high), Some(low)) = (first, digit(0), digit(1)) {
            bytes.push(u8::try_from(high * 16 + low).unwrap_or(b'%'));
            rest = &behind[2..];
        } else {
            bytes.push(*first);
            rest = behind;
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Whether a text is like a pattern in which `*` stands for anything; in steps that grow with both lengths.
fn is_like(pattern: &str, text: &str) -> bool {
    let (pattern, text) = (pattern.as_bytes(), text.as_bytes());
    let (mut at, mut seen) = (0, 0);
    // Where the last star was, and how much of the text it stands for so far.
    let mut star = None;
    while seen < text.len() {
        if pattern.get(at) == Some(&b'*') {
            star = Some((at, seen));
            at += 1;
        } else if pattern.get(at) == Some(&text[seen]) {
            at += 1;
            seen += 1;
        } else if let Some((behind, so_far)) = star {
            star = Some((behind, so_far + 1));
            at = behind + 1;
            seen = so_far + 1;
        } else {
            return false;
        }
    }
    pattern[at..].iter().all(|byte| *byte == b'*')
}

impl Serialize for Pattern {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}

impl<'de> Deserialize<'de> for Pattern {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<str>::deserialize(deserializer)?;
        Self::read(&text).map_err(D::Error::custom)
    }
}

impl JsonSchema for Pattern {
    fn schema_name() -> Cow<'static, str> {
        "MatchPattern".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A match pattern as browser extensions have them, such as `https://*.example.com/account/*`.",
            "type": "string",
            "maxLength": LONGEST,
            "pattern": r"^(\*|https?|wss?)://(\*|(\*\.)?[^/*:@?#\\\s]+)(:(\*|[0-9]{1,5}))?/\S*$",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matches(pattern: &str, url: &str) -> bool {
        Pattern::read(pattern).unwrap().matches(&url.parse().unwrap())
    }

    #[test]
    fn a_pattern_matches_what_it_does_in_browsers() {
        for (pattern, url) in [
            ("https://app.example/account/*", "https://app.example/account/invoices?page=2"),
            ("*://*/*", "http://a.example/"),
            ("*://*.example/*", "https://example/x"),
            ("*://*.example/*", "https://a.b.example/x"),
            ("https://app.example/", "https://app.example"),
            ("https://app.example/*", "https://app.example:8443/x"),
            ("http://127.0.0.1:81/*", "http://127.0.0.1:81/x"),
            ("https://app.example:443/*", "https://app.example/x"),
            ("https://app.example/*/edit", "https://app.example/a/b/edit"),
            ("wss://app.example/live", "wss://app.example/live"),
            ("https://APP.example/*", "https://app.example/x"),
            ("https://[::1]/*", "https://[::1]/x"),
        ] {
            assert!(matches(pattern, url), "{pattern} {url}");
        }
        for (pattern, url) in [
            ("https://app.example/account/*", "http://app.example/account/x"),
            ("https://app.example/account/*", "https://app.example/account"),
            ("https://app.example/account/*", "https://app.example.evil/account/x"),
            ("*://*.example/*", "https://notexample/x"),
            ("http://127.0.0.1:81/*", "http://127.0.0.1:82/x"),
            ("*://*/*", "ftp://a.example/"),
            ("https://app.example/x", "https://app.example/x?y"),
        ] {
            assert!(!matches(pattern, url), "{pattern} {url}");
        }
    }

    #[test]
    fn an_encoded_path_does_not_lead_around_a_pattern() {
        let account = "https://app.example/account/*";
        for path in
            ["/account/..%2fadmin", "/account/%2e%2e%2fadmin", "/account/..%5cadmin", "/account/%252e%252e%252fadmin"]
        {
            assert!(!matches(account, &format!("https://app.example{path}")), "{path}");
        }
        let logout = Pattern::read("*://*/logout*").unwrap();
        for path in ["/logout", "/logout?x", "/%6cogout", "//logout", "/a/..%2flogout", "/%256cogout"] {
            assert!(logout.may_match(&format!("https://app.example{path}").parse().unwrap()), "{path}");
        }
    }

    #[test]
    fn what_is_no_pattern_is_refused() {
        for text in [
            "",
            "*",
            "<all_urls>",
            "app.example/*",
            "https://app.example",
            "ftp://a.example/*",
            "https://a.*.example/*",
            "https://a*.example/*",
            "https:///*",
            "https://a.example:x/*",
            "https://a.example:99999/*",
            "https://u@a.example/*",
        ] {
            assert!(Pattern::read(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_pattern_of_many_stars_takes_no_longer() {
        let pattern = Pattern::read(&format!("https://a.example/{}b", "*a".repeat(200))).unwrap();
        assert!(!pattern.matches(&format!("https://a.example/{}", "a".repeat(20_000)).parse().unwrap()));
    }
}
