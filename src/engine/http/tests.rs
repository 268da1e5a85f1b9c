use std::{
    io::Write,
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Instant,
};

use axum::{
    Router,
    body::Body,
    extract::{Request as Received, State},
    http::{HeaderMap, StatusCode, header},
    response::{Html, IntoResponse, Redirect, Response},
    routing::{any, get},
};
use flate2::{Compression, write::GzEncoder};
use futures_util::{StreamExt, stream};
use secrecy::ExposeSecret;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpListener,
};

use super::*;
use crate::{domain::page::Target, engine::guard::Forbidden};

/// Serves `router` on a port of its own.
async fn serve(router: Router) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    address
}

/// Answers every connection with `answer`, after the head of its request; then keeps it open.
async fn serve_raw(answer: Vec<u8>) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let answer = answer.clone();
            tokio::spawn(async move {
                let _ = stream.read(&mut [0; 4096]).await;
                let _ = stream.write_all(&answer).await;
                std::future::pending::<()>().await;
            });
        }
    });
    address
}

/// A listener that counts connections and answers none.
async fn counter() -> (SocketAddr, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let hits = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&hits);
    tokio::spawn(async move {
        while listener.accept().await.is_ok() {
            counted.fetch_add(1, Ordering::SeqCst);
        }
    });
    (address, hits)
}

fn guard(addresses: &[SocketAddr]) -> Guard {
    let hosts: Vec<_> = addresses.iter().map(ToString::to_string).collect();
    Guard::new(
        &hosts,
        hosts.iter().map(|host| host.parse().unwrap()).collect(),
    )
    .unwrap()
}

fn page(address: SocketAddr) -> HttpPage {
    HttpPage::open(guard(&[address]), Limits::default()).unwrap()
}

fn hurried(address: SocketAddr) -> HttpPage {
    let total = Duration::from_millis(500);
    HttpPage::open(
        guard(&[address]),
        Limits {
            total,
            ..Limits::default()
        },
    )
    .unwrap()
}

fn url(address: SocketAddr, path: &str) -> Url {
    format!("http://{address}{path}").parse().unwrap()
}

/// The HTML at `path`, as one action sees it.
async fn html(page: &mut HttpPage, url: &Url) -> String {
    page.go(url).await.unwrap();
    page.look().await.unwrap().html
}

fn press(selector: &str) -> Submission {
    Submission {
        press: Some(Target::first(selector)),
        ..Submission::default()
    }
}

/// Shows what was received: the first line, some headers and the body.
async fn echo(request: Received) -> Response {
    let (parts, body) = request.into_parts();
    let mut text = format!("{} {}\n", parts.method, parts.uri);
    for name in [
        "cookie",
        "referer",
        "origin",
        "content-type",
        "accept-language",
        "user-agent",
    ] {
        for value in parts.headers.get_all(name) {
            text.push_str(&format!("{name}: {}\n", value.to_str().unwrap()));
        }
    }
    let body = axum::body::to_bytes(body, 1 << 20).await.unwrap();
    text.push_str(&String::from_utf8_lossy(&body));
    ([(header::CONTENT_TYPE, "text/html")], text).into_response()
}

fn with_cookies(cookies: &[&str], to: &'static str) -> Response {
    let mut headers = HeaderMap::new();
    for cookie in cookies {
        headers.append(header::SET_COOKIE, cookie.parse().unwrap());
    }
    (headers, Redirect::to(to)).into_response()
}

#[tokio::test]
async fn cookies_are_carried_across_redirects_and_foreign_ones_are_not_kept() {
    let router = Router::new()
        .route(
            "/",
            get(|| async {
                with_cookies(&["a=1; HttpOnly", "evil=1; Domain=evil.example"], "/two")
            }),
        )
        .route(
            "/two",
            get(|| async { with_cookies(&["b=2; Path=/", "a=3; Path=/"], "/echo") }),
        )
        .route("/echo", any(echo));
    let address = serve(router).await;
    let mut page = page(address);
    let html = html(&mut page, &url(address, "/")).await;
    assert!(html.contains("cookie: a=3; b=2\n"), "{html}");
    assert!(
        html.contains("accept-language: en\n") && html.contains("user-agent: Mozilla/5.0"),
        "{html}"
    );
    assert_eq!(page.look().await.unwrap().url, url(address, "/echo"));
}

