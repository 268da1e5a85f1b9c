//! Rate limits by address, counted in this process's memory.

use std::{future::Future, net::IpAddr, time::Duration};

use axum::extract::Request;

use crate::{
    app::App,
    domain::{
        id::Id,
        identity::{Grant, Pool},
    },
    service::identity::{IdentityError, Refused, UNKNOWN_CODE, party::Party},
    web::http::{address, guesses::Guesses, quota::Quota},
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
    /// Codes that nobody has made.
    guesses: Guesses<IpAddr>,
    /// Anonymous sign-ups, by pool.
    minute: Quota<(Id<Pool>, IpAddr)>,
    hour: Quota<(Id<Pool>, IpAddr)>,
}

/// The address that a request is counted for: an IPv6 address with its /64 network.
#[derive(Clone, Copy)]
pub struct From(IpAddr);

impl From {
    /// Where a request comes from.
    pub fn of(app: &App, request: &Request) -> Self {
        Self(address::of(request, app.config.behind_proxy))
    }
}

impl Limits {
    /// Counts a request of the token endpoint.
    pub fn token(&self, app: &App, from: From) -> Result<(), Refused> {
        let now = app.clock.instant();
        self.tokens.take(from.0, (app.config.token_requests, MINUTE), now).map_err(Refused::too_many)
    }

    /// Counts a challenge.
    pub fn challenge(&self, app: &App, from: From) -> Result<(), Refused> {
        self.challenges.take(from.0, (CHALLENGES, MINUTE), app.clock.instant()).map_err(Refused::too_many)
    }

    /// Counts an exchange of a session's token.
    pub fn exchange(&self, app: &App, session: Id<Grant>) -> Result<(), Refused> {
        self.exchanges.take(session, (EXCHANGES, MINUTE), app.clock.instant()).map_err(Refused::too_many)
    }

    /// Does something with a code that an address brings, unless it has guessed too often, and counts a wrong guess.
    pub async fn guess<T, E: Into<IdentityError>>(
        &self,
        app: &App,
        from: From,
        does: impl Future<Output = Result<T, E>>,
    ) -> Result<T, IdentityError> {
        self.guesses.check(&from.0, app.clock.instant()).map_err(Refused::too_many)?;
        let done = does.await.map_err(Into::into);
        if let Err(IdentityError::Refused(refused)) = &done
            && refused.code == Some(UNKNOWN_CODE)
        {
            self.guesses.wrong(from.0, app.clock.instant());
        }
        done
    }

    /// Counts an anonymous sign-up.
    pub fn sign_up(&self, app: &App, from: From, party: &Party) -> Result<(), Refused> {
        let (pool, now) = (&party.pool, app.clock.instant());
        let key = (pool.id, from.0);
        let minute = (pool.definition.anon_per_ip_minute, MINUTE);
        self.minute.take(key, minute, now).map_err(Refused::too_many)?;
        let hour = (pool.definition.anon_per_ip_hour, HOUR);
        self.hour.take(key, hour, now).map_err(Refused::too_many)
    }
}
