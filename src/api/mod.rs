//! The backends' face: JSON under `/v1`, one file per noun.

mod artifacts;
mod call;
mod document;
mod error;
mod events;
mod job_runs;
mod jobs;
mod key;
mod links;
mod list;
mod new_link;
mod problem;
mod request;
mod sources;
mod workflow_runs;
mod workflows;

use std::sync::Arc;

use axum::{Extension, Router, extract::DefaultBodyLimit, middleware, routing::any};
use serde_json::Value;

use self::{
    call::{Call, Calls},
    document::Document,
    list::{Listed, Plain},
};

use crate::{
    app::App,
    domain::{
        job::{Artifact, Job, JobRun, WorkflowRun},
        link::Link,
        source::{Definition, Source},
        workflow::Workflow,
    },
};

/// The longest body that is read, in bytes.
const LONGEST_BODY: usize = 1024 * 1024;

/// The backends' routes.
pub fn routes() -> Router<Arc<App>> {
    let calls = calls();
    let document = Document::new(&calls.described);
    let v1 = calls
        .router
        .fallback(error::no_such_call)
        .method_not_allowed_fallback(error::no_such_method)
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
    Calls::new()
        .add(C::get("/openapi.json", "get_openapi", "Get this document").tells::<Value>(), document::show)
        .add(C::get("/links", "list_links", "List links").needs("links:read").filters::<links::Wanted>().tells::<Listed<links::Told>>(), links::list)
        .add(C::post("/links", "create_link", "Make a link").needs("links:write").takes::<new_link::Create>().makes::<links::Told>(), links::create)
        .add(C::get("/links/{id}", "get_link", "Get a link").needs("links:read").of::<Link>().tells::<links::Told>(), links::find)
        .add(C::get("/links/{id}/transitions", "list_link_transitions", "Get a link's timeline").needs("links:read").of::<Link>().tells::<links::Timeline>(), links::transitions)
        .add(C::post("/links/{id}/revoke", "revoke_link", "Take a link back").needs("links:write").of::<Link>().tells::<links::Told>(), links::revoke)
        .add(C::get("/sources", "list_sources", "List sources").needs("sources:read").filters::<Plain>().tells::<Listed<sources::Told>>(), sources::list)
        .add(C::post("/sources", "create_source", "Make a source").needs("sources:write").takes::<Definition>().makes::<sources::Told>(), sources::create)
        .add(C::get("/sources/{id}", "get_source", "Get a source").needs("sources:read").of::<Source>().tells::<sources::Told>(), sources::find)
        .add(C::get("/workflows", "list_workflows", "List workflows").needs("workflows:read").filters::<Plain>().tells::<Listed<workflows::Told>>(), workflows::list)
        .add(C::post("/workflows", "create_workflow", "Make a workflow").needs("workflows:write").takes::<workflows::Create>().makes::<workflows::Told>(), workflows::create)
        .add(C::get("/workflows/{id}", "get_workflow", "Get a workflow").needs("workflows:read").of::<Workflow>().tells::<workflows::Told>(), workflows::find)
        .add(C::get("/jobs", "list_jobs", "List jobs").needs("jobs:read").filters::<Plain>().tells::<Listed<jobs::Told>>(), jobs::list)
        .add(C::post("/jobs", "create_job", "Make a job").needs("jobs:write").takes::<jobs::Create>().makes::<jobs::Told>(), jobs::create)
        .add(C::get("/jobs/{id}", "get_job", "Get a job").needs("jobs:read").of::<Job>().tells::<jobs::Told>(), jobs::find)
        .add(C::get("/job-runs", "list_job_runs", "List runs of jobs").needs("runs:read").filters::<job_runs::Wanted>().tells::<Listed<job_runs::Told>>(), job_runs::list)
        .add(C::get("/job-runs/{id}", "get_job_run", "Get a run of a job").needs("runs:read").of::<JobRun>().tells::<job_runs::Told>(), job_runs::find)
        .add(C::get("/workflow-runs", "list_workflow_runs", "List runs of workflows").needs("runs:read").filters::<workflow_runs::Wanted>().tells::<Listed<workflow_runs::Told>>(), workflow_runs::list)
        .add(C::get("/workflow-runs/{id}", "get_workflow_run", "Get a run of a workflow").needs("runs:read").of::<WorkflowRun>().tells::<workflow_runs::Told>(), workflow_runs::find)
        .add(C::get("/artifacts", "list_artifacts", "List artifacts").needs("runs:read").filters::<artifacts::Wanted>().tells::<Listed<artifacts::Told>>(), artifacts::list)
        .add(C::get("/artifacts/{id}", "get_artifact", "Get an artifact").needs("runs:read").of::<Artifact>().tells::<artifacts::Told>(), artifacts::find)
        .add(C::get("/artifacts/{id}/content", "get_artifact_content", "Get an artifact's content at its signed address").of::<Artifact>().filters::<artifacts::Signed>(), artifacts::content)
        .add(C::get("/events", "list_events", "List events").needs("events:read").filters::<events::Wanted>().tells::<Listed<events::Told>>(), events::list)
}
