//! Rate limits by address and session, counted in this process's memory.

use std::{net::IpAddr, time::Duration};

use axum::extract::Request;

use crate::{
    app::{App, Quota},
    domain::{
        id::Id,
        identity::{Grant, Pool, limit::RateLimit},
    },
    service::identity::{Refused, party::Party},
    web::http::address,
};

const MINUTE: Duration = Duration::from_mins(1);

/// Challenges that one address may have in a minute.
const CHALLENGES: u32 = 60;

/// Tokens that one session may have narrowed in a minute.
const EXCHANGES: u32 = 60;
const HOUR: Duration = Duration::from_hours(1);

/// The counters.
#[derive(Default)]
pub struct Limits {
    /// Requests of the token endpoint.
    tokens: Quota<IpAddr>,
    /// Challenges for devices.
    challenges: Quota<IpAddr>,
    /// Exchanges of tokens.
    exchanges: Quota<Id<Grant>>,
    /// Anonymous sign-ups, by pool.
    minute: Quota<(Id<Pool>, IpAddr)>,
    hour: Quota<(Id<Pool>, IpAddr)>,
}

/// The address that a request is counted for: an IPv6 address with its /64 network.
#[derive(Clone, Copy)]
pub struct From(pub IpAddr);

impl From {
    /// Where a request comes from.
    pub fn of(app: &App, request: &Request) -> Self {
        Self(address::of(request, app.config.behind_proxy))
    }
}

/// The refusal for a limit that is reached.
fn over(limit: RateLimit) -> impl Fn(u64) -> Refused {
    move |seconds| Refused::too_many(limit, seconds)
}

impl Limits {
    /// Counts a request of the token endpoint.
    pub fn token(&self, app: &App, from: From) -> Result<(), Refused> {
        let most = (app.config.token_requests, MINUTE);
        self.tokens.take(from.0, most, app.clock.instant()).map_err(over(RateLimit::TokenRequests))
    }

    /// Counts a challenge.
    pub fn challenge(&self, app: &App, from: From) -> Result<(), Refused> {
        let most = (CHALLENGES, MINUTE);
        self.challenges.take(from.0, most, app.clock.instant()).map_err(over(RateLimit::Challenges))
    }

    /// Counts an exchange of a session's token.
    pub fn exchange(&self, app: &App, session: Id<Grant>) -> Result<(), Refused> {
        self.exchanges.take(session, (EXCHANGES, MINUTE), app.clock.instant()).map_err(over(RateLimit::Exchanges))
    }

    /// Counts an anonymous sign-up.
    pub fn sign_up(&self, app: &App, from: From, party: &Party) -> Result<(), Refused> {
        let (pool, now) = (&party.pool, app.clock.instant());
        let key = (pool.id, from.0);
        let minute = (pool.definition.anon_per_ip_minute, MINUTE);
        self.minute.take(key, minute, now).map_err(over(RateLimit::SignUps))?;
        let hour = (pool.definition.anon_per_ip_hour, HOUR);
        self.hour.take(key, hour, now).map_err(over(RateLimit::SignUps))
    }
}
