//! What there may be too much of.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr};

/// A rate limit, as `rate_limit.blocked` names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, IntoStaticStr, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum RateLimit {
    /// Wrong codes from one address.
    WrongCodes,
    /// Anonymous sign-ups from one address, or in a pool on a day.
    SignUps,
    /// Anonymous users of a pool.
    AnonymousUsers,
    /// Requests of one address to the token endpoint.
    TokenRequests,
    /// Tokens of one user.
    UserTokens,
    /// Promotion codes of one user.
    PromotionCodes,
    /// Narrowed tokens of one session.
    Exchanges,
    /// Challenges for one address.
    Challenges,
}

/// A cap on the guests of a pool, by the name of its setting; the higher ones stand below.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, EnumString, IntoStaticStr, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum GuestCap {
    /// How many may come in a day.
    AnonPerPoolDay,
    /// From how many living ones on the tenant is told.
    AnonSoftCap,
    /// How many living ones there may be.
    AnonHardCap,
}

/// A pool's caps on its living guests.
#[derive(Debug, Clone, Copy)]
pub struct LivingCaps {
    pub soft: Option<u32>,
    pub hard: Option<u32>,
}

impl LivingCaps {
    /// The highest cap that so many guests have reached. One of which the tenant was `told` counts until they are fewer
    /// than nine tenths of it: guests who come and go at a cap are news once.
    pub fn reached(self, guests: i64, told: Option<GuestCap>) -> Option<GuestCap> {
        let caps = [(GuestCap::AnonHardCap, self.hard), (GuestCap::AnonSoftCap, self.soft)];
        let is_reached = |(cap, most): &(GuestCap, Option<u32>)| {
            let tenths = if told >= Some(*cap) { 9 } else { 10 };
            most.is_some_and(|most| guests * 10 >= i64::from(most) * tenths)
        };
        caps.into_iter().find(is_reached).map(|(cap, _)| cap)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn guests_who_come_and_go_at_a_cap_are_news_once() {
        let caps = LivingCaps { soft: Some(20), hard: Some(40) };
        let (soft, hard) = (Some(GuestCap::AnonSoftCap), Some(GuestCap::AnonHardCap));
        assert_eq!((caps.reached(19, None), caps.reached(20, None)), (None, soft));
        assert_eq!((caps.reached(18, soft), caps.reached(17, soft)), (soft, None));
        assert_eq!((caps.reached(39, soft), caps.reached(40, soft)), (soft, hard));
        assert_eq!((caps.reached(36, hard), caps.reached(35, hard), caps.reached(17, hard)), (hard, soft, None));
        let none = LivingCaps { soft: None, hard: None };
        assert_eq!(none.reached(1_000_000, hard), None);
    }
}
