//! Mail scanners and previews open links before people do, and leave no trace.

use reqwest::Method;

use crate::support::{Customer, Installation, client};

#[tokio::test]
async fn a_scanner_changes_nothing() {
    let installation = Installation::open().await;
    let link = installation.link("classic").await;
    let (rows, commits) = (installation.rows().await, installation.server.app.db.counters().commits());
    let requests: &[(Method, &[(&str, &str)])] = &[
        (Method::HEAD, &[]),
        (Method::GET, &[]),
        (Method::GET, &[("purpose", "prefetch")]),
        (Method::GET, &[("sec-purpose", "prefetch;prerender"), ("sec-fetch-site", "cross-site")]),
        (Method::GET, &[("x-moz", "prefetch"), ("user-agent", "Mozilla/5.0 (compatible; Scanner/1.0)")]),
        (Method::GET, &[("cookie", "vestibule=AAAAAAAAAAAAAAAAAAAAAA")]),
        (Method::OPTIONS, &[]),
    ];
    for _ in 0..3 {
        for (method, headers) in requests {
            let mut request = client().request(method.clone(), &link.url);
            for (name, value) in *headers {
                request = request.header(*name, *value);
            }
            let answer = request.send().await.unwrap();
            assert!(answer.status() == 200 || *method == Method::OPTIONS, "{method} {headers:?}");
        }
    }
    for path in ["begin", "seen"] {
        client().get(format!("{}/{path}", link.url)).send().await.unwrap();
        // A scanner that presses buttons has no page of ours behind it.
        client().post(format!("{}/{path}", link.url)).send().await.unwrap();
    }
    assert_eq!(installation.backend.link(&link).await["status"], "CREATED");
    assert_eq!(installation.backend.transitions(&link).await, "CREATED");
    assert_eq!(installation.rows().await, rows);
    assert_eq!(installation.server.app.db.counters().commits(), commits);
    assert!(installation.sandbox.ledger().await.is_empty());
}

#[tokio::test]
async fn the_first_sign_of_a_person_is_recorded_once() {
    let installation = Installation::open().await;
    let link = installation.link("classic").await;
    let mut customer = Customer::new();
    customer.open(&link.url).await.is("begin");
    for _ in 0..3 {
        let request = customer.form_request(&format!("/l/{}/seen", link.token()), &[]);
        assert_eq!(request.send().await.unwrap().status(), 204);
    }
    assert_eq!(installation.backend.transitions(&link).await, "CREATED ACCESSED");
    customer.press_continue().await.asks("credentials");
    assert_eq!(installation.backend.transitions(&link).await, "CREATED ACCESSED");
}
