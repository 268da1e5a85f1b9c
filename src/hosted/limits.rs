//! How often something may be tried on the pages, counted in this process's memory before it costs anything.

use std::{net::IpAddr, time::Duration};

use crate::{
    app::{App, Quota},
    domain::{
        id::Id,
        identity::{Pool, hosted::email::Email},
    },
};

const MINUTE: Duration = Duration::from_mins(1);
const DAY: Duration = Duration::from_hours(24);

/// The counters.
#[derive(Default)]
pub struct PageLimits {
    /// Addresses that somebody gave, by where from.
    identifiers: Quota<IpAddr>,
    /// Mails, by the pool and where to.
    mails: Quota<(Id<Pool>, String)>,
    /// Passwords and codes, by where from.
    tries: Quota<IpAddr>,
    /// Passwords, by where from and whose account.
    passwords: Quota<(IpAddr, Id<Pool>, String)>,
}

impl PageLimits {
    /// Counts an address that a code is to be mailed to, whoever has it.
    pub fn identifier(&self, app: &App, from: IpAddr, pool: Id<Pool>, typed: &str) -> Result<(), u64> {
        let now = app.clock.instant();
        self.identifiers.take(from, (10, MINUTE), now)?;
        self.mails.take((pool, key(typed)), (50, DAY), now)
    }

    /// Counts a mailed code that somebody typed.
    pub fn code(&self, app: &App, from: IpAddr) -> Result<(), u64> {
        self.tries.take(from, (60, MINUTE), app.clock.instant())
    }

    /// Counts a password that somebody typed for an account, whether there is one or not.
    pub fn password(&self, app: &App, from: IpAddr, pool: Id<Pool>, typed: &str) -> Result<(), u64> {
        let now = app.clock.instant();
        self.tries.take(from, (60, MINUTE), now)?;
        self.passwords.take((from, pool, key(typed)), (10, MINUTE), now)
    }
}

/// What an address is counted by; what is none is counted as one.
fn key(typed: &str) -> String {
    Email::parse(typed).map(|email| email.unique_key()).unwrap_or_default()
}
