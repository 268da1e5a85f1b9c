//! Webhooks: where backends want to be told, when a delivery is tried again, and how it is signed.

use base64::{Engine, engine::general_purpose::STANDARD};
use hmac::{Hmac, KeyInit, Mac};
use schemars::JsonSchema;
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use strum::{Display, EnumString, IntoStaticStr};
use time::{Duration, OffsetDateTime};

use super::{
    event::{Event, Type},
    id::{Id, Noun},
};

pub mod rules;

/// Names an endpoint in an id.
pub struct Endpoint;

impl Noun for Endpoint {
    const PREFIX: &'static str = "whk";
}

/// Names an event on its way to an endpoint in an id.
pub struct Delivery;

impl Noun for Delivery {
    const PREFIX: &'static str = "dlv";
}

/// How a delivery stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Display, EnumString, IntoStaticStr, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[schemars(rename = "DeliveryState")]
pub enum State {
    /// It will be tried, again or for the first time.
    Pending,
    /// The endpoint took it.
    Delivered,
    /// Every try failed.
    Exhausted,
    /// The endpoint was disabled or deleted before it took it.
    Disabled,
}

/// Why an endpoint gets nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Display, EnumString, IntoStaticStr, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[schemars(rename = "DisabledReason")]
pub enum Reason {
    /// The company wanted it so.
    Requested,
    /// It answered 410.
    Gone,
    /// For five days it took nothing.
    Failing,
}

/// What came of one attempt.
#[derive(Debug, Clone)]
pub struct Attempt {
    pub at: OffsetDateTime,
    /// Milliseconds.
    pub duration: i64,
    pub status: Option<u16>,
    /// The beginning of what was answered.
    pub answer: Option<String>,
    /// Why there is no good answer, in a word.
    pub error: Option<&'static str>,
    /// How long the endpoint asked us to wait.
    pub retry_after: Option<Duration>,
}

impl Attempt {
    /// Whether the endpoint took it.
    pub fn is_taken(&self) -> bool {
        self.status.is_some_and(|status| (200..300).contains(&status))
    }
}

/// The pauses after each failed try but the last.
const PAUSES: [Duration; 9] = [
    Duration::seconds(5),
    Duration::minutes(5),
    Duration::minutes(30),
    Duration::hours(2),
    Duration::hours(5),
    Duration::hours(10),
    Duration::hours(14),
    Duration::hours(20),
    Duration::hours(24),
];
/// The longest pause that an endpoint may ask for.
const LONGEST_WISH: Duration = Duration::hours(24);

/// How long to wait after so many failed tries; `None` when that was the last. `chance` between 0 and 1 spreads the
/// pause by a fifth to either side.
pub fn pause(tries: u32, chance: f64, wish: Option<Duration>) -> Option<Duration> {
    let index = usize::try_from(tries.checked_sub(1)?).ok()?;
    let spread = *PAUSES.get(index)? * (0.8 + 0.4 * chance);
    Some(spread.max(wish.unwrap_or_default().min(LONGEST_WISH)))
}

/// Failures in a row after which an endpoint is left in peace for a while.
const MANY_FAILURES: u32 = 5;
const SHORTEST_REST: Duration = Duration::seconds(5);
const LONGEST_REST: Duration = Duration::minutes(5);
/// The longest rest that an endpoint may ask for.
const LONGEST_BREAK: Duration = Duration::hours(1);
/// How long an endpoint may take nothing before it is disabled.
const PATIENCE: Duration = Duration::days(5);

/// How an endpoint does.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Health {
    /// Failures in a row.
    pub failures: u32,
    /// Since when it took nothing.
    pub failing_since: Option<OffsetDateTime>,
    /// Until when nothing is sent to it.
    pub rest_until: Option<OffsetDateTime>,
}

impl Health {
    /// Takes note of an attempt: why the endpoint is to be disabled now, if it is.
    pub fn note(&mut self, attempt: &Attempt, now: OffsetDateTime) -> Option<Reason> {
        if attempt.is_taken() {
            *self = Self::default();
            return None;
        }
        self.failures = self.failures.saturating_add(1);
        let since = *self.failing_since.get_or_insert(attempt.at);
        let wish = attempt.retry_after.map(|wish| wish.min(LONGEST_BREAK));
        if let Some(rest) = self.rest().max(wish) {
            self.rest_until = Some(now + rest);
        }
        match attempt.status {
            Some(410) => Some(Reason::Gone),
            _ if now - since >= PATIENCE => Some(Reason::Failing),
            _ => None,
        }
    }

    fn rest(&self) -> Option<Duration> {
        let doublings = self.failures.checked_sub(MANY_FAILURES)?.min(10);
        Some((SHORTEST_REST * 2_i32.pow(doublings)).min(LONGEST_REST))
    }

    /// Whether it failed so often that one try at a time is enough.
    pub fn is_doubtful(&self) -> bool {
        self.failures >= MANY_FAILURES
    }

    /// Whether it is left in peace at `now`.
    pub fn rests(&self, now: OffsetDateTime) -> bool {
        self.rest_until.is_some_and(|until| now < until)
    }
}

const PREFIX: &str = "whsec_";

