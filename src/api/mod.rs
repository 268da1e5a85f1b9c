//! The backends' face: JSON under `/v1`, one file per noun.

pub mod http;
pub mod job;
pub mod link;
pub mod source;
pub mod tenant;
pub mod webhook;

use std::sync::Arc;

use axum::{Extension, Router, extract::DefaultBodyLimit, middleware, routing::any};
use serde_json::Value;

use self::{
    http::{
        call::{Call, Calls},
        document::{self, Document},
        error,
        limit::{self, Limits},
        list::{Listed, Plain},
        problem,
    },
    job::{artifacts, job_runs, jobs, workflow_runs, workflows},
    link::{links, new_link},
    source::sources,
    tenant::keys,
    webhook::{deliveries, events, webhook_endpoints},
};

use crate::{
    app::App,
    domain::{
        event::Envelope,
        job::{Artifact, Job, JobRun, WorkflowRun, workflow::Workflow},
        link::Link,
        source::{Definition, Source},
        tenant::{ApiKey, access::Scope},
        webhook::{Delivery, Endpoint},
    },
};

/// The longest body that is read, in bytes.
const LONGEST_BODY: usize = 1024 * 1024;

/// The backends' routes.
pub fn routes(app: &Arc<App>) -> Router<Arc<App>> {
    let calls = calls();
    let document = Document::new(&calls.described);
    let v1 = calls
        .router
        .fallback(error::no_such_call)
        .method_not_allowed_fallback(error::no_such_method)
        .layer(middleware::from_fn_with_state(Arc::new(Limits::new(app)), limit::count))
        .layer(middleware::from_fn(problem::number))
        .layer(DefaultBodyLimit::max(LONGEST_BODY))
        .layer(Extension(document));
    // A nest takes the address without the slash and everything behind the slash, but not the slash alone.
    let root = any(error::no_such_call).layer(middleware::from_fn(problem::number));
    Router::new().nest("/v1", v1).route("/v1/", root)
}

/// The document as JSON.
pub fn description() -> Value {
    Document::new(&calls().described).value()
}

#[rustfmt::skip] // A table.
fn calls() -> Calls {
    use Call as C;
    let calls = Calls::default()
        .add(C::get("/openapi.json", "get_openapi", "Get this document").tells::<Value>(), document::show)
        .add(C::get("/links", "list_links", "List links").needs(Scope::LinksRead).filters::<links::Wanted>().tells::<Listed<links::Told>>(), links::list)
        .add(C::post("/links", "create_link", "Make a link").needs(Scope::LinksWrite).takes::<new_link::Create>().makes::<links::Told>(), links::create)
        .add(C::get("/links/{id}", "get_link", "Get a link").needs(Scope::LinksRead).of::<Link>().tells::<links::Told>(), links::find)
        .add(C::get("/links/{id}/transitions", "list_link_transitions", "Get a link's timeline").needs(Scope::LinksRead).of::<Link>().tells::<links::Timeline>(), links::transitions)
        .add(C::post("/links/{id}/revoke", "revoke_link", "Take a link back").needs(Scope::LinksWrite).of::<Link>().tells::<links::Told>(), links::revoke)
        .add(C::get("/sources", "list_sources", "List sources").needs(Scope::SourcesRead).filters::<Plain>().tells::<Listed<sources::Told>>(), sources::list)
        .add(C::post("/sources", "create_source", "Make a source").needs(Scope::SourcesWrite).takes::<Definition>().makes::<sources::Told>(), sources::create)
        .add(C::get("/sources/{id}", "get_source", "Get a source").needs(Scope::SourcesRead).of::<Source>().tells::<sources::Told>(), sources::find)
        .add(C::patch("/sources/{id}", "update_source", "Change a source").needs(Scope::SourcesWrite).of::<Source>().takes::<Definition>().tells::<sources::Told>(), sources::update)
        .add(C::delete("/sources/{id}", "delete_source", "Delete a source").needs(Scope::SourcesWrite).of::<Source>(), sources::delete)
        .add(C::get("/workflows", "list_workflows", "List workflows").needs(Scope::JobsRead).filters::<Plain>().tells::<Listed<workflows::Told>>(), workflows::list)
        .add(C::post("/workflows", "create_workflow", "Make a workflow").needs(Scope::JobsWrite).takes::<workflows::Create>().makes::<workflows::Told>(), workflows::create)
        .add(C::get("/workflows/{id}", "get_workflow", "Get a workflow").needs(Scope::JobsRead).of::<Workflow>().tells::<workflows::Told>(), workflows::find)
        .add(C::patch("/workflows/{id}", "update_workflow", "Change a workflow").needs(Scope::JobsWrite).of::<Workflow>().takes::<workflows::Change>().tells::<workflows::Told>(), workflows::update)
        .add(C::delete("/workflows/{id}", "delete_workflow", "Delete a workflow").needs(Scope::JobsWrite).of::<Workflow>(), workflows::delete)
        .add(C::get("/jobs", "list_jobs", "List jobs").needs(Scope::JobsRead).filters::<Plain>().tells::<Listed<jobs::Told>>(), jobs::list)
        .add(C::post("/jobs", "create_job", "Make a job").needs(Scope::JobsWrite).takes::<jobs::Create>().makes::<jobs::Told>(), jobs::create)
        .add(C::get("/jobs/{id}", "get_job", "Get a job").needs(Scope::JobsRead).of::<Job>().tells::<jobs::Told>(), jobs::find)
        .add(C::patch("/jobs/{id}", "update_job", "Change a job").needs(Scope::JobsWrite).of::<Job>().takes::<jobs::Change>().tells::<jobs::Told>(), jobs::update)
        .add(C::delete("/jobs/{id}", "delete_job", "Delete a job").needs(Scope::JobsWrite).of::<Job>(), jobs::delete)
        .add(C::get("/job-runs", "list_job_runs", "List runs of jobs").needs(Scope::RunsRead).filters::<job_runs::Wanted>().tells::<Listed<job_runs::Told>>(), job_runs::list)
        .add(C::get("/job-runs/{id}", "get_job_run", "Get a run of a job").needs(Scope::RunsRead).of::<JobRun>().tells::<job_runs::Told>(), job_runs::find)
        .add(C::get("/workflow-runs", "list_workflow_runs", "List runs of workflows").needs(Scope::RunsRead).filters::<workflow_runs::Wanted>().tells::<Listed<workflow_runs::Told>>(), workflow_runs::list)
        .add(C::get("/workflow-runs/{id}", "get_workflow_run", "Get a run of a workflow").needs(Scope::RunsRead).of::<WorkflowRun>().tells::<workflow_runs::Told>(), workflow_runs::find)
        .add(C::get("/artifacts", "list_artifacts", "List artifacts").needs(Scope::RunsRead).filters::<artifacts::Wanted>().tells::<Listed<artifacts::Told>>(), artifacts::list)
        .add(C::get("/artifacts/{id}", "get_artifact", "Get an artifact").needs(Scope::RunsRead).of::<Artifact>().tells::<artifacts::Told>(), artifacts::find)
        .add(C::get("/artifacts/{id}/content", "get_artifact_content", "Get an artifact's content at its signed address").of::<Artifact>().filters::<artifacts::Signed>(), artifacts::content)
        .add(C::get("/events", "list_events", "List events").needs(Scope::EventsRead).filters::<events::Wanted>().tells::<Listed<Envelope>>(), events::list)
        .add(C::get("/keys", "list_keys", "List API keys").needs(Scope::KeysRead).filters::<Plain>().tells::<Listed<keys::Told>>(), keys::list)
        .add(C::post("/keys", "create_key", "Make an API key").needs(Scope::KeysWrite).takes::<keys::Create>().makes::<keys::Told>(), keys::create)
        .add(C::get("/keys/{id}", "get_key", "Get an API key").needs(Scope::KeysRead).of::<ApiKey>().tells::<keys::Told>(), keys::find)
        .add(C::delete("/keys/{id}", "revoke_key", "Take an API key back").needs(Scope::KeysWrite).of::<ApiKey>(), keys::revoke);
    with_webhooks(calls)
}

