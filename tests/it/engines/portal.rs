//! Customers of sources that need a browser, from the link to the end.

use serde_json::json;

use super::processes;
use crate::support::{Customer, Installation, Program, Story, until};

#[tokio::test]
async fn a_customer_signs_in_to_a_source_made_by_scripts() {
    let mut story = Story::begin("app").await;
    story.gives("pass_good+mfa_select+mfa_sms").await.asks("mfa_method");
    story.customer.answer(&[("choice", "sms")]).await.asks("one_time_code");
    story.customer.answer(&[("code", "111111")]).await.asks("one_time_code");
    story.customer.answer(&[("code", "123456")]).await;
    story.customer.arrive().await;
    story.ends_well().await;
    let browsers = story.installation.folder.path().join("browsers");
    assert!(!processes::of(&browsers).is_empty());
}

#[tokio::test]
async fn a_browser_that_dies_while_a_prompt_is_shown_is_made_good() {
    let mut story = Story::begin("app").await;
    story.page().asks("credentials");
    kill_browsers(&story.installation);
    story.gives("pass_good+mfa_sms").await.asks("one_time_code");
    kill_browsers(&story.installation);
    // The source keeps the sign-in in a cookie, so the screen is there again, and the code is given to it.
    story.customer.answer(&[("code", "123456")]).await;
    story.customer.arrive().await.is("done");
    assert_eq!(story.installation.sandbox.received("otp").await, ["123456"]);
    assert_eq!(story.installation.sandbox.received("password").await.len(), 1);
}

fn kill_browsers(installation: &Installation) {
    for process in processes::of(&installation.folder.path().join("browsers")) {
        if process.is_browser() {
            process.kill();
        }
    }
}

#[tokio::test]
async fn a_killed_server_leaves_no_browser_and_goes_on_at_the_prompt() {
    let mut program = Program::start().await;
    let job = program.backend.sandbox_job(&program.sandbox, "app").await;
    let (link, mut customer) = program.customer_of(&job).await;
    let browsers = program.folder.path().join("browsers");
    customer.answer(&[("identifier", "user_good"), ("password", "pass_good+mfa_sms")]).await;
    customer.arrive().await.asks("one_time_code");
    assert!(!processes::of(&browsers).is_empty());
    program.kill().await;
    until("the browsers are gone", async || {
        let is_empty = std::fs::read_dir(&browsers).is_ok_and(|mut entries| entries.next().is_none());
        (is_empty && processes::of(&browsers).is_empty()).then_some(())
    })
    .await;
    program.serve().await;
    customer.reload().await.asks("one_time_code");
    customer.answer(&[("code", "123456")]).await;
    customer.arrive().await.is("done");
    program.backend.sees(&link, "COMPLETED").await;
    assert_eq!(program.sandbox.received("password").await.len(), 1);
    assert_eq!(program.sandbox.received("otp").await, ["123456"]);
}

#[tokio::test]
async fn a_stopped_server_leaves_no_browser_and_no_folder() {
    let mut program = Program::start().await;
    let job = program.backend.sandbox_job(&program.sandbox, "app").await;
    let (_, customer) = program.customer_of(&job).await;
    customer.page().asks("credentials");
    let browsers = program.folder.path().join("browsers");
    assert!(!processes::of(&browsers).is_empty());
    program.stop().await;
    until("the browsers are gone", async || {
        let is_empty = std::fs::read_dir(&browsers).is_ok_and(|mut entries| entries.next().is_none());
        (is_empty && processes::of(&browsers).is_empty()).then_some(())
    })
    .await;
}

#[tokio::test]
async fn a_source_made_by_scripts_has_changed_where_no_browser_is_installed_and_others_go_on() {
    let installation = Installation::with(&[("VESTIBULE_BROWSER", "/no/browser/here")]).await;
    let link = installation.link("app").await;
    let mut customer = Customer::new();
    customer.open(&link.url).await.is("begin");
    customer.press_continue().await;
    let page = customer.arrive().await;
    page.is("failed");
    assert_eq!(page.refusal(), "source_changed");
    Story::in_installation(installation, "classic").await.page().asks("credentials");
}

#[tokio::test]
async fn more_customers_than_places_are_served_in_turn() {
    let settings = [("VESTIBULE_BROWSER_CONTEXTS", "2"), ("VESTIBULE_BROWSER_CONTEXTS_EACH", "2")];
    let installation = Installation::with(&settings).await;
    let job = installation.backend.sandbox_job(&installation.sandbox, "app").await;
    let mut customers = Vec::new();
    for number in 0..5 {
        let body = json!({"external_id": format!("customer-{number}"), "job_id": job});
        let link = installation.backend.create_link_with(body).await;
        let mut customer = Customer::new();
        customer.open(&link.url).await.is("begin");
        customer.press_continue().await;
        customers.push((customer, link));
    }
    for (customer, _) in &mut customers {
        customer.arrive().await.asks("credentials");
    }
    for (customer, link) in &mut customers {
        customer.answer(&[("identifier", "user_good"), ("password", "pass_good")]).await;
        customer.arrive().await.is("done");
        installation.backend.sees(link, "COMPLETED").await;
    }
}

#[tokio::test]
async fn who_waits_for_a_browser_keeps_nobody_from_a_source_that_needs_none() {
    let settings =
        [("VESTIBULE_WORKERS", "2"), ("VESTIBULE_BROWSER_CONTEXTS", "1"), ("VESTIBULE_ALLOW_PRIVATE", "127.0.0.0/8")];
    let installation = Installation::with(&settings).await;
    // It takes connections and never says a word.
    let silent = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let login_url = format!("http://{}/", silent.local_addr().unwrap());
    let source = json!({"name": "Silent", "login_url": login_url, "engine": "chrome"});
    let source = installation.backend.create("/v1/sources", &source).await;
    let job = installation.backend.create_job(&source, &[]).await;
    let mut waiting = Vec::new();
    for number in 0..3 {
        let body = json!({"external_id": format!("customer-{number}"), "job_id": job});
        let link = installation.backend.create_link_with(body).await;
        let mut customer = Customer::new();
        customer.open(&link.url).await.is("begin");
        let form = customer.page().form("action", "continue");
        let pressed = [form.filled(&[]), vec![("action".to_owned(), "continue".to_owned())]].concat();
        customer.post(&form.action, &pressed).await.is("waiting");
        waiting.push(customer);
    }
    let mut story = Story::in_installation(installation, "classic").await;
    story.gives("pass_good+mfa_sms").await.asks("one_time_code");
    waiting[0].reload().await.is("waiting");
}
