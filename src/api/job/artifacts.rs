//! Artifacts: what workflow runs brought home, and their contents at signed addresses.

use std::sync::Arc;

use axum::{
    Json,
    extract::State,
    http::header::CONTENT_TYPE,
    response::{IntoResponse, Response},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use time::{Duration, OffsetDateTime};

use crate::{
    api::http::{
        error::Refused,
        key::Caller,
        list::{Listed, slice},
        problem::Problem,
        request::{Named, Query},
    },
    app::App,
    domain::{
        crypto::keyring::Purpose,
        id::Id,
        job::{Artifact, WorkflowRun},
        moment::{Moment, told},
        tenant::Tenant,
    },
    store::job::artifacts::{self, StoredArtifact},
};

/// How long the address of a content is good.
const LIFETIME: Duration = Duration::minutes(15);

/// An artifact as the API tells it.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Artifact")]
pub struct Told {
    id: Id<Artifact>,
    #[schemars(extend("const" = "artifact"))]
    object: &'static str,
    workflow_run_id: Id<WorkflowRun>,
    name: String,
    content_type: String,
    /// Bytes.
    size: usize,
    created_at: Moment,
    /// Needs no key, and is good for 15 minutes.
    content_url: String,
}

impl Told {
    fn new(app: &App, tenant: Id<Tenant>, stored: StoredArtifact) -> Self {
        let until = (app.clock.now() + LIFETIME).unix_timestamp();
        let stamp = app.vault.stamp(Purpose::Artifact, &parts(tenant, stored.id, until).each_ref().map(String::as_str));
        let content_url = format!(
            "{}/v1/artifacts/{}/content?tenant={tenant}&until={until}&stamp={stamp}",
            app.public_url, stored.id
        );
        Self {
            id: stored.id,
            object: "artifact",
            workflow_run_id: stored.workflow_run_id,
            name: stored.name,
            content_type: stored.content_type,
            size: stored.content.len(),
            created_at: told(stored.created_at),
            content_url,
        }
    }
}

fn parts(tenant: Id<Tenant>, id: Id<Artifact>, until: i64) -> [String; 3] {
    [tenant.to_string(), id.to_string(), until.to_string()]
}

/// `GET /v1/artifacts/{id}`
pub async fn find(
    State(app): State<Arc<App>>,
    Caller(tenant): Caller,
    Named(id): Named<Artifact>,
) -> Result<Json<Told>, Refused> {
    let artifact = artifacts::find(&app.db, tenant, id).await?.ok_or_else(|| Problem::not_found("artifact"))?;
    Ok(Json(Told::new(&app, tenant, artifact)))
}

/// The filters of the list.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Wanted {
    limit: Option<u32>,
    cursor: Option<String>,
    /// Only what this run brought home.
    workflow_run_id: Option<Id<WorkflowRun>>,
}

/// `GET /v1/artifacts`
pub async fn list(
    State(app): State<Arc<App>>,
    Caller(tenant): Caller,
    Query(wanted): Query<Wanted>,
) -> Result<Json<Listed<Told>>, Refused> {
    let slice = slice(wanted.limit, wanted.cursor.as_deref())?;
    let limit = slice.limit;
    let rows = artifacts::list(&app.db, tenant, wanted.workflow_run_id, slice).await?;
    Ok(Json(Listed::new(rows, limit, |row| row.id, |row| Told::new(&app, tenant, row))))
}

/// What makes an address of a content good.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Signed {
    tenant: Id<Tenant>,
    /// Unix seconds.
    until: i64,
    stamp: String,
}

/// `GET /v1/artifacts/{id}/content`
pub async fn content(
    State(app): State<Arc<App>>,
    Named(id): Named<Artifact>,
    Query(signed): Query<Signed>,
) -> Result<Response, Refused> {
    let parts = parts(signed.tenant, id, signed.until);
    let is_ours = app.vault.is_stamp(&signed.stamp, Purpose::Artifact, &parts.each_ref().map(String::as_str));
    let until = OffsetDateTime::from_unix_timestamp(signed.until).ok();
    if !is_ours || until.is_none_or(|until| until <= app.clock.now()) {
        return Err(Problem::not_found("artifact").into());
    }
    let artifact = artifacts::find(&app.db, signed.tenant, id).await?.ok_or_else(|| Problem::not_found("artifact"))?;
    Ok(([(CONTENT_TYPE, artifact.content_type)], artifact.content).into_response())
}
