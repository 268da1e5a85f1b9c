//! Making sessions and their tokens.

use std::sync::Arc;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use secrecy::{ExposeSecret, SecretString};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use time::OffsetDateTime;

use super::{
    IdentityError, events, limits,
    party::{self, Party},
};
use crate::{
    app::{App, Signer},
    crash,
    domain::{
        id::Id,
        identity::{
            BrowserSession, Device,
            grant::{Origin, Times},
            proof::{Acr, Amr},
            scope, secret,
        },
    },
    store::{
        Tx,
        identity::{
            grants::{self, StoredGrant},
            refresh_tokens::{self, NewRefreshToken},
            users::StoredUser,
        },
    },
};

/// Whether a user is a guest; as Authgear's clients read it.
pub const IS_ANONYMOUS: &str = "https://authgear.com/claims/user/is_anonymous";
/// Whether a user has shown that an address or number is theirs.
pub const IS_VERIFIED: &str = "https://authgear.com/claims/user/is_verified";
/// Whether a user can be asked for a factor again.
pub const CAN_REAUTHENTICATE: &str = "https://authgear.com/claims/user/can_reauthenticate";

/// What a session is to be.
#[derive(Debug, Clone)]
pub struct NewSession {
    pub scope: String,
    pub acr: Acr,
    pub amr: Vec<Amr>,
    pub auth_time: OffsetDateTime,
    pub origin: Origin,
    pub device: Option<Id<Device>>,
    pub browser_session: Option<Id<BrowserSession>>,
    /// The thumbprint of the key that its tokens are bound to.
    pub dpop_jkt: Option<String>,
    /// Comes back in the ID token.
    pub nonce: Option<String>,
    /// Whether the response has an ID token.
    pub with_id_token: bool,
}

/// What a token request is answered with.
#[derive(Debug)]
pub struct Tokens {
    pub access_token: SecretString,
    /// Seconds.
    pub expires_in: i64,
    pub refresh_token: Option<SecretString>,
    pub id_token: Option<SecretString>,
    pub scope: String,
    pub grant: StoredGrant,
}

/// Begins a session of a user at a client: with a refresh token where the scope has `offline_access`.
pub async fn issue(
    app: &App,
    tx: &mut Tx,
    signer: &Arc<Signer>,
    (party, user): (&Party, &StoredUser),
    new: NewSession,
    now: OffsetDateTime,
) -> Result<Tokens, IdentityError> {
    limits::token(app, user.id)?;
    let is_offline = scope::holds(&new.scope, scope::OFFLINE);
    let (nonce, with_id_token) = (new.nonce.clone(), new.with_id_token);
    let grant = new_grant(app, (party, user), new, is_offline, now);
    grants::insert(tx, &grant).await?;
    crash::point("sign-up: session added");
    let jti = new_jti();
    let mut refresh_token = None;
    if is_offline {
        let secret = secret::make(rand::random());
        let hash = secret::hash(secret.expose_secret());
        let new = NewRefreshToken { id: app.id(), grant: grant.id, hash: &hash, access_jti: &jti };
        refresh_tokens::insert(tx, new, now).await?;
        crash::point("sign-up: refresh token added");
        refresh_token = Some(secret::refresh_token(grant.id, secret.expose_secret()));
    }
    events::session_created(tx, party, user, &grant, now);
    let minter = Minter { app, signer, party, user, grant: &grant, now };
    let access_token = minter.access_token(&jti)?;
    let has_id_token = with_id_token && scope::holds(&grant.scope, "openid");
    let id_token = has_id_token.then(|| minter.id_token(nonce.as_deref(), Some(&access_token))).transpose()?;
    let expires_in = minter.expires_in();
    Ok(Tokens { access_token, expires_in, refresh_token, id_token, scope: grant.scope.clone(), grant })
}

/// The grant of a new session: without a refresh token, it ends with its access token.
fn new_grant(
    app: &App,
    (party, user): (&Party, &StoredUser),
    new: NewSession,
    is_offline: bool,
    now: OffsetDateTime,
) -> StoredGrant {
    StoredGrant {
        id: app.id(),
        pool_id: party.pool.id,
        user_id: user.id,
        client_id: party.client.id,
        device_id: new.device,
        browser_session_id: new.browser_session,
        scope: new.scope,
        acr: new.acr,
        amr: new.amr,
        auth_time: new.auth_time,
        origin: new.origin,
        dpop_jkt: new.dpop_jkt,
        times: Times {
            created_at: now,
            last_used_at: now,
            ends_at: (!is_offline).then(|| now + party.lifetimes().access),
            revoked_at: None,
        },
    }
}

