//! End users.

use std::sync::Arc;

use axum::{Json, extract::State};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::device::DeviceResponse;
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
            Client, Grant, Identity, Pool, User,
            grant::{Origin, RevokeReason},
            user::{DeleteReason, IdentityKind, State as UserState},
        },
        link::Link,
        moment::Moment,
        tenant::Tenant,
    },
    service::identity::{orphans, sessions, users as service},
    store::{
        Tx,
        identity::{
            devices,
            grants::{self, StoredGrant},
            identities::{self, StoredIdentity},
            pools::StoredPool,
            users::{self, Filter, StoredUser},
        },
        link::links,
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

/// A user with everything that is known of it.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "UserDetails")]
pub struct UserDetails {
    #[serde(flatten)]
    user: UserResponse,
    identities: Vec<IdentityResponse>,
    devices: Vec<DeviceResponse>,
    sessions: Vec<SessionResponse>,
    /// The newest links of the customer whom the tenant calls by the user's external id.
    link_ids: Vec<Id<Link>>,
}

/// How a user is recognised.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "UserIdentity")]
pub struct IdentityResponse {
    id: Id<Identity>,
    kind: IdentityKind,
    /// The tenant's name for the customer, an address or a number; null for an anonymous one.
    value: Option<String>,
    verified: bool,
    created_at: Moment,
}

/// A session that was not ended.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "UserSession")]
pub struct SessionResponse {
    id: Id<Grant>,
    sdk_client_id: Id<Client>,
    origin: Origin,
    created_at: Moment,
    last_used_at: Moment,
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

impl From<StoredIdentity> for IdentityResponse {
    fn from(stored: StoredIdentity) -> Self {
        let value = (stored.kind != IdentityKind::Anonymous).then_some(stored.display);
        let (verified, created_at) = (stored.verified_at.is_some(), Moment::from(stored.created_at));
        Self { id: stored.id, kind: stored.kind, value, verified, created_at }
    }
}

impl From<StoredGrant> for SessionResponse {
    fn from(stored: StoredGrant) -> Self {
        Self {
            id: stored.id,
            sdk_client_id: stored.client_id,
            origin: stored.origin,
            created_at: Moment::from(stored.times.created_at),
            last_used_at: Moment::from(stored.times.last_used_at),
        }
    }
}

fn missing() -> Problem {
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

/// `GET /v1/users/{id}`
pub async fn find(
    State(app): State<Arc<App>>,
    caller: Caller<IdentityRead>,
    PathId(id): PathId<User>,
) -> Result<Json<UserDetails>, ApiError> {
    let user = users::find(&app.db, caller.tenant, id).await?.ok_or_else(missing)?;
    let identities = identities::of_user(&app.db, id).await?;
    let link_ids = links_of(&app, caller.tenant, &identities).await?;
    let devices = devices::of_user(&app.db, id).await?;
    let sessions = grants::of_user(&app.db, id).await?;
    let alive = sessions::still_alive(&app, sessions).await?;
    Ok(Json(UserDetails {
        user: user.into(),
        identities: identities.into_iter().map(Into::into).collect(),
        devices: devices.into_iter().map(Into::into).collect(),
        sessions: alive.into_iter().map(Into::into).collect(),
        link_ids,
    }))
}

async fn links_of(app: &App, tenant: Id<Tenant>, identities: &[StoredIdentity]) -> Result<Vec<Id<Link>>, ApiError> {
    let external = identities.iter().find(|identity| identity.kind == IdentityKind::External);
    let Some(external) = external else { return Ok(Vec::new()) };
    let filter = links::Filter { external_id: Some(external.unique_key.clone()), status: None, job_id: None };
    let newest = Slice { before: None, limit: 100 };
    let found = links::list(&app.db, tenant, &filter, newest, app.clock.now()).await?;
    Ok(found.into_iter().map(|link| link.id).collect())
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
