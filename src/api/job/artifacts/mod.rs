//! Artifacts: the results of workflow runs, and their contents at signed URLs.

mod content;
mod range;

use std::sync::Arc;

pub use self::content::content;

use axum::extract::State;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use time::Duration;

use crate::{
    api::http::{
        auth::Caller,
        error::ApiError,
        object::{NoContent, Object},
        request::PathId,
        scope::{RunsRead, RunsWrite},
    },
    app::App,
    domain::{
        crypto::keyring::Purpose,
        id::Id,
        job::{Artifact, WorkflowRun, artifact::Kind},
        moment::Moment,
        tenant::Tenant,
    },
    store::{
        job::artifacts::{self, StoredArtifact},
        table,
    },
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
    /// The number of the step that made it, from 0; null of artifacts of an older version.
    step: Option<u32>,
    /// Of a file that was taken in a `for_each`: the number of the record or row, from 0.
    item: Option<u32>,
    kind: Kind,
    /// Safe as the name of a file.
    name: String,
    media_type: String,
    /// The same as `media_type`.
    content_type: String,
    /// Bytes.
    size: u64,
    /// Of the content, in hexadecimal digits.
    sha256: String,
    created_at: Moment,
    /// When it is deleted; null if never.
    expires_at: Option<Moment>,
    /// Needs no key, and is valid for 15 minutes; `&format=csv` behind it gives records as CSV.
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
        let (step, item) = stored.made_by();
        Self {
            id: stored.id,
            object: "artifact",
            workflow_run_id: stored.workflow_run_id,
            step,
            item,
            kind: stored.kind,
            name: stored.name,
            content_type: stored.media_type.clone(),
            media_type: stored.media_type,
            size: stored.size,
            sha256: stored.sha256,
            created_at: Moment::from(stored.created_at),
            expires_at: stored.expires_at.map(Moment::from),
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

/// `DELETE /v1/artifacts/{id}`
pub async fn delete(
    State(app): State<Arc<App>>,
    caller: Caller<RunsWrite>,
    PathId(id): PathId<Artifact>,
) -> Result<NoContent, ApiError> {
    let mut tx = app.db.begin().await?;
    let artifact = table::lock::<StoredArtifact>(&mut tx, caller.tenant, id).await?.ok_or_else(Artifact::missing)?;
    artifacts::delete(&mut tx, &artifact, app.clock.now()).await?;
    tx.commit().await?;
    Ok(NoContent)
}
