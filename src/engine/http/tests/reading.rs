use time::macros::datetime;

use super::*;
use crate::{
    domain::{
        prompt::{answer::Answer, challenge::Kind},
        source::recipe::Recipe,
    },
    engine::{Move, play},
    page::{
        dom::PARSED,
        recipe::{
            memory::Memory,
            run::{Run, Step},
        },
    },
};

#[tokio::test]
async fn a_gzip_bomb_is_cut() {
    let mut bomb = GzEncoder::new(Vec::new(), Compression::fast());
    for _ in 0..512 {
        bomb.write_all(&vec![b' '; 1 << 20]).unwrap();
    }
    let bomb = bomb.finish().unwrap();
    let address = serve(Router::new().route(
        "/",
        get(move || async move { ([(header::CONTENT_TYPE, "text/html"), (header::CONTENT_ENCODING, "gzip")], bomb) }),
    ))
    .await;
    let mut page = page(address);
    let html = html(&mut page, &url(address, "/")).await;
    assert!(html.len() <= Limits::default().document);
}

#[tokio::test]
async fn an_endless_body_is_cut() {
    let address = serve(Router::new().route(
        "/",
        get(|| async { Html(Body::from_stream(stream::repeat(Ok::<_, std::fmt::Error>("<p>x</p>".repeat(1000))))) }),
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
        let error = hurried(address).go(&url(address, "/")).await.unwrap_err();
        assert!(matches!(error, PageError::Net(NetError::TimedOut { sent: true })), "{error}");
    }
}

#[tokio::test]
async fn headers_beyond_the_limits_break_the_answer() {
    let long = format!("HTTP/1.1 200 OK\r\nx: {}\r\n\r\n", "y".repeat(1 << 20));
    let many = format!("HTTP/1.1 200 OK\r\n{}\r\n", "x: y\r\n".repeat(200));
    for answer in [long.as_str(), &many, "hello\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n"] {
        let address = serve_raw(answer.into()).await;
        let error = page(address).go(&url(address, "/?token=secret")).await.unwrap_err();
        assert!(matches!(error, PageError::Net(NetError::Broken { .. })) && error.may_have_arrived(), "{error}");
        assert!(!format!("{error:?} {error}").contains("secret"));
    }
}

#[tokio::test]
async fn a_page_is_parsed_once_however_often_it_is_read() {
    let login = || async { Html("<form method=post action=/code><input name=user><input name=pass type=password>") };
    let code =
        || async { Html("<form method=post action=/in><label>Code <input name=code autocomplete=one-time-code>") };
    let address = serve(Router::new().route("/", get(login)).route("/code", any(code)).route("/in", any(code))).await;
    let (recipe, now) = (Recipe::default(), || datetime!(2026-01-01 00:00 UTC));
    let (mut run, mut page) = (Run::new(&recipe, Memory::default()), page(address));
    let fields = |given: &[(&str, &str)]| {
        let given = given.iter().map(|(name, value)| ((*name).to_owned(), (*value).into()));
        Move::Answer(Answer::Fields(given.collect()))
    };
    let asked = play(&mut run, &mut page, Move::Open(url(address, "/")), &now).await.unwrap();
    assert!(matches!(asked, Step::Ask(_)) && !run.needs_script(&page.look().await.unwrap()));
    assert_eq!(PARSED.take(), 1);
    let first = fields(&[("identifier", "anna"), ("password", "secret")]);
    let asked = play(&mut run, &mut page, first, &now).await.unwrap();
    assert!(matches!(&asked, Step::Ask(challenge) if challenge.kind == Kind::OneTimeCode), "{asked:?}");
    assert_eq!(PARSED.take(), 1, "the page that was answered is known");
    let saved = page.checkpoint().await.unwrap();
    let mut page = HttpPage::restore(guard(&[address]), Limits::default(), &saved).unwrap();
    play(&mut run, &mut page, fields(&[("code", "1234")]), &now).await.unwrap();
    assert_eq!(PARSED.take(), 2, "the page as it was left, and the next");
}

#[tokio::test]
async fn only_html_and_text_are_read() {
    for (content_type, body, expected) in [
        ("text/html; charset=windows-1252", b"caf\xe9".as_slice(), "café"),
        ("Application/XHTML+xml", b"<p/>", "<p/>"),
        ("text/plain", b"a<b>&amp;", "<pre>a&lt;b>&amp;amp;</pre>"),
        ("application/pdf", b"%PDF", ""),
        ("application/json", b"{}", ""),
        ("text/html", b"a\xff\xe9b\0c", "aÿéb\0c"),
        ("text/html; charset=utf-8", b"a\xffb", "a\u{fffd}b"),
        ("text/html", b"\xff\xfe<\0p\0>\0", "<p>"),
        ("text/html", b"<meta charset=shift_jis>\x93\xfa", "<meta charset=shift_jis>日"),
    ] {
        let address =
            serve(Router::new().route("/", get(move || async move { ([(header::CONTENT_TYPE, content_type)], body) })))
                .await;
        let mut page = page(address);
        assert_eq!(html(&mut page, &url(address, "/")).await, expected, "{content_type}");
    }
    let download = || async { ([(header::CONTENT_DISPOSITION, "Attachment; filename=x")], Html("<p>")) };
    let address = serve(Router::new().route("/", get(download))).await;
    assert_eq!(html(&mut page(address), &url(address, "/")).await, "");
}
