//! Forms in a flood: whoever sends them is told to wait, and the database hears nothing of it.

use reqwest::header::RETRY_AFTER;

use crate::support::{Installation, Link, Page, WithoutWorkers, client};

/// A form sent to a link by somebody without cookies: it is counted before that is found out.
async fn sends(faces: &WithoutWorkers, link: &Link, to: &str) -> Page {
    let url = faces.url(&format!("/l/{}{to}", link.token()));
    Page::of(client().post(url).header("sec-fetch-site", "same-origin").send().await.unwrap()).await
}

#[track_caller]
fn is_told_to_wait(page: &Page) {
    page.is("error");
    assert_eq!(page.status, 429);
    let seconds: u64 = page.headers[RETRY_AFTER].to_str().unwrap().parse().unwrap();
    assert!((1..=60).contains(&seconds), "{seconds}");
}

#[tokio::test]
async fn a_link_that_gets_a_flood_of_forms_is_busy_for_a_while_and_others_are_not() {
    let installation = Installation::with(&[("VESTIBULE_LINK_FORMS", "3")]).await;
    let (link, other) = (installation.link("classic").await, installation.link("classic").await);
    let faces = WithoutWorkers::beside(&installation).await;
    for _ in 0..3 {
        assert_eq!(sends(&faces, &link, "/begin").await.status, 403);
    }
    let before = faces.work();
    is_told_to_wait(&sends(&faces, &link, "/begin").await);
    is_told_to_wait(&sends(&faces, &link, "").await);
    assert_eq!(faces.work(), before);
    assert_eq!(sends(&faces, &other, "/begin").await.status, 403);
    let page = client().get(faces.url(&format!("/l/{}", link.token()))).send().await.unwrap();
    assert_eq!(page.status(), 200);
    installation.clock.advance(time::Duration::MINUTE);
    assert_eq!(sends(&faces, &link, "/begin").await.status, 403);
}

#[tokio::test]
async fn an_address_that_sends_a_flood_of_forms_is_told_to_wait_whichever_links_it_has() {
    let installation = Installation::with(&[("VESTIBULE_ADDRESS_FORMS", "2")]).await;
    let faces = WithoutWorkers::beside(&installation).await;
    for _ in 0..2 {
        let link = installation.link("classic").await;
        assert_eq!(sends(&faces, &link, "/begin").await.status, 403);
    }
    let link = installation.link("classic").await;
    is_told_to_wait(&sends(&faces, &link, "/begin").await);
}

#[tokio::test]
async fn a_clock_that_is_set_forward_or_back_neither_frees_nor_stops_a_link() {
    use time::Duration;
    for step in [Duration::minutes(10), Duration::minutes(-10), Duration::days(1), Duration::days(-1)] {
        let installation = Installation::with(&[("VESTIBULE_LINK_FORMS", "2")]).await;
        let link = installation.link("classic").await;
        let faces = WithoutWorkers::beside(&installation).await;
        assert_eq!(sends(&faces, &link, "/begin").await.status, 403);
        installation.clock.step(step);
        assert_eq!(sends(&faces, &link, "/begin").await.status, 403, "{step}");
        is_told_to_wait(&sends(&faces, &link, "/begin").await);
    }
}
