//! Links that name their customer by a token.

use serde_json::{Value, json};
use time::Duration;

use super::{
    actors::{Application, KeyHolder, Tokens},
    providers::{Provider, id_token, kid},
    vouched::{exchange, vouch},
};
use crate::support::{Installation, Reply};

async fn link(installation: &Installation, body: &Value) -> Reply {
    let job = installation.backend.sandbox_job(&installation.sandbox, "classic").await;
    let mut body = body.clone();
    body["job_id"] = job.into();
    installation.backend.post("/v1/links", &body).await
}

#[tokio::test]
async fn a_link_for_a_token_is_the_customers_whose_user_comes_to_be_with_it() {
    let installation = Installation::open().await;
    let app = Application::of(&installation, json!({"name": "n"}), json!({"name": "Web"})).await;
    let token = vouch(&installation, json!({"app_user_id": "u1", "sdk_client_id": app.client_id})).await;
    assert_eq!(installation.rows().await["users"], 0);
    let made = link(&installation, &json!({"app_user_id_token": token})).await.expect(201);
    assert_eq!(made["external_id"], "u1");
    let user = installation.backend.get("/v1/users?external_id=u1").await.expect(200)["data"][0].clone();
    let path = format!("/v1/users/{}", user["id"].as_str().unwrap());
    let shown = installation.backend.get(&path).await.expect(200);
    assert_eq!(shown["link_ids"], json!([made["id"]]));
    assert_eq!(shown["identities"][0]["value"], "u1");
    link(&installation, &json!({"app_user_id_token": token})).await.expect(201);
    let named = link(&installation, &json!({"external_id": "u1"})).await.expect(201);
    assert_eq!(named["external_id"], "u1");
    assert_eq!(installation.backend.get(&path).await.expect(200)["link_ids"].as_array().unwrap().len(), 3);
    assert_eq!(installation.rows().await["users"], 1);
    assert_eq!(installation.backend.all("/v1/events?type=user.created&limit=100").await.len(), 1);
    let sub = app.sub(&Tokens::of(&exchange(&app, &token).await.expect(200))).await;
    assert_eq!(user["id"], sub.as_str());
}

#[tokio::test]
async fn a_token_of_the_companys_own_provider_names_the_customer_of_a_link() {
    let installation = Installation::near_receivers().await;
    let key = KeyHolder::new("k1");
    let provider = Provider::start(&[&key]).await;
    let any = provider.app(&installation, json!({})).await;
    let token = key.sign(kid(&key), &id_token(&installation, &json!({})));
    let made = link(&installation, &json!({"app_user_id_token": token})).await.expect(201);
    assert_eq!(made["external_id"], "user-7");
    let listed = installation.backend.get("/v1/users?external_id=user-7").await.expect(200);
    assert_eq!(listed["data"][0]["user_pool_id"], any.pool.as_str());

    // A pool that names its issuer is found by it; among several that name none, the caller chooses.
    let pinned = provider.app(&installation, json!({"issuer": "https://idp.example"})).await;
    link(&installation, &json!({"app_user_id_token": token})).await.expect(201);
    let of_pinned = format!("/v1/users?external_id=user-7&user_pool_id={}", pinned.pool);
    assert_eq!(installation.backend.get(&of_pinned).await.expect(200)["data"].as_array().unwrap().len(), 1);
    let another = provider.app(&installation, json!({})).await;
    let strange = key.sign(kid(&key), &id_token(&installation, &json!({"iss": "https://other.example"})));
    let told = link(&installation, &json!({"app_user_id_token": strange})).await;
    assert!(told.text.contains("name it as `user_pool_id`"), "{}", told.text);
    assert_eq!(told.problem(422).1, ["app_user_id_token"]);
    let body = json!({"app_user_id_token": strange, "user_pool_id": another.pool});
    assert_eq!(link(&installation, &body).await.expect(201)["external_id"], "user-7");
}