#[tokio::test]
async fn a_redirect_loop_ends() {
    let hits = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&hits);
    let address = serve(Router::new().route(
        "/",
        get(move || async move {
            counted.fetch_add(1, Ordering::SeqCst);
            Redirect::to("/")
        }),
    ))
    .await;
    let error = page(address).go(&url(address, "/")).await.unwrap_err();
    assert!(matches!(error, PageError::TooManyRedirects) && error.may_have_arrived());
    assert_eq!(hits.load(Ordering::SeqCst), 11);
}

#[tokio::test]
async fn neither_a_redirect_nor_a_refresh_nor_a_form_nor_a_link_leads_to_a_forbidden_host() {
    let (forbidden, hits) = counter().await;
    let target = format!("http://{forbidden}/");
    let pages = [
        (
            "/location",
            (
                StatusCode::FOUND,
                [(header::LOCATION, target.clone())],
                String::new(),
            )
                .into_response(),
            None,
        ),
        (
            "/refresh",
            Html(format!(
                "<meta http-equiv=refresh content='0;url={target}'>"
            ))
            .into_response(),
            None,
        ),
        (
            "/form",
            Html(format!("<form method=post action={target}><input name=a>")).into_response(),
            Some("a"),
        ),
        (
            "/link",
            Html(format!("<a href={target}>x</a>")).into_response(),
            Some("b"),
        ),
        (
            "/odd",
            Redirect::to("file:///etc/passwd").into_response(),
            None,
        ),
        (
            "/me",
            Redirect::to(&format!("http://me@{forbidden}/")).into_response(),
            None,
        ),
    ];
    for (path, answer, submits) in pages {
        let answer = Arc::new(tokio::sync::Mutex::new(Some(answer)));
        let address = serve(Router::new().route(
            path,
            get(move || async move { answer.lock().await.take().unwrap() }),
        ))
        .await;
        let mut page = page(address);
        let went = page.go(&url(address, path)).await;
        let error = match submits {
            None => went.unwrap_err(),
            Some("a") => page
                .submit(Submission {
                    fill: vec![(Target::first("input"), "secret".into())],
                    ..Submission::default()
                })
                .await
                .unwrap_err(),
            Some(_) => page.submit(press("a")).await.unwrap_err(),
        };
        assert!(
            matches!(error, PageError::Forbidden { .. }),
            "{path}: {error}"
        );
        assert_eq!(error.may_have_arrived(), submits.is_none(), "{path}");
    }
    assert_eq!(hits.load(Ordering::SeqCst), 0);
}

#[tokio::test]
async fn a_forbidden_address_is_not_connected_to_even_when_its_host_is_listed() {
    let (forbidden, hits) = counter().await;
    let guard = Guard::new(&[forbidden.to_string()], vec![]).unwrap();
    let mut page = HttpPage::open(guard, Limits::default()).unwrap();
    let error = page.go(&url(forbidden, "/")).await.unwrap_err();
    assert!(
        matches!(
            error,
            PageError::Forbidden {
                reason: Forbidden::Address { .. },
                sent: false
            }
        ),
        "{error}"
    );
    assert_eq!(hits.load(Ordering::SeqCst), 0);
}

#[tokio::test]
async fn a_form_is_not_filled_on_a_page_of_a_host_that_is_no_longer_allowed() {
    let address = serve(Router::new().route(
        "/",
        get(|| async { Html("<form method=post action=http://127.0.0.1:1/><input name=a>") }),
    ))
    .await;
    let mut first = page(address);
    first.go(&url(address, "/")).await.unwrap();
    let saved = first.checkpoint().await.unwrap();
    let elsewhere: SocketAddr = "127.0.0.1:1".parse().unwrap();
    let mut page = HttpPage::restore(guard(&[elsewhere]), Limits::default(), &saved).unwrap();
    let error = page.submit(Submission::default()).await.unwrap_err();
    assert!(matches!(error, PageError::Forbidden { sent: false, .. }));
}

