//! What every call may be sent, and how it was answered once, as the documentation shows it.

use serde_json::{Value, json};

/// Answers by the names of calls. They were really given: a test of the documentation makes every call, and fails where
/// an answer has other fields by now; with `VESTIBULE_WRITE_ANSWERS` set it writes the file anew.
const ANSWERS: &str = include_str!("answers.json");

/// Every answer, by the name of its call.
pub fn answers() -> Value {
    serde_json::from_str(ANSWERS).unwrap_or_default()
}

/// What the calls of the given name may be sent; its ids stand for those of objects there are.
pub fn body(call: &str) -> Option<Value> {
    let id = |prefix: &str| format!("{prefix}_01k5v0jyfxt2m9r8q7e3c6b4ha");
    let steps = json!([
        {"step": "visit", "url": "/account/invoices"},
        {"step": "extract", "name": "invoices", "rows": "table tr", "fields": {"number": "td.number"}},
    ]);
    let body = match call {
        "create_link" => json!({"external_id": "customer-17", "job_id": id("job"), "metadata": {"plan": "gold"}}),
        "create_source" => source(),
        "update_source" => json!({"name": "Shop, the new one"}),
        "create_workflow" => json!({"name": "Invoices", "source_id": id("src"), "steps": steps}),
        "update_workflow" => json!({"steps": steps}),
        "create_job" => {
            json!({"name": "Read your invoices", "source_id": id("src"), "workflow_ids": [id("wfl")]})
        }
        "update_job" => json!({"name": "Read your invoices"}),
        "create_key" => json!({"name": "nightly import", "scopes": ["links:write", "links:read"]}),
        "create_webhook_endpoint" => {
            json!({"url": "https://app.example.com/hook", "events": ["link.closed"], "description": "Accounts"})
        }
        "update_webhook_endpoint" => json!({"events": ["*"]}),
        "replay_webhook_endpoint" => json!({"since": "2026-11-01T00:00:00Z"}),
        _ => return None,
    };
    Some(body)
}

fn source() -> Value {
    json!({
        "name": "Shop",
        "login_url": "https://shop.example/login",
        "recipe": {
            "signed_in": {"all": ["a.logout"]},
            "screens": [{
                "name": "sign in",
                "when": {"all": ["input[name=password]"]},
                "ask": "credentials",
                "fields": {"identifier": "input[name=user]", "password": "input[name=password]"},
                "submit": "button[type=submit]",
                "errors": [{"at": ".error"}],
            }],
        },
    })
}
