//! Tokens by which the tenant vouches for its own customers.

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
        problem::{Code, Problem},
        scope::IdentityWrite,
    },
    app::App,
    domain::{
        id::Id,
        identity::{Client, Pool, pool::LONGEST_APP_USER_TOKEN},
        line,
        moment::Moment,
        tenant::Tenant,
    },
    service::identity::vouched::app_user_tokens::{self, NewToken},
    store::{
        StoreError,
        identity::{clients::StoredClient, pools::StoredPool},
        sql::slice::Slice,
        table,
    },
};

/// For whom a token is.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NewAppUserIdToken {
    /// The tenant's own name for the customer: what links call `external_id`.
    #[schemars(length(max = 255), regex(pattern = line::VALUE_PATTERN))]
    app_user_id: String,
    /// The application it is for, which says the pool.
    sdk_client_id: Option<Id<Client>>,
    /// The pool, where no application is named; without both, the tenant's only hosted pool.
    user_pool_id: Option<Id<Pool>>,
    /// Seconds; without it, as the pool says.
    #[schemars(range(min = 1, max = 31_536_000))]
    expires_in: Option<u32>,
}

/// A token for a customer.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "AppUserIdToken")]
pub struct AppUserIdTokenResponse {
    /// A JWT, to be exchanged at the pool's token endpoint. Whoever has it acts as the customer.
    app_user_id_token: String,
    expires_at: Moment,
}

/// `POST /v1/app-user-id-tokens`
pub async fn create(
    State(app): State<Arc<App>>,
    caller: Caller<IdentityWrite>,
    Post { body, mut once }: Post<NewAppUserIdToken>,
) -> Result<Created<AppUserIdTokenResponse>, ApiError> {
    if let Some(mistake) = line::value_mistake(&body.app_user_id, 255) {
        return Err(Problem::invalid("app_user_id", mistake).into());
    }
    if body.expires_in.is_some_and(|seconds| !(1..=LONGEST_APP_USER_TOKEN).contains(&seconds)) {
        let message = format!("between 1 and {LONGEST_APP_USER_TOKEN} seconds");
        return Err(Problem::invalid("expires_in", message).into());
    }
    let (pool, client) = party(&app, caller.tenant, &body).await?;
    if !pool.definition.is_hosted() {
        let detail = "The pool trusts the tenant's own identity provider, whose tokens are used as they are.";
        return Err(Problem::conflict(Code::PoolNotHosted, detail).into());
    }
    let new = NewToken { app_user_id: &body.app_user_id, client, expires_in: body.expires_in };
    let (token, expires_at) = app_user_tokens::make(&app, &pool, &new).await?;
    let made = AppUserIdTokenResponse {
        app_user_id_token: token.expose_secret().to_owned(),
        expires_at: Moment::from(expires_at),
    };
    let tx = once.begin(&app).await?;
    once.created(&app, tx, &made).await
}

/// The pool of a token, and the application where one is named.
async fn party(
    app: &App,
    tenant: Id<Tenant>,
    body: &NewAppUserIdToken,
) -> Result<(StoredPool, Option<Id<Client>>), ApiError> {
    let mut pool_id = body.user_pool_id;
    if let Some(id) = body.sdk_client_id {
        let missing = || Problem::invalid("sdk_client_id", format!("there is no application {id}"));
        let client = table::find::<StoredClient>(&app.db, tenant, id).await?.ok_or_else(missing)?;
        if pool_id.is_some_and(|pool| pool != client.pool_id()) {
            return Err(Problem::invalid("user_pool_id", "the application is of another pool").into());
        }
        pool_id = Some(client.pool_id());
    }
    let Some(id) = pool_id else { return Ok((only_hosted(app, tenant).await?, None)) };
    let missing = || Problem::invalid("user_pool_id", format!("there is no user pool {id}"));
    let pool = table::find::<StoredPool>(&app.db, tenant, id).await?.ok_or_else(missing)?;
    Ok((pool, body.sdk_client_id))
}

async fn only_hosted(app: &App, tenant: Id<Tenant>) -> Result<StoredPool, ApiError> {
    let pools: Result<Vec<StoredPool>, StoreError> =
        table::list(&app.db, tenant, (), Slice { before: None, limit: 100 }).await;
    let mut hosted = pools?.into_iter().filter(|pool| pool.definition.is_hosted());
    match (hosted.next(), hosted.next()) {
        (Some(only), None) => Ok(only),
        (None, _) => Err(Problem::invalid("user_pool_id", "there is no hosted user pool").into()),
        (Some(_), Some(_)) => Err(Problem::ambiguous_pool().into()),
    }
}
