//! How many guests a pool may have at a time.

use std::{fs, path::Path};

use futures_util::future::join_all;
use reqwest::Method;
use serde_json::{Value, json};
use sqlx::{AssertSqlSafe, Connection, PgConnection, SqliteConnection, migrate::Migrator};
use time::Duration;
use vestibule::store::Db;

use super::{
    actors::{Application, KeyHolder, Tokens},
    devices::{GRANT, signed},
    linking::{call, code},
    pages::person::{self, Person},
};
use crate::support::{Ask, Database, Folder, Installation, Program, Reply, until};

/// A pool with these caps, and room for every sign-up besides.
async fn app_with(installation: &Installation, more: &Value) -> Application {
    let mut pool = json!({"orphan_grace": 86_400, "anon_per_ip_minute": 1_000, "anon_per_ip_hour": 1_000});
    pool.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    person::app(installation, pool).await
}

async fn device_comes(app: &Application, device: &KeyHolder) -> Reply {
    let jwt = signed(app, device, "auth").await;
    app.proven(device, &[("grant_type", GRANT), ("jwt", &jwt)]).await
}

/// How many guests there are as they were counted when they came and went, which is as many as there are.
pub async fn counted(database: &Database, folder: &Path) -> i64 {
    // In one statement, as guests may be deleted at this very moment.
    let both = "SELECT CAST((SELECT COALESCE(SUM(living), 0) FROM guest_counts) AS TEXT) || ' of ' ||
                       CAST((SELECT COUNT(*) FROM users
                             WHERE is_anonymous = 1 AND deleted_at IS NULL AND merged_into IS NULL) AS TEXT)";
    let both = database.texts(folder, both.to_owned()).await;
    let (counted, there) = both[0].split_once(" of ").unwrap();
    assert_eq!(counted, there);
    counted.parse().unwrap()
}

async fn guests(installation: &Installation) -> i64 {
    counted(&installation.database, installation.folder.path()).await
}

/// The caps that the company was told of, oldest first, with how many guests there were.
async fn told(installation: &Installation) -> Vec<(String, i64)> {
    let told = installation.backend.all("/v1/events?type=anonymous.cap_reached&limit=100").await;
    let of = |event: &Value| {
        let object = &event["data"]["object"];
        (object["cap"].as_str().unwrap().to_owned(), object["anonymous_users"].as_i64().unwrap())
    };
    told.iter().rev().map(of).collect()
}

async fn delete(installation: &Installation, app: &Application, guest: &Tokens) {
    let path = format!("/v1/users/{}", app.sub(guest).await);
    installation.backend.send(Method::DELETE, &path, None).await.expect_nothing(204);
}

#[tokio::test]
async fn the_company_hears_once_of_many_guests_and_again_after_they_were_clearly_fewer() {
    let installation = Installation::open().await;
    let app = app_with(&installation, &json!({"anon_soft_cap": 10})).await;
    let mut there = Vec::new();
    for _ in 0..9 {
        there.push(app.sign_up().await);
    }
    assert!(told(&installation).await.is_empty());
    there.push(app.sign_up().await);
    let soft = "anon_soft_cap".to_owned();
    assert_eq!(told(&installation).await, [(soft.clone(), 10)]);
    // More guests, and one who goes and another who comes, are no news.
    delete(&installation, &app, &there.pop().unwrap()).await;
    for _ in 0..3 {
        there.push(app.sign_up().await);
    }
    assert_eq!(told(&installation).await.len(), 1);
    for _ in 0..5 {
        delete(&installation, &app, &there.pop().unwrap()).await;
    }
    for _ in 0..3 {
        app.sign_up().await;
    }
    assert_eq!(told(&installation).await, [(soft.clone(), 10), (soft, 10)]);
    let event = &installation.backend.all("/v1/events?type=anonymous.cap_reached&limit=100").await[0];
    let pool = &event["data"]["object"];
    assert_eq!((&pool["id"], &pool["anon_soft_cap"], &pool["until"]), (&json!(app.pool), &json!(10), &Value::Null));
    assert_eq!(guests(&installation).await, 10);
}

