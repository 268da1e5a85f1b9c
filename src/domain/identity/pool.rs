//! A user pool: its policies, lifetimes and limits, and whose tokens it trusts.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use time::Duration;
use url::{Host, Url};

use super::{limit::LivingCaps, signing::Algorithm};
use crate::domain::{line, source::recipe::lint::Mistake, web_address};

/// What a pool is made of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "NewUserPool")]
#[serde(deny_unknown_fields)]
#[expect(clippy::struct_excessive_bools, reason = "each is a setting of its own")]
pub struct Definition {
    #[schemars(length(max = 80), regex(pattern = line::PATTERN), example = &"Shop customers")]
    pub name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 255), regex(pattern = line::PATTERN))]
    pub description: Option<String>,
    /// The tenant's own identity provider, whose tokens are accepted. Without it the pool is hosted: tokens come from
    /// `POST /v1/app-user-id-tokens`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub authorization: Option<Authorization>,
    /// Whether applications may sign up users who say nothing about themselves.
    #[serde(default)]
    pub anonymous_enabled: bool,
    /// Whether the first valid token for an unknown customer makes a user.
    #[serde(default = "yes")]
    pub auto_create: bool,
    /// What becomes of a guest who gives an address that another user has.
    #[serde(default)]
    pub promotion_conflict: PromotionConflict,
    /// Active devices that a user may have; with another, the one that was seen longest ago is deactivated. null: any
    /// number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 100))]
    pub max_active_devices: Option<u32>,
    /// Whether a tablet does not take the place of a phone.
    #[serde(default)]
    pub prefer_phone: bool,
    /// Whether the tokens of every application must be bound to a key (DPoP, RFC 9449), whatever their `dpop_bound` says.
    #[serde(default)]
    pub require_dpop: bool,
    /// Whether proofs of possession (DPoP) must carry a nonce of the server.
    #[serde(default)]
    pub dpop_nonce: bool,
    /// What its tokens are signed with. Where it is changed, a key of the new algorithm is published at once and signs ten
    /// minutes later; what the old key signed is verified until it expires.
    #[serde(default)]
    pub signing_alg: Algorithm,
    /// Seconds that an access token lives.
    #[serde(default = "access_ttl")]
    #[schemars(range(min = 60, max = 86_400))]
    pub access_ttl: u32,
    /// Seconds that an ID token lives.
    #[serde(default = "id_token_ttl")]
    #[schemars(range(min = 60, max = 86_400))]
    pub id_token_ttl: u32,
    /// Seconds that a session lives, however often it is used.
    #[serde(default = "refresh_ttl")]
    #[schemars(range(min = 60, max = 157_680_000))]
    pub refresh_ttl: u32,
    /// Seconds without use after which a session ends; null: never.
    #[serde(default = "refresh_idle")]
    #[schemars(range(min = 60, max = 157_680_000))]
    pub refresh_idle: Option<u32>,
    /// Seconds that a token of `POST /v1/app-user-id-tokens` lives where the call does not say.
    #[serde(default = "app_user_token_ttl")]
    #[schemars(range(min = 60, max = 31_536_000))]
    pub app_user_token_ttl: u32,
    /// Anonymous users that one address, or /64 network of IPv6, may sign up in a minute.
    #[serde(default = "anon_per_ip_minute")]
    #[schemars(range(min = 1))]
    pub anon_per_ip_minute: u32,
    /// Anonymous users that one address, or /64 network of IPv6, may sign up in an hour.
    #[serde(default = "anon_per_ip_hour")]
    #[schemars(range(min = 1))]
    pub anon_per_ip_hour: u32,
    /// Anonymous users that the pool may get in a day.
    #[serde(default = "anon_per_pool_day")]
    #[schemars(range(min = 1))]
    pub anon_per_pool_day: u32,
    /// Anonymous users from which on the event `anonymous.cap_reached` says that there are many. null: none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1))]
    pub anon_soft_cap: Option<u32>,
    /// The most anonymous users that the pool may have at a time; further sign-ups are refused. null: any number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1))]
    pub anon_hard_cap: Option<u32>,
    /// Seconds that the key of a device opens a guest's account without being used, before the guest counts as an orphan.
    #[serde(default = "device_key_ttl")]
    #[schemars(range(min = 86_400, max = 157_680_000))]
    pub device_key_ttl: u32,
    /// Seconds after which guests to whom nobody can come back are deleted, from when they were last seen.
    #[serde(default = "orphan_grace")]
    #[schemars(range(min = 86_400, max = 157_680_000))]
    pub orphan_grace: u32,
}

