//! User linking: the tenant's backend names the customer, and a device gets the user by a code and with its key.

use reqwest::{Method, header::CONTENT_TYPE};
use serde_json::{Value, json};
use time::Duration;

use super::actors::{Application, KeyHolder, Tokens, claims};
use crate::support::{Ask, Backend, Installation, Reply};

pub const GRANT: &str = "urn:ietf:params:oauth:grant-type:pre-authorized_code";

/// An application of a pool in which a user has one device, and what the pool says besides.
async fn with_one_device(installation: &Installation, more: Value) -> Application {
    let mut pool = json!({"name": "Drivers", "anonymous_enabled": true, "max_active_devices": 1});
    for (name, value) in more.as_object().unwrap() {
        pool[name] = value.clone();
    }
    let client = json!({"name": "App", "application_type": "native", "sdk_config": {"sampling": 5}});
    Application::of(installation, pool, client).await
}

/// A code for a customer.
pub async fn code(backend: &Backend, app: &Application, external_id: &str) -> String {
    let body = json!({"external_id": external_id, "user_pool_id": app.pool});
    let told = backend.post("/v1/auth-codes", &body).await.expect(201);
    told["authentication_code"].as_str().unwrap().to_owned()
}

/// The answer to a device that redeems a code.
pub async fn redeem(app: &Application, device: &KeyHolder, code: &str) -> Reply {
    app.proven(device, &[("grant_type", GRANT), ("pre-authorized_code", code)]).await
}

async fn redeem_as(app: &Application, device: &KeyHolder, code: &str, form_factor: &str) -> Reply {
    use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
    let details = URL_SAFE_NO_PAD.encode(json!({"platform": "ios", "form_factor": form_factor}).to_string());
    let pairs = [("grant_type", GRANT), ("pre-authorized_code", code), ("device_info", &details)];
    app.proven(device, &pairs).await
}

/// A call below `/v1` with a token that is bound to a device's key.
pub async fn call(
    app: &Application,
    device: &KeyHolder,
    (method, path): (Method, &str),
    tokens: Option<&Tokens>,
    body: &Value,
) -> Reply {
    let url = format!("{}{path}", app.root);
    let ath = tokens.map_or_else(|| json!({}), |tokens| json!({"ath": KeyHolder::ath(&tokens.access)}));
    let proof = device.proof(method.as_str(), &url, &ath);
    let mut request = app.http.request(method, url).header("dpop", proof).header(CONTENT_TYPE, "application/json");
    if let Some(tokens) = tokens {
        request = request.header("authorization", format!("DPoP {}", tokens.access));
    }
    request.body(body.to_string()).reply().await
}

pub async fn refreshes(app: &Application, device: &KeyHolder, tokens: &Tokens) -> Reply {
    app.proven(device, &[("grant_type", "refresh_token"), ("refresh_token", &tokens.refresh)]).await
}

/// What userinfo says to a token that is bound to a device's key.
pub async fn userinfo(app: &Application, device: &KeyHolder, tokens: &Tokens) -> Reply {
    let url = format!("{}/oauth2/userinfo", app.issuer());
    let proof = device.proof("GET", &url, &json!({"ath": KeyHolder::ath(&tokens.access)}));
    let request = app.http.get(url).header("dpop", proof).header("authorization", format!("DPoP {}", tokens.access));
    request.reply().await
}

async fn state(app: &Application, device: &KeyHolder) -> Value {
    let body = json!({"sdk_client_id": app.client_id});
    call(app, device, (Method::POST, "/v1/device/state"), None, &body).await.expect(200)
}

async fn reset(app: &Application, device: &KeyHolder, tokens: &Tokens) {
    call(app, device, (Method::POST, "/v1/device/reset"), Some(tokens), &json!({})).await.expect_nothing(204);
}

async fn events(installation: &Installation, kind: &str) -> Vec<Value> {
    installation.backend.all(&format!("/v1/events?type={kind}&limit=100")).await
}

