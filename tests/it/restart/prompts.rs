//! Killed while a prompt is shown, or while the first one is on its way.

use crate::support::{Customer, Program};

#[tokio::test]
async fn a_prompt_is_still_there_after_a_crash() {
    let mut program = Program::start().await;
    let (link, mut customer) = program.customer().await;
    program.crash_and_serve().await;
    customer.reload().await.asks("credentials");
    customer.answer(&[("identifier", "user_good"), ("password", "mfa_select+mfa_sms")]).await.asks("mfa_method");
    program.crash_and_serve().await;
    let page = customer.reload().await;
    page.asks("mfa_method");
    assert_eq!(page.turn(), 2);
    // The form was shown before the crash; it is as good after it.
    program.crash_and_serve().await;
    customer.answer(&[("choice", "sms")]).await.asks("one_time_code");
    program.crash_and_serve().await;
    customer.answer(&[("code", "123456")]).await.is("done");
    program.backend.sees(&link, "COMPLETED").await;
    let timeline = program.backend.transitions(&link).await;
    assert_eq!(timeline, "CREATED ACCESSED AUTHENTICATING IN_PROGRESS COMPLETED");
    let steps: Vec<_> = program.sandbox.ledger().await.into_iter().map(|entry| entry.step).collect();
    assert_eq!(steps, ["login", "method", "code"]);
}

#[tokio::test]
async fn a_flow_that_was_only_begun_comes_to_its_first_prompt() {
    let mut program = Program::start().await;
    let job = program.backend.sandbox_job(&program.sandbox, "stepwise").await;
    for _ in 0..3 {
        let link = program.backend.create_link(&job).await;
        let mut customer = Customer::new();
        customer.open(&link.url).await.is("begin");
        customer.send_form(&format!("/l/{}/begin", link.token()), &[]).await;
        program.crash_and_serve().await;
        customer.open(&link.url).await;
        customer.arrive().await.asks("identifier");
        assert_eq!(program.backend.transitions(&link).await, "CREATED ACCESSED");
    }
}

#[tokio::test]
async fn what_the_api_said_is_still_said_after_a_crash() {
    let mut program = Program::start().await;
    let (link, mut customer) = program.customer().await;
    customer.answer(&[("identifier", "user_good"), ("password", "error_account_locked")]).await.is("failed");
    let (told, timeline) = (program.backend.link(&link).await, program.backend.transitions(&link).await);
    program.crash_and_serve().await;
    assert_eq!(program.backend.link(&link).await, told);
    assert_eq!(program.backend.transitions(&link).await, timeline);
    customer.reload().await.tells("account_locked");
}
