use super::*;

#[tokio::test]
async fn cookies_are_carried_across_redirects_and_foreign_ones_are_not_kept() {
    let router = Router::new()
        .route("/", get(|| async { with_cookies(&["a=1; HttpOnly", "evil=1; Domain=evil.example"], "/two") }))
        .route("/two", get(|| async { with_cookies(&["b=2; Path=/", "a=3; Path=/"], "/echo") }))
        .route("/echo", any(echo));
    let address = serve(router).await;
    let mut page = page(address);
    let html = html(&mut page, &url(address, "/")).await;
    assert!(html.contains("cookie: a=3; b=2\n"), "{html}");
    assert!(html.contains("accept-language: en\n") && html.contains("user-agent: Mozilla/5.0"), "{html}");
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
        ("/location", (StatusCode::FOUND, [(header::LOCATION, target.clone())], String::new()).into_response(), None),
        ("/refresh", Html(format!("<meta http-equiv=refresh content='0;url={target}'>")).into_response(), None),
        ("/form", Html(format!("<form method=post action={target}><input name=a>")).into_response(), Some("a")),
        ("/link", Html(format!("<a href={target}>x</a>")).into_response(), Some("b")),
        ("/odd", Redirect::to("file:///etc/passwd").into_response(), None),
        ("/me", Redirect::to(&format!("http://me@{forbidden}/")).into_response(), None),
    ];
    for (path, answer, submits) in pages {
        let answer = Arc::new(tokio::sync::Mutex::new(Some(answer)));
        let address =
            serve(Router::new().route(path, get(move || async move { answer.lock().await.take().unwrap() }))).await;
        let mut page = page(address);
        let went = page.go(&url(address, path)).await;
        let error = match submits {
            None => went.unwrap_err(),
            Some("a") => page
                .submit(Submission { fill: vec![(Target::first("input"), "secret".into())], ..Submission::default() })
                .await
                .unwrap_err(),
            Some(_) => page.submit(press("a")).await.unwrap_err(),
        };
        assert!(matches!(error, PageError::Net(NetError::Forbidden { .. })), "{path}: {error}");
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
        matches!(error, PageError::Net(NetError::Forbidden { reason: Forbidden::Address { .. }, sent: false })),
        "{error}"
    );
    assert_eq!(hits.load(Ordering::SeqCst), 0);
}

#[tokio::test]
async fn a_refresh_is_followed_to_another_page() {
    let router = Router::new()
        .route("/", get(|| async { Html("<meta http-equiv=refresh content='0; url=/in?a=b'>") }))
        .route("/header", get(|| async { ([("refresh", "0;url=/in")], "") }))
        .route("/wait", get(|| async { Html("<meta http-equiv=refresh content='1'><p>waiting") }))
        .route("/ring", get(|| async { Redirect::to("/ring2") }))
        .route("/ring2", get(|| async { Html("<meta http-equiv=refresh content='0;url=/ring'>") }))
        .route("/in", any(echo));
    let address = serve(router).await;
    let mut page = page(address);
    assert!(html(&mut page, &url(address, "/")).await.starts_with("GET /in?a=b\n"));
    assert!(html(&mut page, &url(address, "/header")).await.starts_with("GET /in\n"));
    assert!(html(&mut page, &url(address, "/wait")).await.ends_with("waiting"));
    assert!(matches!(page.go(&url(address, "/ring")).await, Err(PageError::TooManyRedirects)));
}

#[tokio::test]
async fn two_pages_share_no_cookie() {
    let router = Router::new().route("/", get(|| async { with_cookies(&["a=1"], "/echo") })).route("/echo", any(echo));
    let address = serve(router).await;
    assert!(html(&mut page(address), &url(address, "/")).await.contains("a=1"));
    assert!(!html(&mut page(address), &url(address, "/echo")).await.contains("a=1"));
}
