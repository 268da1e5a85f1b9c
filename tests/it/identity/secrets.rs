//! What opens something is found nowhere in clear.

use std::{fs, path::Path};

use serde_json::json;

use super::{
    actors::{Application, KeyHolder, Tokens},
    devices::{GRANT, signed},
    from_the_application::opening,
    pages::person::{Mailbox, PASSWORD, Person},
    vouched::exchange,
};
use crate::support::{Ask, Customer, Installation, Program, client};

/// What every private key of RSA in PKCS#8 has near its beginning, in base64: how long the key is stands before it.
const PRIVATE_RSA: &str = "IBADANBgkqhkiG9w0BAQEFAASC";

/// How every private key of P-256 in PKCS#8 begins, in base64.
const PRIVATE_P256: &str = "MIGHAgEAMBMGByqGSM49AgEG";

fn look(place: &str, bytes: &[u8], secrets: &[String]) {
    let text = String::from_utf8_lossy(bytes);
    for secret in secrets {
        assert!(!text.contains(secret.as_str()), "{secret} is in {place}");
    }
}

fn files(folder: &Path, secrets: &[String]) {
    for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if path.is_dir() {
            files(&path, secrets);
        } else if let Ok(bytes) = fs::read(&path) {
            look(&path.display().to_string(), &bytes, secrets);
        }
    }
}

#[tokio::test]
async fn no_token_code_or_private_key_is_in_clear_in_the_database() {
    let installation = Installation::open().await;
    let app = Application::with_guests(&installation).await;
    let tokens = app.sign_up().await;
    let next = Tokens::of(&app.refresh(&tokens.refresh).await.expect(200));
    let challenge = app.call("/oauth2/challenge", &json!({"purpose": "anonymous_request"})).await.expect(200);
    let vouched = installation.backend.post("/v1/app-user-id-tokens", &json!({"app_user_id": "u1"})).await.expect(201);
    let vouched = vouched["app_user_id_token"].as_str().unwrap().to_owned();
    let exchanged = Tokens::of(&exchange(&app, &vouched).await.expect(200));
    let cookie = {
        let body = json!({"client_id": app.client_id, "session_type": "cookie"}).to_string();
        let answer = client().post(format!("{}/api/anonymous_user/signup", app.root)).body(body).reply().await;
        let cookie = answer.headers["set-cookie"].to_str().unwrap().to_owned();
        cookie.split(';').next().unwrap().split('=').nth(1).unwrap().to_owned()
    };
    let secret_of = |token: &str| token.split('.').nth(1).unwrap().to_owned();
    let secrets = vec![
        secret_of(&tokens.refresh),
        secret_of(&next.refresh),
        tokens.access,
        next.access,
        exchanged.access,
        vouched,
        cookie,
        challenge["result"]["token"].as_str().unwrap().to_owned(),
        PRIVATE_RSA.to_owned(),
        PRIVATE_P256.to_owned(),
    ];
    installation.backend.post("/v1/user-pools", &json!({"name": "n", "signing_alg": "ES256"})).await.expect(201);
    files(installation.folder.path(), &secrets);
    look("the database", installation.database.dump(installation.folder.path()).await.as_bytes(), &secrets);
}

#[test]
fn every_answer_that_these_tests_get_is_looked_through_for_a_key_of_the_company() {
    fn look_in(folder: &Path) {
        for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                look_in(&path);
                continue;
            }
            // What is sent in another way than by `reply` is not.
            let by_hand = [".send", "()"].concat();
            assert!(!fs::read_to_string(&path).unwrap().contains(&by_hand), "{}", path.display());
        }
    }
    look_in(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/identity"));
}

/// An application of a new pool, and the secret of another one.
async fn applications(program: &Program) -> (Application, String) {
    let pool = json!({"name": "Readers", "anonymous_enabled": true});
    let pool = program.backend.create("/v1/user-pools", &pool).await;
    let body = json!({"name": "Reader", "user_pool_id": pool, "redirect_uris": [program.url("/callback")]});
    let client_id = program.backend.create("/v1/sdk-clients", &body).await;
    let server = json!({"name": "Server", "user_pool_id": pool, "application_type": "confidential"});
    let server = program.backend.post("/v1/sdk-clients", &server).await.expect(201);
    let app = Application { http: client(), root: program.url(""), pool, client_id };
    (app, server["client_secret"].as_str().unwrap().to_owned())
}

fn last(text: &str, separator: char) -> String {
    text.rsplit(separator).next().unwrap().to_owned()
}

/// A guest of a device becomes a regular user by what the device signs, and opens a page: what opened something.
async fn life_with_a_device(program: &Program, app: &Application, anna: &mut Person) -> Vec<String> {
    let device = KeyHolder::new("0d4b5a52-3d5c-4b0e");
    let signed_in = signed(app, &device, "auth").await;
    let guest = Tokens::of(&app.token(GRANT, &[("jwt", &signed_in)]).await.expect(200));
    let promoted = signed(app, &device, "promote").await;
    let hint = format!("https://authgear.com/login_hint?type=anonymous&jwt={promoted}");
    anna.authorize(&[("prompt", "login"), ("login_hint", &hint)]).await.is("promote");
    let regular = anna.makes_account("anna@example.com").await;
    let code = anna.told("code").unwrap();
    let session = app.call("/oauth2/app_session_token", &json!({"refresh_token": regular.refresh})).await.expect(200);
    let session = session["result"]["app_session_token"].as_str().unwrap().to_owned();
    anna.browser.open(&opening(app, &session, &program.url("/settings"))).await;
    let signed = [&guest.refresh, &regular.refresh, &guest.access, &regular.access, &signed_in, &promoted];
    signed.into_iter().map(|token| last(token, '.')).chain([code, session]).collect()
}

/// A guest is promoted by a code, and a customer gets a link by a token: what opened something.
async fn lives_without(program: &Program, app: &Application, anna: &mut Person) -> Vec<String> {
    let guest = app.sign_up().await;
    let hint = anna.hint(&guest).await;
    anna.authorize(&[("prompt", "login"), ("login_hint", &hint)]).await.is("promote");
    let vouched = program.backend.post("/v1/app-user-id-tokens", &json!({"app_user_id": "u1"})).await.expect(201);
    let vouched = vouched["app_user_id_token"].as_str().unwrap();
    let job = program.backend.sandbox_job(&program.sandbox, "classic").await;
    let link = json!({"app_user_id_token": vouched, "job_id": job});
    program.backend.try_post("/v1/links", &link, "once").await.unwrap().expect(201);
    vec![last(&guest.refresh, '.'), last(vouched, '.'), last(&hint, '=')]
}

#[tokio::test]
async fn nothing_that_opens_anything_is_in_the_log_or_at_rest_after_a_life_as_a_user() {
    let program = Program::start().await;
    let (app, client_secret) = applications(&program).await;
    let mailbox = Mailbox::of(program.folder.path());
    let mut anna = Person { browser: Customer::new(), mailbox, app: app.clone() };
    let mut secrets = life_with_a_device(&program, &app, &mut anna).await;
    secrets.extend(lives_without(&program, &app, &mut anna).await);
    secrets.extend([PASSWORD.to_owned(), client_secret, program.backend.key().to_owned(), PRIVATE_RSA.to_owned()]);
    assert!(secrets.iter().all(|secret| secret.len() >= 5));
    files(program.folder.path(), &secrets);
    look("the log", program.log().as_bytes(), &secrets);
    look("the database", program.database.dump(program.folder.path()).await.as_bytes(), &secrets);
}
