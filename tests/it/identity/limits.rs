//! How often something may be tried.

use reqwest::{Method, header::CONTENT_TYPE};
use serde_json::json;
use time::Duration;
use url::form_urlencoded;

use super::{
    actors::{Application, KeyHolder, Tokens},
    devices::{GRANT as DEVICE_GRANT, signed},
    linking::{GRANT as CODE_GRANT, code, redeem},
};
use crate::support::{Ask, Installation, Reply};

const EXCHANGE: &str = "urn:ietf:params:oauth:grant-type:token-exchange";
const ACCESS_TOKEN: &str = "urn:ietf:params:oauth:token-type:access_token";

/// A token request from an address, as a proxy names it.
async fn token_from(app: &Application, address: &str, pairs: &[(&str, &str)]) -> Reply {
    let own = [("client_id", app.client_id.as_str())];
    let body = form_urlencoded::Serializer::new(String::new()).extend_pairs([&own, pairs].concat()).finish();
    let request = app.request(Method::POST, "/oauth2/token").header("x-forwarded-for", address);
    request.header(CONTENT_TYPE, "application/x-www-form-urlencoded").body(body).reply().await
}

fn retry_after(reply: &Reply) -> u64 {
    reply.headers["retry-after"].to_str().unwrap().parse().unwrap()
}

#[tokio::test]
async fn a_customer_gets_ten_codes_a_minute_and_another_customer_as_many() {
    let installation = Installation::open().await;
    let app = Application::with_guests(&installation).await;
    for _ in 0..10 {
        code(&installation.backend, &app, "u-42").await;
    }
    let eleventh = json!({"external_id": "u-42", "user_pool_id": app.pool});
    let refused = installation.backend.post("/v1/auth-codes", &eleventh).await;
    assert!((1..=60).contains(&retry_after(&refused)));
    assert_eq!(refused.problem(429).0, "rate_limited");
    code(&installation.backend, &app, "u-43").await;
    installation.clock.advance(Duration::seconds(61));
    code(&installation.backend, &app, "u-42").await;
}

#[tokio::test]
async fn a_session_has_sixty_tokens_narrowed_a_minute() {
    let installation = Installation::with(&[("VESTIBULE_TOKEN_REQUESTS", "1000")]).await;
    let app = Application::with_guests(&installation).await;
    let server = json!({"identifier": "mini-app", "name": "Mini app", "allow_anonymous": true});
    installation.backend.create("/v1/resource-servers", &server).await;
    let (guest, other) = (app.sign_up().await, app.sign_up().await);
    let narrow = async |token: &str| {
        let pairs = [("subject_token", token), ("subject_token_type", ACCESS_TOKEN), ("audience", "mini-app")];
        app.token(EXCHANGE, &pairs).await
    };
    let mut narrowed = 0;
    let refused = loop {
        let told = narrow(&guest.access).await;
        if told.status != 200 {
            break told;
        }
        narrowed += 1;
    };
    // One more may be had for every second that this took.
    assert!(narrowed >= 60, "{narrowed}");
    assert!(retry_after(&refused) <= 60);
    assert_eq!(refused.expect(429)["error"], "x_rate_limited");
    narrow(&other.access).await.expect(200);
    installation.clock.advance(Duration::minutes(1));
    narrow(&guest.access).await.expect(200);
}

#[tokio::test]
async fn whoever_guesses_ten_codes_in_a_minute_redeems_none_for_a_quarter_of_an_hour() {
    let installation = Installation::with(&[("VESTIBULE_BEHIND_PROXY", "true")]).await;
    let app = Application::with_guests(&installation).await;
    let device = KeyHolder::new("device-key-1");
    let web = [("grant_type", "authorization_code"), ("redirect_uri", "https://x.example"), ("code_verifier", "x")];
    for number in 0..10 {
        let guess = number.to_string();
        let refused = token_from(&app, "192.0.2.1", &[&web[..], &[("code", &guess)]].concat()).await.expect(400);
        assert_eq!((&refused["error"], &refused["error_code"]), (&json!("invalid_grant"), &json!("code_unknown")));
    }
    let blocked = token_from(&app, "192.0.2.1", &[&web[..], &[("code", "10")]].concat()).await;
    assert!((840..=901).contains(&retry_after(&blocked)));
    assert_eq!(blocked.expect(429)["error"], "x_rate_limited");
    // Others go on, and so does whoever has a session there.
    let elsewhere = token_from(&app, "192.0.2.2", &[&web[..], &[("code", "10")]].concat()).await;
    assert_eq!(elsewhere.expect(400)["error_code"], "code_unknown");
    let guest = app.sign_up().await;
    let refresh = [("grant_type", "refresh_token"), ("refresh_token", guest.refresh.as_str())];
    token_from(&app, "192.0.2.1", &refresh).await.expect(200);
    // A code of a device is blocked as well, and is still good afterwards.
    let made = code(&installation.backend, &app, "u-42").await;
    let proof = device.proof("POST", &format!("{}/oauth2/token", app.issuer()), &json!({}));
    let pairs = [("grant_type", CODE_GRANT), ("client_id", app.client_id.as_str()), ("pre-authorized_code", &made)];
    let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
    let request = app.request(Method::POST, "/oauth2/token").header("dpop", proof).body(body);
    let request =
        request.header("x-forwarded-for", "192.0.2.1").header(CONTENT_TYPE, "application/x-www-form-urlencoded");
    assert_eq!(request.reply().await.status, 429);
    redeem(&app, &device, &made).await.expect(200);
    installation.clock.advance(Duration::minutes(15));
    let again = token_from(&app, "192.0.2.1", &[&web[..], &[("code", "10")]].concat()).await;
    assert_eq!(again.expect(400)["error_code"], "code_unknown");
}