#[tokio::test]
async fn a_code_is_of_128_characters_and_makes_nobody_by_itself() {
    let installation = Installation::open().await;
    let app = with_one_device(&installation, json!({})).await;
    let body = json!({"external_id": "u-42"});
    let told = installation.backend.post("/v1/auth-codes", &body).await.expect(201);
    let made = told["authentication_code"].as_str().unwrap();
    assert!(made.len() == 128 && made.bytes().all(|byte| byte.is_ascii_hexdigit()), "{made}");
    assert!(told["expires_at"].as_str().unwrap().ends_with('Z'));
    assert_eq!(installation.rows().await["users"], 0);
    let long = json!({"external_id": "x".repeat(256)});
    assert_eq!(installation.backend.post("/v1/auth-codes", &long).await.problem(422).1, ["external_id"]);
    let wide = json!({"external_id": "ü".repeat(200)});
    assert_eq!(installation.backend.post("/v1/auth-codes", &wide).await.problem(422).1, ["external_id"]);
    assert_eq!(installation.backend.post("/v1/auth-codes", &json!({})).await.problem(422).1, ["external_id"]);
    let key = json!({"name": "identity", "scopes": ["identity:write"]});
    let key = installation.backend.post("/v1/keys", &key).await.expect(201);
    let narrow = installation.backend.with_key(key["secret"].as_str().unwrap());
    assert_eq!(narrow.post("/v1/auth-codes", &body).await.problem(403).0, "scope_missing");
    let tokens = app.sign_up().await;
    let token = installation.backend.with_key(&tokens.access);
    assert_eq!(token.post("/v1/auth-codes", &body).await.problem(401).0, "unauthorized");
}

#[tokio::test]
async fn a_device_gets_the_customers_user_by_a_code_once() {
    let installation = Installation::open().await;
    let app = with_one_device(&installation, json!({})).await;
    let device = KeyHolder::new("device-key-1");
    assert_eq!(state(&app, &device).await, json!({"sdk_state": "ActivationRequired"}));
    let made = code(&installation.backend, &app, "u-42").await;
    let without_key = app.token(GRANT, &[("pre-authorized_code", &made)]).await.expect(400);
    assert_eq!(without_key["error"], "invalid_dpop_proof");
    let told = redeem(&app, &device, &made).await.expect(200);
    let tokens = Tokens::of(&told);
    let access = claims(&tokens.access);
    assert_eq!(userinfo(&app, &device, &tokens).await.expect(200)["sub"], told["user_id"]);
    assert_eq!(told["user_created"], true);
    assert_eq!(told["restored"], false);
    assert_eq!(told["token_type"], "DPoP");
    assert_eq!((&told["sdk_config"], &told["sdk_config_version"]), (&json!({"sampling": 5}), &json!(1)));
    assert_eq!((&access["sub"], &access["acr"], &access["amr"]), (&told["user_id"], &json!("0"), &json!(["swk"])));
    assert_eq!(access["cnf"]["jkt"], device.thumbprint());
    assert_eq!(state(&app, &device).await, json!({"sdk_state": "Active"}));
    let user = installation.backend.get(&format!("/v1/users/{}", told["user_id"].as_str().unwrap())).await.expect(200);
    assert_eq!((&user["identities"][0]["value"], &user["is_anonymous"]), (&json!("u-42"), &json!(false)));
    assert_eq!(
        (&user["devices"][0]["state"], &user["sessions"][0]["origin"]),
        (&json!("active"), &json!("pre_authorized"))
    );
    // Whoever comes with it a second time ends what the first has made: one of both is a thief.
    let again = redeem(&app, &KeyHolder::new("device-key-2"), &made).await.expect(400);
    assert_eq!((again["error"].as_str(), again["error_code"].as_str()), (Some("invalid_grant"), Some("code_used")));
    assert_eq!(refreshes(&app, &device, &tokens).await.expect(400)["error"], "invalid_grant");
    assert_eq!(userinfo(&app, &device, &tokens).await.expect(401)["error"], "invalid_grant");
    assert_eq!(events(&installation, "user.created").await[0]["data"]["object"]["external_id"], "u-42");
    assert_eq!(events(&installation, "device.enrolled").await.len(), 1);
}

