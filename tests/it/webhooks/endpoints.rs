//! Endpoints: made, changed, taken away, and whose they are.

use reqwest::Method;
use serde_json::{Value, json};

use super::{deliveries, endpoint, ping};
use crate::support::{Installation, Receiver, until};

#[tokio::test]
async fn secrets_and_values_of_headers_are_told_once_and_never_rest_in_clear() {
    let (installation, receiver) = (Installation::near_receivers().await, Receiver::start().await);
    let body = json!({"url": receiver.url, "headers": {"x-token": "our-own-secret"}, "description": "books"});
    let made = installation.backend.post("/v1/webhook-endpoints", &body).await.expect(201);
    let (id, secret) = (made["id"].as_str().unwrap(), made["secret"].as_str().unwrap());
    assert!(secret.starts_with("whsec_"));
    let told = installation.backend.get(&format!("/v1/webhook-endpoints/{id}")).await;
    assert!(!told.text.contains(secret) && !told.text.contains("our-own-secret"), "{}", told.text);
    let told = told.expect(200);
    assert_eq!(
        (&told["events"], &told["enabled"], &told["description"]),
        (&json!(["*"]), &true.into(), &"books".into())
    );
    assert_eq!(told["header_names"], json!(["x-token"]));
    let mut rest = installation.database.dump(installation.folder.path()).await;
    for file in ["vestibule.db", "vestibule.db-wal"] {
        let bytes = std::fs::read(installation.folder.path().join(file)).unwrap_or_default();
        rest.push_str(&String::from_utf8_lossy(&bytes));
    }
    assert!(!rest.contains(secret) && !rest.contains("our-own-secret"));
}

#[tokio::test]
async fn what_no_endpoint_can_have_is_refused_by_field() {
    let installation = Installation::with(&[("VESTIBULE_ALLOW_PRIVATE", "")]).await;
    let good = json!({"url": "https://books.example/hook"});
    for (field, value) in [
        ("url", json!("http://books.example/hook")),
        ("url", json!("https://127.0.0.1/hook")),
        ("url", json!("https://user:pass@books.example/")),
        ("url", json!("https://169.254.169.254/latest")),
        ("url", json!("javascript:alert(1)")),
        ("events", json!(["link.nothing"])),
        ("events", json!([])),
        ("headers", json!({"webhook-id": "x"})),
        ("headers", json!({"Host": "x"})),
        ("headers", json!({"x": "a\nb"})),
        ("description", json!("x".repeat(300))),
        ("secret", json!("whsec_mine")),
    ] {
        let mut body = good.clone();
        body[field] = value.clone();
        let (code, fields) = installation.backend.post("/v1/webhook-endpoints", &body).await.problem(422);
        assert_eq!((code.as_str(), fields), ("invalid_request", vec![field.to_owned()]), "{value}");
    }
    installation.backend.post("/v1/webhook-endpoints", &good).await.expect(201);
}

#[tokio::test]
async fn endpoints_hear_of_what_they_asked_for_and_a_ping_goes_to_its_own_only() {
    let (installation, all, some, none) = (
        Installation::near_receivers().await,
        Receiver::start().await,
        Receiver::start().await,
        Receiver::start().await,
    );
    let (id, _) = endpoint(&installation.backend, &all, &["*"]).await;
    endpoint(&installation.backend, &some, &["link.opened", "link.closed"]).await;
    endpoint(&installation.backend, &none, &["artifact.created"]).await;
    let link = installation.link("classic").await;
    installation.customer_at(&link).await;
    installation.backend.revoke(&link).await.expect(200);
    ping(&installation.backend, &id).await;
    all.hears_of("webhook.ping").await;
    some.hears(2).await;
    let kinds: Vec<String> = some.heard().iter().map(crate::support::Heard::kind).collect();
    assert_eq!(kinds, ["link.opened", "link.closed"]);
    assert!(none.heard().is_empty());
}

#[tokio::test]
async fn a_disabled_endpoint_gets_nothing_until_it_is_enabled_and_a_deleted_one_is_gone() {
    let (installation, receiver) = (Installation::near_receivers().await, Receiver::start().await);
    let (id, _) = endpoint(&installation.backend, &receiver, &["*"]).await;
    let path = format!("/v1/webhook-endpoints/{id}");
    let change =
        async |body: Value| installation.backend.send(Method::PATCH, &path, Some(body.to_string())).await.expect(200);
    let told = change(json!({"enabled": false, "events": ["link.created"], "description": null})).await;
    assert_eq!((&told["enabled"], &told["disabled_reason"]), (&false.into(), &"requested".into()));
    let refused = installation.backend.post(&format!("{path}/test"), &json!({})).await;
    assert_eq!(refused.problem(409).0, "endpoint_disabled");
    installation.link("classic").await;
    assert!(deliveries(&installation.backend, &id).await.is_empty());
    change(json!({"enabled": true})).await;
    installation.link("classic").await;
    receiver.hears(1).await;
    assert_eq!(installation.backend.send(Method::DELETE, &path, None).await.status, 204);
    installation.backend.get(&path).await.problem(404);
    installation.link("classic").await;
    let left = until("its delivery is noted", async || {
        let left = deliveries(&installation.backend, &id).await;
        left.iter().all(|delivery| delivery["state"] != "pending").then_some(left)
    });
    assert_eq!(left.await.len(), 1);
}

#[tokio::test]
async fn no_tenant_sees_or_touches_the_endpoints_and_deliveries_of_another() {
    let (installation, receiver) = (Installation::near_receivers().await, Receiver::start().await);
    let (other, _) = installation.add_tenant("Other Books").await;
    let (id, _) = endpoint(&installation.backend, &receiver, &["*"]).await;
    ping(&installation.backend, &id).await;
    receiver.hears(1).await;
    let delivery = deliveries(&installation.backend, &id).await[0]["id"].as_str().unwrap().to_owned();
    let path = format!("/v1/webhook-endpoints/{id}");
    let span = json!({"since": "2020-01-01T00:00:00Z"});
    for (method, path, body) in [
        (Method::GET, path.clone(), None),
        (Method::PATCH, path.clone(), Some(json!({"enabled": false}))),
        (Method::DELETE, path.clone(), None),
        (Method::POST, format!("{path}/test"), None),
        (Method::POST, format!("{path}/rotate-secret"), None),
        (Method::POST, format!("{path}/replay"), Some(span)),
        (Method::GET, format!("/v1/deliveries/{delivery}"), None),
        (Method::POST, format!("/v1/deliveries/{delivery}/replay"), None),
    ] {
        other.send(method, &path, body.map(|body| body.to_string())).await.problem(404);
    }
    assert_eq!(other.get("/v1/deliveries").await.expect(200)["data"], json!([]));
    assert_eq!(other.get("/v1/webhook-endpoints").await.expect(200)["data"], json!([]));
    assert_eq!(installation.backend.get(&path).await.expect(200)["enabled"], true);
}
