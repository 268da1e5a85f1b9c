//! One person is one user, however the company and the person say who it is.

use serde_json::{Value, json};

use super::{
    actors::{Application, KeyHolder, Tokens, claims},
    devices::{GRANT, signed},
    linking::{call, code, redeem, refreshes},
    pages::person::{PASSWORD, Person, app},
    vouched::{exchange, vouch},
};
use crate::support::{Installation, Reply};

/// A guest of a device.
async fn enrols(app: &Application, device: &KeyHolder) -> Tokens {
    let jwt = signed(app, device, "auth").await;
    Tokens::of(&app.proven(device, &[("grant_type", GRANT), ("jwt", &jwt)]).await.expect(200))
}

/// Is sent to the pages with what a device signs to make an account of its user.
pub async fn promotes(person: &mut Person, device: &KeyHolder) {
    let jwt = signed(&person.app, device, "promote").await;
    let hint = format!("https://authgear.com/login_hint?type=anonymous&jwt={jwt}");
    person.authorize(&[("prompt", "login"), ("login_hint", &hint)]).await;
}

/// The links of a customer, newest first: one for the name, and one for a token of the company.
async fn links(installation: &Installation, token: &str) -> Vec<Value> {
    let job = installation.backend.sandbox_job(&installation.sandbox, "classic").await;
    let mut links = Vec::new();
    for body in [json!({"external_id": "u-42", "job_id": job}), json!({"app_user_id_token": token, "job_id": job})] {
        links.insert(0, installation.backend.post("/v1/links", &body).await.expect(201)["id"].clone());
    }
    links
}

#[tokio::test]
async fn a_device_a_code_a_token_a_link_and_an_account_meet_in_one_user() {
    let installation = Installation::open().await;
    let app = app(&installation, json!({})).await;
    let (device, backend) = (KeyHolder::new("device-key-1"), &installation.backend);

    // A guest of a device, whom a code links to a customer.
    let guest = enrols(&app, &device).await;
    let sub = claims(&guest.access)["sub"].as_str().unwrap().to_owned();
    let body = json!({"authentication_code": code(backend, &app, "u-42").await});
    let link_me = (reqwest::Method::POST, "/v1/me/link");
    assert_eq!(call(&app, &device, link_me, Some(&guest), &body).await.expect(200)["id"], sub.as_str());

    // A token of the customer, a link for the customer, and a link for the token.
    let token = vouch(&installation, json!({"app_user_id": "u-42", "user_pool_id": app.pool})).await;
    assert_eq!(app.sub(&Tokens::of(&exchange(&app, &token).await.expect(200))).await, sub);
    let links = links(&installation, &token).await;

    // The person makes an account of it, with what the device signs, once.
    let mut anna = Person::new(&installation, &app);
    promotes(&mut anna, &device).await;
    let tokens = anna.makes_account("anna@example.com").await;
    assert_eq!(anna.userinfo(&tokens).await, (sub.clone(), false, "anna@example.com".to_owned()));
    assert_eq!(claims(&tokens.access)["acr"], "1");
    promotes(&mut anna, &device).await;
    assert_eq!(anna.told("error").as_deref(), Some("invalid_grant"));

    // Another code brings the same user to the device again.
    let again = redeem(&app, &device, &code(backend, &app, "u-42").await).await.expect(200);
    assert_eq!((&again["user_id"], &again["restored"]), (&json!(sub), &json!(true)));
    refreshes(&app, &device, &Tokens::of(&again)).await.expect(200);
    is_one(&installation, &sub, links).await;
}

/// All there is belongs to one user, and one page shows it.
async fn is_one(installation: &Installation, sub: &str, links: Vec<Value>) {
    let backend = &installation.backend;
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
}

/// Asks for a token for a third party that wants to know its users by a factor.
async fn narrows(app: &Application, token: &str, device: Option<&KeyHolder>) -> Reply {
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
}

#[tokio::test]
async fn an_enrolled_guest_with_an_account_is_known_well_enough_for_whoever_asks_for_a_factor() {
    let installation = Installation::open().await;
    let app = app(&installation, json!({})).await;
    let device = KeyHolder::new("device-key-1");
    let server = json!({"identifier": "bank", "name": "Bank", "allow_anonymous": true, "min_acr": "1"});
    installation.backend.create("/v1/resource-servers", &server).await;
    let guest = enrols(&app, &device).await;
    assert_eq!(narrows(&app, &guest.access, Some(&device)).await.expect(400)["error"], "invalid_target");
    let mut anna = Person::new(&installation, &app);
    promotes(&mut anna, &device).await;
    let tokens = anna.makes_account("anna@example.com").await;
    let told = narrows(&app, &tokens.access, None).await.expect(200);
    let narrowed = claims(told["access_token"].as_str().unwrap());
    assert_eq!((&narrowed["sub"], &narrowed["acr"]), (&claims(&guest.access)["sub"], &json!("1")));
}

#[tokio::test]
async fn a_customer_who_signs_in_as_the_owner_of_an_address_stays_the_companys_customer() {
    let installation = Installation::open().await;
    let app = app(&installation, json!({"promotion_conflict": "login"})).await;
    let mut owner = Person::new(&installation, &app);
    owner.authorize(&[("prompt", "create")]).await;
    let first = owner.makes_account("anna@example.com").await;
    let device = KeyHolder::new("device-key-1");
    let customer =
        Tokens::of(&redeem(&app, &device, &code(&installation.backend, &app, "u-42").await).await.expect(200));
    let mut anna = Person::new(&installation, &app);
    // The mail of the owner's own sign-up.
    anna.mailbox.code("anna@example.com").await;
    promotes(&mut anna, &device).await;
    anna.shows_address("anna@example.com").await.is("conflict");
    anna.browser.press("action", "login").await.is("signin");
    anna.browser.submit(&[("password", PASSWORD)]).await;
    let tokens = anna.arrives().await;
    assert_eq!(anna.userinfo(&tokens).await.0, owner.userinfo(&first).await.0);
    // Nobody was merged: the device goes on, and codes lead to the same user as before.
    refreshes(&app, &device, &customer).await.expect(200);
    let again = redeem(&app, &device, &code(&installation.backend, &app, "u-42").await).await.expect(200);
    assert_eq!(again["user_id"], claims(&customer.access)["sub"]);
    let merged = installation.backend.all("/v1/events?type=user.merged&limit=100").await;
    assert_eq!((merged.len(), installation.rows().await["users"]), (0, 2));
}
