//! Addresses on the web as companies give them: absolute, and spelled without tricks, so that nobody who reads one takes
//! it for another.

use std::net::Ipv4Addr;

use url::{Host, Url};

/// What such an address looks like.
pub const PATTERN: &str = r"^https?://[^\s\\]+$";

/// The longest that is taken, in bytes.
const LONGEST: usize = 2048;

/// Reads an address: http or https, no user name, no backslash, no space, and an IP address in its usual spelling.
pub fn parse(text: &str) -> Result<Url, String> {
    let is_plain = text.starts_with("https://") || text.starts_with("http://");
    if !is_plain || text.contains('\\') || text.chars().any(|c| c.is_control() || c.is_whitespace()) {
        return Err("an address starts with https:// and holds no spaces or backslashes".to_owned());
    }
    if text.len() > LONGEST {
        return Err(format!("an address has at most {LONGEST} bytes"));
    }
    let url = Url::parse(text).map_err(|error| format!("not an absolute URL: {error}"))?;
    if !url.username().is_empty() || url.password().is_some() || authority(text).contains('@') {
        return Err("an address carries no user name or password".to_owned());
    }
    if let Some(Host::Ipv4(address)) = url.host()
        && !is_spelled(authority(text), address)
    {
        return Err(format!("write the IP address as {address}"));
    }
    Ok(url)
}

/// What stands between the slashes: host and port, as they were written.
fn authority(text: &str) -> &str {
    let rest = text.split_once("://").map_or(text, |(_, rest)| rest);
    rest.split(['/', '?', '#']).next().unwrap_or_default()
}

fn is_spelled(authority: &str, address: Ipv4Addr) -> bool {
    authority.split(':').next() == Some(address.to_string().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usual_addresses_are_taken() {
        for text in [
            "https://app.example.com/back?from=portal#end",
            "http://127.0.0.1:8080/hook",
            "https://[2001:db8::1]/",
            "https://bücher.example/",
            "https://app.example.com/a@b",
        ] {
            assert!(parse(text).is_ok(), "{text}");
        }
    }

    #[test]
    fn addresses_with_tricks_are_refused() {
        let long = format!("https://app.example.com/{}", "x".repeat(2048));
        for text in [
            "",
            "//evil.example",
            "https:evil.example",
            "https:/evil.example",
            "https://",
            "javascript:alert(1)",
            "data:text/html,x",
            "ftp://app.example.com/",
            "HTTPS://app.example.com/",
            " https://app.example.com/",
            "https://app.example.com\\@evil.example/",
            "https://app.example.com@evil.example/",
            "https://user:password@app.example.com/",
            "https://@app.example.com/",
            "https://app.example.com/\r\nset-cookie: x",
            "https://app.example.com/\t",
            "https://2130706433/",
            "https://0x7f000001/",
            "https://0x7f.1/",
            "https://127.1/",
            "https://0177.0.0.1/",
            "https://127.0.0.1./",
            "https://１２７.0.0.1/",
            long.as_str(),
        ] {
            assert!(parse(text).is_err(), "{text}");
        }
    }
}
