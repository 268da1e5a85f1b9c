//! End users.

use std::sync::Arc;

use axum::{Json, extract::State};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    api::http::{
        auth::Caller,
        error::ApiError,
        list::{List, ListResponse},
        object::NoContent,
        post::{Action, Done, Once},
        problem::Problem,
        request::PathId,
        scope::{IdentityRead, IdentityWrite},
    },
    app::App,
    domain::{
        id::Id,
        identity::{
            Pool, User,
            grant::RevokeReason,
            user::{DeleteReason, State as UserState},
        },
        moment::Moment,
        tenant::Tenant,
    },
    service::identity::{hosted::second_factor, orphans, sessions, users as service},
    store::{
        Tx,
        identity::{
            pools::StoredPool,
            users::{self, Filter, StoredUser},
        },
        sql::slice::Slice,
        table,
    },
};

/// A user as the API shows it.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "User")]
pub struct UserResponse {
    /// The `sub` of the user's tokens.
    id: Id<User>,
    #[schemars(extend("const" = "user"))]
    object: &'static str,
    user_pool_id: Id<Pool>,
    state: UserState,
    is_anonymous: bool,
    merged_into: Option<Id<User>>,
    created_at: Moment,
    last_seen_at: Moment,
    promoted_at: Option<Moment>,
}

impl From<StoredUser> for UserResponse {
    fn from(stored: StoredUser) -> Self {
        Self {
            id: stored.id,
            object: "user",
            user_pool_id: stored.pool_id,
            state: stored.state(),
            is_anonymous: stored.is_anonymous,
            merged_into: stored.merged_into,
            created_at: Moment::from(stored.created_at),
            last_seen_at: Moment::from(stored.last_seen_at),
            promoted_at: stored.promoted_at.map(Moment::from),
        }
    }
}

pub fn missing() -> Problem {
    Problem::not_found("user")
}

/// Which users are listed.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct UserFilter {
    /// Only those of this pool.
    user_pool_id: Option<Id<Pool>>,
    /// Only guests, or only others.
    anonymous: Option<bool>,
    /// Only whom the tenant calls so.
    external_id: Option<String>,
    /// `true`: only guests of the named pool to whom nobody can come back. Other filters but the pool do not go with it.
    orphan: Option<bool>,
}

/// `GET /v1/users`
pub async fn list(
    State(app): State<Arc<App>>,
    caller: Caller<IdentityRead>,
    List { slice, filter }: List<User, UserFilter>,
) -> Result<Json<ListResponse<UserResponse>>, ApiError> {
    if filter.orphan == Some(true) {
        return orphans(&app, caller.tenant, slice, filter).await;
    }
    let filter = Filter { pool: filter.user_pool_id, is_anonymous: filter.anonymous, external_id: filter.external_id };
    let limit = slice.limit;
    let rows = users::list(&app.db, caller.tenant, filter, slice).await?;
    ListResponse::new(rows, limit, |user| user.id, |user| Ok(user.into())).map(Json)
}

/// The orphans of a pool, which are found by what would open their accounts.
async fn orphans(
    app: &App,
    tenant: Id<Tenant>,
    slice: Slice<User>,
    filter: UserFilter,
) -> Result<Json<ListResponse<UserResponse>>, ApiError> {
    if filter.anonymous == Some(false) || filter.external_id.is_some() {
        return Err(Problem::invalid("orphan", "orphans are guests, whom the company has no name for").into());
    }
    let missing = || Problem::invalid("user_pool_id", "the pool of the orphans is to be named");
    let pool = filter.user_pool_id.ok_or_else(missing)?;
    let pool = table::find::<StoredPool>(&app.db, tenant, pool).await?.ok_or_else(missing)?;
    let wanted = (slice.before, usize::from(slice.limit));
    let mut rows = Vec::new();
    for (id, _) in orphans::find(app, &pool, app.clock.now(), wanted).await? {
        rows.extend(users::of_pool(&app.db, pool.id, id).await?);
    }
    ListResponse::new(rows, slice.limit, |user| user.id, |user| Ok(user.into())).map(Json)
}

async fn lock(tx: &mut Tx, caller: &Caller<IdentityWrite>, id: Id<User>) -> Result<StoredUser, ApiError> {
    Ok(users::lock(tx, caller.tenant, id).await?.ok_or_else(missing)?)
}

/// `DELETE /v1/users/{id}`
pub async fn delete(
    State(app): State<Arc<App>>,
    caller: Caller<IdentityWrite>,
    PathId(id): PathId<User>,
) -> Result<NoContent, ApiError> {
    let mut tx = app.db.begin().await?;
    let user = lock(&mut tx, &caller, id).await?;
    service::delete(&mut tx, &user, DeleteReason::Deleted, app.clock.now()).await?;
    tx.commit().await?;
    Ok(NoContent)
}

async fn set_disabled(
    app: &App,
    caller: &Caller<IdentityWrite>,
    id: Id<User>,
    mut once: Once,
    is_disabled: bool,
) -> Result<Done<UserResponse>, ApiError> {
    let mut tx = once.begin(app).await?;
    let mut user = lock(&mut tx, caller, id).await?;
    service::set_disabled(&mut tx, &mut user, is_disabled, app.clock.now()).await?;
    once.done(app, tx, &user.into()).await
}

/// `POST /v1/users/{id}/disable`
pub async fn disable(
    State(app): State<Arc<App>>,
    caller: Caller<IdentityWrite>,
    PathId(id): PathId<User>,
    Action { once }: Action,
) -> Result<Done<UserResponse>, ApiError> {
    set_disabled(&app, &caller, id, once, true).await
}

/// `POST /v1/users/{id}/enable`
pub async fn enable(
    State(app): State<Arc<App>>,
    caller: Caller<IdentityWrite>,
    PathId(id): PathId<User>,
    Action { once }: Action,
) -> Result<Done<UserResponse>, ApiError> {
    set_disabled(&app, &caller, id, once, false).await
}

/// Whether the user had a second factor that was removed.
#[derive(Serialize, JsonSchema)]
pub struct ResetSecondFactor {
    /// `false` where the user had none that was asked for.
    reset: bool,
}

/// `POST /v1/users/{id}/reset-second-factor`
pub async fn reset_second_factor(
    State(app): State<Arc<App>>,
    caller: Caller<IdentityWrite>,
    PathId(id): PathId<User>,
    Action { mut once }: Action,
) -> Result<Done<ResetSecondFactor>, ApiError> {
    let mut tx = once.begin(&app).await?;
    let user = lock(&mut tx, &caller, id).await?;
    let reset = second_factor::reset(&mut tx, &user, app.clock.now()).await?;
    once.done(&app, tx, &ResetSecondFactor { reset }).await
}

/// How many sessions were ended.
#[derive(Serialize, JsonSchema)]
pub struct RevokedSessions {
    revoked: u32,
}

/// `POST /v1/users/{id}/revoke-sessions`
pub async fn revoke_sessions(
    State(app): State<Arc<App>>,
    caller: Caller<IdentityWrite>,
    PathId(id): PathId<User>,
    Action { mut once }: Action,
) -> Result<Done<RevokedSessions>, ApiError> {
    let mut tx = once.begin(&app).await?;
    let user = lock(&mut tx, &caller, id).await?;
    let revoked = sessions::revoke_all(&mut tx, &user, RevokeReason::Revoked, app.clock.now()).await?;
    once.done(&app, tx, &RevokedSessions { revoked }).await
}
