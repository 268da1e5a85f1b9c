//! What every call may be sent, and how it was answered once, as the documentation shows it.

use serde_json::{Value, json};

use crate::domain::event::Type;

/// Answers by the names of calls. They were really given: a test of the documentation makes every call, and fails where
/// an answer has other fields by now; with `VESTIBULE_WRITE_ANSWERS` set it writes the file anew.
const ANSWERS: &str = include_str!("answers.json");

/// Every answer, by the name of its call.
pub fn answers() -> Value {
    serde_json::from_str(ANSWERS).unwrap_or_default()
}

/// What the calls of the given name may be sent; its ids stand for those of objects there are.
pub fn body(call: &str) -> Option<Value> {
    let steps = json!([
        {"step": "visit", "url": "/classic/account/invoices"},
        {
            "step": "extract",
            "name": "invoices",
            "rows": "tr[data-invoice]",
            "fields": {"number": "td:nth-child(1)"},
        },
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
        _ => return identity_body(call),
    };
    Some(body)
}

/// What the calls about identity may be sent.
fn identity_body(call: &str) -> Option<Value> {
    let body = match call {
        "create_user_pool" => json!({"name": "Shop customers", "anonymous_enabled": true}),
        "update_user_pool" => json!({"anonymous_enabled": false}),
        "create_sdk_client" => {
            json!({
                "name": "Web shop",
                "user_pool_id": id("pol"),
                "redirect_uris": ["https://shop.example.com/callback"],
                "cors_origins": ["https://shop.example.com"],
            })
        }
        "update_sdk_client" => json!({"refresh_idle": 86_400}),
        "create_resource_server" => json!({
            "identifier": "mini-app",
            "name": "Mini app",
            "allow_anonymous": true,
            "scopes": ["orders:read"],
        }),
        "update_resource_server" => json!({"min_acr": "1"}),
        "create_auth_code" => json!({"external_id": "customer-17", "user_pool_id": id("pol")}),
        "get_device_state" => json!({"sdk_client_id": id("cli")}),
        "update_device" => json!({"authentication_mode": "biometric"}),
        "link_me" => json!({"authentication_code": "0123…"}),
        "create_app_user_id_token" => json!({"app_user_id": "customer-17", "user_pool_id": id("pol")}),
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

/// An event as it is delivered.
pub fn event(kind: Type) -> Value {
    let object = object_of(kind);
    let mut data = if matches!(
        kind,
        Type::WebhookPing | Type::WebhookDisabled | Type::AnonymousCapReached | Type::RateLimitBlocked
    ) {
        json!({"object": object})
    } else if ["user", "session", "device", "authenticator", "authentication"]
        .contains(&object["object"].as_str().unwrap_or_default())
    {
        json!({"user_id": id("usr"), "object": object})
    } else {
        json!({"link_id": id("lnk"), "external_id": "customer-17", "sequence": 3, "object": object})
    };
    if kind == Type::LinkStatusChanged {
        data["transition"] = json!({
            "sequence": 2,
            "from": "CREATED",
            "to": "ACCESSED",
            "at": TIME,
            "flow_id": null,
            "reason": null,
            "actor": "customer",
        });
    }
    json!({"id": id("evt"), "object": "event", "type": kind, "created": TIME, "data": data})
}

const TIME: &str = "2026-11-01T12:00:00Z";

fn id(prefix: &str) -> String {
    format!("{prefix}_01k5v0jyfxt2m9r8q7e3c6b4ha")
}

fn artifact() -> Value {
    json!({
        "id": id("art"),
        "object": "artifact",
        "workflow_run_id": id("wfr"),
        "step": 1,
        "item": null,
        "kind": "extracted_data",
        "name": "invoices",
        "media_type": "application/json",
        "content_type": "application/json",
        "size": 109,
        "sha256": "5feceb66ffc86f38d952786c6d696c79c2dbc239dd4e91b46729d73a27fb57e9",
        "created_at": TIME,
        "expires_at": TIME,
    })
}

fn object_of(kind: Type) -> Value {
    match kind {
        Type::LinkCreated => link("CREATED"),
        Type::LinkOpened | Type::LinkStatusChanged => link("ACCESSED"),
        Type::LinkClosed => link("COMPLETED"),
        Type::LinkRenewalRequested => link("EXPIRED"),
        Type::FlowChallengePresented => {
            let challenge = json!({"kind": "one_time_code", "deadline": TIME, "code_length": 6});
            json!({"id": id("flw"), "object": "flow", "state": "asking", "turn": 2, "challenge": challenge})
        }
        Type::FlowRefused => {
            json!({"id": id("flw"), "object": "flow", "state": "refused", "turn": 3, "refusal": "account_locked"})
        }
        Type::JobRunStarted => job_run("IN_PROGRESS"),
        Type::JobRunCompleted => job_run("COMPLETED"),
        Type::JobRunFailed => with_error(job_run("FAILED")),
        Type::WorkflowRunStarted | Type::WorkflowRunAwaitingUserInput => workflow_run("IN_PROGRESS"),
        Type::WorkflowRunCompleted => workflow_run("COMPLETED"),
        Type::WorkflowRunFailed => with_error(workflow_run("FAILED")),
        Type::ArtifactCreated => artifact(),
        Type::WebhookPing => endpoint(&Value::Null),
        Type::WebhookDisabled => endpoint(&json!("failing")),
        _ => identity_object(kind),
    }
}

/// What an event about identity is about.
fn identity_object(kind: Type) -> Value {
    match kind {
        Type::UserCreated => with(user(), json!({"origin": "exchange", "external_id": "customer-17"})),
        Type::UserAnonymousPromoted => {
            with(user(), json!({"anonymous_user_id": id("usr"), "identities": [{"kind": "email"}]}))
        }
        Type::UserLinked => with(user(), json!({"external_id": "customer-17"})),
        Type::UserRestored => with(user(), json!({"device_id": id("dvc")})),
        Type::DeviceEnrolled | Type::DeviceReset => device(),
        Type::DeviceUpdated => with(device(), json!({"authentication_mode": "biometric"})),
        Type::DeviceDeactivated => with(device(), json!({"reason": "restored_elsewhere"})),
        Type::AuthenticatorAdded => authenticator(),
        Type::AuthenticatorRemoved => with(authenticator(), json!({"reason": "reset"})),
        Type::UserMerged => with(user(), json!({"is_anonymous": true, "merged_into": id("usr")})),
        Type::AnonymousCapReached => {
            json!({
                "id": id("pol"), "object": "user_pool", "cap": "anon_per_pool_day", "anonymous_users": 48_000,
                "anon_per_pool_day": 10_000, "anon_soft_cap": 50_000, "anon_hard_cap": null, "until": TIME,
            })
        }
        Type::AuthenticationFailed => json!({
            "object": "authentication", "user_pool_id": id("pol"), "identity_type": "email", "means": "password",
        }),
        Type::RateLimitBlocked => {
            json!({"object": "rate_limit", "user_pool_id": id("pol"), "limit": "wrong_codes", "until": TIME})
        }
        Type::UserDeleted => with(user(), json!({"reason": "deleted"})),
        Type::TokenExchanged => with(session(), json!({"audience": "mini-app", "scope": "orders:read"})),
        Type::SessionRevoked => with(session(), json!({"reason": "signed_out"})),
        _ => session(),
    }
}

/// An object with more keys.
fn with(mut object: Value, more: Value) -> Value {
    if let (Some(object), Value::Object(more)) = (object.as_object_mut(), more) {
        object.extend(more);
    }
    object
}

fn link(status: &str) -> Value {
    json!({
        "id": id("lnk"),
        "object": "link",
        "external_id": "customer-17",
        "job_id": [id("job")],
        "source_id": id("src"),
        "status": status,
        "status_reason": null,
        "last_refusal": null,
        "created_at": TIME,
        "expires_at": "2026-11-08T12:00:00Z",
        "metadata": {"plan": "gold"},
    })
}

fn job_run(status: &str) -> Value {
    let ended_at = (status != "IN_PROGRESS").then_some(TIME);
    json!({
        "id": id("jbr"),
        "object": "job_run",
        "job_id": id("job"),
        "name": "Read your invoices",
        "names": {"de": "Ihre Rechnungen lesen"},
        "status": status,
        "created_at": TIME,
        "ended_at": ended_at,
    })
}

fn workflow_run(status: &str) -> Value {
    let ended_at = (status != "IN_PROGRESS").then_some(TIME);
    json!({
        "id": id("wfr"),
        "object": "workflow_run",
        "job_run_id": id("jbr"),
        "workflow_id": id("wfl"),
        "status": status,
        "reason": (status == "FAILED").then_some("source_changed"),
        "current_step": 1,
        "counts": {"pages": 2, "records": 12, "files": 0, "bytes": 0, "writes": 0},
        "created_at": TIME,
        "ended_at": ended_at,
    })
}

fn with_error(mut run: Value) -> Value {
    run["error"] = "step 1 (visit): the page answered with the status 404".into();
    run
}

fn device() -> Value {
    json!({
        "id": id("dvc"),
        "object": "device",
        "user_pool_id": id("pol"),
        "sdk_client_id": id("cli"),
        "details": {
            "platform": "ios",
            "form_factor": "phone",
            "model": "iPhone15,2",
            "app_id": null,
            "app_version": "3.1",
            "sdk_version": null,
        },
        "authentication_mode": "no",
        "enrolled_at": TIME,
    })
}

fn authenticator() -> Value {
    json!({"object": "authenticator", "user_pool_id": id("pol"), "kind": "totp"})
}

fn user() -> Value {
    json!({
        "id": id("usr"),
        "object": "user",
        "user_pool_id": id("pol"),
        "is_anonymous": false,
        "created_at": TIME,
    })
}

fn session() -> Value {
    json!({
        "id": id("grt"),
        "object": "session",
        "user_pool_id": id("pol"),
        "sdk_client_id": id("cli"),
        "origin": "exchange",
        "created_at": TIME,
    })
}

fn endpoint(disabled_reason: &Value) -> Value {
    json!({
        "id": id("whk"),
        "object": "webhook_endpoint",
        "url": "https://app.example.com/hook",
        "disabled_reason": disabled_reason,
    })
}
