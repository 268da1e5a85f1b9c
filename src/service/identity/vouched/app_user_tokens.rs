//! Tokens of hosted pools: what the tenant's backend vouches for a customer with.

use secrecy::SecretString;
use serde_json::json;
use time::{Duration, OffsetDateTime};

use crate::service::identity::{issue::new_jti, party, signing_keys};
use crate::{
    app::App,
    domain::{
        id::Id,
        identity::{
            Client,
            jose::{self, Rejected},
        },
    },
    service::ServiceError,
    store::identity::pools::StoredPool,
};

/// For whom a token is, and how long.
pub struct NewToken<'a> {
    /// The tenant's own name for the customer.
    pub app_user_id: &'a str,
    pub client: Option<Id<Client>>,
    /// Seconds; without it, as the pool says.
    pub expires_in: Option<u32>,
}

/// Makes a token: it, and when it expires. Its issuer is not the pool's own, so that the tenant's names of customers and
/// ours cannot be taken for each other.
pub async fn make(
    app: &App,
    pool: &StoredPool,
    new: &NewToken<'_>,
) -> Result<(SecretString, OffsetDateTime), ServiceError> {
    let now = app.clock.now();
    let life = new.expires_in.unwrap_or(pool.definition.app_user_token_ttl);
    let expires_at = now + Duration::seconds(life.into());
    let mut audience = vec![party::issuer(app, pool.id)];
    audience.extend(new.client.map(|client| client.to_string()));
    let mut claims = json!({
        "iss": party::app_users_issuer(app, pool.id),
        "sub": new.app_user_id,
        "aud": audience,
        "iat": now.unix_timestamp(),
        "exp": expires_at.unix_timestamp(),
        "jti": new_jti(),
    });
    if let Some(client) = new.client {
        claims["sdkClientId"] = json!(client);
    }
    let token = signing_keys::signer(app, pool).await?.sign("JWT", &claims)?;
    Ok((token.into(), expires_at))
}

/// The customer whom a token of a hosted pool names, for a client of that pool.
pub async fn read(
    app: &App,
    pool: &StoredPool,
    client: Option<Id<Client>>,
    token: &str,
) -> Result<Result<String, Rejected>, ServiceError> {
    let keys = signing_keys::verifying(app, pool.id).await?;
    let (issuer, now) = (party::issuer(app, pool.id), app.clock.now());
    let checked = || {
        let claims = jose::verify_with(token, &keys)?;
        jose::check_times(&claims, now)?;
        if jose::text(&claims, "iss") != Some(&party::app_users_issuer(app, pool.id)) {
            return Err(Rejected::Issuer);
        }
        let bound = jose::text(&claims, "sdkClientId");
        let is_for_client = bound.is_none_or(|bound| client.is_none_or(|client| client.to_string() == bound));
        if !jose::is_for(&claims, &issuer) || !is_for_client {
            return Err(Rejected::Audience);
        }
        jose::text(&claims, "sub").map(str::to_owned).ok_or(Rejected::Subject)
    };
    Ok(checked())
}