/// A tenant's own identity provider.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "PoolAuthorization")]
#[serde(deny_unknown_fields)]
pub struct Authorization {
    /// Where its public keys are, as a JWKS (RFC 7517).
    #[schemars(length(max = 2048), regex(pattern = web_address::PATTERN))]
    pub jwks_uri: String,
    /// The claim that names the customer; `email` counts only with `email_verified`.
    #[serde(default = "sub")]
    #[schemars(length(max = 64), regex(pattern = line::PATTERN))]
    pub id_claim: String,
    /// The `iss` that tokens must have. Without it, tokens that the provider signs for anybody's pool are accepted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 2048), regex(pattern = line::PATTERN))]
    pub issuer: Option<String>,
    /// What `aud` of tokens must name. Without it, tokens for any of the provider's applications are accepted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 255), regex(pattern = line::PATTERN))]
    pub audience: Option<String>,
}

/// What becomes of a guest who gives an address that another user has.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PromotionConflict {
    /// It is refused, and the guest stays a guest.
    #[default]
    Error,
    /// The person may sign in as the other user.
    Login,
}

const fn yes() -> bool {
    true
}
const fn access_ttl() -> u32 {
    1_800
}
const fn id_token_ttl() -> u32 {
    300
}
const fn refresh_ttl() -> u32 {
    31_449_600
}
#[expect(clippy::unnecessary_wraps, reason = "the default of an optional field")]
const fn refresh_idle() -> Option<u32> {
    Some(2_592_000)
}
const fn app_user_token_ttl() -> u32 {
    15_552_000
}
const fn anon_per_ip_minute() -> u32 {
    60
}
const fn anon_per_ip_hour() -> u32 {
    100
}
const fn anon_per_pool_day() -> u32 {
    10_000
}
const fn device_key_ttl() -> u32 {
    15_552_000
}
const fn orphan_grace() -> u32 {
    2_592_000
}
fn sub() -> String {
    "sub".to_owned()
}

/// The most devices to which a pool limits its users.
const MOST_DEVICES: u32 = 100;
/// The longest that a token for an app user may live: a year.
pub const LONGEST_APP_USER_TOKEN: u32 = 31_536_000;

