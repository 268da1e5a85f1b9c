//! A grant: what a client may do for a user from a sign-in on, and for how long.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, IntoStaticStr};
use time::OffsetDateTime;

use super::pool::Lifetimes;

/// How a grant began.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Display, EnumString, IntoStaticStr, JsonSchema)]
#[schemars(rename = "SessionOrigin")]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Origin {
    /// A sign-in on the pool's pages.
    Code,
    /// An anonymous sign-up, or a device's key.
    Anonymous,
    /// A token of the tenant, or of its identity provider.
    Exchange,
    /// A guest who became a regular user on the pool's pages.
    Promotion,
    /// A device that redeemed a code of the tenant's backend.
    PreAuthorized,
    /// A device's key that a biometric check guards.
    Biometric,
}

/// Why a grant ended before its time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Display, EnumString, IntoStaticStr, JsonSchema)]
#[schemars(rename = "SessionRevokeReason")]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum RevokeReason {
    /// The application signed the user out.
    SignedOut,
    /// By a call of the API.
    Revoked,
    /// A refresh token came again after it had been replaced.
    Reused,
    /// An authorization code came twice.
    CodeReused,
    /// The person chose another password.
    PasswordReset,
    /// Another device of the user took the place of the session's.
    DeviceDeactivated,
    /// The session's device was taken from its user.
    DeviceReset,
    UserDisabled,
    UserDeleted,
}

/// The times of a grant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Times {
    pub created_at: OffsetDateTime,
    pub last_used_at: OffsetDateTime,
    /// Of one without a refresh token.
    pub ends_at: Option<OffsetDateTime>,
    pub revoked_at: Option<OffsetDateTime>,
}

impl Times {
    /// When it ends by itself, by the lifetimes as they are now.
    pub fn end(&self, lifetimes: Lifetimes) -> OffsetDateTime {
        let life = self.created_at + lifetimes.session;
        let idle = lifetimes.idle.map_or(life, |idle| self.last_used_at + idle);
        life.min(idle).min(self.ends_at.unwrap_or(life))
    }

    /// Whether it is of any use.
    pub fn is_alive(&self, lifetimes: Lifetimes, now: OffsetDateTime) -> bool {
        self.revoked_at.is_none() && now < self.end(lifetimes)
    }
}

#[cfg(test)]
mod tests {
    use time::{Duration, macros::datetime};

    use super::*;

    const BEGAN: OffsetDateTime = datetime!(2026-01-01 00:00 UTC);

    fn lifetimes(session: Duration, idle: Option<Duration>) -> Lifetimes {
        Lifetimes { access: Duration::minutes(30), id_token: Duration::minutes(5), session, idle }
    }

    #[test]
    fn it_ends_by_age_by_idleness_or_by_its_own_end_whichever_is_first() {
        let times =
            Times { created_at: BEGAN, last_used_at: BEGAN + Duration::days(20), ends_at: None, revoked_at: None };
        assert_eq!(times.end(lifetimes(Duration::days(365), None)), BEGAN + Duration::days(365));
        assert_eq!(times.end(lifetimes(Duration::days(365), Some(Duration::days(30)))), BEGAN + Duration::days(50));
        assert_eq!(times.end(lifetimes(Duration::days(40), Some(Duration::days(30)))), BEGAN + Duration::days(40));
        let short = Times { ends_at: Some(BEGAN + Duration::hours(1)), ..times };
        assert_eq!(short.end(lifetimes(Duration::days(40), None)), BEGAN + Duration::hours(1));
    }

    #[test]
    fn a_revoked_one_is_of_no_use() {
        let lives = lifetimes(Duration::days(1), None);
        let times = Times { created_at: BEGAN, last_used_at: BEGAN, ends_at: None, revoked_at: None };
        assert!(times.is_alive(lives, BEGAN) && !times.is_alive(lives, BEGAN + Duration::days(1)));
        assert!(!Times { revoked_at: Some(BEGAN), ..times }.is_alive(lives, BEGAN));
    }
}
