//! What opens something is found nowhere in clear.

use std::{fs, path::Path};

use serde_json::json;

use super::{
    actors::{Application, Tokens},
    vouched::exchange,
};
use crate::support::{Installation, client};

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
        let answer = client().post(format!("{}/api/anonymous_user/signup", app.root)).body(body).send().await.unwrap();
        let cookie = answer.headers()["set-cookie"].to_str().unwrap().to_owned();
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
        // How every private key of RSA in PKCS#8 begins, in base64.
        "MIIEv".to_owned(),
    ];
    files(installation.folder.path(), &secrets);
    look("the database", installation.database.dump(installation.folder.path()).await.as_bytes(), &secrets);
}
