//! Proofs of possession: a token that is bound to a key opens nothing without the key.

use reqwest::Method;
use serde_json::{Value, json};
use time::Duration;

use super::{
    actors::{Application, KeyHolder, Tokens, claims},
    devices::{GRANT, signed},
};
use crate::support::{Ask, Installation, Reply, clock_now};

const TOKEN: &str = "/oauth2/token";

/// A guest's device signs in with a proof of its key.
async fn signs_in(app: &Application, device: &KeyHolder) -> Reply {
    let jwt = signed(app, device, "auth").await;
    app.proven(device, &[("grant_type", GRANT), ("jwt", &jwt)]).await
}

async fn refreshes(app: &Application, holder: &KeyHolder, token: &str) -> Reply {
    app.proven(holder, &[("grant_type", "refresh_token"), ("refresh_token", token)]).await
}

/// Presents an access token with a proof, if there is one, to userinfo.
async fn shows(app: &Application, scheme: &str, token: &str, proof: Option<&str>) -> Reply {
    let mut request =
        app.request(Method::GET, "/oauth2/userinfo?x=1").header("authorization", format!("{scheme} {token}"));
    if let Some(proof) = proof {
        request = request.header("dpop", proof);
    }
    request.reply().await
}

#[tokio::test]
async fn a_stolen_token_opens_nothing_without_its_key() {
    let installation = Installation::open().await;
    let app = Application::with_guests(&installation).await;
    let (device, thief) = (KeyHolder::new("device-key-1"), KeyHolder::new("device-key-2"));
    let told = signs_in(&app, &device).await.expect(200);
    let tokens = Tokens::of(&told);
    assert_eq!(
        (told["token_type"].as_str(), claims(&tokens.access)["cnf"]["jkt"].as_str()),
        (Some("DPoP"), Some(device.thumbprint().as_str()))
    );
    let userinfo = format!("{}/oauth2/userinfo", app.issuer());
    let made = |holder: &KeyHolder, token: &str| holder.proof("GET", &userinfo, &json!({"ath": KeyHolder::ath(token)}));
    let proof = made(&device, &tokens.access);
    let opened = shows(&app, "DPoP", &tokens.access, Some(&proof)).await.expect(200);
    assert_eq!(opened["sub"], claims(&tokens.access)["sub"]);
    let other =
        device.proof("GET", &format!("{}/oauth2/token", app.issuer()), &json!({"ath": KeyHolder::ath(&tokens.access)}));
    let without_token = device.proof("GET", &userinfo, &json!({}));
    let posted = device.proof("POST", &userinfo, &json!({"ath": KeyHolder::ath(&tokens.access)}));
    let cases = [
        ("as a bearer", "Bearer", None, "invalid_token"),
        ("as a bearer, with a proof", "Bearer", Some(made(&device, &tokens.access)), "invalid_token"),
        ("without a proof", "DPoP", None, "invalid_dpop_proof"),
        ("with a proof of another key", "DPoP", Some(made(&thief, &tokens.access)), "invalid_token"),
        ("with a proof for another token", "DPoP", Some(made(&device, "x")), "invalid_token"),
        ("with a proof for no token", "DPoP", Some(without_token), "invalid_token"),
        ("with a proof that was used", "DPoP", Some(proof), "invalid_dpop_proof"),
        ("with a proof for another address", "DPoP", Some(other), "invalid_dpop_proof"),
        ("with a proof for another method", "DPoP", Some(posted), "invalid_dpop_proof"),
    ];
    for (case, scheme, proof, error) in cases {
        let refused = shows(&app, scheme, &tokens.access, proof.as_deref()).await;
        assert_eq!(refused.expect(401)["error"], error, "{case}");
        let challenge = refused.headers["www-authenticate"].to_str().unwrap();
        assert!(challenge.contains(&format!("error=\"{error}\"")), "{case}: {challenge}");
    }
}

