//! Which addresses and headers an endpoint may have.

use url::Url;

use crate::domain::{
    network::{Allow, may_reach},
    web_address,
};

const MOST_HEADERS: usize = 20;
const LONGEST_HEADER: usize = 1_024;

/// Reads an endpoint's URL, or says what is wrong with it. Names are looked up and checked at each connection; what
/// can be said before is said here.
pub fn read_url(text: &str, private: &[Allow]) -> Result<Url, String> {
    let url = web_address::parse(text)?;
    if url.fragment().is_some() {
        return Err("must not have a fragment".to_owned());
    }
    may_reach(&url, private)?;
    Ok(url)
}

/// Headers that are ours, or belong to one connection.
const RESERVED: [&str; 13] = [
    "connection",
    "content-encoding",
    "content-length",
    "content-type",
    "expect",
    "host",
    "keep-alive",
    "proxy-authorization",
    "proxy-connection",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
];

/// Says what is wrong with headers of an endpoint's own, if something is.
pub fn check_headers<'a>(headers: impl ExactSizeIterator<Item = (&'a str, &'a str)>) -> Result<(), String> {
    if headers.len() > MOST_HEADERS {
        return Err(format!("at most {MOST_HEADERS} headers"));
    }
    for (name, value) in headers {
        let is_token = !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b));
        if !is_token || name.len() > 128 {
            return Err(format!("{name:?} is not the name of a header"));
        }
        let lower = name.to_ascii_lowercase();
        if RESERVED.contains(&lower.as_str()) || lower.starts_with("webhook-") {
            return Err(format!("{name:?} is not yours to set"));
        }
        if value.len() > LONGEST_HEADER || !value.bytes().all(|b| (b' '..=b'~').contains(&b)) {
            return Err(format!("the value of {name:?} must be at most {LONGEST_HEADER} visible ASCII characters"));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn public_https_is_taken_and_nothing_else() {
        for text in ["https://a.example/hook?x=1", "https://a.example:8443/", "https://1.1.1.1/"] {
            assert!(read_url(text, &[]).is_ok(), "{text}");
        }
        for text in [
            "http://a.example/",
            "https:a.example",
            "//a.example",
            "https://u:p@a.example/",
            "https://u@a.example/",
            "https://a.example/#x",
            "https://a.example\\@b.example/",
            "https://a.example/\r\nx",
            " https://a.example/",
            "javascript:alert(1)",
            "ftp://a.example/",
            "https://127.0.0.1/",
            "https://2130706433/",
            "https://0x7f.1/",
            "https://169.254.169.254/",
            "https://[::ffff:127.0.0.1]/",
            "https://[::1]/",
            "https://localhost/",
            "https://hooks.localhost/",
            "https://intranet/hook",
            "https://metadata.google.internal/",
            "https://printer.local/",
            "",
        ] {
            assert!(read_url(text, &[]).is_err(), "{text}");
        }
    }

    #[test]
    fn what_the_operator_allowed_is_taken_over_http_too() {
        let private = ["127.0.0.1:9000".parse().unwrap()];
        assert!(read_url("http://127.0.0.1:9000/x", &private).is_ok());
        assert!(read_url("http://localhost:9000/x", &private).is_ok());
        assert!(read_url("http://127.0.0.1:9001/x", &private).is_err());
        assert!(read_url("http://1.1.1.1/x", &private).is_err());
    }

    #[test]
    fn headers_of_the_connection_and_of_the_signature_stay_ours() {
        let check = |name, value| check_headers([(name, value)].into_iter());
        assert!(check("Authorization", "Bearer x").is_ok());
        for name in ["Host", "webhook-signature", "Connection", "te", "", "a b", "x:y"] {
            assert!(check(name, "x").is_err(), "{name}");
        }
        assert!(check("x", "a\r\nb").is_err() && check("x", "é").is_err());
    }
}