/// A name that no other token has.
pub fn new_jti() -> String {
    URL_SAFE_NO_PAD.encode(rand::random::<[u8; 16]>())
}

/// Makes the signed tokens of one grant.
pub struct Minter<'a> {
    pub app: &'a App,
    pub signer: &'a Arc<Signer>,
    pub party: &'a Party,
    pub user: &'a StoredUser,
    pub grant: &'a StoredGrant,
    pub now: OffsetDateTime,
}

impl Tokens {
    /// How its access token is to be presented.
    pub const fn token_type(&self) -> &'static str {
        if self.grant.dpop_jkt.is_some() { "DPoP" } else { "Bearer" }
    }
}

impl Minter<'_> {
    /// Seconds that an access token lives: not longer than its session.
    pub fn expires_in(&self) -> i64 {
        let lifetimes = self.party.lifetimes();
        let left = self.grant.times.end(lifetimes) - self.now;
        lifetimes.access.min(left).whole_seconds().max(1)
    }

    /// An access token in the profile of RFC 9068: never a name, an address or a number.
    pub fn access_token(&self, jti: &str) -> Result<SecretString, IdentityError> {
        let issuer = party::issuer(self.app, self.party.pool.id);
        let now = self.now.unix_timestamp();
        let mut claims = self.claims(&issuer, now, now + self.expires_in());
        claims["aud"] = json!([issuer]);
        claims["client_id"] = json!(self.party.client.id);
        claims["jti"] = json!(jti);
        claims["scope"] = json!(self.grant.scope);
        claims[IS_ANONYMOUS] = json!(self.user.is_anonymous);
        if let Some(jkt) = &self.grant.dpop_jkt {
            claims["cnf"] = json!({"jkt": jkt});
        }
        Ok(self.signer.sign("at+jwt", &claims)?.into())
    }

    /// An ID token, tied to an access token where there is one.
    pub fn id_token(&self, nonce: Option<&str>, access: Option<&SecretString>) -> Result<SecretString, IdentityError> {
        let issuer = party::issuer(self.app, self.party.pool.id);
        let now = self.now.unix_timestamp();
        let mut claims = self.claims(&issuer, now, now + self.party.lifetimes().id_token.whole_seconds());
        claims["aud"] = json!(self.party.client.id);
        if let Some(nonce) = nonce {
            claims["nonce"] = json!(nonce);
        }
        if let Some(access) = access {
            let hash = Sha256::digest(access.expose_secret().as_bytes());
            claims["at_hash"] = json!(URL_SAFE_NO_PAD.encode(&hash[..16]));
        }
        claims[IS_ANONYMOUS] = json!(self.user.is_anonymous);
        claims[IS_VERIFIED] = json!(self.user.is_verified);
        claims[CAN_REAUTHENTICATE] = json!(self.user.is_verified);
        Ok(self.signer.sign("JWT", &claims)?.into())
    }

    /// An access token for an audience and with scopes, which lives so many seconds and opens nothing of ours.
    pub fn narrowed_token(&self, (audience, scope): (&str, &str), seconds: i64) -> Result<SecretString, IdentityError> {
        let now = self.now.unix_timestamp();
        let claims = json!({
            "iss": party::issuer(self.app, self.party.pool.id),
            "sub": self.user.id,
            "aud": [audience],
            "client_id": self.party.client.id,
            "iat": now,
            "exp": now + seconds,
            "jti": new_jti(),
            "scope": scope,
            "acr": self.grant.acr,
        });
        Ok(self.signer.sign("at+jwt", &claims)?.into())
    }

    fn claims(&self, issuer: &str, from: i64, until: i64) -> Value {
        json!({
            "iss": issuer,
            "sub": self.user.id,
            "iat": from,
            "exp": until,
            "auth_time": self.grant.auth_time.unix_timestamp(),
            "acr": self.grant.acr,
            "amr": self.grant.amr,
            "sid": self.grant.id,
        })
    }
}
