//! A browser's session at a user pool: a cookie for each pool, as all pools share an origin.

use std::{convert::Infallible, sync::Arc};

use axum::{extract::FromRequestParts, http::request::Parts, response::Response};
use axum_extra::headers::{Cookie, HeaderMapExt};
use cookie::time::Duration;

use super::set_cookie::set_cookie;
use crate::{
    app::App,
    domain::{
        id::Id,
        identity::{Pool, secret},
    },
    store::{
        StoreError,
        identity::{
            browser_sessions::{self, StoredBrowserSession},
            pools::StoredPool,
        },
    },
};

/// The cookies of pools that a browser sent.
pub struct PoolBrowser {
    cookies: Option<Cookie>,
    is_secure: bool,
}

impl PoolBrowser {
    /// The browser's session at a pool, if it lives: it has the lifetimes of the pool.
    pub async fn session(&self, app: &App, pool: &StoredPool) -> Result<Option<StoredBrowserSession>, StoreError> {
        let Some(value) = self.cookies.as_ref().and_then(|cookies| cookies.get(&self.name(pool.id))) else {
            return Ok(None);
        };
        let session = browser_sessions::by_hash(&app.db, pool.id, &secret::hash(value)).await?;
        Ok(session.filter(|session| session.is_alive(&pool.definition, app.clock.now())))
    }

    /// Gives the browser the value of a session at a pool; it keeps it when it is closed.
    pub fn remember(&self, pool: &StoredPool, value: &str, response: &mut Response) {
        self.set(pool.id, value, Duration::seconds(pool.definition.refresh_ttl.into()), response);
    }

    /// Takes the session away from the browser.
    pub fn forget(&self, pool: Id<Pool>, response: &mut Response) {
        self.set(pool, "", Duration::ZERO, response);
    }

    fn name(&self, pool: Id<Pool>) -> String {
        format!("{}sid-{pool}", if self.is_secure { "__Host-" } else { "" })
    }

    fn set(&self, pool: Id<Pool>, value: &str, life: Duration, response: &mut Response) {
        set_cookie(response, (&self.name(pool), value), self.is_secure, life);
    }
}

impl FromRequestParts<Arc<App>> for PoolBrowser {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Infallible> {
        Ok(Self { cookies: parts.headers.typed_get(), is_secure: app.is_secure() })
    }
}
