//! The same sign-in twice: through the portal, and at the source itself.

use std::{net::SocketAddr, time::Duration};

use anyhow::ensure;

use super::browser::Browser;

const USER: &str = "user_good";
const PASSWORD: &str = "pass_good+mfa_select+mfa_sms";
const CODE: &str = "123456";

/// Goes through a link until the source asks for user name and password, and leaves it there.
pub async fn to_prompt(portal: SocketAddr, link: &str) -> anyhow::Result<Browser> {
    let mut browser = Browser::open(portal).await?;
    browser.get(link).await?;
    browser.post(&format!("{link}/begin"), &[], &[("action", "continue")]).await?;
    settle(&mut browser, "data-challenge=\"credentials\"").await?;
    Ok(browser)
}

/// The four steps of a sign-in through the portal, until the link is COMPLETED.
pub async fn through_portal(portal: SocketAddr, link: &str) -> anyhow::Result<()> {
    let mut browser = to_prompt(portal, link).await?;
    answer(&mut browser, &[("identifier", USER), ("password", PASSWORD)], "data-challenge=\"mfa_method\"").await?;
    answer(&mut browser, &[("choice", "sms")], "data-challenge=\"one_time_code\"").await?;
    answer(&mut browser, &[("code", CODE)], "data-page=\"done\"").await?;
    // Where browsers are few, flows and their jobs wait for each other.
    for _ in 0..24_000 {
        browser.get(link).await?;
        if browser.page.contains("data-link-status=\"COMPLETED\"") {
            return Ok(());
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    anyhow::bail!("the link was not COMPLETED within 2 minutes")
}

async fn answer(browser: &mut Browser, fields: &[(&str, &str)], then: &str) -> anyhow::Result<()> {
    let fields = [fields, &[("action", "submit")]].concat();
    browser.post(&browser.path.clone(), &["turn", "csrf"], &fields).await?;
    settle(browser, then).await
}

/// Waits until the engine is done; the page must be the one that is expected then.
async fn settle(browser: &mut Browser, expected: &str) -> anyhow::Result<()> {
    for _ in 0..200 {
        if !browser.page.contains("data-page=\"waiting\"") {
            break;
        }
        browser.get(&browser.path.clone()).await?;
    }
    ensure!(browser.page.contains(expected), "{expected} was expected on {}", browser.path);
    Ok(())
}

/// The same steps at the source itself, and the page that the job visits.
pub async fn at_source(source: SocketAddr) -> anyhow::Result<()> {
    let mut browser = Browser::open(source).await?;
    signs_in(&mut browser).await?;
    browser.get("/classic/account/invoices").await?;
    ensure!(browser.page.contains("data-invoice"), "no invoices");
    Ok(())
}

/// The sign-in at the source itself.
pub async fn signs_in(browser: &mut Browser) -> anyhow::Result<()> {
    browser.get("/classic/login").await?;
    submit(browser, &[("username", USER), ("password", PASSWORD)], "choose-method").await?;
    submit(browser, &[("method", "sms")], "name=\"otp\"").await?;
    submit(browser, &[("otp", CODE)], "sign-out").await
}

async fn submit(browser: &mut Browser, fields: &[(&str, &str)], then: &str) -> anyhow::Result<()> {
    let fields = [fields, &[("action", "submit")]].concat();
    browser.post(&browser.path.clone(), &["csrf_token", "step"], &fields).await?;
    ensure!(browser.page.contains(then), "{then} was expected on {}", browser.path);
    Ok(())
}
