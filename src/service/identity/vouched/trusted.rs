//! Tokens of a tenant's own identity provider, verified with the keys that it publishes.

use time::{Duration, OffsetDateTime};
use url::Url;

use crate::{
    app::App,
    domain::identity::{
        jose::{self, Claims, JwkSet, Rejected},
        pool::Authorization,
    },
    net,
    service::ServiceError,
    store::{
        StoreError,
        identity::{
            jwks_copies::{self, JwksCopy},
            pools::StoredPool,
        },
    },
};

/// How long keys are used without being fetched again.
const FRESH: Duration = Duration::minutes(10);
/// How long the last good keys are used while the provider does not answer.
const KEPT: Duration = Duration::hours(24);
/// The pause between two fetches, whatever tokens ask for.
const PAUSE: Duration = Duration::minutes(1);
/// The longest name of a customer, in characters.
const LONGEST: usize = 255;

/// The customer whom a token of a pool's provider names.
pub async fn read(
    app: &App,
    pool: &StoredPool,
    authorization: &Authorization,
    token: &str,
) -> Result<Result<String, Rejected>, ServiceError> {
    let kid = match jose::header(token) {
        Err(rejected) => return Ok(Err(rejected)),
        Ok(header) => match header.kid {
            None => return Ok(Err(Rejected::NoKid)),
            Some(kid) => kid,
        },
    };
    let keys = keys(app, pool, authorization, &kid).await?;
    let now = app.clock.now();
    Ok(jose::verify_with(token, &keys).and_then(|claims| customer(&claims, authorization, now)))
}

fn customer(claims: &Claims, authorization: &Authorization, now: OffsetDateTime) -> Result<String, Rejected> {
    jose::check_times(claims, now)?;
    if authorization.issuer.as_deref().is_some_and(|issuer| jose::text(claims, "iss") != Some(issuer)) {
        return Err(Rejected::Issuer);
    }
    if authorization.audience.as_deref().is_some_and(|audience| !jose::is_for(claims, audience)) {
        return Err(Rejected::Audience);
    }
    // An address that nobody has verified is anybody's to claim.
    let is_verified = claims.get("email_verified").is_some_and(|verified| *verified == true);
    if authorization.id_claim == "email" && !is_verified {
        return Err(Rejected::Subject);
    }
    let named = jose::text(claims, &authorization.id_claim);
    let is_name = |name: &&str| !name.trim().is_empty() && !name.contains('\0') && name.chars().count() <= LONGEST;
    named.filter(is_name).map(str::to_owned).ok_or(Rejected::Subject)
}

/// The provider's keys: fetched again when they are old or lack the one that is asked for, and not too often.
async fn keys(app: &App, pool: &StoredPool, authorization: &Authorization, kid: &str) -> Result<JwkSet, ServiceError> {
    let now = app.clock.now();
    let copy = jwks_copies::find(&app.db, pool.id).await?.filter(|copy| copy.jwks_uri == authorization.jwks_uri);
    let known = copy.as_ref().and_then(|copy| jose::read_jwks(&copy.keys)).unwrap_or_default();
    let is_fresh = copy.as_ref().is_some_and(|copy| now < copy.fetched_at + FRESH);
    let may_fetch = copy.as_ref().is_none_or(|copy| now >= copy.tried_at + PAUSE);
    if may_fetch && !(is_fresh && known.find(kid).is_some()) {
        match fetch(app, &authorization.jwks_uri).await {
            Ok((text, keys)) => {
                let fetched = JwksCopy {
                    jwks_uri: authorization.jwks_uri.clone(),
                    keys: text,
                    fetched_at: now,
                    tried_at: now,
                    last_error: None,
                };
                keep(app, pool, &fetched).await?;
                return Ok(keys);
            }
            Err(error) => {
                tracing::warn!(pool = %pool.id, error, "the keys of a tenant's identity provider cannot be fetched");
                let tried = JwksCopy {
                    tried_at: now,
                    last_error: Some(error),
                    ..copy.clone().unwrap_or_else(|| empty(authorization))
                };
                keep(app, pool, &tried).await?;
            }
        }
    }
    let is_usable = copy.is_some_and(|copy| now < copy.fetched_at + KEPT);
    Ok(if is_usable { known } else { JwkSet::default() })
}

/// What is known of a provider that has never answered.
fn empty(authorization: &Authorization) -> JwksCopy {
    JwksCopy {
        jwks_uri: authorization.jwks_uri.clone(),
        keys: r#"{"keys":[]}"#.to_owned(),
        fetched_at: OffsetDateTime::UNIX_EPOCH,
        tried_at: OffsetDateTime::UNIX_EPOCH,
        last_error: None,
    }
}

async fn fetch(app: &App, jwks_uri: &str) -> Result<(String, JwkSet), String> {
    let url: Url = jwks_uri.parse().map_err(|_| "the address cannot be read".to_owned())?;
    let private = app.private().map_err(|error| error.to_string())?;
    let text = net::jwks::fetch(&url, private).await.map_err(|error| error.to_string())?;
    let keys = jose::read_jwks(&text).ok_or("the document is not a JWKS")?;
    Ok((text.replace('\0', ""), keys))
}

async fn keep(app: &App, pool: &StoredPool, copy: &JwksCopy) -> Result<(), StoreError> {
    let mut tx = app.db.begin().await?;
    jwks_copies::put(&mut tx, pool.id, copy).await?;
    tx.commit().await
}