#[tokio::test]
async fn a_full_pool_takes_no_more_guests_and_those_who_are_there_go_on() {
    let installation = Installation::open().await;
    let app = app_with(&installation, &json!({"anon_soft_cap": 1, "anon_hard_cap": 2})).await;
    let (known, new) = (KeyHolder::new("device-key-1"), KeyHolder::new("device-key-2"));
    let guest = app.sign_up().await;
    device_comes(&app, &known).await.expect(200);
    let refused = app.try_sign_up().await;
    assert!(refused.headers.contains_key("retry-after"));
    let error = refused.expect(429)["error"].clone();
    assert_eq!((&error["name"], &error["reason"]), (&json!("TooManyRequest"), &json!("anonymous_cap_reached")));
    assert_eq!(error["message"], "the pool has as many anonymous users as it may have");
    let with_cookie = json!({"client_id": app.client_id, "session_type": "cookie"});
    let refused = app.call("/api/anonymous_user/signup", &with_cookie).await.expect(429);
    assert_eq!(refused["error"]["reason"], "anonymous_cap_reached");
    let refused = device_comes(&app, &new).await.expect(429);
    assert_eq!((&refused["error"], &refused["error_code"]), (&json!("x_rate_limited"), &error["reason"]));
    assert_eq!(installation.rows().await["users"], 2);
    // Who is there comes back, and customers come as ever.
    app.refresh(&guest.refresh).await.expect(200);
    device_comes(&app, &known).await.expect(200);
    let customer = code(&installation.backend, &app, "u-42").await;
    super::linking::redeem(&app, &new, &customer).await.expect(200);
    assert_eq!(told(&installation).await, [("anon_soft_cap".to_owned(), 1), ("anon_hard_cap".to_owned(), 2)]);
    let blocked = installation.backend.all("/v1/events?type=rate_limit.blocked&limit=100").await;
    assert_eq!((blocked.len(), &blocked[0]["data"]["object"]["limit"]), (1, &json!("anonymous_users")));
    // The cap is the pool's of now.
    let path = format!("/v1/user-pools/{}", app.pool);
    let more = json!({"anon_hard_cap": 3}).to_string();
    installation.backend.send(Method::PATCH, &path, Some(more)).await.expect(200);
    app.sign_up().await;
    assert_eq!(app.try_sign_up().await.status, 429);
    let none = json!({"anon_soft_cap": null, "anon_hard_cap": null}).to_string();
    let pool = installation.backend.send(Method::PATCH, &path, Some(none)).await.expect(200);
    assert!(pool.get("anon_hard_cap").is_none());
    app.sign_up().await;
}

#[tokio::test]
async fn of_twenty_who_come_at_once_a_pool_takes_as_many_as_it_has_room_for() {
    let installation = Installation::open().await;
    let app = app_with(&installation, &json!({"anon_soft_cap": 3, "anon_hard_cap": 5})).await;
    let came = join_all((0..20).map(|_| app.try_sign_up())).await;
    assert_eq!(came.iter().filter(|reply| reply.status == 200).count(), 5);
    assert!(came.iter().all(|reply| [200, 429].contains(&reply.status)));
    assert_eq!(guests(&installation).await, 5);
    assert_eq!(told(&installation).await, [("anon_soft_cap".to_owned(), 3), ("anon_hard_cap".to_owned(), 5)]);
}

#[tokio::test]
async fn whoever_is_no_guest_any_more_makes_room_for_another() {
    let installation = Installation::open().await;
    let app = app_with(&installation, &json!({"anon_hard_cap": 1, "promotion_conflict": "login"})).await;
    let full = async |guest: Tokens| {
        assert_eq!((guests(&installation).await, app.try_sign_up().await.status), (1, 429));
        guest
    };
    // A regular user.
    let guest = full(app.sign_up().await).await;
    let mut anna = Person::new(&installation, &app);
    anna.promotes(&guest).await.is("promote");
    anna.makes_account("anna@example.com").await;
    assert_eq!(guests(&installation).await, 0);
    // A guest who turns out to be that user.
    let guest = full(app.sign_up().await).await;
    anna.promotes(&guest).await;
    anna.shows_address("anna@example.com").await.is("conflict");
    anna.browser.press("action", "login").await.is("signin");
    anna.browser.submit(&[("password", person::PASSWORD)]).await;
    anna.arrives().await;
    assert_eq!(guests(&installation).await, 0);
    // A customer of the company.
    let device = KeyHolder::new("device-key-1");
    let guest = full(Tokens::of(&device_comes(&app, &device).await.expect(200))).await;
    let customer = json!({"authentication_code": code(&installation.backend, &app, "u-42").await});
    call(&app, &device, (Method::POST, "/v1/me/link"), Some(&guest), &customer).await.expect(200);
    assert_eq!(guests(&installation).await, 0);
    // Who is deleted, by the company and by themselves.
    let guest = full(app.sign_up().await).await;
    delete(&installation, &app, &guest).await;
    let guest = full(app.sign_up().await).await;
    let gone = app.http.delete(format!("{}/v1/me", app.root)).bearer_auth(&guest.access).reply().await;
    assert_eq!((gone.status, guests(&installation).await), (204, 0));
    // Who merged and is deleted then is taken off once, and so is an orphan.
    let guest = full(app.sign_up().await).await;
    app.form("/oauth2/revoke", &[("token", &guest.refresh)]).await;
    installation.clock.advance(Duration::days(2));
    until("the orphan is deleted", async || (guests(&installation).await == 0).then_some(())).await;
    for user in installation.backend.all("/v1/users?limit=100").await {
        let path = format!("/v1/users/{}", user["id"].as_str().unwrap());
        installation.backend.send(Method::DELETE, &path, None).await.expect_nothing(204);
    }
    assert_eq!(guests(&installation).await, 0);
    app.sign_up().await;
    assert_eq!(guests(&installation).await, 1);
}

