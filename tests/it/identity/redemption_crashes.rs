//! Deaths between the statements of a redemption and a reset.

use std::time::Duration;

use reqwest::Method;
use serde_json::json;

use super::{
    actors::{Application, KeyHolder, Tokens},
    linking::{GRANT, call, code, redeem, refreshes},
};
use crate::support::{Program, client};

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
    assert!(request.send().await.is_err(), "{point}: it is dead before it answers");
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
async fn whenever_it_dies_at_a_reset_the_device_is_whole_or_nobodys() {
    let (mut program, app) = program_with_one_device().await;
    for (number, point) in ["reset: sessions ended", "reset: device unbound"].iter().enumerate() {
        let device = KeyHolder::new(&format!("device-key-{number}"));
        let made = code(&program.backend, &app, &format!("u-{number}")).await;
        let tokens = Tokens::of(&redeem(&app, &device, &made).await.expect(200));
        let url = format!("{}/v1/device/reset", app.root);
        let proof = device.proof("POST", &url, &json!({"ath": KeyHolder::ath(&tokens.access)}));
        let request =
            app.http.post(&url).header("dpop", proof).header("authorization", format!("DPoP {}", tokens.access));
        dies_at(&mut program, point, request).await;
        let next = Tokens::of(&refreshes(&app, &device, &tokens).await.expect(200));
        let reset = (Method::POST, "/v1/device/reset");
        call(&app, &device, reset, Some(&next), &json!({})).await.expect_nothing(204);
        assert_eq!(refreshes(&app, &device, &next).await.status, 400, "{point}");
    }
}
