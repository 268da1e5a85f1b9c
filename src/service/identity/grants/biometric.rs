//! Biometric keys: keys that a device lets sign after a biometric check alone. Whoever is signed in on the device sets one
//! up, and signs in with it later. The check is the device's word: nothing in what it signs shows that there was one.

use time::OffsetDateTime;

use super::signed;
use crate::{
    app::App,
    crash,
    domain::identity::{
        code::ChallengePurpose,
        device::{AuthenticationMode, State as DeviceState, dpop::KeyProof},
        grant::Origin,
        hosted::second_factor::FactorKind,
        jose::{self, DeviceKey},
        proof::{Acr, Proof, Subject},
        scope,
        user::{IdentityKind, State},
    },
    service::identity::{
        IdentityError, Refused, events,
        issue::{NewSession, Tokens, issue},
        party::Party,
        resolve::resolve,
        sessions::Session,
        signing_keys,
        users::has_no_account,
    },
    store::{
        Tx,
        identity::{
            devices::{self, StoredDevice},
            identities::{self, StoredIdentity},
            users::{self, StoredUser},
        },
        sql::stored::to_json,
    },
};

/// The `typ` of what a device signs.
const TYPE: &str = "vnd.authgear.biometric-request";

/// How many keys somebody may have.
const MOST: usize = 20;

const PURPOSE: ChallengePurpose = ChallengePurpose::BiometricRequest;

/// Whether a request is to set a key up; nobody has verified it.
pub fn sets_up(jwt: &str) -> bool {
    jose::claimed_text(jwt, "action").is_some_and(|action| action == "setup")
}

fn check(party: &Party) -> Result<(), Refused> {
    if party.client.definition.application_type.is_first_party_public() {
        return Ok(());
    }
    Err(Refused::client("this kind of client has no biometric keys"))
}

/// Sets up the key that a request shows and is signed with, for the user of a session.
pub async fn set_up(app: &App, party: &Party, session: &Session, jwt: &str) -> Result<(), IdentityError> {
    check(party)?;
    if session.party.client.id != party.client.id {
        return Err(Refused::request("the access token is another client's").into());
    }
    let (_, shown) = signed::key(jwt, TYPE)?;
    let key = shown.ok_or_else(|| Refused::request("the request does not show its key"))?;
    let claims = jose::verify(jwt, &key.jwk).map_err(signed::rejected)?;
    let now = app.clock.now();
    let challenge = signed::challenge_of(&claims, "setup", now)?;
    let mut tx = app.db.begin().await?;
    signed::use_challenge(app, &mut tx, (PURPOSE, &challenge), now).await?;
    let user = users::lock_of_pool(&mut tx, party.pool.id, session.user.id).await?;
    let gone = || Refused::grant("the user does not exist any more");
    let user = user.filter(|user| user.state() == State::Active).ok_or_else(gone)?;
    if user.is_anonymous {
        return Err(Refused::request("an anonymous user sets up no biometric key").coded("anonymous_user").into());
    }
    add(app, &mut tx, (&user, session), &key, now).await?;
    crash::point("biometric: key added");
    events::factor_added(&mut tx, &user, FactorKind::Biometric, now);
    tx.commit().await?;
    crash::point("biometric: after its commit");
    Ok(())
}

/// Adds a key for a locked user: it is of the device of the session, if that is one's.
async fn add(
    app: &App,
    tx: &mut Tx,
    (user, session): (&StoredUser, &Session),
    key: &DeviceKey,
    now: OffsetDateTime,
) -> Result<(), IdentityError> {
    let known = identities::of_user(&mut *tx, user.id).await?;
    if known.iter().filter(|identity| identity.kind == IdentityKind::Biometric).count() >= MOST {
        return Err(Refused::request(format!("a user has at most {MOST} biometric keys")).into());
    }
    let device = match session.grant.device_id {
        Some(id) => devices::find(&mut *tx, id).await?,
        None => None,
    };
    let identity = StoredIdentity {
        id: app.id(),
        pool_id: user.pool_id,
        user_id: user.id,
        kind: IdentityKind::Biometric,
        unique_key: key.kid.clone(),
        display: key.kid.clone(),
        public_jwk: Some(to_json(&key.jwk)),
        device_id: device.filter(|device| is_of(device, user)).map(|device| device.id),
        verified_at: None,
        created_at: now,
        last_used_at: None,
    };
    if identities::insert(tx, &identity).await? {
        return Ok(());
    }
    Err(Refused::request("the pool has a biometric key of this name already").into())
}

fn is_of(device: &StoredDevice, user: &StoredUser) -> bool {
    device.state == DeviceState::Active && device.user_id == Some(user.id)
}

fn unknown() -> Refused {
    Refused::grant("the key is not known, or the signature is wrong")
}

/// Answers what a biometric key has signed with a session of its user.
pub async fn sign_in(app: &App, party: &Party, jwt: &str, shown: Option<&KeyProof>) -> Result<Tokens, IdentityError> {
    check(party)?;
    let (kid, _) = signed::key(jwt, TYPE)?;
    let known = identities::find(&app.db, party.pool.id, IdentityKind::Biometric, &kid).await?.ok_or_else(unknown)?;
    let jwk = known.public_jwk.as_deref().and_then(|jwk| serde_json::from_str(jwk).ok()).ok_or_else(unknown)?;
    let claims = jose::verify(jwt, &jwk).map_err(|_| unknown())?;
    let now = app.clock.now();
    let challenge = signed::challenge_of(&claims, "authenticate", now)?;
    let signer = signing_keys::signer(app, &party.pool).await?;
    let mut tx = app.db.begin().await?;
    signed::use_challenge(app, &mut tx, (PURPOSE, &challenge), now).await?;
    // Whoever takes the key away at the same moment waits, or was faster.
    let user = users::lock_of_pool(&mut tx, party.pool.id, known.user_id).await?.ok_or_else(unknown)?;
    let identities = identities::of_user(&mut tx, user.id).await?;
    if !identities.iter().any(|identity| identity.id == known.id) {
        return Err(unknown().into());
    }
    // Of somebody whom only the company names, the key shows no more than that it is the same device.
    let acr = if has_no_account(&user, &identities) { Acr::None } else { Acr::One };
    let amr = AuthenticationMode::Biometric.amr();
    let proof = Proof { subject: Subject::Existing(user.id), acr, amr, origin: Origin::Biometric };
    let resolved = resolve(app, &mut tx, party, &proof, now).await?;
    identities::used(&mut tx, known.id, now).await?;
    if let Some(device) = known.device_id {
        devices::see(&mut tx, device, now).await?;
    }
    let session = NewSession {
        scope: scope::GUEST.to_owned(),
        acr,
        amr: proof.amr,
        auth_time: now,
        origin: proof.origin,
        device: known.device_id,
        browser_session: None,
        dpop_jkt: shown.map(|proof| proof.key.jkt.clone()),
        nonce: None,
        with_id_token: true,
    };
    let tokens = issue(app, &mut tx, &signer, (party, &resolved.user), session, now).await?;
    tx.commit().await?;
    Ok(tokens)
}