#[tokio::test]
async fn a_token_that_is_not_good_makes_no_link_and_no_user() {
    let installation = Installation::open().await;
    let app = Application::of(&installation, json!({"name": "n"}), json!({"name": "Web"})).await;
    let token = vouch(&installation, json!({"app_user_id": "u1"})).await;
    let short = vouch(&installation, json!({"app_user_id": "u1", "expires_in": 60})).await;
    let access =
        Tokens::of(&exchange(&app, &vouch(&installation, json!({"app_user_id": "u0"})).await).await.expect(200));
    installation.clock.advance(Duration::minutes(3));
    let middle = token.len() / 2;
    let flipped = format!(
        "{}{}{}",
        &token[..middle],
        if &token[middle..=middle] == "A" { "B" } else { "A" },
        &token[middle + 1..]
    );
    let stranger = "pol_01m7yye9b5b6ftcz19q36jqwjn";
    for (body, field) in [
        (json!({"app_user_id_token": short}), "app_user_id_token"),
        (json!({"app_user_id_token": flipped}), "app_user_id_token"),
        (json!({"app_user_id_token": "x"}), "app_user_id_token"),
        (json!({"app_user_id_token": "a.b.c"}), "app_user_id_token"),
        (json!({"app_user_id_token": access.access}), "app_user_id_token"),
        (json!({"app_user_id_token": token, "external_id": "u1"}), "app_user_id_token"),
        (json!({"app_user_id_token": token, "user_pool_id": stranger}), "user_pool_id"),
        (json!({"external_id": "u1", "user_pool_id": app.pool}), "user_pool_id"),
        (json!({}), "external_id"),
    ] {
        assert_eq!(link(&installation, &body).await.problem(422).1, [field], "{body}");
    }
    let (other, _) = installation.add_tenant("Other Books").await;
    let job = other.sandbox_job(&installation.sandbox, "classic").await;
    let stolen = json!({"app_user_id_token": token, "job_id": job});
    assert_eq!(other.post("/v1/links", &stolen).await.problem(422).1, ["app_user_id_token"]);
    let rows = installation.rows().await;
    assert_eq!((rows["links"], rows["users"]), (0, 1));
}

#[tokio::test]
async fn a_customer_who_may_not_become_a_user_or_is_disabled_gets_no_link() {
    let installation = Installation::open().await;
    let app = Application::of(&installation, json!({"name": "n", "auto_create": false}), json!({"name": "Web"})).await;
    let token = vouch(&installation, json!({"app_user_id": "u1"})).await;
    let body = json!({"app_user_id_token": token});
    assert_eq!(link(&installation, &body).await.problem(422).1, ["app_user_id_token"]);
    let pool = format!("/v1/user-pools/{}", app.pool);
    let change = json!({"auto_create": true}).to_string();
    installation.backend.send(reqwest::Method::PATCH, &pool, Some(change)).await.expect(200);
    link(&installation, &body).await.expect(201);
    let user = installation.backend.get("/v1/users?external_id=u1").await.expect(200)["data"][0]["id"].clone();
    installation.backend.post(&format!("/v1/users/{}/disable", user.as_str().unwrap()), &json!({})).await.expect(200);
    let refused = link(&installation, &body).await;
    assert!(refused.text.contains("the user is disabled"), "{}", refused.text);
    assert_eq!(refused.problem(422).1, ["app_user_id_token"]);
    assert_eq!(installation.rows().await["links"], 1);
}

#[tokio::test]
async fn a_call_that_was_done_is_answered_again_after_its_token_has_expired() {
    let installation = Installation::open().await;
    Application::of(&installation, json!({"name": "n"}), json!({"name": "Web"})).await;
    let token = vouch(&installation, json!({"app_user_id": "u1", "expires_in": 60})).await;
    let job = installation.backend.sandbox_job(&installation.sandbox, "classic").await;
    let body = json!({"app_user_id_token": token, "job_id": job});
    let first = installation.backend.try_post("/v1/links", &body, "once").await.unwrap().expect(201);
    installation.clock.advance(Duration::minutes(3));
    let again = installation.backend.try_post("/v1/links", &body, "once").await.unwrap().expect(201);
    assert_eq!(first, again);
    assert_eq!(installation.backend.try_post("/v1/links", &body, "twice").await.unwrap().status, 422);
}
