//! What a browser says to its proxy.

use tokio::{
    io::{self, AsyncReadExt},
    net::TcpStream,
};
use url::Url;

/// The longest head of a request, in bytes; browsers send cookies of this size at most.
const LONGEST_HEAD: usize = 128 * 1024;

/// The head of a request up to its empty line, and what was read beyond it.
pub(super) async fn head(browser: &mut TcpStream) -> io::Result<(Vec<u8>, Vec<u8>)> {
    let mut read = Vec::with_capacity(4096);
    loop {
        if let Some(end) = read.windows(4).position(|four| four == b"\r\n\r\n") {
            let rest = read.split_off(end + 4);
            return Ok((read, rest));
        }
        if read.len() > LONGEST_HEAD || browser.read_buf(&mut read).await? == 0 {
            return Err(io::ErrorKind::InvalidData.into());
        }
    }
}

/// What a browser asks its proxy for.
pub(super) struct Request {
    pub(super) url: Url,
    pub(super) is_tunnel: bool,
    pub(super) is_upgrade: bool,
    /// What the host is to read.
    pub(super) head: String,
    /// How many bytes follow.
    pub(super) body: u64,
}

impl Request {
    /// What the head says; nothing where it is none for a proxy.
    pub(super) fn of(head: &[u8]) -> Option<Self> {
        let head = std::str::from_utf8(head).ok()?;
        let (line, fields) = head.split_once("\r\n")?;
        let mut words = line.split(' ');
        let (method, target, version) = (words.next()?, words.next()?, words.next()?);
        if method == "CONNECT" {
            let url = Url::parse(&format!("https://{target}/")).ok()?;
            return Some(Self { url, is_tunnel: true, is_upgrade: false, head: String::new(), body: 0 });
        }
        let url = Url::parse(target).ok().filter(|url| url.scheme() == "http")?;
        let fields: Vec<&str> = fields.split("\r\n").filter(|field| !field.is_empty()).collect();
        let is_upgrade = value(&fields, "upgrade").is_some();
        let body = value(&fields, "content-length").map_or(Some(0), |length| length.parse().ok())?;
        let path = &url[url::Position::BeforePath..url::Position::AfterQuery];
        let mut head = format!("{method} {path} {version}\r\n");
        for field in fields.iter().filter(|field| !is_of_the_connection(field)) {
            head.extend([field, "\r\n"]);
        }
        head.push_str(if is_upgrade { "Connection: Upgrade\r\n\r\n" } else { "Connection: close\r\n\r\n" });
        Some(Self { url, is_tunnel: false, is_upgrade, head, body })
    }
}

/// What a field of this name holds.
fn value<'h>(fields: &[&'h str], name: &str) -> Option<&'h str> {
    let mut named = fields.iter().filter_map(|field| field.split_once(':'));
    named.find(|(found, _)| found.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim())
}

fn is_of_the_connection(field: &str) -> bool {
    let name = field.split(':').next().unwrap_or_default();
    name.eq_ignore_ascii_case("connection") || name.to_ascii_lowercase().starts_with("proxy-")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(head: &str) -> Option<(String, String)> {
        Request::of(head.as_bytes()).map(|request| (request.url.to_string(), request.head))
    }

    #[test]
    fn a_host_reads_what_a_browser_says_to_it_and_nothing_of_the_way() {
        let asked = "POST http://shop.example/a?b HTTP/1.1\r\nHost: shop.example\r\nProxy-Connection: keep-alive\r\n\
                     Connection: keep-alive\r\nContent-Length: 3\r\n\r\n";
        let told = "POST /a?b HTTP/1.1\r\nHost: shop.example\r\nContent-Length: 3\r\nConnection: close\r\n\r\n";
        assert_eq!(request(asked), Some(("http://shop.example/a?b".to_owned(), told.to_owned())));
    }

    #[test]
    fn a_tunnel_is_to_a_host_and_port() {
        let head = "CONNECT [::1]:8443 HTTP/1.1\r\nHost: [::1]:8443\r\n\r\n";
        assert_eq!(request(head), Some(("https://[::1]:8443/".to_owned(), String::new())));
    }

    #[test]
    fn whatever_else_is_said_to_a_proxy_is_refused() {
        for head in [
            "GET / HTTP/1.1\r\n\r\n",
            "GET ftp://shop.example/ HTTP/1.1\r\n\r\n",
            "GET file:///etc/passwd HTTP/1.1\r\n\r\n",
            "CONNECT  HTTP/1.1\r\n\r\n",
            "POST http://shop.example/ HTTP/1.1\r\nContent-Length: many\r\n\r\n",
            "\r\n\r\n",
            "",
        ] {
            assert_eq!(request(head), None, "{head:?}");
        }
    }
}