#[tokio::test]
async fn a_stolen_refresh_token_is_worth_nothing_without_its_key() {
    let installation = Installation::open().await;
    let app = Application::with_guests(&installation).await;
    let (device, thief) = (KeyHolder::new("device-key-1"), KeyHolder::new("device-key-2"));
    let tokens = Tokens::of(&signs_in(&app, &device).await.expect(200));
    assert_eq!(app.refresh(&tokens.refresh).await.expect(400)["error"], "invalid_dpop_proof");
    assert_eq!(refreshes(&app, &thief, &tokens.refresh).await.expect(400)["error"], "invalid_dpop_proof");
    let next = Tokens::of(&refreshes(&app, &device, &tokens.refresh).await.expect(200));
    assert_eq!(claims(&next.access)["cnf"]["jkt"], device.thumbprint());
    let body = json!({"client_id": app.client_id, "session_type": "refresh_token", "refresh_token": next.refresh});
    assert_eq!(app.call("/api/anonymous_user/signup", &body).await.status, 400);
    let body = json!({"refresh_token": next.refresh});
    assert_eq!(app.call("/oauth2/app_session_token", &body).await.status, 400);
}

#[tokio::test]
async fn a_token_that_is_bound_to_no_key_comes_as_a_bearer() {
    let installation = Installation::open().await;
    let app = Application::with_guests(&installation).await;
    let (tokens, anybody) = (app.sign_up().await, KeyHolder::new("device-key-1"));
    let userinfo = format!("{}/oauth2/userinfo", app.issuer());
    let proof = anybody.proof("GET", &userinfo, &json!({"ath": KeyHolder::ath(&tokens.access)}));
    assert_eq!(shows(&app, "DPoP", &tokens.access, Some(&proof)).await.expect(401)["error"], "invalid_token");
    app.sub(&tokens).await;
}

#[tokio::test]
async fn a_proof_that_is_not_in_order_makes_nobody() {
    let installation = Installation::with(&[("VESTIBULE_OPEN_CHALLENGES", "0")]).await;
    let app = Application::with_guests(&installation).await;
    let (device, other) = (KeyHolder::new("device-key-1"), KeyHolder::new("device-key-2"));
    let url = format!("{}{TOKEN}", app.issuer());
    let now = clock_now().unix_timestamp();
    let usual = || json!({"htm": "POST", "htu": url, "iat": now, "jti": KeyHolder::random()});
    let with = |name: &str, value: Value| {
        let mut claims = usual();
        claims[name] = value;
        claims
    };
    let header = json!({"typ": "dpop+jwt", "jwk": device.jwk});
    let (mut private, mut weak) = (header.clone(), header.clone());
    private["jwk"]["d"] = "AAAA".into();
    weak["jwk"] = json!({"kty": "RSA", "n": "AQAB", "e": "AQAB"});
    let used = device.sign(header.clone(), &usual());
    signs_in_with(&app, &device, &used).await.expect(200);
    let cases = [
        ("used before", used),
        ("another method", device.sign(header.clone(), &with("htm", json!("GET")))),
        ("another address", device.sign(header.clone(), &with("htu", json!(format!("{}/oauth2/par", app.issuer()))))),
        ("another host", device.sign(header.clone(), &with("htu", json!("https://evil.example/oauth2/token")))),
        ("too old", device.sign(header.clone(), &with("iat", json!(now - 400)))),
        ("of the future", device.sign(header.clone(), &with("iat", json!(now + 120)))),
        ("no time", device.sign(header.clone(), &with("iat", Value::Null))),
        ("no jti", device.sign(header.clone(), &with("jti", Value::Null))),
        ("a long jti", device.sign(header.clone(), &with("jti", json!("x".repeat(65))))),
        ("another type", device.sign(json!({"typ": "JWT", "jwk": device.jwk}), &usual())),
        ("no key", device.sign(json!({"typ": "dpop+jwt"}), &usual())),
        ("a private key", device.sign(private, &usual())),
        ("a weak key", device.sign(weak, &usual())),
        ("the signature of another", other.sign(header, &usual())),
        ("no JWT", "x".to_owned()),
        ("nothing", String::new()),
    ];
    for (case, proof) in cases {
        let refused = signs_in_with(&app, &other, &proof).await.expect(400);
        assert_eq!(refused["error"], "invalid_dpop_proof", "{case}: {refused}");
    }
    assert_eq!(installation.rows().await["users"], 1);
}

