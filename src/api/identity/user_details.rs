//! One end user with everything that is known of it.

use std::sync::Arc;

use axum::{Json, extract::State};
use schemars::JsonSchema;
use serde::Serialize;

use super::{
    device::DeviceResponse,
    users::{UserResponse, missing},
};
use crate::{
    api::http::{auth::Caller, error::ApiError, request::PathId, scope::IdentityRead},
    app::App,
    domain::{
        event::{Event, Type},
        id::Id,
        identity::{Client, Grant, Identity, User, grant::Origin, user::IdentityKind},
        link::Link,
        moment::Moment,
        tenant::Tenant,
    },
    service::identity::sessions,
    store::{
        identity::{
            devices,
            grants::{self, StoredGrant},
            identities::{self, StoredIdentity},
            users,
        },
        link::links,
        sql::slice::Slice,
        webhook::events::{self, StoredEvent},
    },
};

/// How many events are shown with a user.
const MOST_EVENTS: u8 = 20;

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
    /// What happened to the user last; `GET /v1/events?user_id=…` lists all that is kept.
    events: Vec<UserEvent>,
}

/// Something that happened to a user.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "UserEvent")]
pub struct UserEvent {
    id: Id<Event>,
    r#type: Type,
    created: Moment,
}

impl From<StoredEvent> for UserEvent {
    fn from(stored: StoredEvent) -> Self {
        Self { id: stored.id, r#type: stored.kind, created: Moment::from(stored.created_at) }
    }
}

/// How a user is recognised.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "UserIdentity")]
pub struct IdentityResponse {
    id: Id<Identity>,
    kind: IdentityKind,
    /// The tenant's name for the customer, an address or a number, or the name of a biometric key; null for an anonymous
    /// one.
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
    let about = events::Filter { user: Some(id), ..events::Filter::default() };
    let happened = events::before(&app.db, caller.tenant, about, i64::MAX, MOST_EVENTS).await?;
    Ok(Json(UserDetails {
        user: user.into(),
        identities: identities.into_iter().map(Into::into).collect(),
        devices: devices.into_iter().map(Into::into).collect(),
        sessions: alive.into_iter().map(Into::into).collect(),
        link_ids,
        events: happened.into_iter().map(Into::into).collect(),
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
