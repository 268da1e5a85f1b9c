//! Authorization requests and the codes that answer them.

use reqwest::{Method, header::LOCATION};
use serde_json::json;
use url::{Url, form_urlencoded};
use vestibule::{
    domain::identity::{
        code::AuthRequest,
        proof::{Acr, Amr},
    },
    service::identity::{
        grants::authorization::{self, SignedIn},
        party,
    },
};

use super::actors::{Application, KeyHolder, Tokens, claims};
use crate::support::{Ask, Installation};

const BACK: &str = "https://shop.example/back";
/// The example of RFC 7636.
const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

async fn app(installation: &Installation) -> Application {
    let pool = json!({"name": "n", "anonymous_enabled": true});
    Application::of(installation, pool, json!({"name": "Web", "redirect_uris": [BACK]})).await
}

fn pairs<'a>(app: &'a Application, more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let usual = [
        ("client_id", app.client_id.as_str()),
        ("redirect_uri", BACK),
        ("response_type", "code"),
        ("code_challenge", CHALLENGE),
        ("code_challenge_method", "S256"),
        ("state", "s1"),
    ];
    let is_changed = |name: &str| more.iter().any(|(other, _)| *other == name);
    let kept = usual.into_iter().filter(|(name, _)| !is_changed(name));
    kept.chain(more.iter().copied()).collect()
}

/// The status of an authorization request, and where it leads.
async fn authorize(app: &Application, pairs: &[(&str, &str)]) -> (u16, String) {
    let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
    let answer = app.request(Method::GET, &format!("/oauth2/authorize?{query}")).reply().await;
    let to = answer.headers.get(LOCATION).map(|to| to.to_str().unwrap().to_owned());
    (answer.status, to.unwrap_or_default())
}

/// The code of somebody who has signed in with a password.
async fn code(installation: &Installation, app: &Application, sub: &str) -> String {
    code_for(installation, app, sub, None).await
}

/// Such a code, bound to a key where there is one.
async fn code_for(installation: &Installation, app: &Application, sub: &str, dpop_jkt: Option<String>) -> String {
    use secrecy::ExposeSecret;
    let server = &installation.server.app;
    let party = party::of_client(server, &app.client_id).await.unwrap().unwrap();
    let request = AuthRequest {
        redirect_uri: BACK.to_owned(),
        scope: "openid offline_access".to_owned(),
        state: None,
        nonce: Some("n1".to_owned()),
        code_challenge: CHALLENGE.to_owned(),
        prompt: None,
        max_age: None,
        acr: None,
        login_hint: None,
        promotion: None,
        dpop_jkt,
        enrolment: None,
        is_own_page: false,
    };
    let signed_in = SignedIn {
        user: sub.parse().unwrap(),
        acr: Acr::One,
        amr: vec![Amr::Pwd],
        auth_time: server.clock.now(),
        browser_session: None,
        device: None,
    };
    let mut tx = server.db.begin().await.unwrap();
    let code = authorization::code(server, &mut tx, &party, &request, signed_in).await.unwrap();
    tx.commit().await.unwrap();
    code.expose_secret().to_owned()
}

async fn redeem(app: &Application, code: &str, verifier: &str) -> crate::support::Reply {
    app.token("authorization_code", &[("code", code), ("redirect_uri", BACK), ("code_verifier", verifier)]).await
}

#[tokio::test]
async fn a_code_is_good_once_and_ends_what_it_made_when_it_comes_again() {
    let installation = Installation::open().await;
    let app = app(&installation).await;
    let sub = app.sub(&app.sign_up().await).await;
    let code = code(&installation, &app, &sub).await;
    let told = redeem(&app, &code, VERIFIER).await.expect(200);
    let tokens = Tokens::of(&told);
    let id_token = claims(told["id_token"].as_str().unwrap());
    assert_eq!((&id_token["nonce"], &id_token["acr"], &id_token["sub"]), (&json!("n1"), &json!("1"), &json!(sub)));
    assert_eq!((&id_token["amr"], &id_token["aud"]), (&json!(["pwd"]), &json!(app.client_id)));
    assert_eq!(app.sub(&tokens).await, sub);
    assert_eq!(redeem(&app, &code, VERIFIER).await.expect(400)["error"], "invalid_grant");
    assert_eq!(app.refresh(&tokens.refresh).await.expect(400)["error"], "invalid_grant");
    assert_eq!(app.userinfo(&tokens.access).await.expect(401)["error"], "invalid_grant");
}

