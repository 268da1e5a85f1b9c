//! Who calls: the tenant behind an API key.

use std::sync::Arc;

use axum::{
    extract::FromRequestParts,
    http::{header::AUTHORIZATION, request::Parts},
};

use super::{error::Refused, problem::Problem};
use crate::{
    app::App,
    domain::{api_key, id::Id, tenant::Tenant},
    store::keys,
};

/// The tenant whose key came with the call.
pub struct Caller(pub Id<Tenant>);

impl FromRequestParts<Arc<App>> for Caller {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Refused> {
        let given = parts.headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok());
        let key = given.and_then(|value| value.strip_prefix("Bearer ")).map(str::trim);
        let hash = key.and_then(api_key::hash).ok_or_else(Problem::unauthorized)?;
        let tenant = keys::tenant(&app.db, &hash).await?.ok_or_else(Problem::unauthorized)?;
        Ok(Self(tenant))
    }
}
