//! The pool that an address names.

use std::sync::Arc;

use axum::{
    extract::{FromRequestParts, RawPathParams},
    http::request::Parts,
    response::{IntoResponse, Response},
};

use super::answer;
use crate::{
    app::App,
    domain::{id::Id, identity::Pool},
    store::identity::pools::{self, StoredPool},
    web::http::request,
};

/// The id in `/pools/{pool}/…`, of which there may be no pool.
pub struct PoolId(pub Id<Pool>);

impl FromRequestParts<Arc<App>> for PoolId {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Response> {
        let params = RawPathParams::from_request_parts(parts, app).await.map_err(|_| answer::no_pool())?;
        let id = params.iter().find(|(name, _)| *name == "pool").and_then(|(_, id)| id.parse().ok());
        id.map(Self).ok_or_else(answer::no_pool)
    }
}

/// The pool of `/pools/{pool}/…`.
pub struct OfPool(pub StoredPool);

impl FromRequestParts<Arc<App>> for OfPool {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Response> {
        let PoolId(id) = PoolId::from_request_parts(parts, app).await?;
        let found =
            pools::of_anybody(&app.db, id).await.map_err(|error| answer::Failure::from(error).into_response())?;
        let pool = found.ok_or_else(answer::no_pool)?;
        request::is_about(pool.tenant_id);
        Ok(Self(pool))
    }
}