#[tokio::test]
async fn new_guests_of_devices_are_counted_by_network_and_known_devices_come_back_as_often_as_they_like() {
    let installation = Installation::with(&[("VESTIBULE_BEHIND_PROXY", "true")]).await;
    let pool = json!({"name": "Guests", "anonymous_enabled": true, "anon_per_ip_minute": 2});
    let app = Application::of(&installation, pool, json!({"name": "App"})).await;
    let devices: Vec<KeyHolder> = (0..4).map(|number| KeyHolder::new(&format!("device-key-{number}"))).collect();
    let comes = async |device: &KeyHolder, address: &str| {
        let jwt = signed(&app, device, "auth").await;
        token_from(&app, address, &[("grant_type", DEVICE_GRANT), ("jwt", &jwt)]).await
    };
    comes(&devices[0], "2001:db8::1").await.expect(200);
    comes(&devices[1], "2001:db8::2").await.expect(200);
    let refused = comes(&devices[2], "2001:db8::ffff:3").await;
    assert!(retry_after(&refused) <= 60);
    assert_eq!(refused.expect(429)["error"], "x_rate_limited");
    assert_eq!(installation.rows().await["users"], 2);
    for device in [&devices[0], &devices[1], &devices[0]] {
        comes(device, "2001:db8::3").await.expect(200);
    }
    comes(&devices[2], "2001:db8:0:1::1").await.expect(200);
    installation.clock.advance(Duration::minutes(1));
    comes(&devices[3], "2001:db8::4").await.expect(200);
    assert_eq!(installation.rows().await["users"], 4);
}