#[tokio::test]
async fn a_code_needs_its_client_its_address_its_verifier_and_its_time() {
    let installation = Installation::open().await;
    let app = app(&installation).await;
    let other = Application::in_pool(&installation, &app.pool, json!({"name": "Other", "redirect_uris": [BACK]})).await;
    let sub = app.sub(&app.sign_up().await).await;
    let wrong = "x".repeat(43);
    assert_eq!(
        redeem(&app, &code(&installation, &app, &sub).await, &wrong).await.expect(400)["error"],
        "invalid_grant"
    );
    assert_eq!(
        redeem(&other, &code(&installation, &app, &sub).await, VERIFIER).await.expect(400)["error"],
        "invalid_grant"
    );
    let late = code(&installation, &app, &sub).await;
    installation.clock.advance(time::Duration::minutes(11));
    assert_eq!(redeem(&app, &late, VERIFIER).await.expect(400)["error"], "invalid_grant");
    assert_eq!(installation.rows().await["grants"], 1);
}

#[tokio::test]
async fn what_is_wrong_with_a_request_is_told_to_the_application_and_never_to_a_stranger() {
    let installation = Installation::open().await;
    let app = app(&installation).await;
    for more in [("redirect_uri", "https://evil.example/"), ("client_id", "cli_x"), ("redirect_uri", "")] {
        let (status, to) = authorize(&app, &pairs(&app, &[more])).await;
        assert!((400..500).contains(&status) && to.is_empty(), "{more:?}");
    }
    for (more, error) in [
        (("response_type", "token"), "unsupported_response_type"),
        (("code_challenge_method", "plain"), "invalid_request"),
        (("code_challenge", "x"), "invalid_request"),
        (("prompt", "none"), "login_required"),
        (("login_hint", "https://authgear.com/login_hint?type=anonymous&promotion_code=X"), "invalid_request"),
    ] {
        let (status, to) = authorize(&app, &pairs(&app, &[more])).await;
        assert_eq!(status, 303);
        let to: Url = to.parse().unwrap();
        let told = |name: &str| to.query_pairs().find(|(other, _)| other == name).map(|(_, value)| value.into_owned());
        assert!(to.as_str().starts_with(BACK));
        assert_eq!((told("error").as_deref(), told("state").as_deref()), (Some(error), Some("s1")), "{to}");
        assert_eq!(told("iss"), Some(app.issuer()));
    }
}

#[tokio::test]
async fn a_sign_in_begins_on_a_page_whose_address_holds_nothing_of_the_request() {
    let installation = Installation::open().await;
    let app = app(&installation).await;
    for (more, page) in [(vec![], "/signin"), (vec![("prompt", "create")], "/create")] {
        let (status, to) = authorize(&app, &pairs(&app, &more)).await;
        assert_eq!(status, 303);
        assert!(
            to.starts_with(&format!("/pools/{}{page}?flow=afl_", app.pool)) && !to.contains("shop.example"),
            "{to}"
        );
    }
    let tokens = app.sign_up().await;
    let body = json!({"session_type": "refresh_token", "refresh_token": tokens.refresh});
    let told = app.call("/api/anonymous_user/promotion_code", &body).await.expect(200);
    let code = told["result"]["promotion_code"].as_str().unwrap();
    let hint = format!("https://authgear.com/login_hint?type=anonymous&promotion_code={code}");
    let (_, to) = authorize(&app, &pairs(&app, &[("prompt", "login"), ("login_hint", &hint)])).await;
    assert!(to.contains("/promote?flow=afl_") && !to.contains(code), "{to}");
}

