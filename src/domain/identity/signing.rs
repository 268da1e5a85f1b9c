//! What the tokens of a pool are signed with: the algorithm, and where each key is in its life.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::{Display, EnumString};
use time::{Duration, OffsetDateTime};

/// Seconds for which others may keep the JWKS of a pool.
pub const JWKS_LIFE: u32 = 300;

/// How long a key of another algorithm is published before it signs by itself: whoever keeps the JWKS has it then.
const PUBLISHED: Duration = Duration::seconds(2 * JWKS_LIFE as i64);

/// The algorithm that a pool signs its tokens with.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, Display, EnumString, JsonSchema)]
#[schemars(rename = "SigningAlgorithm")]
#[serde(rename_all = "UPPERCASE")]
#[strum(serialize_all = "UPPERCASE")]
pub enum Algorithm {
    /// RSA with 2048 bits, which every client of OpenID Connect verifies.
    #[default]
    Rs256,
    /// ECDSA on P-256: short signatures that cost a fraction of the time.
    Es256,
}

impl Algorithm {
    /// What applications are to accept, beginning with what is used: one that asks once and for all goes on when the pool
    /// is changed.
    pub const fn offered(self) -> [Self; 2] {
        match self {
            Self::Rs256 => [Self::Rs256, Self::Es256],
            Self::Es256 => [Self::Es256, Self::Rs256],
        }
    }
}

/// Where a signing key is in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Display, EnumString)]
#[strum(serialize_all = "snake_case")]
pub enum KeyState {
    /// Published, so that everybody knows it before it signs.
    Next,
    /// Signs.
    Active,
    /// Published until the last token that it signed has expired.
    Retired,
}

/// What has to be done with the keys of a pool for it to sign with an algorithm.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Nothing: the key that signs and the next one are of that algorithm.
    None,
    /// Another next key, of that algorithm, in place of the one there is; and when that is to sign, if by itself.
    Publish(Option<OffsetDateTime>),
    /// Let the next key be known until then.
    Wait(OffsetDateTime),
    /// Let the next key sign.
    Sign,
}

impl Step {
    /// The step for a pool that is to sign with `wanted`: by the algorithm of the key that signs, and that of the next with
    /// the time since when it is published.
    pub fn towards(
        wanted: Algorithm,
        active: Algorithm,
        next: Option<(Algorithm, OffsetDateTime)>,
        now: OffsetDateTime,
    ) -> Self {
        match next.filter(|(algorithm, _)| *algorithm == wanted) {
            None => Self::Publish((active != wanted).then_some(now + PUBLISHED)),
            Some(_) if active == wanted => Self::None,
            Some((_, since)) if now < since + PUBLISHED => Self::Wait(since + PUBLISHED),
            Some(_) => Self::Sign,
        }
    }
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::{
        Algorithm::{Es256, Rs256},
        *,
    };

    #[test]
    fn a_key_of_another_algorithm_is_published_and_known_before_it_signs() {
        let now = datetime!(2026-01-01 00:00 UTC);
        let step = |active, next, later| Step::towards(Es256, active, next, now + later);
        let later = Some(now + Duration::minutes(10));
        assert_eq!(step(Rs256, Some((Rs256, now)), Duration::ZERO), Step::Publish(later));
        assert_eq!(step(Rs256, None, Duration::ZERO), Step::Publish(later));
        assert_eq!(step(Rs256, Some((Es256, now)), Duration::minutes(9)), Step::Wait(now + Duration::minutes(10)));
        assert_eq!(step(Rs256, Some((Es256, now)), Duration::minutes(10)), Step::Sign);
        assert_eq!(
            step(Es256, Some((Rs256, now)), Duration::ZERO),
            Step::Publish(None),
            "it was changed there and back"
        );
        assert_eq!(step(Es256, Some((Es256, now)), Duration::ZERO), Step::None);
    }
}
