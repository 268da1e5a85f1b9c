//! A passkey in the place of a password, at sign-up and at promotion.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::{
    super::actors::{KeyHolder, claims},
    person::{Person, app, events},
};
use crate::support::{Installation, Page};

/// A device that makes passkeys for a site, and has recognised its user.
struct Authenticator {
    key: KeyHolder,
    id: [u8; 16],
}

impl Authenticator {
    fn new() -> Self {
        Self { key: KeyHolder::new("passkey"), id: rand::random() }
    }

    /// What the page's script sends of a new passkey, for what the page asks.
    fn makes(&self, page: &Page, flags: u8) -> String {
        let asked = Asked::of(page, "make");
        let bytes = |name: &str| URL_SAFE_NO_PAD.decode(self.key.jwk[name].as_str().unwrap()).unwrap();
        let cose =
            [&[0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x58, 0x20][..], &bytes("x"), &[0x22, 0x58, 0x20], &bytes("y")];
        let credential = [&[0; 16][..], &[0, 16], &self.id, &cose.concat()].concat();
        let data = data(&asked.site, flags | 0x41, &credential);
        let client = asked.client_data("webauthn.create");
        json!({"client_data": URL_SAFE_NO_PAD.encode(client), "authenticator_data": URL_SAFE_NO_PAD.encode(data)})
            .to_string()
    }

    /// What it sends of a sign-in.
    fn signs(&self, page: &Page) -> String {
        let asked = Asked::of(page, "sign");
        let (data, client) = (data(&asked.site, 5, &[]), asked.client_data("webauthn.get"));
        let signed = [data.clone(), Sha256::digest(&client).to_vec()].concat();
        let [data, client, id] = [&data[..], client.as_bytes(), &self.id].map(|bytes| URL_SAFE_NO_PAD.encode(bytes));
        let signature = URL_SAFE_NO_PAD.encode(der(&self.key.signature(&signed)));
        json!({"credential_id": id, "client_data": client, "authenticator_data": data, "signature": signature})
            .to_string()
    }
}

/// What a device says of a site, and of a credential it made there.
fn data(site: &str, flags: u8, credential: &[u8]) -> Vec<u8> {
    [&Sha256::digest(site)[..], &[flags], &[0; 4], credential].concat()
}

/// A signature as browsers send it: both numbers in DER.
fn der(signature: &[u8]) -> Vec<u8> {
    let number = |bytes: &[u8]| {
        let first = bytes.iter().position(|byte| *byte != 0).unwrap();
        let sign = if bytes[first] < 0x80 { &[][..] } else { &[0][..] };
        let number = [sign, &bytes[first..]].concat();
        [&[2, u8::try_from(number.len()).unwrap()][..], &number].concat()
    };
    let numbers = [number(&signature[..32]), number(&signature[32..])].concat();
    [&[0x30, u8::try_from(numbers.len()).unwrap()][..], &numbers].concat()
}

/// What a page asks of a device.
struct Asked {
    challenge: String,
    site: String,
    origin: String,
}

impl Asked {
    fn of(page: &Page, kind: &str) -> Self {
        let attribute = |name: &str| page.attributes(&format!("form[data-passkey={kind}]"), name).remove(0);
        let origin = page.url.origin().ascii_serialization();
        Self { challenge: attribute("data-challenge"), site: attribute("data-site"), origin }
    }

    fn client_data(&self, kind: &str) -> String {
        json!({"type": kind, "challenge": self.challenge, "origin": self.origin}).to_string()
    }
}

/// Sends what a device made or signed from the page's own form.
async fn sends<'p>(person: &'p mut Person, credential: &str) -> &'p Page {
    let form = person.browser.page().form("action", "passkey");
    let pressed = vec![("action".to_owned(), "passkey".to_owned())];
    let fields = [form.filled(&[("credential", credential)]), pressed].concat();
    person.browser.post(&form.action, &fields).await
}

fn id_token(told: &Value) -> Value {
    claims(told["id_token"].as_str().unwrap())
}