/// What the company was told of limits, newest first.
async fn blocked(installation: &Installation) -> Vec<String> {
    let told = installation.backend.all("/v1/events?type=rate_limit.blocked&limit=100").await;
    told.iter().map(|event| event["data"]["object"]["limit"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn a_user_gets_sixty_tokens_a_minute_and_the_company_hears_once_of_whoever_wants_more() {
    let installation = Installation::with(&[("VESTIBULE_TOKEN_REQUESTS", "1000")]).await;
    let app = Application::with_guests(&installation).await;
    let (mut guest, other) = (app.sign_up().await, app.sign_up().await);
    let mut refreshed = 0;
    let refused = loop {
        let told = app.refresh(&guest.refresh).await;
        if told.status != 200 {
            break told;
        }
        guest = Tokens::of(&told.json());
        refreshed += 1;
    };
    // One more may be had for every second that this took.
    assert!(refreshed >= 59, "{refreshed}");
    assert!(retry_after(&refused) <= 60);
    assert_eq!(refused.expect(429)["error"], "x_rate_limited");
    assert_eq!(app.refresh(&other.refresh).await.status, 200);
    assert_eq!(blocked(&installation).await, ["user_tokens"]);
    installation.clock.advance(Duration::minutes(1));
    // Nothing was lost: the token that was refused is good.
    app.refresh(&guest.refresh).await.expect(200);
    assert_eq!(blocked(&installation).await, ["user_tokens"]);
}

#[tokio::test]
async fn a_guest_gets_ten_promotion_codes_a_minute() {
    let installation = Installation::open().await;
    let app = Application::with_guests(&installation).await;
    let (guest, other) = (app.sign_up().await, app.sign_up().await);
    let asks = async |guest: &Tokens| {
        let body = json!({"session_type": "refresh_token", "refresh_token": guest.refresh});
        app.call("/api/anonymous_user/promotion_code", &body).await
    };
    for _ in 0..10 {
        asks(&guest).await.expect(200);
    }
    let refused = asks(&guest).await;
    assert!(retry_after(&refused) <= 60);
    assert_eq!(refused.expect(429)["error"]["name"], "TooManyRequest");
    assert_eq!(blocked(&installation).await, ["promotion_codes"]);
    asks(&other).await.expect(200);
    installation.clock.advance(Duration::minutes(1));
    asks(&guest).await.expect(200);
}

#[tokio::test]
async fn an_address_has_ten_challenges_that_nobody_has_signed() {
    let installation = Installation::with(&[("VESTIBULE_BEHIND_PROXY", "true")]).await;
    let app = Application::with_guests(&installation).await;
    let device = KeyHolder::new("device-key-1");
    let asks = async |address: &str| {
        let request = app.http.post(format!("{}/oauth2/challenge", app.root)).header("x-forwarded-for", address);
        let body = json!({"purpose": "anonymous_request"}).to_string();
        request.header(CONTENT_TYPE, "application/json").body(body).reply().await
    };
    let mut first = String::new();
    for _ in 0..10 {
        asks("192.0.2.1").await.expect(200)["result"]["token"].as_str().unwrap().clone_into(&mut first);
    }
    let refused = asks("192.0.2.1").await;
    assert!(retry_after(&refused) <= 301);
    assert_eq!(refused.expect(429)["error"]["name"], "TooManyRequest");
    asks("192.0.2.2").await.expect(200);
    // One that is used, from wherever, makes room for another.
    let jwt = device.sign(super::devices::shown(&device), &super::devices::payload_of(&first, "auth"));
    token_from(&app, "192.0.2.3", &[("grant_type", DEVICE_GRANT), ("jwt", &jwt)]).await.expect(200);
    asks("192.0.2.1").await.expect(200);
    assert_eq!(asks("192.0.2.1").await.status, 429);
    installation.clock.advance(Duration::minutes(5));
    asks("192.0.2.1").await.expect(200);
}

#[tokio::test]
async fn wrong_codes_count_wherever_they_are_tried() {
    let installation = Installation::with(&[("VESTIBULE_BEHIND_PROXY", "true")]).await;
    let client = json!({"name": "Web", "redirect_uris": ["https://x.example/back"]});
    let app = Application::of(&installation, json!({"name": "Guests", "anonymous_enabled": true}), client).await;
    let guest = app.sign_up().await;
    let authorize = async |code: &str| {
        let hint = format!("https://authgear.com/login_hint?type=anonymous&promotion_code={code}");
        let query = [
            ("client_id", app.client_id.as_str()),
            ("redirect_uri", "https://x.example/back"),
            ("response_type", "code"),
            ("code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"),
            ("code_challenge_method", "S256"),
            ("login_hint", &hint),
        ];
        let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(query).finish();
        let request = app.request(Method::GET, &format!("/oauth2/authorize?{query}"));
        request.header("x-forwarded-for", "192.0.2.1").reply().await
    };
    let link = async |address: &str, code: &str| {
        let request = app.http.post(format!("{}/v1/me/link", app.root)).bearer_auth(&guest.access);
        let body = json!({"authentication_code": code}).to_string();
        let request = request.header("x-forwarded-for", address).header(CONTENT_TYPE, "application/json");
        request.body(body).reply().await
    };
    for number in 0..5 {
        assert_eq!(authorize(&format!("guess-{number}")).await.status, 303);
        assert_eq!(link("192.0.2.1", &format!("guess-{number}")).await.problem(422).1, ["authentication_code"]);
    }
    let told = authorize("guess").await;
    assert_eq!(told.status, 429);
    assert!(told.headers.contains_key("retry-after"));
    let made = code(&installation.backend, &app, "u-42").await;
    let refused = link("192.0.2.1", &made).await;
    assert!((840..=901).contains(&retry_after(&refused)));
    assert_eq!(refused.problem(429).0, "rate_limited");
    assert_eq!(blocked(&installation).await, ["wrong_codes"]);
    // Others go on, and the code is still good.
    link("192.0.2.2", &made).await.expect(200);
    installation.clock.advance(Duration::minutes(15));
    assert_eq!(authorize("guess").await.status, 303);
}

#[tokio::test]
async fn the_company_hears_of_an_address_that_wants_too_many_challenges_below_its_pool() {
    let installation = Installation::open().await;
    let app = Application::with_guests(&installation).await;
    let body = json!({"purpose": "anonymous_request"});
    let below = format!("/pools/{}/oauth2/challenge", app.pool);
    for _ in 0..10 {
        app.call(&below, &body).await.expect(200);
    }
    for _ in 0..2 {
        assert_eq!(app.call(&below, &body).await.expect(429)["error"]["name"], "TooManyRequest");
    }
    assert_eq!(blocked(&installation).await, ["challenges"]);
    assert_eq!(app.call("/pools/pol_00000000000000000000000000/oauth2/challenge", &body).await.status, 404);
}