impl Definition {
    /// A hosted pool with the usual settings.
    pub fn new(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            description: None,
            authorization: None,
            anonymous_enabled: false,
            auto_create: true,
            promotion_conflict: PromotionConflict::Error,
            max_active_devices: None,
            prefer_phone: false,
            require_dpop: false,
            dpop_nonce: false,
            signing_alg: Algorithm::Rs256,
            access_ttl: access_ttl(),
            id_token_ttl: id_token_ttl(),
            refresh_ttl: refresh_ttl(),
            refresh_idle: refresh_idle(),
            app_user_token_ttl: app_user_token_ttl(),
            anon_per_ip_minute: anon_per_ip_minute(),
            anon_per_ip_hour: anon_per_ip_hour(),
            anon_per_pool_day: anon_per_pool_day(),
            anon_soft_cap: None,
            anon_hard_cap: None,
            device_key_ttl: device_key_ttl(),
            orphan_grace: orphan_grace(),
        }
    }

    /// The caps on its guests who are there at a time.
    pub const fn living_caps(&self) -> LivingCaps {
        LivingCaps { soft: self.anon_soft_cap, hard: self.anon_hard_cap }
    }

    /// Whether its tokens for app users are ours, and not those of the tenant's identity provider.
    pub const fn is_hosted(&self) -> bool {
        self.authorization.is_none()
    }

    /// What is unsafe about it.
    pub fn warnings(&self) -> Vec<&'static str> {
        let Some(authorization) = &self.authorization else { return Vec::new() };
        let mut warnings = Vec::new();
        if authorization.issuer.is_none() {
            warnings.push("authorization.issuer is not set: tokens of any issuer with these keys are accepted");
        }
        if authorization.audience.is_none() {
            warnings.push("authorization.audience is not set: tokens for any application of the provider are accepted");
        }
        warnings
    }

    /// Every mistake in it.
    pub fn lint(&self) -> Vec<Mistake> {
        let mut mistakes = Vec::new();
        let mut add = |key: &str, message: Option<String>| {
            mistakes.extend(message.map(|message| Mistake { key: key.to_owned(), message }));
        };
        add("name", line::mistake(&self.name, 80));
        add("description", self.description.as_deref().and_then(|text| line::mistake(text, 255)));
        let lives = [
            ("access_ttl", self.access_ttl, 86_400),
            ("id_token_ttl", self.id_token_ttl, 86_400),
            ("refresh_ttl", self.refresh_ttl, LONGEST_SESSION),
            ("refresh_idle", self.refresh_idle.unwrap_or(LONGEST_SESSION), LONGEST_SESSION),
            ("app_user_token_ttl", self.app_user_token_ttl, LONGEST_APP_USER_TOKEN),
        ];
        for (key, seconds, most) in lives {
            add(key, life_mistake(seconds, most));
        }
        for (key, seconds) in [("device_key_ttl", self.device_key_ttl), ("orphan_grace", self.orphan_grace)] {
            let is_wrong = !(DAY..=LONGEST_SESSION).contains(&seconds);
            add(key, is_wrong.then(|| format!("between {DAY} and {LONGEST_SESSION} seconds")));
        }
        self.lint_guests(&mut add);
        let too_many = self.max_active_devices.is_some_and(|most| !(1..=MOST_DEVICES).contains(&most));
        add("max_active_devices", too_many.then(|| format!("between 1 and {MOST_DEVICES}, or null")));
        if let Some(authorization) = &self.authorization {
            add("authorization.jwks_uri", web_address::parse(&authorization.jwks_uri).err());
            add("authorization.id_claim", line::mistake(&authorization.id_claim, 64));
            add("authorization.issuer", authorization.issuer.as_deref().and_then(|text| line::mistake(text, 2048)));
            add("authorization.audience", authorization.audience.as_deref().and_then(|text| line::mistake(text, 255)));
        }
        mistakes
    }

    /// The mistakes in how many guests it may have.
    fn lint_guests(&self, add: &mut impl FnMut(&str, Option<String>)) {
        let limits = [
            ("anon_per_ip_minute", Some(self.anon_per_ip_minute)),
            ("anon_per_ip_hour", Some(self.anon_per_ip_hour)),
            ("anon_per_pool_day", Some(self.anon_per_pool_day)),
            ("anon_hard_cap", self.anon_hard_cap),
        ];
        for (key, limit) in limits {
            let is_none = limit == Some(0);
            add(key, is_none.then(|| "must be at least 1; switch `anonymous_enabled` off instead".to_owned()));
        }
        let is_between = |soft: u32| soft > 0 && self.anon_hard_cap.is_none_or(|hard| soft < hard);
        let is_wrong = self.anon_soft_cap.is_some_and(|soft| !is_between(soft));
        add("anon_soft_cap", is_wrong.then(|| "must be at least 1, and less than `anon_hard_cap`".to_owned()));
    }
}

/// Seconds of a day.
const DAY: u32 = 86_400;

/// The longest that a session may live: five years.
pub const LONGEST_SESSION: u32 = 157_680_000;

/// What is wrong with a lifetime of at most so many seconds.
pub fn life_mistake(seconds: u32, most: u32) -> Option<String> {
    (!(60..=most).contains(&seconds)).then(|| format!("between 60 and {most} seconds"))
}

/// The host and port of an address, as the network rules take them.
pub fn host_of(url: &Url) -> Option<String> {
    let host = match url.host()? {
        Host::Domain(name) => name.to_owned(),
        Host::Ipv4(address) => address.to_string(),
        Host::Ipv6(address) => format!("[{address}]"),
    };
    Some(url.port().map_or_else(|| host.clone(), |port| format!("{host}:{port}")))
}

/// How long what a pool issues for a client lives: the client's own settings before the pool's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lifetimes {
    pub access: Duration,
    pub id_token: Duration,
    pub session: Duration,
    pub idle: Option<Duration>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pool_from_its_name_alone_has_the_usual_settings() {
        let read: Definition = serde_json::from_str(r#"{"name":"x"}"#).unwrap();
        assert_eq!(read, Definition::new("x"));
        assert!(read.lint().is_empty() && read.is_hosted() && !read.anonymous_enabled);
    }

    #[test]
    fn every_mistake_is_named() {
        let mut pool = Definition::new("");
        pool.access_ttl = 1;
        pool.refresh_idle = Some(0);
        pool.anon_per_pool_day = 0;
        (pool.anon_soft_cap, pool.anon_hard_cap) = (Some(10), Some(10));
        let keys: Vec<String> = pool.lint().into_iter().map(|mistake| mistake.key).collect();
        assert_eq!(keys, ["name", "access_ttl", "refresh_idle", "anon_per_pool_day", "anon_soft_cap"]);
    }
}
