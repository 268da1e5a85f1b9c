//! Rate limits for forms, by address and by link or flow, counted before a form costs a statement.

use std::net::IpAddr;

use axum::extract::Request;

use crate::{
    app::App,
    web::http::{address, rate_limiter::RateLimiter},
};

/// The longest token or id that is counted by itself, in characters.
const LONGEST: usize = 256;

/// The rate limiters for forms.
pub struct FormLimits {
    addresses: RateLimiter<IpAddr>,
    /// By the token of the link or the id of the flow, whether it exists or not.
    targets: RateLimiter<String>,
}

impl FormLimits {
    /// Limiters with the quotas of the settings.
    pub fn new(app: &App) -> Self {
        Self { addresses: RateLimiter::new(app.config.address_forms), targets: RateLimiter::new(app.config.link_forms) }
    }

    /// Counts a form; `Err` with the seconds until the next may come when it is one too many.
    pub fn take(&self, app: &App, form: &Request) -> Result<(), u64> {
        let now = app.clock.instant();
        let mut parts = form.uri().path().trim_start_matches('/').split('/');
        // Below `/pools/{pool}/{page}`, it is the flow that comes last.
        let target = if parts.next() == Some("pools") { parts.next_back() } else { parts.next() };
        let target = target.unwrap_or_default();
        let target = target.chars().take(LONGEST).collect();
        let taken = self.addresses.take(address::of(form, app.config.behind_proxy), now);
        taken.and_then(|_| self.targets.take(target, now)).map(|_| ()).map_err(|left| left.reset)
    }
}
