//! What is good for one use: codes, challenges and pushed requests.

use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, IntoStaticStr};
use time::Duration;

use super::{
    BrowserSession, Device,
    device::Enrolment,
    grant::Origin,
    proof::{Acr, Amr},
};
use crate::domain::id::Id;

/// What a one-time code is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Display, EnumString, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum Kind {
    /// Ends a sign-in on the pool's pages.
    Authorization,
    /// Names a customer to a device.
    PreAuthorized,
    /// Lets a guest become a regular user.
    Promotion,
    /// What a device signs.
    Challenge,
    /// Opens a page of the pool from an application.
    AppSession,
    /// Stands for an authorization request that was pushed.
    Par,
}

impl Kind {
    /// How long it is good for.
    pub const fn life(self) -> Duration {
        match self {
            Self::Authorization | Self::PreAuthorized => Duration::minutes(10),
            Self::Promotion | Self::Challenge | Self::AppSession => Duration::minutes(5),
            Self::Par => Duration::seconds(60),
        }
    }
}

/// What an application asks of the authorization endpoint.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuthRequest {
    pub redirect_uri: String,
    pub scope: String,
    pub state: Option<String>,
    pub nonce: Option<String>,
    pub code_challenge: String,
    pub prompt: Option<String>,
    /// Seconds since the person last showed a factor.
    pub max_age: Option<u32>,
    /// How well it is to be known who the person is, where that can be had.
    #[serde(default)]
    pub acr: Option<Acr>,
    /// Whom the application expects; never a code or a token.
    pub login_hint: Option<String>,
    /// The hash of the promotion code of a guest who is to become a regular user.
    pub promotion: Option<String>,
    /// The thumbprint of the key that the code is bound to.
    #[serde(default)]
    pub dpop_jkt: Option<String>,
    /// The device that is to get a guest, without a page.
    #[serde(default)]
    pub enrolment: Option<Enrolment>,
    /// Whether the person came for a page of the pool itself: `redirect_uri` is its address, and no code is made.
    #[serde(default)]
    pub is_own_page: bool,
}

impl AuthRequest {
    /// How the session that it leads to begins.
    pub const fn origin(&self) -> Origin {
        match (&self.promotion, &self.enrolment) {
            (Some(_), _) => Origin::Promotion,
            (None, Some(_)) => Origin::Anonymous,
            (None, None) => Origin::Code,
        }
    }
}

/// What an authorization code stands for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Authorized {
    pub redirect_uri: String,
    pub scope: String,
    pub nonce: Option<String>,
    pub code_challenge: String,
    pub acr: Acr,
    pub amr: Vec<Amr>,
    /// Unix seconds.
    pub auth_time: i64,
    pub browser_session: Option<Id<BrowserSession>>,
    /// The device whose guest it is.
    #[serde(default)]
    pub device: Option<Id<Device>>,
    /// How the session begins; what an earlier version wrote does not say it.
    #[serde(default = "code")]
    pub origin: Origin,
    /// The thumbprint of the key without which it is of no use.
    #[serde(default)]
    pub dpop_jkt: Option<String>,
}

const fn code() -> Origin {
    Origin::Code
}

/// What a challenge was made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, EnumString)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum ChallengePurpose {
    AnonymousRequest,
    BiometricRequest,
}