#[tokio::test]
async fn a_request_that_was_pushed_is_good_once() {
    let installation = Installation::open().await;
    let app = app(&installation).await;
    let told = app.form("/oauth2/par", &pairs(&app, &[])).await.expect(201);
    let request_uri = told["request_uri"].as_str().unwrap();
    let short = [("client_id", app.client_id.as_str()), ("request_uri", request_uri)];
    let (status, to) = authorize(&app, &short).await;
    assert!(status == 303 && to.contains("/signin?flow="), "{to}");
    assert_eq!(authorize(&app, &short).await.0, 400);
}

#[tokio::test]
async fn an_id_token_ends_its_session_and_leads_back_to_registered_addresses_only() {
    let installation = Installation::open().await;
    let pool = json!({"name": "n", "anonymous_enabled": true});
    let client = json!({"name": "Web", "redirect_uris": [BACK], "post_logout_uris": ["https://shop.example/bye"]});
    let app = Application::of(&installation, pool, client).await;
    let sub = app.sub(&app.sign_up().await).await;
    let told = redeem(&app, &code(&installation, &app, &sub).await, VERIFIER).await.expect(200);
    let (tokens, hint) = (Tokens::of(&told), told["id_token"].as_str().unwrap());
    let away = [("id_token_hint", hint), ("post_logout_redirect_uri", "https://evil.example/")];
    assert_eq!(app.form("/oauth2/end_session", &away).await.status, 400);
    app.sub(&tokens).await;
    let back = [("id_token_hint", hint), ("post_logout_redirect_uri", "https://shop.example/bye"), ("state", "s2")];
    let answer = app.form("/oauth2/end_session", &back).await;
    assert_eq!((answer.status, answer.headers[LOCATION].to_str().unwrap()), (303, "https://shop.example/bye?state=s2"));
    assert_eq!(app.userinfo(&tokens.access).await.status, 401);
}

#[tokio::test]
async fn a_code_that_is_bound_to_a_key_is_of_no_use_to_another() {
    let installation = Installation::open().await;
    let app = app(&installation).await;
    let sub = app.sub(&app.sign_up().await).await;
    let (owner, thief) = (KeyHolder::new("device-key-1"), KeyHolder::new("device-key-2"));
    for (holder, status) in [(Some(&owner), 200), (Some(&thief), 400), (None, 400)] {
        let code = code_for(&installation, &app, &sub, Some(owner.thumbprint())).await;
        let pairs = [
            ("grant_type", "authorization_code"),
            ("code", code.as_str()),
            ("redirect_uri", BACK),
            ("code_verifier", VERIFIER),
        ];
        let told = match holder {
            Some(holder) => app.proven(holder, &pairs).await,
            None => app.token(pairs[0].1, &pairs[1..]).await,
        };
        assert_eq!(told.status, status, "{told:?}");
        if status == 200 {
            assert_eq!(claims(&Tokens::of(&told.json()).access)["cnf"]["jkt"], owner.thumbprint());
        }
    }
}

#[tokio::test]
async fn a_pushed_request_binds_its_code_to_the_key_it_was_pushed_with() {
    let installation = Installation::open().await;
    let app = app(&installation).await;
    let (owner, other) = (KeyHolder::new("device-key-1"), KeyHolder::new("device-key-2"));
    let par = format!("{}/oauth2/par", app.issuer());
    let (jkt, others) = (owner.thumbprint(), other.thumbprint());
    for (named, status) in [(None, 201), (Some(jkt.as_str()), 201), (Some(others.as_str()), 400), (Some("x"), 400)] {
        let more: Vec<(&str, &str)> = named.map(|jkt| ("dpop_jkt", jkt)).into_iter().collect();
        let proof = owner.proof("POST", &par, &json!({}));
        let told = app.form_with("/oauth2/par", &pairs(&app, &more), Some(&proof)).await;
        assert_eq!(told.status, status, "{named:?}: {told:?}");
    }
}
