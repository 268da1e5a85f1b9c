//! Deaths between the statements of a redemption and a reset.

use std::time::Duration;

use reqwest::Method;
use serde_json::json;

use super::{
    actors::{Application, KeyHolder, Tokens, claims},
    caps::counted,
    devices::{GRANT as DEVICE_GRANT, signed},
    linking::{GRANT, call, code, redeem, refreshes},
};
use crate::support::{Ask, Program, client, until};

/// Where a redemption passes that takes the place of another device.
const REDEMPTION: [&str; 7] = [
    "redemption: code used",
    "redemption: user found",
    "redemption: another device deactivated",
    "redemption: room made",
    "redemption: device bound",
    "redemption: before its end",
    "redemption: after its commit",
];

async fn program_with_one_device() -> (Program, Application) {
    let program = Program::start().await;
    let pool = json!({"name": "Drivers", "max_active_devices": 1});
    let pool = program.backend.create("/v1/user-pools", &pool).await;
    let body = json!({"name": "App", "user_pool_id": pool, "application_type": "native"});
    let client_id = program.backend.create("/v1/sdk-clients", &body).await;
    let app = Application { http: client(), root: program.url(""), pool, client_id };
    (program, app)
}

/// The sessions that were not ended, by the state of their devices, and how many users there are.
async fn sessions(program: &Program) -> (Vec<String>, i64) {
    let sql = "SELECT d.state FROM grants g JOIN devices d ON d.id = g.device_id WHERE g.revoked_at IS NULL";
    let states = program.database.texts(program.folder.path(), sql.to_owned()).await;
    (states, program.database.rows(program.folder.path()).await["users"])
}

/// Has the server die at a point when a request comes, and serve again.
async fn dies_at(program: &mut Program, point: &str, request: reqwest::RequestBuilder) {
    program.kill().await;
    program.start_with(&[("VESTIBULE_CRASH_AT", &format!("{point}:1"))]);
    assert!(program.answers().await);
    assert!(request.try_reply().await.is_err(), "{point}: it is dead before it answers");
    assert!(program.ends_within(Duration::from_secs(5)).await, "{point}");
    program.serve().await;
}

#[tokio::test]
async fn whenever_it_dies_at_a_redemption_a_customer_has_one_user_and_one_device() {
    let (mut program, app) = program_with_one_device().await;
    for (number, point) in REDEMPTION.iter().enumerate() {
        let customer = format!("u-{number}");
        let first = KeyHolder::new(&format!("device-key-{number}-1"));
        let second = KeyHolder::new(&format!("device-key-{number}-2"));
        let made = redeem(&app, &first, &code(&program.backend, &app, &customer).await).await.expect(200);
        let other = code(&program.backend, &app, &customer).await;
        let url = format!("{}/oauth2/token", app.issuer());
        let pairs = [("grant_type", GRANT), ("client_id", app.client_id.as_str()), ("pre-authorized_code", &other)];
        let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
        let request = app.http.post(&url).header("dpop", second.proof("POST", &url, &json!({})));
        let request = request.header("content-type", "application/x-www-form-urlencoded").body(body);
        dies_at(&mut program, point, request).await;
        let (states, users) = sessions(&program).await;
        assert_eq!(users, i64::try_from(number).unwrap() + 1, "{point}");
        assert!(states.iter().all(|state| state == "active"), "{point}: {states:?}");
        let again = redeem(&app, &second, &other).await;
        let of_first = refreshes(&app, &first, &Tokens::of(&made)).await;
        if *point == "redemption: after its commit" {
            assert_eq!(again.expect(400)["error_code"], "code_used", "{point}");
        } else {
            assert_eq!(again.expect(200)["user_id"], made["user_id"], "{point}");
        }
        assert_eq!(of_first.expect(400)["error_code"], "device_deactivated", "{point}");
    }
}

