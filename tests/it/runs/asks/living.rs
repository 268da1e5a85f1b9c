//! Questions and answers while everything lives.

use std::sync::atomic::Ordering;

use serde_json::json;

use super::{Asked, in_browser, job, source, steps};
use crate::support::{Customer, Program, until};

#[tokio::test]
async fn a_run_asks_with_the_prompts_of_the_sign_in_and_goes_on_behind_the_answer() {
    let mut asked = Asked::begin(&steps()).await;
    asked.customer.page().asks("one_time_code");
    asked.customer.page().quotes_source("We sent a code to your phone.");
    let run = asked.run().await;
    assert_eq!((&run["status"], &run["current_step"]), (&json!("AWAITING_USER_INPUT"), &json!(4)));
    let events = asked.installation.backend.all("/v1/events?limit=100").await;
    let told = events.iter().find(|event| event["type"] == "workflow_run.awaiting_user_input").unwrap();
    assert_eq!(told["data"]["object"]["id"], run["id"]);

    asked.customer.answer(&[("code", "111111")]).await;
    until("the job asks again", async || (asked.customer.reload().await.kind() == "challenge").then_some(())).await;
    asked.customer.page().quotes_source("The code is wrong.");
    asked.customer.answer(&[("code", "246810")]).await;
    asked.installation.backend.sees(&asked.link, "COMPLETED").await;
    assert_eq!(asked.customer.reload().await.kind(), "done");
    let run = asked.run().await;
    assert_eq!((&run["status"], asked.saved()), (&json!("COMPLETED"), 1), "{run}");
    assert_eq!(run["outcomes"][4]["asked"], 2);
    let artifacts = asked.installation.backend.artifacts(&asked.link).await;
    assert_eq!(artifacts.len(), 2, "{artifacts:?}");
    // What was typed is nowhere in the answers of the API.
    for path in ["/v1/events?limit=100", "/v1/workflow-runs?limit=100"] {
        let told = asked.installation.backend.get(path).await.expect(200).to_string();
        assert!(!told.contains("246810") && !told.contains("111111"), "{told}");
    }
}

#[tokio::test]
async fn another_browser_answers_by_the_same_link_and_the_closed_tab_is_refused() {
    let mut asked = Asked::begin(&steps()).await;
    let mut phone = Customer::new();
    phone.open(&asked.link.url).await.is("begin");
    assert_eq!(phone.page().texts("[data-asked]").len(), 1);
    assert!(!phone.page().body.contains("We sent a code"), "it sees nothing before it takes over");
    phone.press_continue().await.asks("one_time_code");
    asked.customer.submit(&[("code", "246810")]).await.is("elsewhere");
    assert_eq!((asked.run().await["status"].as_str(), asked.saved()), (Some("AWAITING_USER_INPUT"), 0));
    let mut late = phone.tab();
    phone.answer(&[("code", "246810")]).await;
    asked.installation.backend.sees(&asked.link, "COMPLETED").await;
    // The same form once more changes nothing.
    late.submit(&[("code", "246810")]).await.is("done");
    assert_eq!(asked.saved(), 1);
}

#[tokio::test]
async fn a_customer_may_refuse_to_answer_and_nobody_waits_for_ever() {
    let mut asked = Asked::begin(&steps()).await;
    asked.customer.press("action", "cancel").await;
    asked.installation.backend.sees(&asked.link, "FAILED").await;
    assert_eq!((asked.run().await["reason"].as_str(), asked.saved()), (Some("cancelled_by_customer"), 0));
    asked.customer.reload().await.tells("workflow_failed");

    let mut steps = steps();
    steps[4]["timeout"] = json!(1);
    let asked = Asked::begin(&steps).await;
    asked.installation.backend.sees(&asked.link, "FAILED").await;
    assert_eq!((asked.run().await["reason"].as_str(), asked.saved()), (Some("timed_out"), 0));
}

#[tokio::test]
async fn three_wrong_answers_end_the_run() {
    let mut asked = Asked::begin(&steps()).await;
    for _ in 0..3 {
        let turn = asked.customer.page().turn();
        asked.customer.answer(&[("code", "111111")]).await;
        until("there is something else", async || {
            let page = asked.customer.reload().await;
            (page.turn() != turn && page.kind() != "done").then_some(())
        })
        .await;
    }
    asked.customer.page().tells("workflow_failed");
    assert_eq!((asked.run().await["reason"].as_str(), asked.saved()), (Some("answer_refused"), 0));
}

