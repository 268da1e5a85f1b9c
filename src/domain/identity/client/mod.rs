//! A client: an application of a user pool.

pub mod uri;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use strum::{Display, EnumString};
use time::Duration;

use super::{
    Pool,
    pool::{self, LONGEST_SESSION, Lifetimes, life_mistake},
};
use crate::domain::{id::Id, line, source::recipe::lint::Mistake};

/// The most addresses of one kind that a client has.
const MOST_ADDRESSES: usize = 20;

/// The longest `sdk_config`, in bytes of JSON.
const LONGEST_CONFIG: usize = 16 * 1024;

/// What a client is made of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "NewSdkClient")]
#[serde(deny_unknown_fields)]
pub struct Definition {
    #[schemars(length(max = 80), regex(pattern = line::PATTERN), example = &"Web shop")]
    pub name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 255), regex(pattern = line::PATTERN))]
    pub description: Option<String>,
    /// The pool whose users it is for.
    pub user_pool_id: Id<Pool>,
    #[serde(default)]
    pub application_type: ApplicationType,
    /// Where sign-ins may lead back to, compared character by character; on the loopback interface of a native
    /// application, any port.
    #[serde(default)]
    #[schemars(length(max = 20))]
    pub redirect_uris: Vec<String>,
    /// Where a sign-out may lead to.
    #[serde(default)]
    #[schemars(length(max = 20))]
    pub post_logout_uris: Vec<String>,
    /// The origins from which its scripts call, such as `https://shop.example.com`.
    #[serde(default)]
    #[schemars(length(max = 20))]
    pub cors_origins: Vec<String>,
    /// Whether its tokens must be bound to a key of the application (DPoP, RFC 9449).
    #[serde(default)]
    pub dpop_bound: bool,
    /// Whether a device gets a guest of its own by a pushed authorization request, without a page.
    #[serde(default)]
    pub enrollment_flow: EnrollmentFlow,
    /// What a device gets beside its tokens when it redeems a code: an object of the application's own, of at most 16 KiB.
    #[serde(default)]
    pub sdk_config: Map<String, Value>,
    /// Seconds; in place of the pool's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 60, max = 86_400))]
    pub access_ttl: Option<u32>,
    /// Seconds; in place of the pool's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 60, max = 157_680_000))]
    pub refresh_ttl: Option<u32>,
    /// Seconds; in place of the pool's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 60, max = 157_680_000))]
    pub refresh_idle: Option<u32>,
}

/// What kind of application a client is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, Display, EnumString, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum ApplicationType {
    /// Scripts in a browser.
    #[default]
    Spa,
    /// An application on a device.
    Native,
    /// Pages of a server that share the issuer's cookies.
    TraditionalWebapp,
    /// A server that keeps a secret.
    Confidential,
    /// An application of somebody else, which keeps a secret.
    ThirdPartyApp,
}

/// How devices come to have users at the authorization endpoint.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum EnrollmentFlow {
    /// By sign-ins of people on the pool's pages alone.
    #[default]
    None,
    /// Also by what a device signs.
    Device,
}

impl ApplicationType {
    /// Whether it is the tenant's own and handles what its users are signed in with: only such may use guests.
    pub const fn is_first_party_public(self) -> bool {
        matches!(self, Self::Spa | Self::Native | Self::TraditionalWebapp)
    }

    /// Whether it proves who it is with a secret.
    pub const fn has_secret(self) -> bool {
        !self.is_first_party_public()
    }
}

impl Definition {
    /// A browser application of a pool, with nothing registered.
    pub fn new(name: &str, pool: Id<Pool>) -> Self {
        Self {
            name: name.to_owned(),
            description: None,
            user_pool_id: pool,
            application_type: ApplicationType::default(),
            redirect_uris: Vec::new(),
            post_logout_uris: Vec::new(),
            cors_origins: Vec::new(),
            dpop_bound: false,
            enrollment_flow: EnrollmentFlow::None,
            sdk_config: Map::new(),
            access_ttl: None,
            refresh_ttl: None,
            refresh_idle: None,
        }
    }

    /// Every mistake in it.
    pub fn lint(&self) -> Vec<Mistake> {
        let mut mistakes = Vec::new();
        let mut add = |key: String, message: Option<String>| {
            mistakes.extend(message.map(|message| Mistake { key, message }));
        };
        add("name".to_owned(), line::mistake(&self.name, 80));
        add("description".to_owned(), self.description.as_deref().and_then(|text| line::mistake(text, 255)));
        let is_native = self.application_type == ApplicationType::Native;
        let lists: [(&str, &Vec<String>); 3] = [
            ("redirect_uris", &self.redirect_uris),
            ("post_logout_uris", &self.post_logout_uris),
            ("cors_origins", &self.cors_origins),
        ];
        for (key, list) in lists {
            let too_many = list.len() > MOST_ADDRESSES;
            add(key.to_owned(), too_many.then(|| format!("at most {MOST_ADDRESSES} addresses")));
            for (index, text) in list.iter().enumerate().take(MOST_ADDRESSES) {
                let mistake = if key == "cors_origins" {
                    uri::origin_mistake(text)
                } else {
                    uri::redirect_mistake(text, is_native)
                };
                add(format!("{key}[{index}]"), mistake);
            }
        }
        let lives = [
            ("access_ttl", self.access_ttl, 86_400),
            ("refresh_ttl", self.refresh_ttl, LONGEST_SESSION),
            ("refresh_idle", self.refresh_idle, LONGEST_SESSION),
        ];
        for (key, seconds, most) in lives {
            add(key.to_owned(), seconds.and_then(|seconds| life_mistake(seconds, most)));
        }
        let is_long = serde_json::to_string(&self.sdk_config).map_or(0, |text| text.len()) > LONGEST_CONFIG;
        add("sdk_config".to_owned(), is_long.then(|| format!("at most {LONGEST_CONFIG} bytes as JSON")));
        mistakes
    }

    /// Whether a sign-in may lead back to an address.
    pub fn allows_redirect(&self, given: &str) -> bool {
        let any_port = self.application_type == ApplicationType::Native;
        self.redirect_uris.iter().any(|registered| uri::is_redirect(registered, given, any_port))
    }

    /// Whether a sign-out may lead to an address.
    pub fn allows_post_logout(&self, given: &str) -> bool {
        self.post_logout_uris.iter().any(|registered| uri::is_redirect(registered, given, false))
    }

    /// Whether scripts of an origin may call for it.
    pub fn allows_origin(&self, origin: &str) -> bool {
        self.cors_origins.iter().any(|registered| uri::is_origin(registered, origin))
    }

    /// How long what is issued for it lives.
    pub fn lifetimes(&self, pool: &pool::Definition) -> Lifetimes {
        let seconds = |seconds: u32| Duration::seconds(seconds.into());
        Lifetimes {
            access: seconds(self.access_ttl.unwrap_or(pool.access_ttl)),
            id_token: seconds(pool.id_token_ttl),
            session: seconds(self.refresh_ttl.unwrap_or(pool.refresh_ttl)),
            idle: self.refresh_idle.or(pool.refresh_idle).map(seconds),
        }
    }
}
