//! The customer whom a token names to the tenant's backend, whoever vouches for the token.

use super::{app_user_tokens, trusted};
use crate::service::identity::party;
use crate::{
    app::App,
    domain::{
        id::Id,
        identity::{
            Pool,
            jose::{self, Rejected},
        },
        line,
        tenant::Tenant,
    },
    service::ServiceError,
    store::{identity::pools::StoredPool, sql::slice::Slice, table},
};

/// A customer, and the pool whose user the customer is.
#[derive(Debug)]
pub struct Customer {
    pub pool: StoredPool,
    /// The tenant's own name for the customer.
    pub external_id: String,
}

/// Why a token names nobody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unnamed {
    #[error("the token is not accepted: {0}")]
    Rejected(#[from] Rejected),
    #[error("the token is of no user pool of this tenant")]
    NoPool,
    #[error("the token does not say its user pool; name it as `user_pool_id`")]
    Ambiguous,
}

/// The customer whom a token names. The pool is the one that is named, or the one whose issuer made the token, or the
/// tenant's only pool that trusts an identity provider of any issuer.
pub async fn of_token(
    app: &App,
    tenant: Id<Tenant>,
    pool: Option<Id<Pool>>,
    token: &str,
) -> Result<Result<Customer, Unnamed>, ServiceError> {
    let found = match pool {
        Some(id) => table::find(&app.db, tenant, id).await?.ok_or(Unnamed::NoPool),
        None => of_issuer(app, tenant, jose::claimed_issuer(token).as_deref()).await?,
    };
    let pool = match found {
        Ok(pool) => pool,
        Err(unnamed) => return Ok(Err(unnamed)),
    };
    let named = match &pool.definition.authorization {
        None => app_user_tokens::read(app, &pool, None, token).await?,
        Some(authorization) => trusted::read(app, &pool, authorization, token).await?,
    };
    let is_name = |name: &String| line::value_mistake(name, 255).is_none();
    Ok(match named {
        Err(rejected) => Err(rejected.into()),
        Ok(external_id) if is_name(&external_id) => Ok(Customer { pool, external_id }),
        Ok(_) => Err(Rejected::Subject.into()),
    })
}

/// The pool whose tokens have an issuer; what a token claims is not verified yet.
async fn of_issuer(
    app: &App,
    tenant: Id<Tenant>,
    issuer: Option<&str>,
) -> Result<Result<StoredPool, Unnamed>, ServiceError> {
    if let Some(hosted) = issuer.and_then(|issuer| party::pool_of_app_users_issuer(app, issuer)) {
        return Ok(table::find(&app.db, tenant, hosted).await?.ok_or(Unnamed::NoPool));
    }
    let mut any_issuer = Vec::new();
    for pool in table::list::<StoredPool>(&app.db, tenant, (), Slice { before: None, limit: 100 }).await? {
        let Some(authorization) = &pool.definition.authorization else { continue };
        match authorization.issuer.as_deref() {
            Some(expected) if issuer == Some(expected) => return Ok(Ok(pool)),
            Some(_) => {}
            None => any_issuer.push(pool),
        }
    }
    Ok(match (any_issuer.pop(), any_issuer.pop()) {
        (Some(only), None) => Ok(only),
        (Some(_), Some(_)) => Err(Unnamed::Ambiguous),
        (None, _) => Err(Unnamed::NoPool),
    })
}
