//! Guests to whom nobody can come back.

use serde_json::{Value, json};
use time::Duration;

use super::{
    actors::{Application, KeyHolder, Tokens},
    devices::{GRANT, signed},
    pages::person::{self, Person},
};
use crate::support::{Backend, Installation, WithoutWorkers, until};

fn pool(more: &Value) -> Value {
    let mut pool = json!({
        "name": "Guests", "anonymous_enabled": true, "orphan_grace": 86_400,
        "anon_per_ip_minute": 1000, "anon_per_ip_hour": 1000,
    });
    pool.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    pool
}

async fn reap(backend: &Backend, pool: &str, dry_run: bool) -> Value {
    let path = format!("/v1/user-pools/{pool}/orphans/reap");
    backend.post(&path, &json!({"dry_run": dry_run})).await.expect(200)
}

/// Ninety guests who signed out, five who did not, and five who keep their device's key.
async fn come_and_go(app: &Application) {
    for number in 0..95 {
        let tokens = app.sign_up().await;
        if number < 90 {
            app.form("/oauth2/revoke", &[("token", &tokens.refresh)]).await;
        }
    }
    for number in 0..5 {
        let device = KeyHolder::new(&format!("device-key-{number}"));
        let tokens = Tokens::of(&app.token(GRANT, &[("jwt", &signed(app, &device, "auth").await)]).await.expect(200));
        app.form("/oauth2/revoke", &[("token", &tokens.refresh)]).await;
    }
}

#[tokio::test]
async fn of_a_hundred_guests_who_were_long_away_the_ninety_without_session_or_key_are_deleted_and_the_others_never() {
    let installation = Installation::open().await;
    let app = Application::of(&installation, pool(&json!({})), json!({"name": "Web"})).await;
    let people = person::app(&installation, pool(&json!({"name": "People"}))).await;
    let mut anna = Person::new(&installation, &people);
    anna.promotes(&people.sign_up().await).await;
    anna.makes_account("anna@example.com").await;
    let vouched = json!({"app_user_id": "u1", "user_pool_id": app.pool});
    let vouched = installation.backend.post("/v1/app-user-id-tokens", &vouched).await.expect(201);
    super::vouched::exchange(&app, vouched["app_user_id_token"].as_str().unwrap()).await.expect(200);
    come_and_go(&app).await;

    // Without the sweeper, which would come first.
    let alone = WithoutWorkers::beside(&installation).await;
    let backend = Backend::new(&alone.url(""), installation.backend.key());
    let (clock, database, folder) = (installation.clock.clone(), &installation.database, &installation.folder);
    installation.server.stop().await;
    let shown = backend.get(&format!("/v1/user-pools/{}/orphans", app.pool)).await.expect(200);
    assert_eq!((&shown["orphans"], &shown["due"]), (&json!(90), &json!(0)));
    assert_eq!(shown["user_ids"].as_array().unwrap().len(), 90);
    let orphans = format!("/v1/users?orphan=true&limit=40&user_pool_id={}", app.pool);
    let listed = backend.all(&orphans).await;
    let named = |user: &Value| shown["user_ids"].as_array().unwrap().contains(&user["id"]);
    assert!(listed.len() == 90 && listed.iter().all(named));
    assert_eq!(backend.get("/v1/users?orphan=true").await.problem(422).1, ["user_pool_id"]);
    assert_eq!(backend.get(&format!("{orphans}&external_id=u1")).await.problem(422).1, ["orphan"]);
    assert_eq!(reap(&backend, &app.pool, false).await, json!({"dry_run": false, "due": 0, "deleted": 0}));
    clock.advance(Duration::days(2));
    assert_eq!(reap(&backend, &app.pool, true).await, json!({"dry_run": true, "due": 90, "deleted": 0}));
    assert_eq!(reap(&backend, &app.pool, false).await, json!({"dry_run": false, "due": 90, "deleted": 90}));
    assert_eq!(reap(&backend, &app.pool, false).await, json!({"dry_run": false, "due": 0, "deleted": 0}));
    assert_eq!(reap(&backend, &people.pool, false).await["due"], 0);
    let left = backend.all(&format!("/v1/users?limit=100&user_pool_id={}", app.pool)).await;
    assert_eq!(left.len(), 11);
    let rows = database.rows(folder.path()).await;
    assert_eq!(rows["identities"], 12, "ten guests, the customer, and Anna's address");
    let deleted = backend.all("/v1/events?type=user.deleted&limit=100").await;
    assert_eq!(deleted.len(), 90);
    assert!(deleted.iter().all(|event| event["data"]["object"]["reason"] == "orphan"));
}

