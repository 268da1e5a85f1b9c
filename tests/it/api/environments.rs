//! A company's test and live sides: neither sees the other's objects, and only the test side may use the sandbox.

use reqwest::Method;
use serde_json::{Value, json};
use vestibule::{
    domain::{
        source::Definition,
        tenant::{Brand, api_key, environment::Environment},
    },
    store::tenant::{api_keys, tenants},
};

use crate::support::{Backend, Installation, Program, Story, definition};

async fn environment(backend: &Backend) -> Value {
    backend.get("/v1/keys").await.expect(200)["data"][0]["environment"].clone()
}

#[tokio::test]
async fn a_key_shows_its_side_and_makes_only_keys_of_that_side() {
    let installation = Installation::open().await;
    let (test, live) = (&installation.backend, installation.live_side(&installation.backend).await);
    for (backend, side) in [(test, "test"), (&live, "live")] {
        assert!(backend.key().starts_with(&format!("vst_{side}_")));
        assert_eq!(environment(backend).await, side);
        let made = backend.post("/v1/keys", &json!({"name": "another"})).await.expect(201);
        let secret = made["secret"].as_str().unwrap();
        assert!(secret.starts_with(&format!("vst_{side}_")) && made["environment"] == side);
        assert_eq!(environment(&backend.with_key(secret)).await, side);
        let pool = backend.post("/v1/user-pools", &json!({"name": "people"})).await.expect(201);
        assert_eq!(pool["environment"], side);
    }
    let secret = test.key().strip_prefix("vst_test_").unwrap();
    for other in [format!("vst_live_{secret}"), format!("vst_{secret}"), secret.to_owned()] {
        assert_eq!(test.with_key(&other).get("/v1/keys").await.problem(401).0, "unauthorized");
    }
}

#[tokio::test]
async fn a_key_from_before_there_were_sides_stays_valid() {
    let installation = Installation::open().await;
    let db = &installation.server.app.db;
    let old = "vst_WlpaWlpaWlpaWlpaWlpaWlpaWlpaWlpaWlpaWlpaWlo";
    let live = installation.live_side(&installation.backend).await;
    let known = api_keys::by_hash(db, &api_key::hash(live.key()).unwrap()).await.unwrap().unwrap();
    let mut tx = db.begin().await.unwrap();
    let key = api_keys::StoredKey { id: installation.server.app.id(), ..known };
    api_keys::insert(&mut tx, &key, &api_key::hash(old).unwrap()).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(environment(&installation.backend.with_key(old)).await, "live");
}

#[tokio::test]
async fn objects_of_one_side_are_never_seen_by_the_other() {
    let mut story = Story::after("pass_good").await;
    story.ends_well().await;
    let test = &story.installation.backend;
    let live = story.installation.live_side(test).await;
    let pool = test.create("/v1/user-pools", &json!({"name": "people"})).await;
    test.create("/v1/sdk-clients", &json!({"name": "app", "user_pool_id": pool})).await;
    for noun in ["links", "sources", "workflows", "jobs", "job-runs", "artifacts", "user-pools", "sdk-clients", "keys"]
    {
        let own = test.get(&format!("/v1/{noun}")).await.expect(200);
        let path = format!("/v1/{noun}/{}", own["data"][0]["id"].as_str().unwrap());
        assert_eq!(live.get(&path).await.problem(404).0, "not_found", "{path}");
        let listed = live.get(&format!("/v1/{noun}")).await.expect(200);
        assert!(listed["data"].as_array().unwrap().iter().all(|object| object["id"] != own["data"][0]["id"]), "{noun}");
    }
    let client = json!({"name": "app", "user_pool_id": pool});
    assert_eq!(live.post("/v1/sdk-clients", &client).await.problem(422).1, ["user_pool_id"]);
    let events = live.get("/v1/events").await.expect(200);
    assert_eq!(events["data"], json!([]), "and nothing is told of them");
}