#[tokio::test]
async fn a_guest_becomes_a_regular_user_with_a_passkey_and_without_a_password() {
    let installation = Installation::with_a_name().await;
    let app = app(&installation, json!({})).await;
    let mut anna = Person::new(&installation, &app);
    let guest = app.sign_up().await;
    let sub = app.sub(&guest).await;
    anna.promotes(&guest).await.is("promote");
    anna.shows_address("anna@example.com").await.is("password");
    let device = Authenticator::new();
    // A device that has not recognised its user, and what is none of it, change nothing.
    for bad in [device.makes(anna.browser.page(), 0), "x".to_owned(), String::new()] {
        let page = sends(&mut anna, &bad).await;
        page.is("password");
        assert_eq!(page.status, 422, "{bad}");
    }
    assert!(app.userinfo(&guest.access).await.expect(200).to_string().contains(r#"is_anonymous":true"#));
    let made = device.makes(anna.browser.page(), 4);
    sends(&mut anna, &made).await;
    let told = anna.redeem().await.expect(200);
    let shown = id_token(&told);
    assert_eq!(
        (&shown["sub"], &shown["acr"], &shown["amr"]),
        (&json!(sub), &json!("2"), &json!(["otp", "swk", "mfa"]))
    );
    assert_eq!(events(&installation, "user.anonymous.promoted").await.len(), 1);
    assert_eq!(events(&installation, "authenticator.added").await[0]["data"]["object"]["kind"], "passkey");

    // In another browser the passkey signs in, and no password does.
    let mut elsewhere = Person::new(&installation, &app);
    elsewhere.authorize(&[]).await.is("signin");
    elsewhere
        .browser
        .submit(&[("email", "anna@example.com"), ("password", "a long enough Sentence 42")])
        .await
        .is("signin");
    let signed = device.signs(elsewhere.browser.page());
    sends(&mut elsewhere, &signed).await;
    assert_eq!(id_token(&elsewhere.redeem().await.expect(200))["sub"], json!(sub));
    // Whoever has lost the device gets in by the mail.
    let mut later = Person::new(&installation, &app);
    // The mail of the promotion.
    later.mailbox.code("anna@example.com").await;
    later.authorize(&[]).await.is("signin");
    later.browser.press("action", "reset").await.is("reset");
    let tokens = later.makes_account("anna@example.com").await;
    assert_eq!(later.userinfo(&tokens).await.0, sub);
}

#[tokio::test]
async fn somebody_new_makes_an_account_with_a_passkey() {
    let installation = Installation::with_a_name().await;
    let app = app(&installation, json!({})).await;
    let mut anna = Person::new(&installation, &app);
    anna.authorize(&[("prompt", "create")]).await.is("create");
    anna.shows_address("anna@example.com").await.is("password");
    let device = Authenticator::new();
    let made = device.makes(anna.browser.page(), 4);
    sends(&mut anna, &made).await;
    assert_eq!(id_token(&anna.redeem().await.expect(200))["acr"], "2");
    // A passkey that somebody has makes no other account.
    let mut berta = Person::new(&installation, &app);
    berta.authorize(&[("prompt", "create")]).await.is("create");
    berta.shows_address("berta@example.com").await.is("password");
    let same = device.makes(berta.browser.page(), 4);
    let page = sends(&mut berta, &same).await;
    page.is("password");
    assert_eq!(page.status, 422);
    assert_eq!(installation.rows().await["users"], 1);
    // What was made for another page is refused.
    let mut cleo = Person::new(&installation, &app);
    cleo.authorize(&[("prompt", "create")]).await.is("create");
    cleo.shows_address("cleo@example.com").await.is("password");
    assert_eq!(sends(&mut cleo, &same).await.status, 422);
}

#[tokio::test]
async fn a_device_that_says_to_be_another_signs_nobody_in_and_the_company_hears_whose_passkey_it_was() {
    let installation = Installation::with_a_name().await;
    let app = app(&installation, json!({})).await;
    let mut anna = Person::new(&installation, &app);
    anna.authorize(&[("prompt", "create")]).await;
    anna.shows_address("anna@example.com").await.is("password");
    let device = Authenticator::new();
    let made = device.makes(anna.browser.page(), 4);
    sends(&mut anna, &made).await;
    let sub = id_token(&anna.redeem().await.expect(200))["sub"].clone();
    let mut thief = Person::new(&installation, &app);
    thief.authorize(&[]).await.is("signin");
    let forged = Authenticator { key: KeyHolder::new("passkey"), id: device.id }.signs(thief.browser.page());
    sends(&mut thief, &forged).await.is("signin");
    let unknown = Authenticator::new().signs(thief.browser.page());
    sends(&mut thief, &unknown).await.is("signin");
    let failed = events(&installation, "authentication.failed").await;
    let of = |event: &Value| (event["data"]["user_id"].clone(), event["data"]["object"]["means"].clone());
    assert_eq!(failed.iter().map(of).collect::<Vec<_>>(), [(Value::Null, json!("passkey")), (sub, json!("passkey"))]);
}

#[tokio::test]
async fn whoever_chooses_another_password_is_offered_no_passkey() {
    let installation = Installation::with_a_name().await;
    let app = app(&installation, json!({})).await;
    let mut anna = Person::new(&installation, &app);
    anna.authorize(&[("prompt", "create")]).await.is("create");
    anna.makes_account("anna@example.com").await;
    anna.authorize(&[("prompt", "login")]).await.is("signin");
    anna.browser.press("action", "reset").await.is("reset");
    anna.shows_address("anna@example.com").await.is("password");
    assert!(!anna.browser.page().body.contains("data-passkey"));
}