#[tokio::test]
async fn a_refresh_is_followed_to_another_page() {
    let router = Router::new()
        .route(
            "/",
            get(|| async { Html("<meta http-equiv=refresh content='0; url=/in?a=b'>") }),
        )
        .route(
            "/header",
            get(|| async { ([("refresh", "0;url=/in")], "") }),
        )
        .route(
            "/wait",
            get(|| async { Html("<meta http-equiv=refresh content='1'><p>waiting") }),
        )
        .route("/ring", get(|| async { Redirect::to("/ring2") }))
        .route(
            "/ring2",
            get(|| async { Html("<meta http-equiv=refresh content='0;url=/ring'>") }),
        )
        .route("/in", any(echo));
    let address = serve(router).await;
    let mut page = page(address);
    assert!(
        html(&mut page, &url(address, "/"))
            .await
            .starts_with("GET /in?a=b\n")
    );
    assert!(
        html(&mut page, &url(address, "/header"))
            .await
            .starts_with("GET /in\n")
    );
    assert!(
        html(&mut page, &url(address, "/wait"))
            .await
            .ends_with("waiting")
    );
    assert!(matches!(
        page.go(&url(address, "/ring")).await,
        Err(PageError::TooManyRedirects)
    ));
}

#[tokio::test]
async fn a_post_carries_origin_and_referer_and_becomes_a_get_when_redirected() {
    let router = Router::new()
        .route("/", get(|| async { Html("<form method=post action=/post><input name=a></form><form id=k method=post action=/keep><input name=b>") }))
        .route("/post", any(|headers: HeaderMap| async move { with_cookies(&[&format!("origin={}", headers["origin"].to_str().unwrap())], "/echo") }))
        .route("/keep", any(|| async { Redirect::temporary("/echo") }))
        .route("/echo", any(echo));
    let address = serve(router).await;
    let mut page = page(address);
    page.go(&url(address, "/")).await.unwrap();
    page.submit(Submission::default()).await.unwrap();
    let html = page.look().await.unwrap().html;
    assert!(
        html.starts_with(&format!(
            "GET /echo\ncookie: origin=http://{address}\nreferer: http://{address}/\n"
        )),
        "{html}"
    );
    assert!(
        !html.contains("origin:") && !html.contains("content-type"),
        "{html}"
    );

    page.go(&url(address, "/")).await.unwrap();
    let fill = vec![(Target::first("[name=b]"), "x y".into())];
    page.submit(Submission {
        fill,
        ..Submission::default()
    })
    .await
    .unwrap();
    let html = page.look().await.unwrap().html;
    assert!(
        html.starts_with("POST /echo\n") && html.ends_with("b=x+y"),
        "{html}"
    );
    assert!(
        html.contains(&format!("origin: http://{address}\n"))
            && html.contains("application/x-www-form-urlencoded\n"),
        "{html}"
    );
}

#[tokio::test]
async fn a_password_arrives_unchanged() {
    let received = Arc::new(tokio::sync::Mutex::new(Vec::new()));
    let router = Router::new()
        .route("/", get(|| async { Html("<form method=post action=/in><input type=password name=p maxlength=8>") }))
        .route("/multi", get(|| async { Html("<form method=post action=/in enctype=multipart/form-data><input type=password name=p>") }))
        .route("/in", any(|State(to): State<Arc<tokio::sync::Mutex<Vec<u8>>>>, body: axum::body::Bytes| async move { *to.lock().await = body.to_vec(); }))
        .with_state(Arc::clone(&received));
    let address = serve(router).await;
    let mut password = format!("  \0 &=+%\"<é😀\u{202e}\t");
    while password.len() < 4096 {
        password.push('x');
    }
    let mut page = page(address);
    for path in ["/", "/multi"] {
        page.go(&url(address, path)).await.unwrap();
        let fill = vec![(Target::first("input"), password.clone().into())];
        page.submit(Submission {
            fill,
            ..Submission::default()
        })
        .await
        .unwrap();
        let body = received.lock().await.clone();
        let arrived = match path {
            "/" => url::form_urlencoded::parse(&body)
                .next()
                .unwrap()
                .1
                .into_owned(),
            _ => {
                let text = String::from_utf8(body).unwrap();
                text.split_once("\r\n\r\n")
                    .unwrap()
                    .1
                    .rsplit_once("\r\n--")
                    .unwrap()
                    .0
                    .to_owned()
            }
        };
        assert!(arrived == password, "{path}");
    }
}

