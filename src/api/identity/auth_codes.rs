//! Codes that say to a device which customer its user is.

use std::sync::Arc;

use axum::extract::State;
use schemars::JsonSchema;
use secrecy::ExposeSecret;
use serde::{Deserialize, Serialize};

use crate::{
    api::http::{
        auth::Caller,
        error::ApiError,
        post::{Created, Post},
        problem::Problem,
        scope::UsersLink,
    },
    app::App,
    domain::{id::Id, identity::Pool, line, moment::Moment, tenant::Tenant},
    service::identity::vouched::auth_codes::{self, Made},
    store::{StoreError, identity::pools::StoredPool, sql::slice::Slice, table},
};

/// The longest name of a customer, in bytes.
const LONGEST: usize = 255;

/// For whom a code is.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NewAuthCode {
    /// The tenant's own name for the customer: what links call `external_id`.
    #[schemars(length(max = 255), regex(pattern = line::VALUE_PATTERN))]
    external_id: String,
    /// The pool whose user the customer is; without it, the tenant's only one.
    user_pool_id: Option<Id<Pool>>,
}

/// A code for a customer.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "AuthCode")]
pub struct AuthCodeResponse {
    /// 128 characters, good once. The device that redeems it at the pool's token endpoint is the customer's.
    authentication_code: String,
    expires_at: Moment,
}

/// `POST /v1/auth-codes`
pub async fn create(
    State(app): State<Arc<App>>,
    caller: Caller<UsersLink>,
    Post { body, mut once }: Post<NewAuthCode>,
) -> Result<Created<AuthCodeResponse>, ApiError> {
    let is_long = body.external_id.len() > LONGEST;
    let mistake = line::value_mistake(&body.external_id, LONGEST);
    if let Some(mistake) = mistake.or_else(|| is_long.then(|| format!("at most {LONGEST} bytes"))) {
        return Err(Problem::invalid("external_id", mistake).into());
    }
    let pool = pool(&app, caller.tenant, body.user_pool_id).await?;
    let mut tx = once.begin(&app).await?;
    let (code, expires_at) = match auth_codes::make(&app, &mut tx, pool.id, &body.external_id).await? {
        Made::Code(code, expires_at) => (code, expires_at),
        Made::TooMany(seconds) => return Err(ApiError::too_many(seconds)),
    };
    let made =
        AuthCodeResponse { authentication_code: code.expose_secret().to_owned(), expires_at: Moment::from(expires_at) };
    once.created(&app, tx, &made).await
}

async fn pool(app: &App, tenant: Id<Tenant>, named: Option<Id<Pool>>) -> Result<StoredPool, ApiError> {
    if let Some(id) = named {
        let missing = || Problem::invalid("user_pool_id", format!("there is no user pool {id}"));
        return Ok(table::find::<StoredPool>(&app.db, tenant, id).await?.ok_or_else(missing)?);
    }
    let pools: Result<Vec<StoredPool>, StoreError> =
        table::list(&app.db, tenant, (), Slice { before: None, limit: 2 }).await;
    let mut pools = pools?.into_iter();
    match (pools.next(), pools.next()) {
        (Some(only), None) => Ok(only),
        (None, _) => Err(Problem::invalid("user_pool_id", "there is no user pool").into()),
        (Some(_), Some(_)) => Err(Problem::ambiguous_pool().into()),
    }
}
