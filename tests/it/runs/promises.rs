//! What customers are told before, and what was done, after.

use serde_json::json;

use super::{Work, change_settings, may_change_settings, read_invoices, sign_in};
use crate::support::Customer;

#[tokio::test]
async fn the_begin_page_says_in_plain_words_what_will_be_done() {
    let work = Work::of(&change_settings(), &may_change_settings()).await;
    let link = work.installation.backend.create_link(&work.job).await;
    let mut customer = Customer::new();
    let page = customer.open(&link.url).await;
    assert_eq!(page.texts("[data-plan=changes] li"), ["change your invoice address"]);
    assert!(page.texts("[data-plan=no-change]").is_empty());
    let page = customer.open(&format!("{}?lang=de", link.url)).await;
    assert_eq!(page.texts("[data-plan=changes] li"), ["Ihre Rechnungsadresse ändern"]);

    let work = Work::of(&read_invoices(), &json!({})).await;
    let link = work.installation.backend.create_link(&work.job).await;
    let page = Customer::new().open(&link.url).await.clone();
    assert_eq!(page.texts(".plan li"), ["We read your invoices.", "We change nothing."]);
}

#[tokio::test]
async fn the_receipt_says_what_was_done() {
    for (steps, permissions, deeds) in
        [(read_invoices(), json!({}), ["1", "0", "0"]), (change_settings(), may_change_settings(), ["2", "0", "1"])]
    {
        let work = Work::of(&steps, &permissions).await;
        let (link, mut customer) = work.signed_in().await;
        work.installation.backend.sees(&link, "COMPLETED").await;
        assert_eq!(customer.reload().await.texts(".deeds dd"), deeds);
        let receipt = Customer::new().open(&link.url).await.clone();
        receipt.is("receipt");
        assert_eq!(receipt.texts(".deeds dd"), deeds);
        let run = work.run().await;
        assert_eq!(run["counts"]["writes"].to_string(), deeds[2], "{run}");
        let events = work.installation.backend.all("/v1/events?limit=100").await;
        let done = events.iter().find(|event| event["type"] == "workflow_run.completed").unwrap();
        assert_eq!(done["data"]["object"]["counts"], run["counts"]);
    }
}

#[tokio::test]
async fn a_definition_that_grew_while_somebody_signs_in_asks_again_and_does_nothing() {
    let work = Work::of(&read_invoices(), &json!({})).await;
    let (link, mut customer) = work.customer().await;
    let grown = json!({"steps": change_settings(), "permissions": may_change_settings()});
    work.installation.backend.patch(&format!("/v1/workflows/{}", work.workflow), &grown).await.expect(200);
    sign_in(&mut customer).await.is("begin");
    assert_eq!(customer.page().texts("[data-outdated]").len(), 1);
    assert_eq!(customer.page().texts("[data-plan=changes] li"), ["change your invoice address"]);
    assert_eq!(work.installation.backend.sees(&link, "FAILED").await["last_refusal"], "consent_outdated");
    assert_eq!(work.installation.backend.all("/v1/workflow-runs?limit=100").await.len(), 0);

    customer.press_continue().await;
    customer.arrive().await.asks("credentials");
    sign_in(&mut customer).await.is("done");
    work.installation.backend.sees(&link, "COMPLETED").await;
    assert_eq!(work.run().await["counts"]["writes"], 1);
}

#[tokio::test]
async fn whoever_comes_back_to_a_sign_in_is_shown_what_grew_meanwhile() {
    let work = Work::of(&read_invoices(), &json!({})).await;
    let (link, mut customer) = work.customer().await;
    let workflow = format!("/v1/workflows/{}", work.workflow);
    work.installation.backend.patch(&workflow, &json!({"permissions": may_change_settings()})).await.expect(200);
    let mut other = Customer::new();
    for browser in [&mut customer, &mut other] {
        browser.open(&link.url).await.is("begin");
        assert_eq!(browser.page().texts("[data-outdated]").len(), 1);
    }
    // A form of the page as it was before is no agreement to what it says now.
    let before = other.tab();
    work.installation.backend.patch(&workflow, &json!({"permissions": {}})).await.expect(200);
    let mut late = before;
    late.press_continue().await.is("elsewhere");
    customer.open(&link.url).await.asks("credentials");
    sign_in(&mut customer).await.is("done");
    work.installation.backend.sees(&link, "COMPLETED").await;
}
