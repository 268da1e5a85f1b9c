//! Deaths between the statements of a promotion.

use serde_json::json;

use super::{
    super::{
        actors::{Application, Tokens},
        caps::counted,
    },
    person::{Mailbox, PASSWORD, Person},
};
use crate::support::{Customer, Program, client};

const POINTS: [&str; 6] = [
    "promotion: identity added",
    "promotion: guest's identity taken away",
    "promotion: code used",
    "promotion: before its end",
    "before commit",
    "after commit",
];

#[tokio::test]
async fn whenever_it_dies_a_guest_is_wholly_a_guest_or_wholly_promoted() {
    let mut program = Program::start().await;
    let root = program.url("");
    let pool = json!({"name": "Readers", "anonymous_enabled": true});
    let pool = program.backend.create("/v1/user-pools", &pool).await;
    let body = json!({"name": "Reader", "user_pool_id": pool, "redirect_uris": [program.url("/callback")]});
    let client_id = program.backend.create("/v1/sdk-clients", &body).await;
    let app = Application { http: client(), root, pool, client_id };
    for (number, point) in POINTS.into_iter().enumerate() {
        let guest = app.sign_up().await;
        let sub = app.sub(&guest).await;
        let email = format!("anna{number}@example.com");
        let mailbox = Mailbox::of(program.folder.path());
        let mut anna = Person { browser: Customer::new(), mailbox, app: app.clone() };
        anna.promotes(&guest).await.is("promote");
        anna.shows_address(&email).await.is("password");
        program.kill().await;
        program.start_with(&[("VESTIBULE_CRASH_AT", &format!("{point}:1"))]);
        // Where it dies at every commit, it may die before it answers for the first time.
        let _ = program.answers().await;
        let form = anna.browser.page().prompt();
        let fields = [form.filled(&[("password", PASSWORD)]), vec![("action".to_owned(), "submit".to_owned())]];
        let _ = anna.browser.try_post(&form.action, &fields.concat()).await;
        let _ = program.ends_within(std::time::Duration::from_secs(5)).await;
        program.serve().await;
        wholly(&program, &app, &sub, &guest).await;
        counted(&program.database, program.folder.path()).await;
        // And the way goes on from there.
        anna.browser.open(&program.url(&form.action)).await;
        if anna.browser.page().url.path() != "/callback" {
            anna.browser.page().is("password");
            anna.browser.submit(&[("password", PASSWORD)]).await;
        }
        let tokens = anna.arrives().await;
        assert_eq!(anna.userinfo(&tokens).await, (sub, false, email), "{point}");
    }
    let told = program.backend.get("/v1/events?type=user.anonymous.promoted&limit=100").await.expect(200);
    assert_eq!(told["data"].as_array().unwrap().len(), POINTS.len());
}

/// What is said of a user fits together.
async fn wholly(program: &Program, app: &Application, sub: &str, guest: &Tokens) {
    let user = program.backend.get(&format!("/v1/users/{sub}")).await.expect(200);
    let kinds: Vec<&str> =
        user["identities"].as_array().unwrap().iter().map(|it| it["kind"].as_str().unwrap()).collect();
    let is_anonymous = user["is_anonymous"].as_bool().unwrap();
    assert_eq!(kinds, if is_anonymous { ["anonymous"] } else { ["email"] }, "{user}");
    let told = app.userinfo(&guest.access).await.expect(200);
    assert_eq!(told["https://authgear.com/claims/user/is_anonymous"], is_anonymous);
}