#[tokio::test]
async fn the_sandbox_is_for_the_test_side_alone() {
    let installation = Installation::open().await;
    let live = installation.live_side(&installation.backend).await;
    let with_values = serde_json::to_value(definition(&installation.sandbox, "classic")).unwrap();
    let bare = json!({"name": "Shop", "login_url": installation.sandbox.url("/classic/login")});
    for (body, field) in [(&with_values, "recipe.test_values"), (&bare, "login_url")] {
        let refused = live.post("/v1/sources", body).await;
        assert!(refused.text.contains("use a key that begins with `vst_test_`"), "{}", refused.text);
        assert!(refused.problem(422).1.iter().any(|wrong| wrong == field));
    }
    let source = live.create("/v1/sources", &json!({"name": "Shop", "login_url": "https://shop.example/"})).await;
    let change = json!({"login_url": bare["login_url"]}).to_string();
    let path = format!("/v1/sources/{source}");
    assert_eq!(live.send(Method::PATCH, &path, Some(change)).await.problem(422).1, ["login_url"]);
    let job = live.create("/v1/jobs", &json!({"name": "x", "source_id": source})).await;
    live.create_link(&job).await;

    // A source that a live company made before sides were told apart.
    let old: Definition = serde_json::from_value(bare).unwrap();
    let app = &installation.server.app;
    let mut tx = app.db.begin().await.unwrap();
    vestibule::store::source::sources::update(&mut tx, source.parse().unwrap(), &old).await.unwrap();
    tx.commit().await.unwrap();
    let link = json!({"external_id": "x", "job_id": job});
    assert_eq!(live.post("/v1/links", &link).await.problem(422).1, ["job_id"]);
}

#[tokio::test]
async fn the_command_line_makes_keys_for_both_sides_and_lists_them() {
    // With the embedded database, commands have it to themselves.
    let mut program = Program::start().await;
    program.stop().await;
    let listed = program.told(&["tenant", "list"]).await;
    let sides: Vec<Vec<&str>> = listed.lines().map(|line| line.split_whitespace().collect()).collect();
    assert_eq!(sides.len(), 2, "{listed}");
    let id = |side: &str| sides.iter().find(|words| words[1] == side).unwrap()[0];
    assert!(program.told(&["key", "add", id("live")]).await.starts_with("vst_live_"));
    assert!(program.told(&["key", "add", id("test")]).await.starts_with("vst_test_"));
    assert!(program.told(&["key", "add", "--test", id("live")]).await.starts_with("vst_test_"));
    let pool = program.told(&["pool", "add", id("test"), "people"]).await;
    let pools = program.told(&["pool", "list", id("test")]).await;
    assert!(pools.starts_with(&format!("{pool}  test  people")), "{pools}");
    assert_eq!(program.told(&["pool", "list", id("live")]).await, "");
}

#[tokio::test]
async fn a_company_has_one_test_side_however_often_it_is_asked_for() {
    let installation = Installation::open().await;
    let app = &installation.server.app;
    let before = tenants::list(&app.db).await.unwrap();
    assert_eq!(before.len(), 2);
    for tenant in &before {
        let mut tx = app.db.begin().await.unwrap();
        let side = tenants::side(&mut tx, tenant.id, tenant.environment, (app.id(), app.clock.now())).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(side, tenant.id);
    }
    assert_eq!(tenants::list(&app.db).await.unwrap().len(), 2);
}

#[tokio::test]
async fn a_company_of_a_demo_from_before_becomes_its_test_side_and_no_other_does() {
    let installation = Installation::open().await;
    let app = &installation.server.app;
    let (old, now) = (app.id(), app.clock.now());
    let brand = Brand { name: "Old Books".to_owned(), accent: None, logo: None };
    let mut tx = app.db.begin().await.unwrap();
    tenants::insert(&mut tx, old, &brand, &[], now).await.unwrap();
    tenants::turn_into_test(&mut tx, old).await.unwrap();
    assert_eq!(tenants::environment(&mut tx, old).await.unwrap(), Environment::Test);
    let live = tenants::side(&mut tx, old, Environment::Live, (app.id(), now)).await.unwrap();
    assert_ne!(live, old);
    tenants::turn_into_test(&mut tx, live).await.unwrap();
    assert_eq!(tenants::environment(&mut tx, live).await.unwrap(), Environment::Live, "there is a test side already");
    tx.commit().await.unwrap();
}