#[tokio::test]
async fn a_customer_who_was_deleted_is_somebody_else_by_the_next_code() {
    let installation = Installation::open().await;
    let app = with_one_device(&installation, json!({})).await;
    let (device, backend) = (KeyHolder::new("device-key-1"), &installation.backend);
    let first = redeem(&app, &device, &code(backend, &app, "u-42").await).await.expect(200);
    let user = format!("/v1/users/{}", first["user_id"].as_str().unwrap());
    let narrow = backend.post("/v1/keys", &json!({"name": "x", "scopes": ["identity:read"]})).await.expect(201);
    let narrow = backend.with_key(narrow["secret"].as_str().unwrap());
    assert_eq!(narrow.send(Method::DELETE, &user, None).await.problem(403).0, "scope_missing");
    let made_before = code(backend, &app, "u-42").await;
    backend.send(Method::DELETE, &user, None).await.expect_nothing(204);
    assert_eq!(refreshes(&app, &device, &Tokens::of(&first)).await.expect(400)["error"], "invalid_grant");
    assert_eq!(state(&app, &device).await, json!({"sdk_state": "ActivationRequired"}));
    assert_eq!(redeem(&app, &device, &made_before).await.expect(400)["error"], "invalid_grant");
    let second = redeem(&app, &device, &code(backend, &app, "u-42").await).await.expect(200);
    assert_eq!((&second["user_created"], &second["restored"]), (&json!(true), &json!(false)));
    assert!(second["user_id"] != first["user_id"]);
    assert_eq!(backend.get(&user).await.status, 404);
    let known = backend.all("/v1/users?external_id=u-42&limit=100").await;
    assert_eq!((known.len(), &known[0]["id"]), (1, &second["user_id"]));
    // And whatever the first one had opens nothing of the second.
    assert_eq!(userinfo(&app, &device, &Tokens::of(&first)).await.expect(401)["error"], "invalid_grant");
    assert_eq!(events(&installation, "user.created").await.len(), 2);
}

#[tokio::test]
async fn a_code_is_good_for_ten_minutes_and_in_its_pool() {
    let installation = Installation::open().await;
    let app = with_one_device(&installation, json!({})).await;
    let other = Application::of(&installation, json!({"name": "Other"}), json!({"name": "Other"})).await;
    let (device, late) = (KeyHolder::new("device-key-1"), code(&installation.backend, &app, "u-42").await);
    assert_eq!(redeem(&other, &device, &late).await.expect(400)["error_code"], "code_unknown");
    assert_eq!(redeem(&app, &device, "00").await.expect(400)["error_code"], "code_unknown");
    let oldest = code(&installation.backend, &app, "u-43").await;
    let mut newest = Vec::new();
    for _ in 0..5 {
        newest.push(code(&installation.backend, &app, "u-43").await);
    }
    assert_eq!(redeem(&app, &device, &oldest).await.expect(400)["error_code"], "code_expired");
    redeem(&app, &device, &newest[0]).await.expect(200);
    installation.clock.advance(Duration::minutes(4));
    installation.clock.advance(Duration::minutes(6));
    let proof = device.proof(
        "POST",
        &format!("{}/oauth2/token", app.issuer()),
        &json!({"iat": installation.server.app.clock.now().unix_timestamp()}),
    );
    let pairs = [("grant_type", GRANT), ("client_id", app.client_id.as_str()), ("pre-authorized_code", &late)];
    let refused = app.form_with("/oauth2/token", &pairs, Some(&proof)).await.expect(400);
    assert_eq!(refused["error_code"], "code_expired");
}

