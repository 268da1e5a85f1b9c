//! Deaths between the statements of changes of an account.

use std::time::Duration;

use serde_json::json;

use super::{
    super::actors::Application,
    authenticator::AuthenticatorApp,
    person::{Mailbox, PASSWORD, Person},
};
use crate::support::{Customer, Program, client, clock_now};

const OTHER: &str = "quite another Sentence 43";

async fn program_with_account() -> (Program, Person) {
    let program = Program::start().await;
    let pool = program.backend.create("/v1/user-pools", &json!({"name": "Readers"})).await;
    let body = json!({"name": "Reader", "user_pool_id": pool, "redirect_uris": [program.url("/callback")]});
    let client_id = program.backend.create("/v1/sdk-clients", &body).await;
    let app = Application { http: client(), root: program.url(""), pool, client_id };
    let mut anna = Person { browser: Customer::new(), mailbox: Mailbox::of(program.folder.path()), app };
    anna.authorize(&[("prompt", "create")]).await;
    anna.makes_account("anna@example.com").await;
    (program, anna)
}

/// Sends the form of the page to a server that dies at a point, and serves again.
async fn dies_at(program: &mut Program, point: &str, anna: &mut Person, fields: &[(&str, &str)], action: &str) {
    program.kill().await;
    program.start_with(&[("VESTIBULE_CRASH_AT", &format!("{point}:1"))]);
    assert!(program.answers().await);
    let form = anna.browser.page().form("action", action);
    let pressed = vec![("action".to_owned(), action.to_owned())];
    let sent = anna.browser.try_post(&form.action, &[form.filled(fields), pressed].concat()).await;
    assert!(sent.is_err(), "{point}: it is dead before it answers");
    assert!(program.ends_within(Duration::from_secs(5)).await, "{point}");
    program.serve().await;
}

/// How many authenticators there are, and events about them.
async fn factors(program: &Program) -> (i64, usize) {
    let rows = program.database.rows(program.folder.path()).await;
    let mut told = 0;
    for kind in ["authenticator.added", "authenticator.removed"] {
        told += program.backend.all(&format!("/v1/events?type={kind}&limit=100")).await.len();
    }
    (rows["authenticators"], told)
}

#[tokio::test]
async fn whenever_it_dies_a_second_factor_is_wholly_on_or_wholly_off() {
    let (mut program, mut anna) = program_with_account().await;
    anna.opens("settings/second-factor").await.is("account-app");
    let phone = AuthenticatorApp::scans(anna.browser.page());
    for point in ["second factor: switched on", "second factor: before its end"] {
        let code = phone.code(clock_now());
        dies_at(&mut program, point, &mut anna, &[("code", &code)], "submit").await;
        // The password, and the key that was only shown.
        assert_eq!(factors(&program).await, (2, 0), "{point}");
        anna.opens("settings/second-factor").await.is("account-app");
    }
    let page = anna.browser.submit(&[("code", &phone.code(clock_now()))]).await;
    page.is("recovery-codes");
    let codes = page.texts("[data-recovery-code]");
    assert_eq!(factors(&program).await, (12, 1));
    anna.opens("settings/second-factor").await.is("account-second-factor");
    dies_at(&mut program, "second factor: switched off", &mut anna, &[("code", &codes[0])], "switch_off").await;
    assert_eq!(factors(&program).await, (12, 1));
    anna.opens("settings/second-factor").await;
    anna.chooses("switch_off", &codes[0]).await.is("account");
    assert_eq!(factors(&program).await, (1, 2));
}

#[tokio::test]
async fn whenever_it_dies_a_password_is_the_old_one_or_the_new_one() {
    let (mut program, mut anna) = program_with_account().await;
    for point in ["password: changed", "password: before its end"] {
        anna.opens("settings/password").await.is("account-password");
        dies_at(&mut program, point, &mut anna, &[("current", PASSWORD), ("password", OTHER)], "submit").await;
        assert_eq!(factors(&program).await.0, 1, "{point}");
        let mut elsewhere =
            Person { browser: Customer::new(), mailbox: Mailbox::of(program.folder.path()), app: anna.app.clone() };
        elsewhere.authorize(&[]).await.is("signin");
        elsewhere.browser.submit(&[("email", "anna@example.com"), ("password", PASSWORD)]).await;
        elsewhere.arrives().await;
    }
    anna.opens("settings/password").await;
    anna.browser.submit(&[("current", PASSWORD), ("password", OTHER)]).await.is("account");
}
