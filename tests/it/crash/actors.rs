//! Who goes on while the program dies: callers of the API, and customers.

use std::{sync::Arc, time::Duration};

use tokio::time::sleep;

use super::ledger::Ledger;
use crate::support::{Customer, Link, Page};

/// How long a caller thinks between two calls.
const THOUGHT: Duration = Duration::from_millis(25);
/// How long a customer looks at a page.
const LOOK: Duration = Duration::from_millis(40);

/// Makes links, takes some of them back, looks at others; every eighth call that is not answered is left alone.
pub async fn calls(ledger: Arc<Ledger>, number: usize) {
    let mut links: Vec<Link> = Vec::new();
    for round in 0.. {
        if !ledger.goes_on() {
            return;
        }
        let name = format!("caller-{number}-{round}");
        match round % 4 {
            0 | 1 => links.extend(ledger.makes(&name, &ledger.jobs[round % 2], round % 8 == 1).await),
            2 if !links.is_empty() => {
                let link = links.swap_remove(rand::random::<u32>() as usize % links.len());
                ledger.revokes(&link).await;
                ledger.looks_at(&link).await;
            }
            _ => {
                if let Some(link) = links.last() {
                    ledger.looks_at(link).await;
                }
            }
        }
        sleep(THOUGHT).await;
    }
}

/// Gets a link and signs in with it, again and again; some have no account any more.
pub async fn signs_in(ledger: Arc<Ledger>, number: usize) {
    for round in 0.. {
        let name = format!("customer-{number}-{round}");
        let job = &ledger.jobs[usize::from(round % 2 == 0)];
        let Some(link) = ledger.makes(&name, job, false).await else { return };
        let password = if round % 4 == 3 { "error_account_locked" } else { "pass_good" };
        let mut customer = Customer::new();
        while !walk_on(&ledger, &link, &mut customer, password).await {
            if !ledger.goes_on() {
                return;
            }
            sleep(LOOK).await;
        }
    }
}

/// Opens the link and does what its page asks for; whether that was all.
async fn walk_on(ledger: &Ledger, link: &Link, customer: &mut Customer, password: &str) -> bool {
    let Ok(page) = customer.try_open(&link.url).await else { return false };
    let page = page.clone();
    note(ledger, link, &page);
    let typed = [("identifier", "user_good"), ("password", password)];
    let (button, typed): ((&str, &str), &[_]) = match page.kind().as_str() {
        "begin" => (("action", "continue"), &[]),
        // The answer to *Continue* got lost, and with it what the flow knows its browser by.
        "elsewhere" => (("action", "restart"), &[]),
        "challenge" => (("action", "submit"), &typed),
        "done" | "receipt" | "failed" | "expired" => return true,
        _ => return false,
    };
    let buttons = page.forms().into_iter().find(|form| form.has_button(button.0, button.1));
    let Some(form) = buttons else { panic!("no way on from {}", page.body) };
    let mut fields = form.filled(typed);
    fields.push((button.0.to_owned(), button.1.to_owned()));
    if let Ok(page) = customer.try_post(&form.action, &fields).await {
        note(ledger, link, page);
    }
    false
}

fn note(ledger: &Ledger, link: &Link, page: &Page) {
    assert!(page.status < 500 || page.kind() == "error", "{page:?}");
    let status = page.link_status();
    if !status.is_empty() {
        ledger.saw(&link.id, &status);
    }
}
