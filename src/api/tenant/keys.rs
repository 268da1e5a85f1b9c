//! API keys.

use std::{collections::BTreeSet, sync::Arc};

use axum::{Json, extract::State, http::StatusCode, response::Response};
use schemars::JsonSchema;
use secrecy::ExposeSecret;
use serde::{Deserialize, Serialize};

use crate::{
    api::http::{
        error::Refused,
        key::{Caller, CallersKey},
        list::{Listed, Plain},
        post::Post,
        problem::Problem,
        request::{Named, Query},
    },
    app::App,
    domain::{
        id::Id,
        line,
        moment::{Moment, told},
        tenant::{ApiKey, access::Scope, api_key},
    },
    store::tenant::keys::{self, StoredKey},
};

/// What a key is made of.
#[derive(Deserialize, JsonSchema)]
#[schemars(rename = "NewApiKey")]
#[serde(deny_unknown_fields)]
pub struct Create {
    /// What it is for.
    #[schemars(length(max = 80), regex(pattern = line::PATTERN), example = &"nightly import")]
    name: String,
    /// What it may be used for: at most what the key of this call may be used for, and as much without it.
    #[schemars(with = "Option<Vec<Scope>>", example = ["links:write", "links:read"])]
    scopes: Option<BTreeSet<Scope>>,
}

/// A key as the API tells it.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ApiKey")]
pub struct Told {
    id: Id<ApiKey>,
    #[schemars(extend("const" = "api_key"))]
    object: &'static str,
    name: String,
    scopes: Vec<Scope>,
    created_at: Moment,
    revoked_at: Option<Moment>,
    /// The key itself; told only when it is made.
    #[serde(skip_serializing_if = "Option::is_none")]
    secret: Option<String>,
}

impl From<StoredKey> for Told {
    fn from(stored: StoredKey) -> Self {
        Self {
            id: stored.id,
            object: "api_key",
            name: stored.name,
            scopes: stored.access.scopes(),
            created_at: told(stored.created_at),
            revoked_at: stored.revoked_at.map(told),
            secret: None,
        }
    }
}

/// `POST /v1/keys`
pub async fn create(
    State(app): State<Arc<App>>,
    CallersKey(own): CallersKey,
    Post { body, mut once }: Post<Create>,
) -> Result<Response, Refused> {
    if let Some(mistake) = line::mistake(&body.name, 80) {
        return Err(Problem::invalid("name", mistake).into());
    }
    let access = own.access.pass_on(body.scopes).map_err(Problem::scope_missing)?;
    let mut tx = once.begin(&app).await?;
    let (secret, hash) = api_key::make(rand::random());
    let key = StoredKey {
        id: app.id(),
        tenant_id: own.tenant_id,
        name: body.name,
        access,
        created_at: app.clock.now(),
        revoked_at: None,
    };
    keys::insert(&mut tx, &key, &hash).await?;
    let told = Told { secret: Some(secret.expose_secret().to_owned()), ..key.into() };
    once.created(&app, tx, &told).await
}

/// `GET /v1/keys/{id}`
pub async fn find(
    State(app): State<Arc<App>>,
    Caller(tenant): Caller,
    Named(id): Named<ApiKey>,
) -> Result<Json<Told>, Refused> {
    let key = keys::find(&app.db, tenant, id).await?.ok_or_else(|| Problem::not_found("key"))?;
    Ok(Json(key.into()))
}

/// `GET /v1/keys`
pub async fn list(
    State(app): State<Arc<App>>,
    Caller(tenant): Caller,
    Query(wanted): Query<Plain>,
) -> Result<Json<Listed<Told>>, Refused> {
    let slice = wanted.slice()?;
    let limit = slice.limit;
    let rows = keys::list(&app.db, tenant, slice).await?;
    Ok(Json(Listed::new(rows, limit, |row| row.id, Told::from)))
}

/// `DELETE /v1/keys/{id}`
pub async fn revoke(
    State(app): State<Arc<App>>,
    CallersKey(own): CallersKey,
    Named(id): Named<ApiKey>,
) -> Result<StatusCode, Refused> {
    if id == own.id {
        let detail = "This call was made with the key itself. Take it back with another, so that one is left.";
        return Err(Problem::conflict("own_key", detail).into());
    }
    let mut tx = app.db.begin().await?;
    keys::find(&mut tx, own.tenant_id, id).await?.ok_or_else(|| Problem::not_found("key"))?;
    keys::revoke(&mut tx, id, app.clock.now()).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}
