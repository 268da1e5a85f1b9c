//! What the key of a device signs: a JWT over a challenge of ours, which is used up.

use std::net::IpAddr;

use secrecy::{ExposeSecret, SecretString};
use time::OffsetDateTime;

use crate::{
    app::App,
    domain::identity::{
        code::{ChallengePurpose, Kind},
        jose::{self, Claims, DeviceKey, Rejected},
        limit::RateLimit,
        secret,
    },
    service::identity::{IdentityError, Refused},
    store::{
        Tx,
        identity::codes::{self, About},
    },
};

/// Makes a challenge for an address: it, and when it expires.
pub async fn challenge(
    app: &App,
    from: IpAddr,
    purpose: ChallengePurpose,
) -> Result<(SecretString, OffsetDateTime), IdentityError> {
    let challenge = secret::challenge(rand::random());
    let hash = secret::hash(challenge.expose_secret());
    let most = (app.config.open_challenges, Kind::Challenge.life().unsigned_abs());
    let added = app.allowances.challenges.add(from, &hash, most, app.clock.instant());
    added.map_err(|seconds| Refused::too_many(RateLimit::Challenges, seconds))?;
    let mut tx = app.db.begin().await?;
    let (id, now) = (app.id(), app.clock.now());
    let expires_at = codes::insert(&mut tx, (id, Kind::Challenge), &hash, About::default(), &purpose, now).await?;
    tx.commit().await?;
    Ok((challenge, expires_at))
}

/// Uses a challenge up by its hash, if it was made for the purpose.
pub async fn use_challenge(
    app: &App,
    tx: &mut Tx,
    (purpose, hash): (ChallengePurpose, &str),
    now: OffsetDateTime,
) -> Result<(), IdentityError> {
    let found = codes::consume::<ChallengePurpose>(tx, Kind::Challenge, hash, now).await?;
    if found.is_none_or(|found| found.payload != purpose) {
        return Err(Refused::grant("the challenge is unknown, used or expired").into());
    }
    app.allowances.challenges.used(hash);
    Ok(())
}

/// Why a request of a device is not accepted.
pub fn rejected(reason: Rejected) -> Refused {
    Refused::grant(format!("the request of the device is not accepted: {reason}"))
}

/// The name of the key that a request of a type is signed with, and the key, where the request shows it. Nobody has
/// verified the signature yet.
pub fn key(jwt: &str, typ: &str) -> Result<(String, Option<DeviceKey>), Refused> {
    let header = jose::header(jwt).map_err(rejected)?;
    if header.typ.as_deref() != Some(typ) {
        return Err(Refused::request("the request of the device has another typ"));
    }
    let shown_kid = header.jwk.as_ref().and_then(|jwk| jwk.common.key_id.clone());
    let kid = header.kid.or(shown_kid).ok_or_else(|| rejected(Rejected::NoKid))?;
    let shown = header.jwk.map(|jwk| DeviceKey::read(&kid, jwk)).transpose().map_err(rejected)?;
    Ok((kid, shown))
}

/// The hash of the challenge that a verified request for an action answers.
pub fn challenge_of(claims: &Claims, action: &str, now: OffsetDateTime) -> Result<String, Refused> {
    jose::check_times(claims, now).map_err(rejected)?;
    if jose::text(claims, "action") != Some(action) {
        return Err(Refused::request(format!("the action of the request is not `{action}`")));
    }
    let challenge = jose::text(claims, "challenge").ok_or_else(|| Refused::request("the request has no challenge"))?;
    Ok(secret::hash(challenge))
}