#[tokio::test]
async fn a_gzip_bomb_is_cut() {
    let mut bomb = GzEncoder::new(Vec::new(), Compression::fast());
    for _ in 0..512 {
        bomb.write_all(&[b' '; 1 << 20]).unwrap();
    }
    let bomb = bomb.finish().unwrap();
    let address = serve(Router::new().route(
        "/",
        get(move || async move {
            (
                [
                    (header::CONTENT_TYPE, "text/html"),
                    (header::CONTENT_ENCODING, "gzip"),
                ],
                bomb,
            )
        }),
    ))
    .await;
    let mut page = page(address);
    let html = html(&mut page, &url(address, "/")).await;
    assert_eq!(html.len(), Limits::default().document);
}

#[tokio::test]
async fn an_endless_body_is_cut() {
    let address = serve(Router::new().route(
        "/",
        get(|| async {
            Html(Body::from_stream(stream::repeat(Ok::<_, std::fmt::Error>(
                "<p>x</p>".repeat(1000),
            ))))
        }),
    ))
    .await;
    let mut page = page(address);
    let html = html(&mut page, &url(address, "/")).await;
    assert!(html.len() <= Limits::default().document && html.len() > 100_000);
}

#[tokio::test]
async fn a_source_that_drips_is_cut_off() {
    let drip = || async {
        let drops = stream::repeat(()).then(|()| async {
            tokio::time::sleep(Duration::from_millis(50)).await;
            Ok::<_, std::io::Error>("x")
        });
        Html(Body::from_stream(drops))
    };
    let address = serve(Router::new().route("/", get(drip))).await;
    let silent = serve_raw(Vec::new()).await;
    let dripping_headers = serve_raw(b"HTTP/1.1 200 OK\r\nx: ".to_vec()).await;
    for address in [address, silent, dripping_headers] {
        let start = Instant::now();
        let error = hurried(address).go(&url(address, "/")).await.unwrap_err();
        assert!(
            matches!(error, PageError::TimedOut { sent: true }),
            "{error}"
        );
        assert!(start.elapsed() < Duration::from_secs(2));
    }
}

#[tokio::test]
async fn headers_beyond_the_limits_break_the_answer() {
    let long = format!("HTTP/1.1 200 OK\r\nx: {}\r\n\r\n", "y".repeat(1 << 20));
    let many = format!("HTTP/1.1 200 OK\r\n{}\r\n", "x: y\r\n".repeat(200));
    for answer in [
        long.as_str(),
        &many,
        "hello\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
    ] {
        let address = serve_raw(answer.into()).await;
        let error = page(address)
            .go(&url(address, "/?token=secret"))
            .await
            .unwrap_err();
        assert!(
            matches!(error, PageError::Broken { .. }) && error.may_have_arrived(),
            "{error}"
        );
        assert!(!format!("{error:?} {error}").contains("secret"));
    }
}

#[tokio::test]
async fn a_failure_says_whether_anything_was_sent_and_leaves_the_page_as_it_was() {
    let closed = TcpListener::bind("127.0.0.1:0")
        .await
        .unwrap()
        .local_addr()
        .unwrap();
    let router = Router::new()
        .route(
            "/",
            get(|| async { Html("<form method=post action=/in><input name=a>") }),
        )
        .route(
            "/in",
            any(move || async move { Redirect::to(&format!("http://{closed}/")) }),
        );
    let address = serve(router).await;
    let mut page = HttpPage::open(guard(&[address, closed]), Limits::default()).unwrap();
    let error = page.go(&url(closed, "/")).await.unwrap_err();
    assert!(
        matches!(error, PageError::Unreachable { sent: false, .. }),
        "{error}"
    );
    page.go(&url(address, "/")).await.unwrap();
    let error = page.submit(Submission::default()).await.unwrap_err();
    assert!(
        matches!(error, PageError::Unreachable { sent: true, .. }),
        "{error}"
    );
    assert_eq!(page.look().await.unwrap().url, url(address, "/"));
    let error = page
        .go(&format!("https://{address}/").parse().unwrap())
        .await
        .unwrap_err();
    assert!(
        matches!(error, PageError::Unreachable { sent: false, .. }),
        "{error}"
    );
}

