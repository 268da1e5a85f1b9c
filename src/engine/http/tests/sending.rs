use super::*;

#[tokio::test]
async fn a_form_is_not_filled_on_a_page_of_a_host_that_is_no_longer_allowed() {
    let address = serve(
        Router::new().route("/", get(|| async { Html("<form method=post action=http://127.0.0.1:1/><input name=a>") })),
    )
    .await;
    let mut first = page(address);
    first.go(&url(address, "/")).await.unwrap();
    let saved = first.checkpoint().await.unwrap();
    let elsewhere: SocketAddr = "127.0.0.1:1".parse().unwrap();
    let mut page = HttpPage::restore(guard(&[elsewhere]), Limits::default(), &saved).unwrap();
    let error = page.submit(Submission::default()).await.unwrap_err();
    assert!(matches!(error, PageError::Net(NetError::Forbidden { sent: false, .. })));
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
        html.starts_with(&format!("GET /echo\ncookie: origin=http://{address}\nreferer: http://{address}/\n")),
        "{html}"
    );
    assert!(!html.contains("origin:") && !html.contains("content-type"), "{html}");

    page.go(&url(address, "/")).await.unwrap();
    let fill = vec![(Target::first("[name=b]"), "x y".into())];
    page.submit(Submission { fill, ..Submission::default() }).await.unwrap();
    let html = page.look().await.unwrap().html;
    assert!(html.starts_with("POST /echo\n") && html.ends_with("b=x+y"), "{html}");
    assert!(
        html.contains(&format!("origin: http://{address}\n")) && html.contains("application/x-www-form-urlencoded\n"),
        "{html}"
    );
}

#[tokio::test]
async fn a_password_arrives_unchanged() {
    let received = Arc::new(tokio::sync::Mutex::new(Vec::new()));
    let router = Router::new()
        .route("/", get(|| async { Html("<form method=post action=/in><input type=password name=p>") }))
        .route(
            "/multi",
            get(|| async {
                Html("<form method=post action=/in enctype=multipart/form-data><input type=password name=p>")
            }),
        )
        .route(
            "/in",
            any(|State(to): State<Arc<tokio::sync::Mutex<Vec<u8>>>>, body: axum::body::Bytes| async move {
                *to.lock().await = body.to_vec();
            }),
        )
        .with_state(Arc::clone(&received));
    let address = serve(router).await;
    let mut password = "  \0 &=+%\"<é😀\u{202e}\t".to_owned();
    while password.len() < 4096 {
        password.push('x');
    }
    let mut page = page(address);
    for path in ["/", "/multi"] {
        page.go(&url(address, path)).await.unwrap();
        let fill = vec![(Target::first("input"), password.clone().into())];
        page.submit(Submission { fill, ..Submission::default() }).await.unwrap();
        let body = received.lock().await.clone();
        let arrived = if path == "/" {
            url::form_urlencoded::parse(&body).next().unwrap().1.into_owned()
        } else {
            let text = String::from_utf8(body).unwrap();
            text.split_once("\r\n\r\n").unwrap().1.rsplit_once("\r\n--").unwrap().0.to_owned()
        };
        assert!(arrived == password, "{path}");
    }
}

#[tokio::test]
async fn a_failure_says_whether_anything_was_sent_and_leaves_the_page_as_it_was() {
    let closed = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    let router = Router::new()
        .route("/", get(|| async { Html("<form method=post action=/in><input name=a>") }))
        .route("/in", any(move || async move { Redirect::to(&format!("http://{closed}/")) }));
    let address = serve(router).await;
    let mut page = HttpPage::open(guard(&[address, closed]), Limits::default()).unwrap();
    let error = page.go(&url(closed, "/")).await.unwrap_err();
    assert!(matches!(error, PageError::Net(NetError::Unreachable { sent: false, .. })), "{error}");
    page.go(&url(address, "/")).await.unwrap();
    let error = page.submit(Submission::default()).await.unwrap_err();
    assert!(matches!(error, PageError::Net(NetError::Unreachable { sent: true, .. })), "{error}");
    assert_eq!(page.look().await.unwrap().url, url(address, "/"));
    let error = page.go(&format!("https://{address}/").parse().unwrap()).await.unwrap_err();
    assert!(matches!(error, PageError::Net(NetError::Unreachable { sent: false, .. })), "{error}");
}
