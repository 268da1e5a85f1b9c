//! Two pools of one company: what is of one opens nothing at any endpoint of the other.

use reqwest::{Method, header::LOCATION};
use serde_json::{Value, json};
use url::form_urlencoded;

use super::{
    actors::{Application, KeyHolder, Tokens},
    devices::{GRANT as DEVICE_GRANT, signed},
    linking::{GRANT as CODE_GRANT, code},
    pages::person::{Person, app},
    vouched::{exchange, vouch},
};
use crate::support::{Ask, Installation, Reply};

/// The endpoints that a pool names, of which the walk below must know each.
const ENDPOINTS: [&str; 7] = [
    "authorization_endpoint",
    "end_session_endpoint",
    "introspection_endpoint",
    "pushed_authorization_request_endpoint",
    "revocation_endpoint",
    "token_endpoint",
    "userinfo_endpoint",
];

fn has_endpoint(metadata: &Value) -> Vec<&str> {
    let names = metadata.as_object().unwrap().keys().map(String::as_str);
    let mut names: Vec<&str> = names.filter(|name| name.ends_with("_endpoint")).collect();
    names.sort_unstable();
    names
}

/// A form of somebody who says to be of an application, to the endpoints of another pool.
async fn sends(there: &Application, client: &str, path: &str, pairs: &[(&str, &str)]) -> Reply {
    there.form(path, &[&[("client_id", client)], pairs].concat()).await
}

/// What is of one pool comes to the endpoints of another, from somebody who says to be this client.
async fn brings(there: &Application, client: &str, tokens: &Tokens, [signed, made]: [&str; 2]) {
    let grants = [
        [("grant_type", "refresh_token"), ("refresh_token", tokens.refresh.as_str())],
        [("grant_type", DEVICE_GRANT), ("jwt", signed)],
        [("grant_type", CODE_GRANT), ("pre-authorized_code", made)],
    ];
    for pairs in grants {
        let refused = sends(there, client, "/oauth2/token", &pairs).await;
        assert!([400, 401].contains(&refused.status), "{pairs:?}: {}", refused.text);
    }
    let seen = sends(there, client, "/oauth2/introspect", &[("token", &tokens.access)]).await;
    assert!(seen.status == 401 || !seen.json()["active"].as_bool().unwrap(), "{}", seen.text);
    for token in [&tokens.refresh, &tokens.access] {
        sends(there, client, "/oauth2/revoke", &[("token", token)]).await;
    }
}

#[tokio::test]
async fn what_is_of_one_pool_opens_nothing_in_another() {
    let installation = Installation::open().await;
    let here = app(&installation, json!({})).await;
    let there = app(&installation, json!({})).await;
    let metadata = there.get("/.well-known/openid-configuration").await.expect(200);
    assert_eq!(has_endpoint(&metadata), ENDPOINTS);
    let mut anna = Person::new(&installation, &here);
    anna.authorize(&[("prompt", "create")]).await;
    anna.shows_address("anna@example.com").await.is("password");
    anna.browser.submit(&[("password", super::pages::person::PASSWORD)]).await;
    let told = anna.redeem().await.expect(200);
    let (tokens, id_token) = (Tokens::of(&told), told["id_token"].as_str().unwrap());
    let device = KeyHolder::new("device-key-1");
    let enrolled = signed(&here, &device, "auth").await;
    here.token(DEVICE_GRANT, &[("jwt", &enrolled)]).await.expect(200);

    let rows = installation.rows().await;
    let made = code(&installation.backend, &here, "u-42").await;
    brings(&there, &here.client_id, &tokens, [&enrolled, &made]).await;
    brings(&there, &there.client_id, &tokens, [&enrolled, &made]).await;
    let pushed = [("response_type", "code"), ("redirect_uri", "https://x.example")];
    assert_eq!(sends(&there, &here.client_id, "/oauth2/par", &pushed).await.expect(401)["error"], "invalid_client");
    assert_eq!(there.userinfo(&tokens.access).await.expect(401)["error"], "invalid_token");
    let vouched = vouch(&installation, json!({"app_user_id": "u-42", "user_pool_id": here.pool})).await;
    assert_eq!(exchange(&there, &vouched).await.expect(400)["error"], "invalid_grant");
    let query = form_urlencoded::Serializer::new(String::new()).append_pair("id_token_hint", id_token).finish();
    let ended = there.request(Method::GET, &format!("/oauth2/end_session?{query}")).reply().await;
    assert!(ended.headers.get(LOCATION).is_none_or(|to| to.to_str().unwrap().starts_with("/pools/")));
    // The browser that is signed in here is not there, and the client of here is none there.
    let mut elsewhere = Person { app: there.clone(), ..anna };
    elsewhere.opens("settings").await.is("signin");
    elsewhere.app.client_id.clone_from(&here.client_id);
    assert_eq!(elsewhere.authorize(&[]).await.status, 401);
    // Here all of it is still good.
    assert_eq!(here.userinfo(&tokens.access).await.status, 200);
    here.refresh(&tokens.refresh).await.expect(200);
    let after = installation.rows().await;
    assert_eq!((after["users"], after["grants"]), (rows["users"], rows["grants"]));
}
