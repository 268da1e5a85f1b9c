//! The heads of requests that a browser sends to its proxy.
//!
//! A head that two readers could read in two ways is refused, as the host behind the proxy may be the second reader.

use httparse::{EMPTY_HEADER, Header, Status};
use tokio::io::{self, AsyncRead, AsyncReadExt};
use url::{Position, Url};

/// The longest head of a request, in bytes; browsers send cookies of this size at most.
const LONGEST_HEAD: usize = 128 * 1024;
/// The most fields of a head.
const MOST_FIELDS: usize = 128;

/// The fields that concern one connection only, besides those that `Connection` names.
const HOP_BY_HOP: [&str; 5] = ["connection", "keep-alive", "te", "trailer", "upgrade"];

/// The head of a request up to its empty line, and what was read beyond it.
pub(super) async fn head(browser: &mut (impl AsyncRead + Unpin)) -> io::Result<(Vec<u8>, Vec<u8>)> {
    let mut read = Vec::with_capacity(4096);
    loop {
        let end = read.windows(4).position(|four| four == b"\r\n\r\n").map(|end| end + 4);
        if end.unwrap_or(read.len()) > LONGEST_HEAD {
            return Err(io::ErrorKind::InvalidData.into());
        }
        if let Some(end) = end {
            let rest = read.split_off(end);
            return Ok((read, rest));
        }
        if browser.read_buf(&mut read).await? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
    }
}

/// A request to the proxy.
#[derive(Debug)]
pub(super) enum Request {
    /// `CONNECT`: bytes to and from a host.
    Tunnel(Url),
    /// A request over plain `http`.
    Plain(Plain),
}

/// A request that is forwarded by itself, on a connection of its own.
#[derive(Debug)]
pub(super) struct Plain {
    pub(super) method: String,
    pub(super) url: Url,
    /// The head as the host is to read it.
    pub(super) head: String,
    /// The length of the body in bytes.
    pub(super) body: u64,
    /// Whether the connection becomes a web socket.
    pub(super) is_upgrade: bool,
}

impl Request {
    /// The request that a head holds, or `None` where it is malformed, ambiguous, or not for a proxy.
    pub(super) fn of(head: &[u8]) -> Option<Self> {
        if !has_plain_line_ends(head) {
            return None;
        }
        let mut fields = [EMPTY_HEADER; MOST_FIELDS];
        let mut request = httparse::Request::new(&mut fields);
        match request.parse(head) {
            Ok(Status::Complete(length)) if length == head.len() => {}
            _ => return None,
        }
        let (method, target) = (request.method?, request.path?);
        if named(request.headers, "transfer-encoding").next().is_some() {
            return None;
        }
        let body = body_length(request.headers)?;
        if method == "CONNECT" {
            return tunnel(target).filter(|_| body == 0).map(Self::Tunnel);
        }
        let url = Url::parse(target).ok().filter(|url| url.scheme() == "http")?;
        plain(method, url, request.headers, body).map(Self::Plain)
    }

    /// The request that a head holds which came through a tunnel to the host of `base`.
    pub(super) fn inside(head: &[u8], base: &Url) -> Option<Plain> {
        if !has_plain_line_ends(head) {
            return None;
        }
        let mut fields = [EMPTY_HEADER; MOST_FIELDS];
        let mut request = httparse::Request::new(&mut fields);
        match request.parse(head) {
            Ok(Status::Complete(length)) if length == head.len() => {}
            _ => return None,
        }
        let (method, target) = (request.method?, request.path?);
        if !target.starts_with('/') || named(request.headers, "transfer-encoding").next().is_some() {
            return None;
        }
        let authority = &base[Position::BeforeHost..Position::AfterPort];
        let target = format!("{}://{authority}{target}", base.scheme());
        let body = body_length(request.headers)?;
        plain(method, Url::parse(&target).ok()?, request.headers, body)
    }

    /// Where the request leads.
    pub(super) fn url(&self) -> &Url {
        match self {
            Self::Tunnel(url) | Self::Plain(Plain { url, .. }) => url,
        }
    }
}