#[tokio::test]
async fn only_html_and_text_are_read() {
    for (content_type, body, expected) in [
        (
            "text/html; charset=windows-1252",
            b"caf\xe9".as_slice(),
            "café",
        ),
        ("Application/XHTML+xml", b"<p/>", "<p/>"),
        ("text/plain", b"a<b>&amp;", "<pre>a&lt;b>&amp;amp;</pre>"),
        ("application/pdf", b"%PDF", ""),
        ("application/json", b"{}", ""),
        ("text/html", b"a\xff\xe9b\0c", "aÿéb\0c"),
        ("text/html; charset=utf-8", b"a\xffb", "a\u{fffd}b"),
        ("text/html", b"\xff\xfe<\0p\0>\0", "<p>"),
        (
            "text/html",
            b"<meta charset=shift_jis>\x93\xfa",
            "<meta charset=shift_jis>日",
        ),
    ] {
        let address = serve(Router::new().route(
            "/",
            get(move || async move { ([(header::CONTENT_TYPE, content_type)], body) }),
        ))
        .await;
        let mut page = page(address);
        assert_eq!(
            html(&mut page, &url(address, "/")).await,
            expected,
            "{content_type}"
        );
    }
    let download = || async {
        (
            [(header::CONTENT_DISPOSITION, "Attachment; filename=x")],
            Html("<p>"),
        )
    };
    let address = serve(Router::new().route("/", get(download))).await;
    assert_eq!(html(&mut page(address), &url(address, "/")).await, "");
}

#[tokio::test]
async fn a_restored_page_goes_on_where_it_was() {
    let start = || async {
        let cookies = [
            (header::SET_COOKIE, "session=1; HttpOnly; Secure"),
            (header::CONTENT_TYPE, "text/html; charset=windows-1252"),
        ];
        (
            StatusCode::FORBIDDEN,
            cookies,
            b"<form method=post action=/in><input name=p value=\xe9>".as_slice(),
        )
    };
    let address = serve(
        Router::new()
            .route("/a", get(start))
            .route("/in", any(echo)),
    )
    .await;
    let mut page = page(address);
    page.go(&url(address, "/a")).await.unwrap();
    let before = page.look().await.unwrap();
    let saved = page.checkpoint().await.unwrap();
    drop(page);
    assert!(saved.expose_secret().contains("session"));
    let mut page = HttpPage::restore(guard(&[address]), Limits::default(), &saved).unwrap();
    let after = page.look().await.unwrap();
    assert_eq!(
        (after.url, after.status, after.html),
        (before.url, 403, before.html)
    );
    page.submit(Submission::default()).await.unwrap();
    let html = page.look().await.unwrap().html;
    assert!(
        html.starts_with("POST /in\ncookie: session=1\n") && html.ends_with("p=%E9"),
        "{html}"
    );
}

#[test]
fn a_checkpoint_that_cannot_be_read_says_nothing_of_its_content() {
    for text in [
        "",
        "{}",
        "\"secret\"",
        "{\"url\":\"secret\",\"status\":\"secret\"}",
    ] {
        let error = HttpPage::restore(guard(&[]), Limits::default(), &text.into())
            .err()
            .unwrap();
        assert!(matches!(error, PageError::Checkpoint) && !format!("{error:?}").contains("secret"));
    }
}

#[tokio::test]
async fn two_pages_share_no_cookie() {
    let router = Router::new()
        .route("/", get(|| async { with_cookies(&["a=1"], "/echo") }))
        .route("/echo", any(echo));
    let address = serve(router).await;
    assert!(
        html(&mut page(address), &url(address, "/"))
            .await
            .contains("a=1")
    );
    assert!(
        !html(&mut page(address), &url(address, "/echo"))
            .await
            .contains("a=1")
    );
}

#[test]
fn a_page_and_its_futures_can_move_between_threads() {
    fn is_send<T: Send>(_: &T) {}
    let mut page = HttpPage::open(guard(&[]), Limits::default()).unwrap();
    is_send(&page);
    is_send(&page.submit(Submission::default()));
}
