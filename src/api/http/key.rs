//! Who calls: the tenant behind an API key, and what the key may be used for.

use std::sync::Arc;

use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, header::AUTHORIZATION, request::Parts},
};

use super::{error::Refused, problem::Problem};
use crate::{
    app::App,
    domain::{
        id::Id,
        tenant::{Tenant, access::Scope, api_key},
    },
    store::tenant::keys::{self, StoredKey},
    web::http::request,
};

/// The scope that a key needs for the route at hand.
#[derive(Clone, Copy)]
pub struct Needs(pub Scope);

/// The hash of the key that came with a call, if what came is a key.
pub fn hash_of(headers: &HeaderMap) -> Option<String> {
    let given = headers.get(AUTHORIZATION)?.to_str().ok()?;
    api_key::hash(given.strip_prefix("Bearer ")?.trim())
}

/// The tenant whose key came with the call, and allows it.
pub struct Caller(pub Id<Tenant>);

/// The key itself.
pub struct CallersKey(pub StoredKey);

impl FromRequestParts<Arc<App>> for CallersKey {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Refused> {
        let hash = hash_of(&parts.headers).ok_or_else(Problem::unauthorized)?;
        let key = keys::by_hash(&app.db, &hash).await?.ok_or_else(Problem::unauthorized)?;
        // A route that does not say what it needs is not for callers with keys.
        let Needs(scope) = *parts.extensions.get::<Needs>().ok_or_else(Problem::unauthorized)?;
        if !key.access.holds(scope) {
            return Err(Problem::scope_missing(scope).into());
        }
        request::is_about(key.tenant_id);
        parts.extensions.insert(key.tenant_id);
        Ok(Self(key))
    }
}

impl FromRequestParts<Arc<App>> for Caller {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Refused> {
        let CallersKey(key) = CallersKey::from_request_parts(parts, app).await?;
        Ok(Self(key.tenant_id))
    }
}
