//! Which browser a flow belongs to. Each flow has a cookie of its own, whose value is made at *Continue* and stored as a
//! hash: so a cookie opens no flow but its own, a value from before *Continue* opens nothing, and no value that was not
//! made for the flow is taken for its browser. Opening a link writes nothing; all that it brings is a cookie that says
//! that the browser keeps cookies.

pub mod language;
pub mod pool;
mod set_cookie;

use std::{convert::Infallible, sync::Arc};

use axum::{extract::FromRequestParts, http::request::Parts, response::Response};
use axum_extra::headers::{Cookie, HeaderMapExt};
use cookie::time::Duration;
use sha2::{Digest, Sha256};

use self::set_cookie::set_cookie;
use crate::app::App;

/// How long a browser is remembered after *Continue*.
const LIFETIME: Duration = Duration::days(1);
/// The cookies of flows that a browser keeps; when there are more, those of its oldest flows go.
const MOST: usize = 15;
/// The longest value that is looked at.
const LONGEST: usize = 64;

/// The cookies that a browser sent.
pub struct Browser {
    cookies: Option<Cookie>,
    is_secure: bool,
}

impl Browser {
    /// Whether it keeps cookies, as far as it has shown.
    pub fn keeps_cookies(&self) -> bool {
        self.value(&self.mark()).is_some()
    }

    /// The value of a flow's cookie.
    pub fn value_for(&self, flow: &str) -> Option<&str> {
        self.value(&self.name(flow))
    }

    /// The browser as a flow remembers it; `None` when it sent no cookie of that flow.
    pub fn of(&self, flow: &str) -> Option<String> {
        self.value_for(flow).map(hash)
    }

    /// Has the browser show that it keeps cookies.
    pub fn try_cookies(&self, response: &mut Response) {
        self.set(response, &self.mark(), "1", LIFETIME);
    }

    /// Gives the browser the value for a flow, and takes away those of flows long past.
    pub fn remember(&self, response: &mut Response, flow: &str, value: &str) {
        let name = self.name(flow);
        let prefix = self.name("");
        let names = self.cookies.iter().flat_map(Cookie::iter).map(|(name, _)| name);
        let mut flows: Vec<&str> = names.filter(|other| other.starts_with(&prefix) && **other != name).collect();
        // Ids are ordered by time.
        flows.sort_unstable();
        for old in flows.iter().take((flows.len() + 1).saturating_sub(MOST)) {
            self.set(response, old, "", Duration::ZERO);
        }
        self.set(response, &name, value, LIFETIME);
    }

    fn value(&self, name: &str) -> Option<&str> {
        self.cookies.as_ref()?.get(name).filter(|value| (1..=LONGEST).contains(&value.len()))
    }

    fn mark(&self) -> String {
        if self.is_secure { "__Host-vestibule".to_owned() } else { "vestibule".to_owned() }
    }

    fn name(&self, flow: &str) -> String {
        format!("{}_{flow}", self.mark())
    }

    fn set(&self, response: &mut Response, name: &str, value: &str, life: Duration) {
        set_cookie(response, (name, value), self.is_secure, life);
    }
}

impl FromRequestParts<Arc<App>> for Browser {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Infallible> {
        Ok(Self { cookies: parts.headers.typed_get(), is_secure: app.is_secure() })
    }
}

/// A value as it is stored.
pub fn hash(value: &str) -> String {
    Sha256::digest(value).iter().fold(String::new(), |hash, byte| format!("{hash}{byte:02x}"))
}
