//! Artifacts: the results of workflow runs, and their contents at signed URLs.

use std::sync::Arc;

use axum::{
    extract::State,
    http::header::CONTENT_TYPE,
    response::{IntoResponse, Response},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use time::{Duration, OffsetDateTime};

use crate::{
    api::http::{
        error::ApiError,
        object::Object,
        request::{PathId, Query},
        scope::RunsRead,
        signature::{Answer, Signature},
    },
    app::App,
    domain::{
        crypto::keyring::Purpose,
        id::Id,
        job::{Artifact, WorkflowRun},
        moment::Moment,
        tenant::Tenant,
    },
    store::{job::artifacts::StoredArtifact, table},
};

/// How long a signed URL is valid.
const LIFETIME: Duration = Duration::minutes(15);

/// An artifact as the API shows it.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Artifact")]
pub struct ArtifactResponse {
    id: Id<Artifact>,
    #[schemars(extend("const" = "artifact"))]
    object: &'static str,
    workflow_run_id: Id<WorkflowRun>,
    name: String,
    content_type: String,
    /// Bytes.
    size: usize,
    created_at: Moment,
    /// Needs no key, and is valid for 15 minutes.
    content_url: String,
}

impl ArtifactResponse {
    fn new(app: &App, stored: StoredArtifact) -> Self {
        let tenant = stored.tenant_id;
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
            created_at: Moment::from(stored.created_at),
            content_url,
        }
    }
}

fn parts(tenant: Id<Tenant>, id: Id<Artifact>, until: i64) -> [String; 3] {
    [tenant.to_string(), id.to_string(), until.to_string()]
}

/// The filter of the list.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ArtifactFilter {
    /// Only artifacts of this workflow run.
    workflow_run_id: Option<Id<WorkflowRun>>,
}

impl From<ArtifactFilter> for Option<Id<WorkflowRun>> {
    fn from(filter: ArtifactFilter) -> Self {
        filter.workflow_run_id
    }
}

impl Object for Artifact {
    const NAME: &'static str = "artifact";
    type Read = RunsRead;
    type Stored = StoredArtifact;
    type Filter = ArtifactFilter;
    type Response = ArtifactResponse;

    fn response(app: &App, stored: StoredArtifact) -> Result<ArtifactResponse, ApiError> {
        Ok(ArtifactResponse::new(app, stored))
    }
}

/// The parameters of a signed URL.
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
    PathId(id): PathId<Artifact>,
    Query(signed): Query<Signed>,
) -> Result<Content, ApiError> {
    let parts = parts(signed.tenant, id, signed.until);
    let is_ours = app.vault.is_stamp(&signed.stamp, Purpose::Artifact, &parts.each_ref().map(String::as_str));
    let until = OffsetDateTime::from_unix_timestamp(signed.until).ok();
    if !is_ours || until.is_none_or(|until| until <= app.clock.now()) {
        return Err(Artifact::missing().into());
    }
    let artifact = table::find::<StoredArtifact>(&app.db, signed.tenant, id).await?.ok_or_else(Artifact::missing)?;
    Ok(Content { media_type: artifact.content_type, text: artifact.content })
}

/// What an artifact holds, of whatever media type.
pub struct Content {
    media_type: String,
    text: String,
}

impl IntoResponse for Content {
    fn into_response(self) -> Response {
        ([(CONTENT_TYPE, self.media_type)], self.text).into_response()
    }
}

impl Answer for Content {
    fn describe(signature: &mut Signature) {
        signature.status = 200;
    }
}