/// A device signs in with this proof.
async fn signs_in_with(app: &Application, device: &KeyHolder, proof: &str) -> Reply {
    let jwt = signed(app, device, "auth").await;
    let pairs = [("grant_type", GRANT), ("client_id", app.client_id.as_str()), ("jwt", &jwt)];
    app.form_with(TOKEN, &pairs, Some(proof)).await
}

#[tokio::test]
async fn of_several_uses_of_one_proof_at_once_one_is_taken() {
    let installation = Installation::open().await;
    let app = Application::with_guests(&installation).await;
    let device = KeyHolder::new("device-key-1");
    let proof = device.proof("POST", &format!("{}{TOKEN}", app.issuer()), &json!({}));
    let tries = (0..8).map(|_| signs_in_with(&app, &device, &proof));
    let told = futures_util::future::join_all(tries).await;
    assert_eq!(told.iter().filter(|reply| reply.status == 200).count(), 1);
}

#[tokio::test]
async fn a_pool_may_ask_for_its_nonce_and_takes_it_for_a_while() {
    let installation = Installation::open().await;
    let pool = json!({"name": "Guests", "anonymous_enabled": true, "dpop_nonce": true});
    let app = Application::of(&installation, pool, json!({"name": "Web"})).await;
    let device = KeyHolder::new("device-key-1");
    let refused = signs_in(&app, &device).await;
    assert_eq!(refused.expect(400)["error"], "use_dpop_nonce");
    let nonce = refused.headers["dpop-nonce"].to_str().unwrap().to_owned();
    let url = format!("{}{TOKEN}", app.issuer());
    let proof = |nonce: &str| device.proof("POST", &url, &json!({"nonce": nonce}));
    let tokens = Tokens::of(&signs_in_with(&app, &device, &proof(&nonce)).await.expect(200));
    assert_eq!(signs_in_with(&app, &device, &proof("x")).await.expect(400)["error"], "use_dpop_nonce");
    let userinfo = format!("{}/oauth2/userinfo", app.issuer());
    let ath = KeyHolder::ath(&tokens.access);
    let without = device.proof("GET", &userinfo, &json!({"ath": ath}));
    let refused = shows(&app, "DPoP", &tokens.access, Some(&without)).await;
    assert_eq!(
        (refused.expect(401)["error"].as_str(), refused.headers["dpop-nonce"].to_str().unwrap()),
        (Some("use_dpop_nonce"), nonce.as_str())
    );
    let with = device.proof("GET", &userinfo, &json!({"ath": ath, "nonce": nonce}));
    shows(&app, "DPoP", &tokens.access, Some(&with)).await.expect(200);
    installation.clock.advance(Duration::minutes(11));
    let late = device.proof("POST", &url, &json!({"nonce": nonce, "iat": clock_now().unix_timestamp() + 660}));
    let pairs =
        [("grant_type", "refresh_token"), ("client_id", app.client_id.as_str()), ("refresh_token", &tokens.refresh)];
    assert_eq!(app.form_with(TOKEN, &pairs, Some(&late)).await.expect(400)["error"], "use_dpop_nonce");
}

#[tokio::test]
async fn an_application_may_have_all_its_tokens_bound() {
    let installation = Installation::open().await;
    let pool = json!({"name": "Guests", "anonymous_enabled": true});
    let app = Application::of(&installation, pool, json!({"name": "App", "dpop_bound": true})).await;
    let device = KeyHolder::new("device-key-1");
    let jwt = signed(&app, &device, "auth").await;
    assert_eq!(app.token(GRANT, &[("jwt", &jwt)]).await.expect(400)["error"], "invalid_dpop_proof");
    assert_eq!(app.try_sign_up().await.status, 400);
    signs_in(&app, &device).await.expect(200);
    let metadata = app.get("/.well-known/openid-configuration").await.expect(200);
    assert_eq!(metadata["dpop_signing_alg_values_supported"], json!(["ES256", "RS256"]));
}