/// A secret from 32 random bytes.
pub fn make_secret(random: [u8; 32]) -> SecretString {
    format!("{PREFIX}{}", STANDARD.encode(random)).into()
}

/// One signature of the Standard Webhooks specification; `None` when the secret is none. `timestamp` is in seconds.
pub fn sign(secret: &SecretString, id: Id<Event>, timestamp: i64, body: &str) -> Option<String> {
    let key = STANDARD.decode(secret.expose_secret().strip_prefix(PREFIX)?).ok()?;
    let mut mac = Hmac::<Sha256>::new_from_slice(&key).expect("HMAC takes a key of any length");
    mac.update(format!("{id}.{timestamp}.").as_bytes());
    mac.update(body.as_bytes());
    Some(format!("v1,{}", STANDARD.encode(mac.finalize().into_bytes())))
}

/// The types of events that an endpoint hears of, each known; `["*"]` for all.
pub fn wanted(types: &[String]) -> Result<Vec<String>, String> {
    if types.is_empty() {
        return Err("name at least one type, or \"*\" for all".to_owned());
    }
    if types.iter().any(|name| name == "*") {
        return Ok(vec!["*".to_owned()]);
    }
    let mut wanted: Vec<String> = Vec::new();
    for name in types {
        let kind: Type = name.parse().map_err(|_| format!("there is no type {name:?}"))?;
        let name = kind.to_string();
        if !wanted.contains(&name) {
            wanted.push(name);
        }
    }
    Ok(wanted)
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;

    const NOW: OffsetDateTime = datetime!(2026-01-01 00:00 UTC);

    fn answered(status: u16, at: OffsetDateTime) -> Attempt {
        Attempt { at, duration: 1, status: Some(status), answer: None, error: None, retry_after: None }
    }

    #[test]
    fn the_pauses_are_those_of_the_contract_and_then_there_are_none() {
        let pauses: Vec<_> = (1..=10).map(|tries| pause(tries, 0.5, None).map(Duration::whole_seconds)).collect();
        let hours = [7_200, 18_000, 36_000, 50_400, 72_000, 86_400].map(Some);
        assert_eq!(pauses[..3], [Some(5), Some(300), Some(1_800)]);
        assert_eq!(pauses[3..9], hours);
        assert_eq!(pauses[9], None);
    }

    #[test]
    fn chance_moves_a_pause_by_a_fifth_and_a_wish_prolongs_it_within_bounds() {
        assert_eq!(pause(2, 0.0, None), Some(Duration::seconds(240)));
        assert_eq!(pause(2, 1.0, None), Some(Duration::seconds(360)));
        assert_eq!(pause(1, 0.5, Some(Duration::minutes(3))), Some(Duration::minutes(3)));
        assert_eq!(pause(1, 0.5, Some(Duration::days(900))), Some(Duration::days(1)));
        assert_eq!(pause(10, 0.5, Some(Duration::minutes(3))), None);
    }

    #[test]
    fn an_endpoint_rests_after_some_failures_and_longer_after_more_until_it_takes_one() {
        let mut health = Health::default();
        for _ in 0..4 {
            assert_eq!(health.note(&answered(500, NOW), NOW), None);
        }
        assert!(!health.rests(NOW) && !health.is_doubtful());
        health.note(&answered(500, NOW), NOW);
        assert!(health.rests(NOW) && health.is_doubtful() && !health.rests(NOW + Duration::seconds(5)));
        for _ in 0..20 {
            health.note(&answered(500, NOW), NOW);
        }
        assert_eq!(health.rest_until, Some(NOW + Duration::minutes(5)));
        health.note(&answered(204, NOW), NOW);
        assert_eq!(health, Health::default());
    }

    #[test]
    fn five_days_of_nothing_but_failures_or_one_410_disable() {
        let mut health = Health::default();
        assert_eq!(health.note(&answered(500, NOW), NOW), None);
        let nearly = NOW + Duration::days(5) - Duration::SECOND;
        assert_eq!(health.note(&answered(500, nearly), nearly), None);
        let then = NOW + Duration::days(5);
        assert_eq!(health.note(&answered(302, then), then), Some(Reason::Failing));
        assert_eq!(Health::default().note(&answered(410, NOW), NOW), Some(Reason::Gone));
    }

    #[test]
    fn a_signature_is_that_of_the_specification() {
        let secret = SecretString::from("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        let id = "evt_01arz3ndektsv4rrffq69g5fav".parse().unwrap();
        let first = sign(&secret, id, 1_614_265_330, "{\"test\": 2432232314}").unwrap();
        assert!(first.starts_with("v1,") && first.len() == 47);
        assert_ne!(Some(first), sign(&secret, id, 1_614_265_331, "{\"test\": 2432232314}"));
        assert_eq!(sign(&"other".into(), id, 0, ""), None);
    }

    #[test]
    fn types_are_known_and_named_once() {
        let names = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
        assert_eq!(wanted(&names(&["link.closed", "*"])).unwrap(), ["*"]);
        assert_eq!(wanted(&names(&["link.closed", "link.closed"])).unwrap(), ["link.closed"]);
        assert!(wanted(&names(&["link.nothing"])).is_err() && wanted(&[]).is_err());
    }
}
