//! The cookies of one page's session.

use cookie_store::{Cookie, CookieDomain, CookieExpiration, CookieStore};
use serde_json::{Value, json};
use url::Url;

/// More cookies than this are not kept; browsers keep about as many for a site.
const COOKIES: usize = 200;

/// A longer `Set-Cookie` is ignored, as browsers do.
const COOKIE_BYTES: usize = 4096;

/// The cookies that a source set; only hosts they belong to get them back.
#[derive(Default)]
pub(super) struct Jar(CookieStore);

impl Jar {
    /// Keeps, replaces or forgets a cookie, as one `Set-Cookie` of an answer from `url` says.
    ///
    /// What is foreign, malformed, too long or too much is ignored. (`CookieStore::store_response_cookies` would
    /// write cookies to the log.)
    pub(super) fn store(&mut self, set_cookie: &[u8], url: &Url) {
        if set_cookie.len() > COOKIE_BYTES {
            return;
        }
        let text = String::from_utf8_lossy(set_cookie);
        let Ok(cookie) = Cookie::parse(text.as_ref(), url).map(Cookie::into_owned) else {
            return;
        };
        if self.has_room_for(&cookie) {
            // A refusal means that the cookie is foreign or has already expired.
            let _ = self.0.insert(cookie, url);
        }
    }

    /// The `Cookie` header for a request to `url`; the most specific path first, as servers expect.
    pub(super) fn header(&self, url: &Url) -> Option<String> {
        let mut cookies = self.0.matches(url);
        cookies.sort_by_key(|cookie| (std::cmp::Reverse(cookie.path.len()), cookie.name()));
        let pairs: Vec<_> = cookies.iter().map(|cookie| format!("{}={}", cookie.name(), cookie.value())).collect();
        (!pairs.is_empty()).then(|| pairs.join("; "))
    }

    /// Every cookie, those of the browser session included.
    pub(super) fn cookies(&self) -> Vec<&Cookie<'static>> {
        self.0.iter_unexpired().collect()
    }

    fn has_room_for(&self, cookie: &Cookie<'_>) -> bool {
        let domain = cookie.domain.as_cow().unwrap_or_default();
        self.0.contains_any(&domain, &cookie.path, cookie.name()) || self.0.iter_any().count() < COOKIES
    }
}

/// A cookie as a browser takes it from outside.
pub(super) fn for_browser(cookie: &Cookie<'_>) -> Value {
    let is_secure = cookie.secure().unwrap_or_default();
    let path = String::from(&cookie.path);
    let mut taken = json!({
        "name": cookie.name(),
        "value": cookie.value(),
        "path": path,
        "secure": is_secure,
        "httpOnly": cookie.http_only().unwrap_or_default(),
    });
    match &cookie.domain {
        // Without a domain it belongs to the host of the URL alone.
        CookieDomain::HostOnly(host) => {
            let scheme = if is_secure { "https" } else { "http" };
            taken["url"] = format!("{scheme}://{host}{path}").into();
        }
        CookieDomain::Suffix(domain) => taken["domain"] = format!(".{domain}").into(),
        CookieDomain::NotPresent | CookieDomain::Empty => {}
    }
    if let CookieExpiration::AtUtc(end) = &cookie.expires {
        taken["expires"] = end.unix_timestamp().into();
    }
    taken
}

/// A cookie of a browser as a source would have set it, and from where; how long it lasts does not matter to a workflow.
pub(super) fn from_browser(cookie: &Value) -> Option<(String, Url)> {
    let text = |name: &str| cookie[name].as_str();
    let (name, value, domain, path) = (text("name")?, text("value")?, text("domain")?, text("path")?);
    let host = domain.trim_start_matches('.');
    let shared = if host == domain { String::new() } else { format!("; Domain={host}") };
    let secure = if cookie["secure"] == true { "; Secure" } else { "" };
    let url = Url::parse(&format!("https://{host}{path}")).ok()?;
    Some((format!("{name}={value}; Path={path}{shared}{secure}"), url))
}

impl From<Vec<Cookie<'static>>> for Jar {
    fn from(cookies: Vec<Cookie<'static>>) -> Self {
        let cookies = cookies.into_iter().map(Ok::<_, std::convert::Infallible>);
        CookieStore::from_cookies(cookies, false).map(Self).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(text: &str) -> Url {
        text.parse().unwrap()
    }

    #[test]
    fn cookies_go_back_only_to_the_hosts_and_paths_they_belong_to() {
        let mut jar = Jar::default();
        let login = url("https://login.bank.example/a/b");
        for set in [
            "host=1",
            "site=2; Domain=bank.example; Path=/",
            "foreign=3; Domain=evil.example",
            "up=4; Domain=x.login.bank.example",
            "safe=5; Secure; Path=/",
            "deep=6; Path=/a/b",
        ] {
            jar.store(set.as_bytes(), &login);
        }
        assert_eq!(jar.header(&login).as_deref(), Some("deep=6; host=1; safe=5; site=2"));
        assert_eq!(jar.header(&url("http://www.bank.example/a/b")).as_deref(), Some("site=2"));
        assert_eq!(jar.header(&url("https://login.bank.example/")).as_deref(), Some("safe=5; site=2"));
        assert_eq!(jar.header(&url("https://evil.example/")), None);
        assert_eq!(jar.header(&url("https://notbank.example/")), None);
    }

    #[test]
    fn cookies_are_bounded_and_can_be_replaced_and_forgotten_when_full() {
        let mut jar = Jar::default();
        let site = url("https://bank.example/");
        jar.store(format!("long={}", "x".repeat(5000)).as_bytes(), &site);
        for n in 0..300 {
            jar.store(format!("c{n}=old").as_bytes(), &site);
        }
        assert_eq!(jar.cookies().len(), COOKIES);
        jar.store(b"c0=new", &site);
        jar.store(b"c1=; Max-Age=0", &site);
        let header = jar.header(&site).unwrap();
        assert!(header.starts_with("c0=new; ") && !header.contains("c1=") && !header.contains("long"));
    }
}
