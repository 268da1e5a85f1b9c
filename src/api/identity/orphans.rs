//! Guests to whom nobody can come back.

use std::sync::Arc;

use axum::{Json, extract::State};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    api::http::{
        auth::Caller,
        error::ApiError,
        object::Object,
        post::{Done, Post},
        request::PathId,
        scope::{IdentityRead, IdentityWrite},
    },
    app::App,
    domain::{
        id::Id,
        identity::{Pool, User},
    },
    service::identity::orphans::{self as service, BATCH},
    store::{identity::pools::StoredPool, table},
};

/// The most orphans that are counted.
const MOST: usize = 10_000;
/// The most orphans that are named.
const NAMED: usize = 100;

/// The orphans of a pool.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Orphans")]
pub struct OrphansResponse {
    /// How many there are; counted up to 10000.
    orphans: usize,
    /// How many of them were last seen so long ago that they are deleted.
    due: usize,
    /// The first hundred of them.
    user_ids: Vec<Id<User>>,
}

/// `GET /v1/user-pools/{id}/orphans`
pub async fn show(
    State(app): State<Arc<App>>,
    caller: Caller<IdentityRead>,
    PathId(id): PathId<Pool>,
) -> Result<Json<OrphansResponse>, ApiError> {
    let pool = table::find::<StoredPool>(&app.db, caller.tenant, id).await?.ok_or_else(Pool::missing)?;
    let now = app.clock.now();
    let found = service::find(&app, &pool, now, (None, MOST)).await?;
    let cutoff = service::cutoff(&pool, now);
    Ok(Json(OrphansResponse {
        orphans: found.len(),
        due: found.iter().filter(|(_, seen)| *seen < cutoff).count(),
        user_ids: found.into_iter().take(NAMED).map(|(id, _)| id).collect(),
    }))
}

/// Whether to delete or only to count.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Reap {
    /// Only say how many would be deleted.
    #[serde(default)]
    dry_run: bool,
}

/// What was deleted, or would be.
#[derive(Serialize, JsonSchema)]
pub struct Reaped {
    dry_run: bool,
    /// Orphans whose time is up; counted up to 10000.
    due: usize,
    /// How many of them were deleted: at most 500 at a time.
    deleted: u32,
}

/// `POST /v1/user-pools/{id}/orphans/reap`
pub async fn reap(
    State(app): State<Arc<App>>,
    caller: Caller<IdentityWrite>,
    PathId(id): PathId<Pool>,
    Post { body, mut once }: Post<Reap>,
) -> Result<Done<Reaped>, ApiError> {
    let mut tx = once.begin(&app).await?;
    let pool = table::find::<StoredPool>(&app.db, caller.tenant, id).await?.ok_or_else(Pool::missing)?;
    let now = app.clock.now();
    let due = service::find(&app, &pool, service::cutoff(&pool, now), (None, MOST)).await?;
    let some = if body.dry_run { &[][..] } else { &due[..due.len().min(BATCH)] };
    let deleted = service::delete(&mut tx, &pool, some, now).await?;
    once.done(&app, tx, &Reaped { dry_run: body.dry_run, due: due.len(), deleted }).await
}
