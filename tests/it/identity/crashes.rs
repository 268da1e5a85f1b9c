//! Deaths between the statements of a sign-up.

use std::time::Duration;

use serde_json::json;

use super::{
    actors::{Application, KeyHolder, Tokens},
    caps::counted,
    devices::{GRANT, signed},
};
use crate::support::{Ask, Program, client};

/// Where every sign-up passes.
const ALWAYS: [&str; 4] =
    ["sign-up: user added", "sign-up: identity added", "sign-up: counted", "sign-up: after its commit"];
/// Where one with tokens passes.
const WITH_TOKENS: [&str; 2] = ["sign-up: session added", "sign-up: refresh token added"];

/// How a guest signs up.
#[derive(Debug, Clone, Copy)]
enum Way {
    RefreshToken,
    Cookie,
    Device,
}

async fn program_with_guests() -> (Program, Application) {
    let program = Program::start().await;
    let root = program.url("");
    let pool = program.backend.create("/v1/user-pools", &json!({"name": "Readers", "anonymous_enabled": true})).await;
    let client_id = program.backend.create("/v1/sdk-clients", &json!({"name": "Reader", "user_pool_id": pool})).await;
    let app = Application { http: client(), root, pool, client_id };
    (program, app)
}

/// The request of a sign-up, whether it is answered or not.
async fn tries(app: &Application, way: Way, jwt: &str) -> Option<serde_json::Value> {
    let kind = if matches!(way, Way::Cookie) { "cookie" } else { "refresh_token" };
    let request = if let Way::Device = way {
        let pairs = [("grant_type", GRANT), ("client_id", app.client_id.as_str()), ("jwt", jwt)];
        let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
        let request = app.request(reqwest::Method::POST, "/oauth2/token");
        request.header("content-type", "application/x-www-form-urlencoded").body(body)
    } else {
        let body = json!({"client_id": app.client_id, "session_type": kind});
        app.http.post(format!("{}/api/anonymous_user/signup", app.root)).body(body.to_string())
    };
    serde_json::from_str(&request.try_reply().await.ok()?.text).ok()
}

/// How many users there are, each with one identity, one event and a session, and counted for the day and the pool.
async fn whole(program: &Program, point: &str) -> i64 {
    let rows = program.database.rows(program.folder.path()).await;
    let created = program.backend.get("/v1/events?type=user.created&limit=100").await.expect(200);
    let told = i64::try_from(created["data"].as_array().unwrap().len()).unwrap();
    let of_day = "SELECT CAST(of_day AS TEXT) FROM guest_counts".to_owned();
    let of_day = program.database.texts(program.folder.path(), of_day).await;
    let of_day: i64 = of_day.iter().map(|count| count.parse::<i64>().unwrap()).sum();
    let (users, living) = (rows["users"], counted(&program.database, program.folder.path()).await);
    assert_eq!((rows["identities"], told, of_day, living), (users, users, users, users), "{point}");
    assert!(rows["grants"] + rows["browser_sessions"] >= users, "{point}");
    users
}

#[tokio::test]
async fn a_guest_is_the_same_after_the_server_was_started_again() {
    let (mut program, app) = program_with_guests().await;
    let tokens = app.sign_up().await;
    let sub = app.sub(&tokens).await;
    program.stop().await;
    program.serve().await;
    let refreshed = Tokens::of(&app.refresh(&tokens.refresh).await.expect(200));
    assert_eq!((app.sub(&refreshed).await, app.sub(&tokens).await), (sub.clone(), sub));
    program.crash_and_serve().await;
    app.refresh(&refreshed.refresh).await.expect(200);
    assert_eq!(program.database.rows(program.folder.path()).await["users"], 1);
}

async fn dies_at(points: &[&str], way: Way) {
    let (mut program, app) = program_with_guests().await;
    for (number, point) in points.iter().enumerate() {
        let before = whole(&program, point).await;
        let device = KeyHolder::new(&format!("device-key-{number}"));
        let jwt = signed(&app, &device, "auth").await;
        program.kill().await;
        program.start_with(&[("VESTIBULE_CRASH_AT", &format!("{point}:1"))]);
        assert!(program.answers().await);
        assert_eq!(tries(&app, way, &jwt).await, None, "{way:?} {point}: it is dead before it answers");
        assert!(program.ends_within(Duration::from_secs(5)).await, "{point}");
        program.serve().await;
        let is_there = *point == "sign-up: after its commit";
        assert_eq!(whole(&program, point).await, before + i64::from(is_there), "{way:?} {point}");
        // Whoever asks again is let in: a device as whoever it was, and others as somebody new.
        let told = tries(&app, way, &signed(&app, &device, "auth").await).await.unwrap();
        if let Way::Device = way {
            app.sub(&Tokens::of(&told)).await;
            assert_eq!(whole(&program, point).await, before + 1, "{point}");
        } else {
            assert!(told.get("result").is_some(), "{point}: {told}");
        }
    }
}

#[tokio::test]
async fn whenever_it_dies_at_a_sign_up_with_tokens_there_is_a_whole_guest_or_none() {
    dies_at(&[&ALWAYS[..], &WITH_TOKENS].concat(), Way::RefreshToken).await;
}

#[tokio::test]
async fn whenever_it_dies_at_a_sign_up_with_a_cookie_there_is_a_whole_guest_or_none() {
    dies_at(&[&ALWAYS[..], &["sign-up: browser's session added"]].concat(), Way::Cookie).await;
}

#[tokio::test]
async fn whenever_it_dies_at_a_sign_up_of_a_device_there_is_a_whole_guest_or_none() {
    dies_at(&[&ALWAYS[..], &WITH_TOKENS, &["sign-up: challenge used", "sign-up: device added"]].concat(), Way::Device)
        .await;
}