#[rustfmt::skip] // A table.
fn with_webhooks(calls: Calls) -> Calls {
    use Call as C;
    calls
        .add(C::get("/webhook-endpoints", "list_webhook_endpoints", "List webhook endpoints").needs(Scope::WebhooksRead).filters::<Plain>().tells::<Listed<webhook_endpoints::Told>>(), webhook_endpoints::list)
        .add(C::post("/webhook-endpoints", "create_webhook_endpoint", "Make a webhook endpoint").needs(Scope::WebhooksWrite).takes::<webhook_endpoints::Create>().makes::<webhook_endpoints::Told>(), webhook_endpoints::create)
        .add(C::get("/webhook-endpoints/{id}", "get_webhook_endpoint", "Get a webhook endpoint").needs(Scope::WebhooksRead).of::<Endpoint>().tells::<webhook_endpoints::Told>(), webhook_endpoints::find)
        .add(C::patch("/webhook-endpoints/{id}", "update_webhook_endpoint", "Change a webhook endpoint").needs(Scope::WebhooksWrite).of::<Endpoint>().takes::<webhook_endpoints::Update>().tells::<webhook_endpoints::Told>(), webhook_endpoints::update)
        .add(C::delete("/webhook-endpoints/{id}", "delete_webhook_endpoint", "Delete a webhook endpoint").needs(Scope::WebhooksWrite).of::<Endpoint>(), webhook_endpoints::delete)
        .add(C::post("/webhook-endpoints/{id}/rotate-secret", "rotate_webhook_secret", "Give a webhook endpoint a new secret").needs(Scope::WebhooksWrite).of::<Endpoint>().tells::<webhook_endpoints::Told>(), webhook_endpoints::rotate_secret)
        .add(C::post("/webhook-endpoints/{id}/test", "test_webhook_endpoint", "Send a ping to a webhook endpoint").needs(Scope::WebhooksWrite).of::<Endpoint>().tells::<webhook_endpoints::Told>(), webhook_endpoints::test)
        .add(C::post("/webhook-endpoints/{id}/replay", "replay_webhook_endpoint", "Send a span of time to a webhook endpoint again").needs(Scope::WebhooksWrite).of::<Endpoint>().takes::<webhook_endpoints::Range>().tells::<webhook_endpoints::Replayed>(), webhook_endpoints::replay)
        .add(C::get("/deliveries", "list_deliveries", "List deliveries").needs(Scope::WebhooksRead).filters::<deliveries::Wanted>().tells::<Listed<deliveries::Told>>(), deliveries::list)
        .add(C::get("/deliveries/{id}", "get_delivery", "Get a delivery with its attempts").needs(Scope::WebhooksRead).of::<Delivery>().tells::<deliveries::Told>(), deliveries::find)
        .add(C::post("/deliveries/{id}/replay", "replay_delivery", "Send a delivery again").needs(Scope::WebhooksWrite).of::<Delivery>().tells::<deliveries::Told>(), deliveries::replay)
}