#[tokio::test]
async fn the_sweeper_deletes_orphans_once_their_time_is_up() {
    let installation = Installation::open().await;
    let app = Application::of(&installation, pool(&json!({})), json!({"name": "Web"})).await;
    let (gone, stays) = (app.sign_up().await, app.sign_up().await);
    let sub = app.sub(&gone).await;
    app.form("/oauth2/revoke", &[("token", &gone.refresh)]).await;
    installation.clock.advance(Duration::days(2));
    until("the orphan is deleted", async || {
        (installation.backend.get(&format!("/v1/users/{sub}")).await.status == 404).then_some(())
    })
    .await;
    app.refresh(&stays.refresh).await.expect(200);
    assert_eq!(installation.backend.all("/v1/users?limit=100").await.len(), 1);
}

#[tokio::test]
async fn a_guest_whose_session_was_idle_for_too_long_is_listed_as_an_orphan() {
    let installation = Installation::open().await;
    let week = json!({"orphan_grace": 7_776_000, "device_key_ttl": 172_800});
    let app = Application::of(&installation, pool(&week), json!({"name": "Web"})).await;
    let tokens = app.sign_up().await;
    let sub = app.sub(&tokens).await;
    let device = KeyHolder::new("device-key-1");
    app.token(GRANT, &[("jwt", &signed(&app, &device, "auth").await)]).await.expect(200);
    let orphans = async || {
        let path = format!("/v1/user-pools/{}/orphans", app.pool);
        installation.backend.get(&path).await.expect(200)
    };
    assert_eq!(orphans().await["orphans"], 0);
    installation.clock.advance(Duration::days(31));
    assert_eq!(app.refresh(&tokens.refresh).await.expect(400)["error"], "invalid_grant");
    assert_ne!(app.sub(&app.sign_up().await).await, sub);
    let told = orphans().await;
    assert_eq!((&told["orphans"], &told["due"]), (&json!(2), &json!(0)), "the other's key is too old by then");
    assert!(told["user_ids"].as_array().unwrap().iter().any(|id| *id == sub.as_str()));
    // A browser's session keeps a guest as well.
    let body = json!({"client_id": app.client_id, "session_type": "cookie"});
    app.call("/api/anonymous_user/signup", &body).await.expect(200);
    assert_eq!(orphans().await["orphans"], 2);
}

#[tokio::test]
async fn orphans_are_told_to_their_own_tenant_alone() {
    let installation = Installation::open().await;
    let app = Application::of(&installation, pool(&json!({})), json!({"name": "Web"})).await;
    let (other, _) = installation.add_tenant("Other Books").await;
    let path = format!("/v1/user-pools/{}/orphans", app.pool);
    assert_eq!(other.get(&path).await.problem(404).0, "not_found");
    assert_eq!(other.post(&format!("{path}/reap"), &json!({})).await.problem(404).0, "not_found");
    let wrong = json!({"name": "n", "orphan_grace": 60, "device_key_ttl": 1});
    let named = installation.backend.post("/v1/user-pools", &wrong).await.problem(422).1;
    assert_eq!(named, ["device_key_ttl", "orphan_grace"]);
}