#[tokio::test]
async fn whenever_it_dies_at_a_link_a_guest_is_wholly_a_guest_or_wholly_the_customer() {
    let program = Program::start().await;
    let pool = json!({"name": "Drivers", "anonymous_enabled": true});
    let pool = program.backend.create("/v1/user-pools", &pool).await;
    let body = json!({"name": "App", "user_pool_id": pool, "application_type": "native"});
    let client_id = program.backend.create("/v1/sdk-clients", &body).await;
    let (app, mut program) = (Application { http: client(), root: program.url(""), pool, client_id }, program);
    for (number, point) in ["link: identity added", "link: before its end", "link: after its commit"].iter().enumerate()
    {
        let device = KeyHolder::new(&format!("device-key-{number}"));
        let jwt = signed(&app, &device, "auth").await;
        let guest = app.proven(&device, &[("grant_type", DEVICE_GRANT), ("jwt", &jwt)]).await.expect(200);
        let tokens = Tokens::of(&guest);
        let made = code(&program.backend, &app, &format!("u-{number}")).await;
        let url = format!("{}/v1/me/link", app.root);
        let proof = device.proof("POST", &url, &json!({"ath": KeyHolder::ath(&tokens.access)}));
        let request = app.http.post(&url).header("dpop", proof).header("content-type", "application/json");
        let request = request.header("authorization", format!("DPoP {}", tokens.access));
        let body = json!({"authentication_code": made});
        dies_at(&mut program, point, request.body(body.to_string())).await;
        let link = (Method::POST, "/v1/me/link");
        let again = call(&app, &device, link, Some(&tokens), &body).await;
        if *point == "link: after its commit" {
            assert_eq!(again.problem(422).1, ["authentication_code"], "{point}");
        } else {
            assert_eq!(again.expect(200)["is_anonymous"], false, "{point}");
        }
        let known = format!("/v1/users?external_id=u-{number}");
        let user = program.backend.get(&known).await.expect(200)["data"][0].clone();
        assert_eq!(user["id"], claims(&tokens.access)["sub"], "{point}");
        let shown = program.backend.get(&format!("/v1/users/{}", user["id"].as_str().unwrap())).await.expect(200);
        assert_eq!(shown["identities"].as_array().unwrap().len(), 1, "{point}: {shown}");
    }
    assert_eq!(program.backend.all("/v1/events?type=user.linked&limit=100").await.len(), 3);
}

#[tokio::test]
async fn whenever_it_dies_at_a_reaping_every_orphan_is_whole_or_gone() {
    let mut program = Program::start().await;
    let pool = json!({"name": "Guests", "anonymous_enabled": true, "orphan_grace": 86_400});
    let pool = program.backend.create("/v1/user-pools", &pool).await;
    let client_id = program.backend.create("/v1/sdk-clients", &json!({"name": "Web", "user_pool_id": pool})).await;
    let app = Application { http: client(), root: program.url(""), pool, client_id };
    for _ in 0..3 {
        let tokens = app.sign_up().await;
        app.form("/oauth2/revoke", &[("token", &tokens.refresh)]).await;
    }
    let stays = app.sign_up().await;
    program.kill().await;
    // Two days ago, in microseconds.
    let aged = "UPDATE users SET last_seen_at = last_seen_at - 172800000000
                WHERE id NOT IN (SELECT user_id FROM grants WHERE revoked_at IS NULL) RETURNING id";
    assert_eq!(program.database.change(program.folder.path(), aged.to_owned()).await.len(), 3);
    for nth in 1..=3 {
        program.start_with(&[("VESTIBULE_CRASH_AT", &format!("reaping: one deleted:{nth}"))]);
        assert!(program.ends_within(Duration::from_secs(20)).await, "{nth}: the sweeper finds them");
        let rows = program.database.rows(program.folder.path()).await;
        assert_eq!((rows["users"], rows["identities"]), (4, 4), "{nth}");
        assert_eq!(counted(&program.database, program.folder.path()).await, 4, "{nth}");
    }
    program.serve().await;
    let told = until("they are deleted", async || {
        let told = program.backend.all("/v1/events?type=user.deleted&limit=100").await;
        (!told.is_empty()).then_some(told)
    })
    .await;
    assert!(told.len() == 3 && told.iter().all(|event| event["data"]["object"]["reason"] == "orphan"));
    assert_eq!(program.database.rows(program.folder.path()).await["identities"], 1);
    app.refresh(&stays.refresh).await.expect(200);
}

#[tokio::test]
async fn whenever_it_dies_at_a_reset_the_device_is_whole_or_nobodys() {
    let (mut program, app) = program_with_one_device().await;
    for (number, point) in
        ["reset: sessions ended", "reset: device unbound", "reset: after its commit"].iter().enumerate()
    {
        let device = KeyHolder::new(&format!("device-key-{number}"));
        let made = code(&program.backend, &app, &format!("u-{number}")).await;
        let tokens = Tokens::of(&redeem(&app, &device, &made).await.expect(200));
        let url = format!("{}/v1/device/reset", app.root);
        let proof = device.proof("POST", &url, &json!({"ath": KeyHolder::ath(&tokens.access)}));
        let request =
            app.http.post(&url).header("dpop", proof).header("authorization", format!("DPoP {}", tokens.access));
        dies_at(&mut program, point, request).await;
        let state = json!({"sdk_client_id": app.client_id});
        let state = call(&app, &device, (Method::POST, "/v1/device/state"), None, &state).await.expect(200);
        if *point == "reset: after its commit" {
            assert_eq!(state, json!({"sdk_state": "ActivationRequired", "reason": "device_reset"}));
            assert_eq!(refreshes(&app, &device, &tokens).await.status, 400, "{point}");
            continue;
        }
        assert_eq!(state["sdk_state"], "Active", "{point}");
        let next = Tokens::of(&refreshes(&app, &device, &tokens).await.expect(200));
        let reset = (Method::POST, "/v1/device/reset");
        call(&app, &device, reset, Some(&next), &json!({})).await.expect_nothing(204);
        assert_eq!(refreshes(&app, &device, &next).await.status, 400, "{point}");
    }
}
