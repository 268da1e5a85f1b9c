//! The headers of every answer, good or bad, page or JSON.

use reqwest::Method;

use crate::support::{Installation, client};

const EVERYWHERE: [(&str, &str); 6] = [
    ("referrer-policy", "no-referrer"),
    ("x-content-type-options", "nosniff"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("x-robots-tag", "noindex, nofollow"),
    ("permissions-policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
];

#[tokio::test]
async fn every_answer_carries_them() {
    let installation = Installation::open().await;
    let link = installation.link("classic").await;
    let link_path = format!("/l/{}", link.token());
    let begin = format!("{link_path}/begin");
    let requests = [
        (Method::GET, link_path.as_str()),
        (Method::HEAD, &link_path),
        (Method::GET, "/l/x"),
        (Method::GET, "/f/x"),
        (Method::GET, "/f/x/events"),
        (Method::POST, &begin),
        (Method::DELETE, &link_path),
        (Method::GET, "/"),
        (Method::GET, "/nothing/here"),
        (Method::GET, "/v1/links"),
        (Method::POST, "/v1/links"),
        (Method::GET, "/v1/nothing"),
        (Method::GET, "/assets/nothing"),
        (Method::GET, "/assets/accent/0a5bd3.css"),
    ];
    for (method, path) in requests {
        let answer = client().request(method.clone(), installation.url(path)).send().await.unwrap();
        let headers = answer.headers();
        for (name, value) in EVERYWHERE {
            let told = headers.get(name).map(|told| told.to_str().unwrap());
            assert_eq!(told, Some(value), "{method} {path} {name}");
        }
        let policy = headers["content-security-policy"].to_str().unwrap();
        for part in ["default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'"] {
            assert!(policy.contains(part), "{method} {path} {policy}");
        }
        assert!(!policy.contains("unsafe"), "{policy}");
        assert!(headers["x-request-id"].to_str().unwrap().starts_with("req_"));
        if !path.starts_with("/assets/accent") {
            assert_eq!(headers["cache-control"], "no-store", "{method} {path}");
        }
    }
}

#[tokio::test]
async fn requests_have_numbers_of_their_own() {
    let installation = Installation::open().await;
    let mut numbers = Vec::new();
    for _ in 0..20 {
        let request = client().get(installation.url("/l/x")).header("x-request-id", "mine");
        let answer = request.send().await.unwrap();
        numbers.push(answer.headers()["x-request-id"].to_str().unwrap().to_owned());
    }
    numbers.sort();
    numbers.dedup();
    assert_eq!(numbers.len(), 20);
    assert!(!numbers.contains(&"mine".to_owned()));
}

#[tokio::test]
async fn the_cookie_is_for_this_host_and_no_script() {
    let installation = Installation::open().await;
    let link = installation.link("classic").await;
    let answer = client().get(&link.url).send().await.unwrap();
    let cookie = answer.headers()["set-cookie"].to_str().unwrap();
    assert!(cookie.starts_with("vestibule="), "{cookie}");
    for part in ["HttpOnly", "SameSite=Lax", "Path=/"] {
        assert!(cookie.contains(part), "{cookie}");
    }
    assert!(!cookie.contains("Domain"), "{cookie}");

    let secure = Installation::with(&[("VESTIBULE_PUBLIC_URL", "https://login.example")]).await;
    let job = secure.backend.sandbox_job(&secure.sandbox, "classic").await;
    let link = secure.backend.create_link(&job).await;
    assert!(link.url.starts_with("https://login.example/l/"));
    let path = format!("/l/{}", link.token());
    let answer = client().get(format!("http://{}{path}", secure.server.address)).send().await.unwrap();
    let cookie = answer.headers()["set-cookie"].to_str().unwrap();
    assert!(cookie.starts_with("__Host-vestibule=") && cookie.contains("Secure"), "{cookie}");
    assert!(answer.headers().contains_key("strict-transport-security"));
}
