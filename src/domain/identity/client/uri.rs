//! Addresses that a client registers: where sign-ins lead back to, and origins of scripts.

use url::{Host, Url};

use crate::domain::web_address;

/// Schemes that a browser would treat as something else than an application's address.
const NOT_SCHEMES: [&str; 6] = ["javascript", "data", "file", "blob", "vbscript", "about"];
/// The longest redirect address, in bytes.
const LONGEST: usize = 2048;

/// What stands at the end of an address that takes any port. Only the demo registers such.
const ANY_PORT: &str = ":*";

/// What is wrong with a redirect address.
pub fn redirect_mistake(text: &str, is_native: bool) -> Option<String> {
    if text.starts_with("https://") || text.starts_with("http://") {
        return match web_address::parse(text) {
            Err(mistake) => Some(mistake),
            Ok(url) if url.fragment().is_some() => Some("must have no fragment".to_owned()),
            Ok(url) if url.scheme() == "http" && !is_loopback(&url) => {
                Some("plain http is only for addresses on the same machine, such as http://127.0.0.1".to_owned())
            }
            Ok(_) => None,
        };
    }
    let is_plain = text.len() <= LONGEST && text.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'#');
    let scheme = text.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
    match scheme {
        Some(scheme)
            if is_native && is_plain && !NOT_SCHEMES.contains(&scheme.as_str()) && Url::parse(text).is_ok() =>
        {
            None
        }
        _ if is_native => Some("an absolute address, such as com.example.app:/callback".to_owned()),
        _ => Some("an address that starts with https://".to_owned()),
    }
}

/// What is wrong with an origin.
pub fn origin_mistake(text: &str) -> Option<String> {
    let url = match web_address::parse(text) {
        Ok(url) => url,
        Err(mistake) => return Some(mistake),
    };
    let written = url.origin().ascii_serialization();
    (written != text).then(|| format!("an origin is written as {written}"))
}

/// Whether a given redirect address is the registered one; `any_port` lets the port of a loopback address be any.
pub fn is_redirect(registered: &str, given: &str, any_port: bool) -> bool {
    if registered == given {
        return true;
    }
    let Ok(given_url) = Url::parse(given) else { return false };
    if given.len() > LONGEST || given_url.fragment().is_some() || !given_url.username().is_empty() {
        return false;
    }
    if let Some(base) = registered.strip_suffix(ANY_PORT) {
        return is_loopback(&given_url) && without_port(&given_url).is_some_and(|origin| origin == base);
    }
    let Ok(registered_url) = Url::parse(registered) else { return false };
    any_port
        && registered_url.scheme() == "http"
        && is_loopback(&registered_url)
        && without_port(&registered_url) == without_port(&given_url)
        && registered_url.path() == given_url.path()
        && registered_url.query() == given_url.query()
}

/// Whether an `Origin` header is a registered origin.
pub fn is_origin(registered: &str, origin: &str) -> bool {
    match registered.strip_suffix(ANY_PORT) {
        None => registered == origin,
        Some(base) => any_port_of(origin).is_some_and(|pattern| pattern.strip_suffix(ANY_PORT) == Some(base)),
    }
}

/// The registered origin that takes any port and would take this one.
pub fn any_port_of(origin: &str) -> Option<String> {
    let url = Url::parse(origin).ok().filter(|url| is_loopback(url) && url.origin().ascii_serialization() == origin)?;
    without_port(&url).map(|base| format!("{base}{ANY_PORT}"))
}

fn without_port(url: &Url) -> Option<String> {
    Some(format!("{}://{}", url.scheme(), url.host_str()?))
}

/// Whether an address is on the machine of whoever reads it.
fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_redirect_is_compared_character_by_character() {
        let registered = "https://shop.example/back?x=1";
        assert!(is_redirect(registered, registered, true));
        for given in [
            "https://shop.example/back",
            "https://shop.example/back?x=1&y=2",
            "https://shop.example/back/?x=1",
            "https://shop.example:444/back?x=1",
            "https://shop.example.evil/back?x=1",
            "http://shop.example/back?x=1",
            "",
        ] {
            assert!(!is_redirect(registered, given, true), "{given}");
        }
    }

    #[test]
    fn a_native_application_may_be_called_on_any_port_of_its_machine() {
        let registered = "http://127.0.0.1/callback";
        assert!(is_redirect(registered, "http://127.0.0.1:49152/callback", true));
        assert!(!is_redirect(registered, "http://127.0.0.1:49152/callback", false));
        assert!(!is_redirect(registered, "http://127.0.0.1:49152/other", true));
        assert!(!is_redirect(registered, "http://127.0.0.2:49152/callback", true));
    }

    #[test]
    fn a_pattern_takes_any_port_of_the_machine_itself_and_nothing_else() {
        assert!(is_redirect("http://localhost:*", "http://localhost:3000/callback", false));
        assert!(is_redirect("http://127.0.0.1:*", "http://127.0.0.1/callback", false));
        assert!(!is_redirect("http://localhost:*", "http://localhost.evil/callback", false));
        assert!(!is_redirect("http://localhost:*", "http://localhost:3000@evil.example/", false));
        assert!(is_origin("http://localhost:*", "http://localhost:3000"));
        assert!(!is_origin("http://localhost:*", "http://127.0.0.1:3000"));
        assert!(!is_origin("http://localhost:*", "http://localhost.evil"));
        assert!(!is_origin("http://localhost:*", "null"));
    }

    #[test]
    fn addresses_that_run_scripts_or_lead_elsewhere_are_not_registered() {
        for text in
            ["javascript:alert(1)", "http://shop.example/", "https://shop.example/#x", "//x", "", "http://localhost:*"]
        {
            assert!(redirect_mistake(text, true).is_some(), "{text}");
        }
        assert_eq!(redirect_mistake("com.example.app:/callback", true), None);
        assert!(redirect_mistake("com.example.app:/callback", false).is_some());
        for text in ["https://shop.example/", "https://shop.example:443", "*", "null", "http://localhost:*"] {
            assert!(origin_mistake(text).is_some(), "{text}");
        }
        assert_eq!(origin_mistake("https://shop.example:8443"), None);
    }
}
