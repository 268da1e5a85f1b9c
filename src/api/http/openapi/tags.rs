//! The groups of calls in the OpenAPI document.

use serde_json::{Value, json};

use crate::api::http::call::Call;

/// The groups, in the order of the calls; the last is of what we call.
pub(super) fn tags(calls: &[Call]) -> Vec<Value> {
    let mut tags = Vec::new();
    for call in calls {
        let name = tag(call.path);
        let tag = json!({"name": name, "description": about(&name)});
        if !tags.contains(&tag) {
            tags.push(tag);
        }
    }
    tags
}

/// The group of a call: the noun its path begins with.
pub(super) fn tag(path: &str) -> String {
    path.split('/').nth(1).unwrap_or_default().replace('-', " ")
}

/// What a group of calls is about.
fn about(tag: &str) -> &'static str {
    match tag {
        "openapi.json" => "This document.",
        "links" => "What customers are sent: one link is for one customer and one or more jobs.",
        "customers" => "The people whom links are for.",
        "sources" => "The third-party systems that customers sign in to.",
        "workflows" => "Steps that are done in a signed-in session of a source.",
        "jobs" => "Workflows that are run after one sign-in, under the name that customers read.",
        "job runs" => "Jobs as they were run for a link.",
        "workflow runs" => "Workflows as they were run in a job run.",
        "artifacts" => "What workflows brought home: records and files.",
        "keys" => "The keys that this API is called with.",
        "events" => "What happened, in the order in which it happened.",
        "webhook endpoints" => "Where events are posted to.",
        "deliveries" => "Events as they were posted to an endpoint, with every attempt.",
        "user pools" => "End users who belong together, with an OpenID Provider of their own.",
        "sdk clients" => "The applications of a user pool.",
        "app user id tokens" => "Tokens that say who a customer is, for applications to exchange.",
        "resource servers" => "Third parties that get tokens of end users which open nothing else.",
        "auth codes" => "Codes that say to a device which customer its user is.",
        "device" => "What a device asks and does with its own key: no API key is needed.",
        "me" => "What an end user does with an access token of their own: no API key is needed.",
        "users" => "The end users of a tenant's pools.",
        _ => "",
    }
}
