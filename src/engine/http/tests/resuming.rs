use super::*;

#[tokio::test]
async fn a_restored_page_goes_on_where_it_was() {
    let start = || async {
        let cookies = [
            (header::SET_COOKIE, "session=1; HttpOnly; Secure"),
            (header::CONTENT_TYPE, "text/html; charset=windows-1252"),
        ];
        (StatusCode::FORBIDDEN, cookies, b"<form method=post action=/in><input name=p value=\xe9>".as_slice())
    };
    let address = serve(Router::new().route("/a", get(start)).route("/in", any(echo))).await;
    let mut page = page(address);
    page.go(&url(address, "/a")).await.unwrap();
    let before = page.look().await.unwrap();
    let saved = page.checkpoint().await.unwrap();
    drop(page);
    assert!(saved.expose_secret().contains("session"));
    let mut page = HttpPage::restore(guard(&[address]), Limits::default(), &saved).unwrap();
    let after = page.look().await.unwrap();
    assert_eq!((after.url, after.status, after.html), (before.url, 403, before.html));
    page.submit(Submission::default()).await.unwrap();
    let html = page.look().await.unwrap().html;
    assert!(html.starts_with("POST /in\ncookie: session=1\n") && html.ends_with("p=%E9"), "{html}");
}

#[tokio::test]
async fn a_restored_page_has_the_user_agent_of_its_session() {
    let address = serve(Router::new().fallback(echo)).await;
    let session = BrowserSession { cookies: Vec::new(), user_agent: "Browser/1".to_owned() };
    let mut page = HttpPage::continuing(guard(&[address]), Limits::default(), session).unwrap();
    let saved = page.checkpoint().await.unwrap();
    let mut page = HttpPage::restore(guard(&[address]), Limits::default(), &saved).unwrap();
    let html = html(&mut page, &url(address, "/")).await;
    assert!(html.contains("user-agent: Browser/1\n"), "{html}");
}

#[test]
fn a_checkpoint_that_cannot_be_read_says_nothing_of_its_content() {
    for text in ["", "{}", "\"secret\"", "{\"url\":\"secret\",\"status\":\"secret\"}"] {
        let error = HttpPage::restore(guard(&[]), Limits::default(), &text.into()).err().unwrap();
        assert!(matches!(error, PageError::Checkpoint) && !format!("{error:?}").contains("secret"));
    }
}

#[test]
fn a_page_and_its_futures_can_move_between_threads() {
    fn is_send<T: Send>(_: &T) {}
    let mut page = HttpPage::open(guard(&[]), Limits::default()).unwrap();
    is_send(&page);
    is_send(&page.submit(Submission::default()));
}
