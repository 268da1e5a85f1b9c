//! Which scripts may call.

use reqwest::{
    Method,
    header::{ACCESS_CONTROL_ALLOW_CREDENTIALS, ACCESS_CONTROL_ALLOW_ORIGIN, ORIGIN},
};
use serde_json::json;

use super::actors::Application;
use crate::support::{Ask, Installation};

const OWN: &str = "https://shop.example";

async fn app(installation: &Installation) -> Application {
    let pool = json!({"name": "n", "anonymous_enabled": true});
    Application::of(installation, pool, json!({"name": "Web", "cors_origins": [OWN]})).await
}

#[tokio::test]
async fn scripts_of_registered_origins_may_call_with_credentials() {
    let installation = Installation::open().await;
    let app = app(&installation).await;
    let addresses = [
        format!("{}/oauth2/token", app.issuer()),
        format!("{}/oauth2/userinfo", app.issuer()),
        format!("{}/api/anonymous_user/signup", app.root),
    ];
    for (origin, is_allowed) in [(OWN, true), ("https://evil.example", false), ("null", false)] {
        for address in &addresses {
            let request = app.http.request(Method::OPTIONS, address).header(ORIGIN, origin);
            let answer = request.header("access-control-request-method", "POST").reply().await;
            let allowed = answer.headers.get(ACCESS_CONTROL_ALLOW_ORIGIN);
            assert_eq!(allowed.is_some_and(|allowed| allowed == origin), is_allowed, "{origin} {address}");
            assert_eq!(answer.headers.contains_key(ACCESS_CONTROL_ALLOW_CREDENTIALS), is_allowed);
        }
    }
}

#[tokio::test]
async fn scripts_of_another_origin_sign_nobody_up() {
    let installation = Installation::open().await;
    let app = app(&installation).await;
    let body = json!({"client_id": app.client_id, "session_type": "refresh_token"}).to_string();
    let sign_up = async |origin: &str| {
        let request = app.http.post(format!("{}/api/anonymous_user/signup", app.root)).header(ORIGIN, origin);
        request.body(body.clone()).reply().await.status
    };
    assert_eq!(sign_up("https://evil.example").await, 400);
    assert_eq!(installation.rows().await["users"], 0);
    assert_eq!(sign_up(OWN).await, 200);
}

#[tokio::test]
async fn what_is_published_is_for_everybody_and_without_credentials() {
    let installation = Installation::open().await;
    let app = app(&installation).await;
    for path in ["/.well-known/openid-configuration", "/oauth2/jwks"] {
        let answer = app.request(Method::GET, path).header(ORIGIN, "https://anybody.example").reply().await;
        assert_eq!(answer.headers[ACCESS_CONTROL_ALLOW_ORIGIN], "*");
        assert!(!answer.headers.contains_key(ACCESS_CONTROL_ALLOW_CREDENTIALS));
    }
}

#[tokio::test]
async fn scripts_of_registered_origins_call_for_a_user_and_a_device_and_never_with_a_key_of_the_company() {
    let installation = Installation::open().await;
    let app = app(&installation).await;
    let calls = [("/v1/me", "DELETE"), ("/v1/me/link", "POST"), ("/v1/device", "PATCH"), ("/v1/device/state", "POST")];
    for (origin, is_allowed) in [(OWN, true), ("https://evil.example", false), ("null", false)] {
        for (path, method) in calls {
            let request = app.http.request(Method::OPTIONS, format!("{}{path}", app.root)).header(ORIGIN, origin);
            let answer = request.header("access-control-request-method", method).reply().await;
            let allowed = answer.headers.get(ACCESS_CONTROL_ALLOW_ORIGIN);
            assert_eq!(allowed.is_some_and(|allowed| allowed == origin), is_allowed, "{origin} {path}");
            let methods = answer.headers.get("access-control-allow-methods");
            assert_eq!(methods.is_some_and(|methods| methods.to_str().unwrap().contains(method)), is_allowed);
        }
        let tokens = app.sign_up().await;
        let request = app.http.delete(format!("{}/v1/me", app.root)).bearer_auth(&tokens.access).header(ORIGIN, origin);
        let answer = request.reply().await;
        assert_eq!(answer.headers.contains_key(ACCESS_CONTROL_ALLOW_ORIGIN), is_allowed, "{origin}");
        let refused = app.http.post(format!("{}/v1/me/link", app.root)).header(ORIGIN, origin).reply().await;
        assert_eq!(refused.status, 401);
        assert_eq!(refused.headers.contains_key(ACCESS_CONTROL_ALLOW_ORIGIN), is_allowed, "a refusal can be read");
    }
    for path in ["/v1/users", "/v1/auth-codes", "/v1/links"] {
        let request = app.http.request(Method::OPTIONS, format!("{}{path}", app.root)).header(ORIGIN, OWN);
        let answer = request.header("access-control-request-method", "POST").reply().await;
        assert!(!answer.headers.contains_key(ACCESS_CONTROL_ALLOW_ORIGIN), "{path}");
    }
}