#[tokio::test]
async fn a_known_customer_is_restored_and_the_other_device_is_done() {
    let installation = Installation::open().await;
    let app = with_one_device(&installation, json!({})).await;
    let (first, second) = (KeyHolder::new("device-key-1"), KeyHolder::new("device-key-2"));
    let made = redeem(&app, &first, &code(&installation.backend, &app, "u-42").await).await.expect(200);
    let restored = redeem(&app, &second, &code(&installation.backend, &app, "u-42").await).await.expect(200);
    assert_eq!((&restored["user_id"], &restored["restored"]), (&made["user_id"], &json!(true)));
    let refused = refreshes(&app, &first, &Tokens::of(&made)).await.expect(400);
    assert_eq!((&refused["error"], &refused["error_code"]), (&json!("invalid_grant"), &json!("device_deactivated")));
    let told = json!({"sdk_state": "ActivationRequired", "reason": "device_deactivated"});
    assert_eq!(state(&app, &first).await, told);
    assert_eq!(events(&installation, "device.deactivated").await[0]["data"]["object"]["reason"], "restored_elsewhere");
    assert_eq!(events(&installation, "user.restored").await.len(), 1);
    assert_eq!(events(&installation, "user.created").await.len(), 1);
    refreshes(&app, &second, &Tokens::of(&restored)).await.expect(200);
    // The first device comes back, and the second is done in its turn.
    redeem(&app, &first, &code(&installation.backend, &app, "u-42").await).await.expect(200);
    assert_eq!(state(&app, &first).await["sdk_state"], "Active");
    assert_eq!(state(&app, &second).await["reason"], "device_deactivated");
}

#[tokio::test]
async fn a_device_has_one_user_until_it_is_reset_and_the_code_survives_the_refusal() {
    let installation = Installation::open().await;
    let app = with_one_device(&installation, json!({})).await;
    let device = KeyHolder::new("device-key-1");
    let first = redeem(&app, &device, &code(&installation.backend, &app, "u-42").await).await.expect(200);
    let other = code(&installation.backend, &app, "u-43").await;
    let refused = redeem(&app, &device, &other).await.expect(400);
    assert_eq!(refused["error_code"], "user_already_exists");
    let tokens = Tokens::of(&refreshes(&app, &device, &Tokens::of(&first)).await.expect(200));
    reset(&app, &device, &tokens).await;
    assert_eq!(state(&app, &device).await, json!({"sdk_state": "ActivationRequired", "reason": "device_reset"}));
    assert_eq!(refreshes(&app, &device, &tokens).await.status, 400);
    let second = redeem(&app, &device, &other).await.expect(200);
    assert!(second["user_id"] != first["user_id"] && second["user_created"] == true, "{second}");
    assert_eq!(events(&installation, "device.reset").await[0]["data"]["user_id"], first["user_id"]);
    // The device's row was both users': the second can still be deleted.
    let user = format!("/v1/users/{}", second["user_id"].as_str().unwrap());
    installation.backend.send(Method::DELETE, &user, None).await.expect_nothing(204);
    assert_eq!(state(&app, &device).await, json!({"sdk_state": "ActivationRequired"}));
    let third = redeem(&app, &device, &code(&installation.backend, &app, "u-43").await).await.expect(200);
    assert!(third["user_id"] != second["user_id"] && third["user_created"] == true, "{third}");
}

#[tokio::test]
async fn a_tablet_takes_the_place_of_a_phone_only_where_the_pool_lets_it() {
    for (prefer_phone, status) in [(true, 400), (false, 200)] {
        let installation = Installation::open().await;
        let app = with_one_device(&installation, json!({"prefer_phone": prefer_phone})).await;
        let (phone, tablet) = (KeyHolder::new("device-key-1"), KeyHolder::new("device-key-2"));
        let on_phone =
            redeem_as(&app, &phone, &code(&installation.backend, &app, "u-42").await, "phone").await.expect(200);
        let made = code(&installation.backend, &app, "u-42").await;
        let told = redeem_as(&app, &tablet, &made, "tablet").await.expect(status);
        if prefer_phone {
            assert_eq!(told["error_code"], "active_phone_preferred");
            let tokens = Tokens::of(&refreshes(&app, &phone, &Tokens::of(&on_phone)).await.expect(200));
            reset(&app, &phone, &tokens).await;
            redeem_as(&app, &tablet, &made, "tablet").await.expect(200);
        } else {
            assert_eq!(state(&app, &phone).await["reason"], "device_deactivated");
        }
        assert_eq!(redeem_as(&app, &phone, "x", "car").await.expect(400)["error"], "invalid_request");
    }
}

