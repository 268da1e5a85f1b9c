//! Authorisation: the API key of a call, and whether it has the scope that the call needs.

use std::{marker::PhantomData, sync::Arc};

use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, header::AUTHORIZATION, request::Parts},
};

use super::{
    error::ApiError,
    problem::Problem,
    scope::Needs,
    signature::{Argument, Signature},
};
use crate::{
    app::App,
    domain::{
        id::Id,
        tenant::{Tenant, api_key},
    },
    store::tenant::api_keys::{self, StoredKey},
    web::http::request,
};

/// The hash of the API key in the `Authorization` header, if one is there.
pub fn hash_of(headers: &HeaderMap) -> Option<String> {
    let given = headers.get(AUTHORIZATION)?.to_str().ok()?;
    api_key::hash(given.strip_prefix("Bearer ")?.trim())
}

/// The tenant that calls, with a key that has the scope `S`.
pub struct Caller<S> {
    pub tenant: Id<Tenant>,
    pub key: StoredKey,
    scope: PhantomData<S>,
}

impl<S: Needs> FromRequestParts<Arc<App>> for Caller<S> {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, ApiError> {
        let hash = hash_of(&parts.headers).ok_or_else(Problem::unauthorized)?;
        let key = api_keys::by_hash(&app.db, &hash).await?.ok_or_else(Problem::unauthorized)?;
        if !key.access.holds(S::SCOPE) {
            return Err(Problem::scope_missing(S::SCOPE).into());
        }
        request::is_about(key.tenant_id);
        parts.extensions.insert(key.tenant_id);
        Ok(Self { tenant: key.tenant_id, key, scope: PhantomData })
    }
}

impl<S: Needs> Argument for Caller<S> {
    fn describe(signature: &mut Signature) {
        signature.scope = Some(S::SCOPE);
    }
}
