//! One person is one user, however the company and the person say who it is.

use serde_json::{Value, json};

use super::{
    actors::{KeyHolder, Tokens, claims},
    devices::{GRANT, signed},
    linking::{call, code, redeem, refreshes},
    pages::person::{Person, app},
    vouched::{exchange, vouch},
};
use crate::support::Installation;

#[tokio::test]
async fn a_device_a_code_a_token_a_link_and_an_account_meet_in_one_user() {
    let installation = Installation::open().await;
    let app = app(&installation, json!({})).await;
    let (device, backend) = (KeyHolder::new("device-key-1"), &installation.backend);
    let server = json!({"identifier": "bank", "name": "Bank", "allow_anonymous": true, "min_acr": "1"});
    backend.create("/v1/resource-servers", &server).await;

    // A guest of a device, whom a code links to a customer.
    let jwt = signed(&app, &device, "auth").await;
    let guest = Tokens::of(&app.proven(&device, &[("grant_type", GRANT), ("jwt", &jwt)]).await.expect(200));
    let sub = claims(&guest.access)["sub"].as_str().unwrap().to_owned();
    let body = json!({"authentication_code": code(backend, &app, "u-42").await});
    let link_me = (reqwest::Method::POST, "/v1/me/link");
    assert_eq!(call(&app, &device, link_me, Some(&guest), &body).await.expect(200)["id"], sub.as_str());

    // A token of the customer, a link for the customer, and a link for the token.
    let token = vouch(&installation, json!({"app_user_id": "u-42", "user_pool_id": app.pool})).await;
    assert_eq!(app.sub(&Tokens::of(&exchange(&app, &token).await.expect(200))).await, sub);
    let job = backend.sandbox_job(&installation.sandbox, "classic").await;
    let named = json!({"external_id": "u-42", "job_id": job});
    let vouched = json!({"app_user_id_token": token, "job_id": job});
    let mut links = Vec::new();
    for body in [named, vouched] {
        links.push(backend.post("/v1/links", &body).await.expect(201)["id"].clone());
    }
    links.reverse();

    // The person makes an account of it, with what the device signs.
    let hint = format!("https://authgear.com/login_hint?type=anonymous&jwt={}", signed(&app, &device, "promote").await);
    let mut anna = Person::new(&installation, &app);
    anna.authorize(&[("prompt", "login"), ("login_hint", &hint)]).await.is("promote");
    let tokens = anna.makes_account("anna@example.com").await;
    assert_eq!(anna.userinfo(&tokens).await, (sub.clone(), false, "anna@example.com".to_owned()));
    let access = claims(&tokens.access);
    assert_eq!((&access["sub"], &access["acr"]), (&json!(sub), &json!("1")));

    // Another code brings the same user to the device again.
    let again = redeem(&app, &device, &code(backend, &app, "u-42").await).await.expect(200);
    assert_eq!((&again["user_id"], &again["restored"]), (&json!(sub), &json!(true)));
    refreshes(&app, &device, &Tokens::of(&again)).await.expect(200);

    let user = backend.get(&format!("/v1/users/{sub}")).await.expect(200);
    let of = |list: &str, field: &str| -> Vec<Value> {
        user[list].as_array().unwrap().iter().map(|it| it[field].clone()).collect()
    };
    assert_eq!(of("identities", "value"), [json!("u-42"), json!("anna@example.com")]);
    assert_eq!((of("devices", "state"), user["link_ids"].clone()), (vec![json!("active")], json!(links)));
    assert!(of("sessions", "origin").contains(&json!("promotion")), "{user}");
    let rows = installation.rows().await;
    assert_eq!((rows["users"], rows["devices"]), (1, 1));
    let promoted = backend.all("/v1/events?type=user.anonymous.promoted&limit=100").await;
    let created = backend.all("/v1/events?type=user.created&limit=100").await;
    assert_eq!((promoted.len(), created.len()), (1, 1));
    // An account is made once, and a used code of the customer makes no other.
    let hint = format!("https://authgear.com/login_hint?type=anonymous&jwt={}", signed(&app, &device, "promote").await);
    anna.authorize(&[("prompt", "login"), ("login_hint", &hint)]).await;
    assert_eq!(anna.told("error").as_deref(), Some("invalid_grant"));
}

#[tokio::test]
async fn an_enrolled_guest_with_an_account_is_known_well_enough_for_whoever_asks_for_a_factor() {
    let installation = Installation::open().await;
    let app = app(&installation, json!({})).await;
    let device = KeyHolder::new("device-key-1");
    let server = json!({"identifier": "bank", "name": "Bank", "allow_anonymous": true, "min_acr": "1"});
    installation.backend.create("/v1/resource-servers", &server).await;
    let narrow = async |token: &str, device: Option<&KeyHolder>| {
        let pairs = [
            ("grant_type", "urn:ietf:params:oauth:grant-type:token-exchange"),
            ("subject_token", token),
            ("subject_token_type", "urn:ietf:params:oauth:token-type:access_token"),
            ("audience", "bank"),
        ];
        match device {
            Some(device) => app.proven(device, &pairs).await,
            None => app.token(pairs[0].1, &pairs[1..]).await,
        }
    };
    let jwt = signed(&app, &device, "auth").await;
    let guest = Tokens::of(&app.proven(&device, &[("grant_type", GRANT), ("jwt", &jwt)]).await.expect(200));
    assert_eq!(narrow(&guest.access, Some(&device)).await.expect(400)["error"], "invalid_target");
    let hint = format!("https://authgear.com/login_hint?type=anonymous&jwt={}", signed(&app, &device, "promote").await);
    let mut anna = Person::new(&installation, &app);
    anna.authorize(&[("prompt", "login"), ("login_hint", &hint)]).await;
    let tokens = anna.makes_account("anna@example.com").await;
    let told = narrow(&tokens.access, None).await.expect(200);
    let narrowed = claims(told["access_token"].as_str().unwrap());
    assert_eq!((&narrowed["sub"], &narrowed["acr"]), (&claims(&guest.access)["sub"], &json!("1")));
}