#[tokio::test]
async fn what_a_run_and_its_link_keep_sealed_is_sealed_anew_with_other_keys() {
    let mut program = Program::start().await;
    let (login_url, saved) = source().await;
    let job = job(&program.backend, &login_url, &steps()).await;
    let given = json!({"external_id": "customer-1", "job_id": job, "inputs": {"mail": "other@mail.example"}});
    let link = program.backend.create_link_with(given).await;
    let mut customer = Customer::new();
    customer.open(&link.url).await.is("begin");
    customer.press_continue().await.asks("credentials");
    customer.answer(&[("identifier", "eve"), ("password", "s3cret")]).await;
    until("the job asks", async || (customer.reload().await.kind() == "challenge").then_some(())).await;
    program.stop().await;
    let old = program.told(&["keys", "list"]).await.split(' ').next().unwrap().to_owned();
    let sealed = "SELECT sealed FROM link_inputs UNION ALL SELECT page FROM workflow_runs WHERE page IS NOT NULL";
    let with_old = async |program: &Program| {
        let texts = program.database.texts(program.folder.path(), sealed.to_owned()).await;
        texts.iter().filter(|text| text.starts_with(&format!("{old}."))).count()
    };
    assert_eq!(with_old(&program).await, 2);
    program.told(&["keys", "rotate"]).await;
    program.told(&["keys", "reseal"]).await;
    assert_eq!(with_old(&program).await, 0);
    program.serve().await;
    customer.reload().await.asks("one_time_code");
    customer.answer(&[("code", "246810")]).await;
    program.backend.sees(&link, "COMPLETED").await;
    assert_eq!(saved.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn a_run_in_a_browser_asks_and_goes_on_behind_the_answer() {
    let mut asked = Asked::begin(&in_browser()).await;
    asked.customer.page().asks("one_time_code");
    asked.customer.answer(&[("code", "111111")]).await;
    until("the job asks again", async || (asked.customer.reload().await.kind() == "challenge").then_some(())).await;
    asked.customer.page().quotes_source("The code is wrong.");
    asked.customer.answer(&[("code", "246810")]).await;
    asked.installation.backend.sees(&asked.link, "COMPLETED").await;
    assert_eq!((asked.run().await["status"].as_str(), asked.saved()), (Some("COMPLETED"), 1));
    assert_eq!(asked.installation.backend.artifacts(&asked.link).await.len(), 2);
}

#[tokio::test]
async fn of_answers_at_once_one_reaches_the_source_and_every_tab_sees_what_became_of_it() {
    for steps in [steps(), in_browser()] {
        let asked = Asked::begin(&steps).await;
        let mut tabs: Vec<Customer> = (0..8).map(|_| asked.customer.tab()).collect();
        futures_util::future::join_all(tabs.iter_mut().map(|tab| tab.submit(&[("code", "246810")]))).await;
        asked.installation.backend.sees(&asked.link, "COMPLETED").await;
        assert_eq!(asked.saved(), 1);
        for tab in &mut tabs {
            assert_eq!(tab.reload().await.kind(), "done");
        }
        assert_eq!(asked.run().await["outcomes"][4]["asked"], 1);
    }
}

#[tokio::test]
async fn a_loop_behind_an_answer_has_the_records_that_were_read_before_it() {
    let mut steps = steps();
    steps[1]["fields"] = json!({"name": {"key": true}});
    let each = json!({"step": "for_each", "of": "people", "steps": [
        {"step": "visit", "url": "/saved?of={{item.name}}"},
        {"step": "expect", "page": {"path": "/saved"}, "message": "not there"},
    ]});
    steps.as_array_mut().unwrap().push(each);
    let mut asked = Asked::begin(&steps).await;
    asked.customer.answer(&[("code", "246810")]).await;
    let run = until("the run has ended", async || {
        let run = asked.run().await;
        (!run["ended_at"].is_null()).then_some(run)
    })
    .await;
    assert_eq!(run["outcomes"][7]["items"], json!({"count": 2, "done": 2, "failed": 0}), "{run}");
}

#[tokio::test]
async fn a_workflow_behind_one_that_asked_begins_in_the_session_of_the_sign_in() {
    let then = json!([
        {"step": "visit", "url": "/cookies"},
        {"step": "extract", "name": "cookies", "fields": {"cookies": "#cookies"}},
    ]);
    for steps in [steps(), in_browser()] {
        let mut asked = Asked::begin_all(&[&steps, &then]).await;
        asked.customer.answer(&[("code", "246810")]).await;
        asked.installation.backend.sees(&asked.link, "COMPLETED").await;
        let artifacts = asked.installation.backend.artifacts(&asked.link).await;
        assert!(artifacts.contains(&json!({"cookies": "session=1"})), "{artifacts:?}");
    }
}

#[tokio::test]
async fn a_browser_asks_nobody_on_a_page_that_it_could_not_open_again() {
    let mut steps = in_browser();
    steps[0]["url"] = json!("/find");
    steps[2]["at"] = json!("#number");
    steps[3] = json!({"step": "submit"});
    steps.as_array_mut().unwrap().remove(1);
    let asked = Asked::signed_in(&[&steps]).await;
    asked.installation.backend.sees(&asked.link, "FAILED").await;
    let run = asked.run().await;
    assert_eq!((&run["reason"], &run["current_step"]), (&json!("session_lost"), &json!(3)), "{run}");
    let events = asked.installation.backend.all("/v1/events?limit=100").await;
    assert!(!events.iter().any(|event| event["type"] == "workflow_run.awaiting_user_input"));
}
