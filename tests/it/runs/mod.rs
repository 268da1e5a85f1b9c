//! Runs of jobs as people see them: what customers are told of them, and what companies may do with them.

mod asks;
mod ends;
mod inputs;
mod lists;
mod promises;

use serde_json::{Value, json};

use crate::support::{Customer, Installation, Link, definition};

/// A source in the sandbox with a job of one workflow of these steps.
pub struct Work {
    pub installation: Installation,
    pub workflow: String,
    pub job: String,
}

impl Work {
    pub async fn of(steps: &Value, permissions: &Value) -> Self {
        let installation = Installation::open().await;
        let source = installation.backend.create_source(&definition(&installation.sandbox, "classic")).await;
        let workflow = json!({"name": "Do the steps", "source_id": source, "steps": steps, "permissions": permissions});
        let workflow = installation.backend.create("/v1/workflows", &workflow).await;
        let job = installation.backend.create_job(&source, std::slice::from_ref(&workflow)).await;
        Self { installation, workflow, job }
    }

    /// A new link, and a customer who is asked for user name and password.
    pub async fn customer(&self) -> (Link, Customer) {
        let link = self.installation.backend.create_link(&self.job).await;
        let mut customer = Customer::new();
        customer.open(&link.url).await.is("begin");
        customer.press_continue().await;
        customer.arrive().await.asks("credentials");
        (link, customer)
    }

    /// The same once the sign-in worked.
    pub async fn signed_in(&self) -> (Link, Customer) {
        let (link, mut customer) = self.customer().await;
        sign_in(&mut customer).await.is("done");
        (link, customer)
    }

    /// The run of the workflow.
    pub async fn run(&self) -> Value {
        self.installation.backend.all("/v1/workflow-runs?limit=100").await.remove(0)
    }
}

pub async fn sign_in(customer: &mut Customer) -> &crate::support::Page {
    customer.answer(&[("identifier", "user_good"), ("password", "pass_good")]).await
}

/// Permission to change the settings of the sandbox's account.
pub fn may_change_settings() -> Value {
    json!({"write": [{
        "method": "POST", "url": "*://127.0.0.1/classic/account/settings",
        "says": {"en": "change your invoice address", "de": "Ihre Rechnungsadresse ändern"},
    }]})
}

pub fn change_settings() -> Value {
    json!([
        {"step": "visit", "url": "/classic/account/settings"},
        {"step": "fill", "at": "#invoice-email", "value": "new@mail.example"},
        {"step": "submit", "at": "form#settings button[value=submit]", "label": "Changing your invoice address"},
    ])
}

pub fn read_invoices() -> Value {
    json!([
        {"step": "visit", "url": "/classic/account/invoices"},
        {"step": "extract", "name": "invoices", "rows": "table#invoices tr[data-invoice]", "profile": "invoice", "fields": {
            "identifier": "td:nth-child(1)",
            "totalPaymentDue": {"at": "td.amount", "type": "money", "currency": "USD"},
        }},
    ])
}
