//! Devices that get a guest by a pushed authorization request, without a page.

use reqwest::{Method, header::LOCATION};
use serde_json::{Value, json};
use url::{Url, form_urlencoded};

use super::{
    actors::{Application, KeyHolder, Tokens, claims},
    devices::signed,
    linking::call,
};
use crate::support::{Ask, Installation, Reply};

const BACK: &str = "com.example.app:/callback";
/// The example of RFC 7636.
const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

async fn app(installation: &Installation, flow: &str, guests: bool) -> Application {
    let pool = json!({"name": "Devices", "anonymous_enabled": guests});
    let client = json!({
        "name": "AstDeviceEnrollment",
        "application_type": "native",
        "redirect_uris": [BACK],
        "enrollment_flow": flow,
    });
    Application::of(installation, pool, client).await
}

/// A device pushes its request, signed by its key and proven by one.
async fn pushes(app: &Application, device: &KeyHolder, prover: Option<&KeyHolder>, mode: &str) -> Reply {
    let assertion = signed(app, device, "auth").await;
    let pairs = [
        ("client_id", app.client_id.as_str()),
        ("redirect_uri", BACK),
        ("response_type", "code"),
        ("scope", "openid offline_access"),
        ("state", "s1"),
        ("code_challenge", CHALLENGE),
        ("code_challenge_method", "S256"),
        ("device_assertion", assertion.as_str()),
        ("authentication_mode", mode),
    ];
    let proof = prover.map(|prover| prover.proof("POST", &format!("{}/oauth2/par", app.issuer()), &json!({})));
    app.form_with("/oauth2/par", &pairs, proof.as_deref()).await
}

/// Where the authorization request of a pushed one leads.
async fn leads(app: &Application, pushed: &Value) -> Url {
    let pairs = [("client_id", app.client_id.as_str()), ("request_uri", pushed["request_uri"].as_str().unwrap())];
    let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
    let answer = app.request(Method::GET, &format!("/oauth2/authorize?{query}")).reply().await;
    assert_eq!(answer.status, 303);
    answer.headers[LOCATION].to_str().unwrap().parse().unwrap()
}

fn told(url: &Url, name: &str) -> Option<String> {
    url.query_pairs().find(|(other, _)| other == name).map(|(_, value)| value.into_owned())
}

async fn redeems(app: &Application, device: &KeyHolder, code: &str) -> Reply {
    let pairs =
        [("grant_type", "authorization_code"), ("code", code), ("redirect_uri", BACK), ("code_verifier", VERIFIER)];
    app.proven(device, &pairs).await
}

#[tokio::test]
async fn a_device_gets_a_guest_without_a_page() {
    let installation = Installation::open().await;
    let app = app(&installation, "device", true).await;
    let (device, thief) = (KeyHolder::new("device-key-1"), KeyHolder::new("device-key-2"));
    let pushed = pushes(&app, &device, Some(&device), "biometric").await.expect(201);
    assert_eq!(installation.rows().await["users"], 0);
    let back = leads(&app, &pushed).await;
    assert!(back.as_str().starts_with(BACK), "{back}");
    assert_eq!((told(&back, "state").as_deref(), told(&back, "iss")), (Some("s1"), Some(app.issuer())));
    let tokens = Tokens::of(&redeems(&app, &device, &told(&back, "code").unwrap()).await.expect(200));
    let access = claims(&tokens.access);
    assert_eq!((&access["acr"], &access["amr"]), (&json!("0"), &json!(["swk", "x_biometric"])));
    assert_eq!(access["cnf"]["jkt"], device.thumbprint());
    let state = json!({"sdk_client_id": app.client_id});
    let state = call(&app, &device, (Method::POST, "/v1/device/state"), None, &state).await.expect(200);
    assert_eq!(state, json!({"sdk_state": "Active"}));
    // Once more, it is the same guest; and its code is of no use to another key.
    let again = leads(&app, &pushes(&app, &device, Some(&device), "no").await.expect(201)).await;
    let code = told(&again, "code").unwrap();
    assert_eq!(redeems(&app, &thief, &code).await.expect(400)["error"], "invalid_grant");
    let again = leads(&app, &pushes(&app, &device, Some(&device), "no").await.expect(201)).await;
    let same = Tokens::of(&redeems(&app, &device, &told(&again, "code").unwrap()).await.expect(200));
    assert_eq!(claims(&same.access)["sub"], access["sub"]);
    let kinds: Vec<String> = installation
        .backend
        .all("/v1/events?limit=100")
        .await
        .iter()
        .map(|event| event["type"].as_str().unwrap().to_owned())
        .collect();
    let of = |kind: &str| kinds.iter().filter(|other| *other == kind).count();
    assert_eq!((of("user.created"), of("device.enrolled"), of("session.created")), (1, 1, 2), "{kinds:?}");
}

#[tokio::test]
async fn nobody_is_enrolled_where_it_is_not_allowed_or_not_proven() {
    let installation = Installation::open().await;
    let (device, other) = (KeyHolder::new("device-key-1"), KeyHolder::new("device-key-2"));
    for (flow, guests) in [("none", true), ("device", false)] {
        let app = app(&installation, flow, guests).await;
        let refused = pushes(&app, &device, Some(&device), "no").await.expect(400);
        assert_eq!(refused["error"], "unauthorized_client", "{flow} {guests}");
    }
    let app = app(&installation, "device", true).await;
    for prover in [Some(&other), None] {
        assert_eq!(pushes(&app, &device, prover, "no").await.expect(400)["error"], "invalid_dpop_proof");
    }
    assert_eq!(pushes(&app, &device, Some(&device), "x").await.expect(400)["error"], "invalid_request");
    let (stranger, _) = installation.add_tenant("Other").await;
    let pool = stranger.create("/v1/user-pools", &json!({"name": "n", "anonymous_enabled": true})).await;
    let client = json!({"name": "x", "user_pool_id": pool, "enrollment_flow": "device", "application_type": "native"});
    let foreign = Application { client_id: stranger.create("/v1/sdk-clients", &client).await, ..app.clone() };
    assert_eq!(pushes(&foreign, &device, Some(&device), "no").await.expect(401)["error"], "invalid_client");
    assert_eq!(installation.rows().await["users"], 0);
}

#[tokio::test]
async fn how_a_device_guards_its_tokens_is_not_changed_while_it_is_being_enrolled() {
    let installation = Installation::open().await;
    let app = app(&installation, "device", true).await;
    let device = KeyHolder::new("device-key-1");
    let back = leads(&app, &pushes(&app, &device, Some(&device), "no").await.expect(201)).await;
    let tokens = Tokens::of(&redeems(&app, &device, &told(&back, "code").unwrap()).await.expect(200));
    let changes = async || {
        let body = json!({"authentication_mode": "password"});
        call(&app, &device, (Method::PATCH, "/v1/device"), Some(&tokens), &body).await
    };
    let pushed = pushes(&app, &device, Some(&device), "biometric").await.expect(201);
    assert_eq!(changes().await.problem(409).0, "activation_in_progress");
    let back = leads(&app, &pushed).await;
    assert_eq!(changes().await.problem(409).0, "activation_in_progress");
    redeems(&app, &device, &told(&back, "code").unwrap()).await.expect(200);
    assert_eq!(changes().await.expect(200)["authentication_mode"], "password");
}