/// Whether every line ends with CR LF and neither occurs alone; parsers differ about those that do.
fn has_plain_line_ends(head: &[u8]) -> bool {
    let mut before = 0;
    head.iter().enumerate().all(|(at, byte)| {
        let is_plain = match byte {
            b'\r' => head.get(at + 1) == Some(&b'\n'),
            b'\n' => before == b'\r',
            _ => true,
        };
        before = *byte;
        is_plain
    })
}

/// The host and port of a `CONNECT`, as the URL of the host.
fn tunnel(target: &str) -> Option<Url> {
    let has_port = target.rsplit_once(':').is_some_and(|(_, port)| port.parse::<u16>().is_ok());
    let url = Url::parse(&format!("https://{target}/")).ok()?;
    let is_authority = !target.contains(['/', '?', '#', '@', '\\']);
    (has_port && is_authority).then_some(url)
}

fn plain(method: &str, url: Url, fields: &[Header<'_>], body: u64) -> Option<Plain> {
    let authority = &url[Position::BeforeHost..Position::AfterPort];
    if !url.username().is_empty() || url.password().is_some() || !is_host(fields, authority) {
        return None;
    }
    let is_upgrade = named(fields, "upgrade").any(|value| value.eq_ignore_ascii_case(b"websocket"));
    if is_upgrade && body > 0 {
        return None;
    }
    let mut head = format!("{method} {} HTTP/1.1\r\n", &url[Position::BeforePath..Position::AfterQuery]);
    let of_connection = connection_fields(fields)?;
    for field in fields.iter().filter(|field| !of_connection.iter().any(|name| field.name.eq_ignore_ascii_case(name))) {
        let value = std::str::from_utf8(field.value).ok()?;
        head.extend([field.name, ": ", value, "\r\n"]);
    }
    head.push_str(if is_upgrade {
        "Upgrade: websocket\r\nConnection: Upgrade\r\n\r\n"
    } else {
        "Connection: close\r\n\r\n"
    });
    Some(Plain { method: method.to_owned(), url, head, body, is_upgrade })
}

/// The values of the fields of one name.
fn named<'f>(fields: &'f [Header<'_>], name: &str) -> impl Iterator<Item = &'f [u8]> {
    fields.iter().filter(move |field| field.name.eq_ignore_ascii_case(name)).map(|field| field.value)
}

/// The one `Content-Length`, 0 without one; `None` where there are several or it is no plain number.
fn body_length(fields: &[Header<'_>]) -> Option<u64> {
    let mut lengths = named(fields, "content-length");
    let Some(length) = lengths.next() else { return Some(0) };
    let is_number = !length.is_empty() && length.iter().all(u8::is_ascii_digit);
    if !is_number || lengths.next().is_some() {
        return None;
    }
    std::str::from_utf8(length).ok()?.parse().ok()
}

/// Whether there is one `Host`, and it names where the request leads.
fn is_host(fields: &[Header<'_>], authority: &str) -> bool {
    let mut hosts = named(fields, "host");
    let is_same = hosts.next().is_some_and(|host| host.eq_ignore_ascii_case(authority.as_bytes()));
    is_same && hosts.next().is_none()
}

/// The names of the fields that are not forwarded.
fn connection_fields<'f>(fields: &'f [Header<'_>]) -> Option<Vec<&'f str>> {
    let mut names = HOP_BY_HOP.to_vec();
    names.extend(
        fields
            .iter()
            .map(|field| field.name)
            .filter(|name| name.get(..6).is_some_and(|start| start.eq_ignore_ascii_case("proxy-"))),
    );
    for value in named(fields, "connection") {
        names.extend(std::str::from_utf8(value).ok()?.split(',').map(str::trim));
    }
    // Without them, the host would read another request than the proxy did.
    let is_needed = |name: &&str| ["host", "content-length"].iter().any(|needed| name.eq_ignore_ascii_case(needed));
    (!names.iter().any(is_needed)).then_some(names)
}

#[cfg(test)]
mod tests;