#[tokio::test]
async fn a_pool_may_have_the_tokens_of_all_its_applications_bound() {
    let installation = Installation::open().await;
    let pool = json!({"name": "Guests", "anonymous_enabled": true, "require_dpop": true});
    let app = Application::of(&installation, pool, json!({"name": "App"})).await;
    let device = KeyHolder::new("device-key-1");
    let jwt = signed(&app, &device, "auth").await;
    assert_eq!(app.token(GRANT, &[("jwt", &jwt)]).await.expect(400)["error"], "invalid_dpop_proof");
    assert_eq!(app.try_sign_up().await.status, 400);
    let told = signs_in(&app, &device).await.expect(200);
    assert_eq!(told["token_type"], "DPoP");
}

#[tokio::test]
async fn a_clock_that_is_set_forward_or_back_lets_no_proof_in_twice() {
    for jump in [Duration::minutes(10), Duration::minutes(-10), Duration::days(1), Duration::days(-1)] {
        let installation = Installation::open().await;
        let app = Application::with_guests(&installation).await;
        let device = KeyHolder::new("device-key-1");
        let url = format!("{}{TOKEN}", app.issuer());
        let used = device.proof("POST", &url, &json!({}));
        let tokens = Tokens::of(&signs_in_with(&app, &device, &used).await.expect(200));
        let forget = async || {
            vestibule::service::identity::flows::forget_old(&installation.server.app, 100).await.unwrap();
        };
        installation.clock.step(jump);
        forget().await;
        if installation.database.is_shared() {
            // Servers on one database go by its clock: to set that of one changes nothing.
            let again = signs_in_with(&app, &device, &used).await.expect(400);
            assert_eq!(again["error"], "invalid_dpop_proof", "{jump}");
            refreshes(&app, &device, &tokens.refresh).await.expect(200);
            continue;
        }
        // While it is wrong, proofs of the right time are refused, and nothing is changed.
        let pairs = [
            ("grant_type", "refresh_token"),
            ("client_id", app.client_id.as_str()),
            ("refresh_token", &tokens.refresh),
        ];
        let proof = device.proof("POST", &url, &json!({}));
        let refused = app.form_with(TOKEN, &pairs, Some(&proof)).await.expect(400);
        assert_eq!(refused["error"], "invalid_dpop_proof", "{jump}");
        // A proof of the wrong time is taken, and is used up for good.
        let there = installation.server.app.clock.now().unix_timestamp();
        let ahead = device.proof("POST", &url, &json!({"iat": there}));
        let next = Tokens::of(&app.form_with(TOKEN, &pairs, Some(&ahead)).await.expect(200));
        installation.clock.step(-jump);
        forget().await;
        for proof in [&used, &ahead] {
            let again = app.form_with(TOKEN, &pairs, Some(proof)).await.expect(400);
            assert_eq!(again["error"], "invalid_dpop_proof", "{jump}");
        }
        refreshes(&app, &device, &next.refresh).await.expect(200);
    }
}

#[tokio::test]
async fn used_proofs_are_forgotten_when_they_are_too_old_to_be_taken() {
    let installation = Installation::open().await;
    let app = Application::with_guests(&installation).await;
    signs_in(&app, &KeyHolder::new("device-key-1")).await.expect(200);
    assert_eq!(installation.rows().await["used_proofs"], 1);
    installation.clock.advance(Duration::minutes(7));
    vestibule::service::identity::flows::forget_old(&installation.server.app, 100).await.unwrap();
    assert_eq!(installation.rows().await["used_proofs"], 0);
}