#[tokio::test]
async fn twenty_parallel_redemptions_for_a_new_customer_make_one_user() {
    let installation = Installation::open().await;
    let app = with_one_device(&installation, json!({})).await;
    let mut codes = Vec::new();
    for _ in 0..5 {
        codes.push(code(&installation.backend, &app, "u-42").await);
    }
    let devices: Vec<KeyHolder> = (0..20).map(|number| KeyHolder::new(&format!("device-key-{number}"))).collect();
    let tries = devices.iter().enumerate().map(|(number, device)| redeem(&app, device, &codes[number % 5]));
    let told = futures_util::future::join_all(tries).await;
    let good: Vec<&Reply> = told.iter().filter(|reply| reply.status == 200).collect();
    assert_eq!(good.len(), 5, "{told:?}");
    let made = good.iter().filter(|reply| reply.json()["user_created"] == true).count();
    let rows = installation.rows().await;
    assert_eq!((made, rows["users"], rows["identities"]), (1, 1, 1));
    let active = "SELECT jkt FROM devices WHERE state = 'active'".to_owned();
    assert_eq!(installation.database.texts(installation.folder.path(), active).await.len(), 1);
    assert_eq!(events(&installation, "user.created").await.len(), 1);
}

#[tokio::test]
async fn a_disabled_user_is_not_restored_and_the_code_survives() {
    let installation = Installation::open().await;
    let app = with_one_device(&installation, json!({})).await;
    let device = KeyHolder::new("device-key-1");
    let told = redeem(&app, &device, &code(&installation.backend, &app, "u-42").await).await.expect(200);
    let user = format!("/v1/users/{}", told["user_id"].as_str().unwrap());
    installation.backend.post(&format!("{user}/disable"), &json!({})).await.expect(200);
    assert_eq!(state(&app, &device).await, json!({"sdk_state": "LoginRequired", "reason": "user_disabled"}));
    let made = code(&installation.backend, &app, "u-42").await;
    assert_eq!(redeem(&app, &device, &made).await.expect(400)["error_code"], "user_disabled");
    installation.backend.post(&format!("{user}/enable"), &json!({})).await.expect(200);
    assert_eq!(state(&app, &device).await, json!({"sdk_state": "LoginRequired"}));
    redeem(&app, &device, &made).await.expect(200);
}

#[tokio::test]
async fn what_devices_are_configured_with_is_counted_when_it_changes() {
    let installation = Installation::open().await;
    let app = with_one_device(&installation, json!({})).await;
    let path = format!("/v1/sdk-clients/{}", app.client_id);
    for (change, version) in [
        (json!({"name": "Other"}), 1),
        (json!({"sdk_config": {"sampling": 9}}), 2),
        (json!({"sdk_config": {"sampling": 9}}), 2),
    ] {
        assert_eq!(
            installation.backend.send(Method::PATCH, &path, Some(change.to_string())).await.expect(200)["sdk_config_version"],
            version
        );
    }
    let device = KeyHolder::new("device-key-1");
    let told = redeem(&app, &device, &code(&installation.backend, &app, "u-42").await).await.expect(200);
    assert_eq!((&told["sdk_config"], &told["sdk_config_version"]), (&json!({"sampling": 9}), &json!(2)));
    let long = json!({"sdk_config": {"x": "y".repeat(17_000)}});
    assert_eq!(
        installation.backend.send(Method::PATCH, &path, Some(long.to_string())).await.problem(422).1,
        ["sdk_config"]
    );
}
