use super::*;

/// What a head of these lines asks for.
fn request(lines: &[&str]) -> Option<Request> {
    Request::of(format!("{}\r\n\r\n", lines.join("\r\n")).as_bytes())
}

fn plain_of(lines: &[&str]) -> Plain {
    match request(lines) {
        Some(Request::Plain(plain)) => plain,
        other => panic!("{lines:?} is {other:?}"),
    }
}

#[test]
fn a_request_is_forwarded_without_the_fields_of_the_browsers_connection() {
    let plain = plain_of(&[
        "POST http://shop.example:8080/a?b#c HTTP/1.1",
        "Host: shop.example:8080",
        "Proxy-Connection: keep-alive",
        "Proxy-Authorization: Basic eA==",
        "Connection: keep-alive, X-Hop",
        "X-Hop: 1",
        "Keep-Alive: 5",
        "Cookie: a=b",
        "Content-Length: 3",
    ]);
    let forwarded = "POST /a?b HTTP/1.1\r\nHost: shop.example:8080\r\nCookie: a=b\r\nContent-Length: 3\r\n\
                     Connection: close\r\n\r\n";
    assert_eq!((plain.head.as_str(), plain.body, plain.is_upgrade), (forwarded, 3, false));
    assert_eq!(plain.url.as_str(), "http://shop.example:8080/a?b#c");
}

#[test]
fn a_web_socket_keeps_its_upgrade_and_nothing_else_does() {
    let head = |upgrade| {
        plain_of(&["GET http://a.example/s HTTP/1.1", "Host: a.example", "Connection: Upgrade", upgrade]).head
    };
    assert!(head("Upgrade: websocket").ends_with("Upgrade: websocket\r\nConnection: Upgrade\r\n\r\n"));
    assert!(head("Upgrade: h2c").ends_with("Host: a.example\r\nConnection: close\r\n\r\n"));
}

#[test]
fn a_tunnel_leads_to_a_host_and_port() {
    let Some(Request::Tunnel(url)) = request(&["CONNECT [::1]:8443 HTTP/1.1", "Host: [::1]:8443"]) else {
        panic!("no tunnel");
    };
    assert_eq!(url.as_str(), "https://[::1]:8443/");
}

#[test]
fn what_is_not_for_a_proxy_is_refused() {
    for line in [
        "GET / HTTP/1.1",
        "GET ftp://a.example/ HTTP/1.1",
        "GET file:///etc/passwd HTTP/1.1",
        "GET http://user:secret@a.example/ HTTP/1.1",
        "CONNECT a.example HTTP/1.1",
        "CONNECT a.example:443/x HTTP/1.1",
        "CONNECT b.example@a.example:443 HTTP/1.1",
        "CONNECT  HTTP/1.1",
        "GET http://a.example/ HTTP/3.0",
        "GET http://a.example/",
        "",
    ] {
        assert!(request(&[line, "Host: a.example"]).is_none(), "{line:?}");
    }
}

#[test]
fn a_head_that_can_be_read_in_two_ways_is_refused() {
    let fields: &[&[&str]] = &[
        &["Host: a.example", "Content-Length: 3", "Content-Length: 3"],
        &["Host: a.example", "Content-Length: 3", "content-length: 4"],
        &["Host: a.example", "Content-Length: 3, 3"],
        &["Host: a.example", "Content-Length: +3"],
        &["Host: a.example", "Content-Length: 0x3"],
        &["Host: a.example", "Content-Length: -1"],
        &["Host: a.example", "Content-Length:"],
        &["Host: a.example", "Content-Length: 99999999999999999999999"],
        &["Host: a.example", "Content-Length: 3", "Transfer-Encoding: chunked"],
        &["Host: a.example", "Transfer-Encoding: chunked"],
        &["Host: a.example", "Transfer-Encoding: identity, chunked"],
        &["Host: a.example", "Transfer-Encoding : chunked"],
        &["Host: a.example", "X-Folded: a", " Content-Length: 3"],
        &["Host: a.example", " X: leading space"],
        &["Host: a.example", "X\0Y: nul in a name"],
        &["Host: a.example", "X: nul\0in a value"],
        &["Host: a.example", "X: bare\nContent-Length: 3"],
        &["Host: a.example", "X: bare\rContent-Length: 3"],
        &["Host: a.example", "no colon"],
        &["Host: a.example", ": no name"],
        &["Host: b.example"],
        &["Host: a.example:8080"],
        &["Host: a.example", "Host: a.example"],
        &["Host: a.example", "Host: b.example"],
        &["X: no host"],
        &["Host: a.example", "Content-Length: 3", "Connection: close, Content-Length"],
        &["Host: a.example", "Connection: Host"],
        &["Host: a.example", "Upgrade: websocket", "Content-Length: 3"],
    ];
    for fields in fields {
        let lines = [&["POST http://a.example/ HTTP/1.1"], *fields].concat();
        assert!(request(&lines).is_none(), "{fields:?}");
    }
    assert!(Request::of(b"GET http://a.example/ HTTP/1.1\nHost: a.example\n\n").is_none());
    assert!(request(&["CONNECT a.example:443 HTTP/1.1", "Content-Length: 3"]).is_none());
    assert!(request(&["CONNECT a.example:443 HTTP/1.1", "Transfer-Encoding: chunked"]).is_none());
}

#[test]
fn a_head_with_too_many_fields_is_refused() {
    let field = |number| format!("X-{number}: 1");
    let lines = |count: usize| {
        let fields: Vec<String> = (0..count).map(field).collect();
        let first = ["GET http://a.example/ HTTP/1.1", "Host: a.example"];
        request(&first.into_iter().chain(fields.iter().map(String::as_str)).collect::<Vec<_>>())
    };
    assert!(lines(100).is_some());
    assert!(lines(MOST_FIELDS).is_none());
}

/// What is read of a connection on which these bytes come.
async fn read(bytes: Vec<u8>) -> io::Result<(Vec<u8>, Vec<u8>)> {
    use tokio::io::AsyncWriteExt;
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let mut browser = tokio::net::TcpStream::connect(listener.local_addr().unwrap()).await.unwrap();
    let (mut proxy, _) = listener.accept().await.unwrap();
    let writing = tokio::spawn(async move {
        // The proxy may hang up before it has read everything.
        let _ = browser.write_all(&bytes).await;
    });
    let head = head(&mut proxy).await;
    drop(proxy);
    writing.await.unwrap();
    head
}

#[tokio::test]
async fn a_head_is_read_up_to_its_end_and_no_further_than_its_limit() {
    let (head, rest) = read(b"GET / HTTP/1.1\r\n\r\nbody".to_vec()).await.unwrap();
    assert_eq!((head.as_slice(), rest.as_slice()), (&b"GET / HTTP/1.1\r\n\r\n"[..], &b"body"[..]));
    let huge = |length: usize| [b"GET / HTTP/1.1\r\nX: ".to_vec(), vec![b'x'; length], b"\r\n\r\n".to_vec()].concat();
    assert!(read(huge(LONGEST_HEAD - 100)).await.is_ok());
    assert!(read(huge(LONGEST_HEAD)).await.is_err());
    assert!(read(b"GET / HTTP/1.1\r\nX: cut".to_vec()).await.is_err());
}