#[tokio::test]
async fn a_cap_that_cannot_be_is_named() {
    let installation = Installation::open().await;
    let wrong = json!({"name": "n", "anon_soft_cap": 5, "anon_hard_cap": 5});
    assert_eq!(installation.backend.post("/v1/user-pools", &wrong).await.problem(422).1, ["anon_soft_cap"]);
    let wrong = json!({"name": "n", "anon_hard_cap": 0});
    assert_eq!(installation.backend.post("/v1/user-pools", &wrong).await.problem(422).1, ["anon_hard_cap"]);
}

#[tokio::test]
async fn the_command_line_sets_the_caps_and_takes_them_away() {
    let mut program = Program::start().await;
    let pool = program.backend.create("/v1/user-pools", &json!({"name": "Readers"})).await;
    let path = format!("/v1/user-pools/{pool}");
    let of_pool = ["pool", "anonymous", &pool, "on"];
    // A database in a file belongs to one process.
    program.stop().await;
    program.told(&[&of_pool[..], &["--soft-cap", "10", "--hard-cap", "20"]].concat()).await;
    program.serve().await;
    let with = program.backend.get(&path).await.expect(200);
    assert_eq!((&with["anon_soft_cap"], &with["anon_hard_cap"]), (&json!(10), &json!(20)));
    program.stop().await;
    program.told(&[&of_pool[..], &["--soft-cap", "none"]].concat()).await;
    let wrong = program.command(&[&of_pool[..], &["--soft-cap", "20"]].concat()).status().await.unwrap();
    assert!(!wrong.success());
    program.serve().await;
    let with = program.backend.get(&path).await.expect(200);
    assert_eq!((with.get("anon_soft_cap"), &with["anon_hard_cap"]), (None, &json!(20)));
}

/// A database as it was before guests were counted, with some users in two pools.
async fn before_the_count(folder: &Path) -> Database {
    let (database, old) = (Database::empty().await, folder.join("migrations"));
    fs::create_dir(&old).unwrap();
    for file in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations")).unwrap() {
        let (from, name) = (file.as_ref().unwrap().path(), file.unwrap().file_name());
        if name.to_str().unwrap() < "0100" {
            fs::copy(from, old.join(name)).unwrap();
        }
    }
    let migrator = Migrator::new(old).await.unwrap();
    let rows = AssertSqlSafe(
        "INSERT INTO tenants (id, name, return_urls, created_at) VALUES ('ten', 'A', '[]', 0);
         INSERT INTO user_pools (id, tenant_id, name, definition, created_at, updated_at)
             VALUES ('a', 'ten', 'A', '{}', 0, 0), ('b', 'ten', 'B', '{}', 0, 0);
         INSERT INTO users (id, tenant_id, pool_id, is_anonymous, merged_into, deleted_at, attributes, created_at, last_seen_at)
             VALUES ('1', 'ten', 'a', 1, NULL, NULL, '{}', 0, 0), ('2', 'ten', 'a', 1, NULL, NULL, '{}', 0, 0),
                 ('3', 'ten', 'a', 0, NULL, NULL, '{}', 0, 0), ('4', 'ten', 'a', 1, '3', NULL, '{}', 0, 0),
                 ('5', 'ten', 'a', 1, NULL, 7, '{}', 0, 0);
         INSERT INTO sign_up_counts (pool_id, day, count) VALUES ('a', 10, 7), ('a', 20, 3);",
    );
    if database.is_shared() {
        let mut connection = PgConnection::connect(&database.url()).await.unwrap();
        migrator.run(&mut connection).await.unwrap();
        sqlx::raw_sql(rows).execute(&mut connection).await.unwrap();
    } else {
        let file = format!("sqlite://{}?mode=rwc", folder.join("vestibule.db").display());
        let mut connection = SqliteConnection::connect(&file).await.unwrap();
        migrator.run(&mut connection).await.unwrap();
        sqlx::raw_sql(rows).execute(&mut connection).await.unwrap();
        connection.close().await.unwrap();
    }
    database
}

#[tokio::test]
async fn guests_who_were_there_before_they_were_counted_count() {
    let folder = Folder::new();
    let database = before_the_count(folder.path()).await;
    let db = match database.url().as_str() {
        "" => Db::sqlite(&folder.path().join("vestibule.db")).await.unwrap(),
        url => Db::postgres(url, 4).await.unwrap(),
    };
    db.close().await;
    let counts =
        "SELECT pool_id || ' ' || CAST(living AS TEXT) || ' ' || CAST(day AS TEXT) || ' ' || CAST(of_day AS TEXT)
                  FROM guest_counts ORDER BY pool_id";
    assert_eq!(database.texts(folder.path(), counts.to_owned()).await, ["a 2 20 3", "b 0 0 0"]);
    assert_eq!(counted(&database, folder.path()).await, 2);
}
