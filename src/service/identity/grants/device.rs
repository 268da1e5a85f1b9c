//! Guests with the key of a device: a challenge, signed by the key, is a sign-up the first time and a sign-in later.

use secrecy::{ExposeSecret, SecretString};
use time::OffsetDateTime;

use crate::service::identity::{
    IdentityError, OAuthError, Refused,
    devices::binding,
    grants::{
        anonymous,
        authorization::{self, SignedIn},
        signed,
    },
    issue::{NewSession, Tokens, issue},
    party::Party,
    resolve::resolve,
    signing_keys,
    users::has_no_account,
};
use crate::{
    app::App,
    crash,
    domain::{
        id::Id,
        identity::{
            User,
            client::EnrollmentFlow,
            code::{AuthRequest, ChallengePurpose, Kind},
            device::{AuthenticationMode, Described, Enrolment, State, dpop::KeyProof},
            grant::Origin,
            jose::{self, Claims, DeviceKey, Rejected},
            proof::{Acr, Proof, Subject},
            scope, secret,
            user::IdentityKind,
        },
    },
    store::{
        Tx,
        identity::{
            codes::{self, About},
            devices, identities, users,
        },
    },
};

/// The `typ` of what a device signs.
const TYPE: &str = "vnd.authgear.anonymous-request";

const PURPOSE: ChallengePurpose = ChallengePurpose::AnonymousRequest;

/// Whether a key that a device names or shows is one of the pool's devices; nobody has verified what it signed.
pub async fn is_known(app: &App, party: &Party, jwt: &str) -> Result<bool, IdentityError> {
    let Ok(header) = jose::header(jwt) else { return Ok(false) };
    let shown = header.jwk.and_then(|jwk| DeviceKey::read("", jwk).ok());
    if let Some(key) = shown {
        let known = devices::with_key(&app.db, party.pool.id, &key.jkt).await?;
        return Ok(known.is_some_and(|device| device.state == State::Active));
    }
    let Some(kid) = header.kid else { return Ok(false) };
    Ok(!devices::named(&app.db, party.pool.id, &kid).await?.is_empty())
}

/// Answers what a device has signed with a session of its guest, who is made the first time.
pub async fn sign_in(
    app: &App,
    party: &Party,
    jwt: &str,
    (shown, described): (Option<&KeyProof>, Described),
) -> Result<Tokens, IdentityError> {
    anonymous::check(party)?;
    let now = app.clock.now();
    let (key, challenge) = asked(app, party, (jwt, "auth"), now).await?;
    let signer = signing_keys::signer(app, &party.pool).await?;
    let subject = Subject::Device(Box::new(key));
    let proof = Proof { subject, acr: Acr::None, amr: Vec::new(), origin: Origin::Anonymous };
    let mut tx = app.db.begin().await?;
    signed::use_challenge(app, &mut tx, (PURPOSE, &challenge), now).await?;
    crash::point("sign-up: challenge used");
    let resolved = resolve(app, &mut tx, party, &proof, now).await?;
    let mode = match resolved.device {
        Some(id) => binding::signed_in(&mut tx, id, described).await?,
        None => AuthenticationMode::No,
    };
    let session = NewSession {
        scope: scope::GUEST.to_owned(),
        acr: Acr::None,
        amr: mode.amr(),
        auth_time: now,
        origin: Origin::Anonymous,
        device: resolved.device,
        browser_session: None,
        dpop_jkt: shown.map(|proof| proof.key.jkt.clone()),
        nonce: None,
        with_id_token: true,
    };
    let tokens = issue(app, &mut tx, &signer, (party, &resolved.user), session, now).await?;
    tx.commit().await?;
    crash::point("sign-up: after its commit");
    Ok(tokens)
}

/// A device that is to get a guest by a pushed request: it has signed a challenge, which is used up, and the request.
pub async fn enrolment(
    app: &App,
    party: &Party,
    jwt: &str,
    (shown, described): (Option<&KeyProof>, Described),
) -> Result<Enrolment, IdentityError> {
    if party.client.definition.enrollment_flow != EnrollmentFlow::Device {
        return Err(Refused::client("the client does not enrol devices").into());
    }
    anonymous::check(party)?;
    let now = app.clock.now();
    let (key, challenge) = asked(app, party, (jwt, "auth"), now).await?;
    if shown.is_none_or(|proof| proof.key.jkt != key.jkt) {
        let description = "the request needs a DPoP proof by the key of the device_assertion";
        return Err(Refused::new(OAuthError::InvalidDpopProof, description).into());
    }
    let mut tx = app.db.begin().await?;
    signed::use_challenge(app, &mut tx, (PURPOSE, &challenge), now).await?;
    tx.commit().await?;
    Ok(Enrolment { key, described })
}

/// Answers a pushed request of a device with a code for its guest, who is made the first time.
pub async fn enrol(
    app: &App,
    party: &Party,
    request: &AuthRequest,
    enrolment: &Enrolment,
) -> Result<SecretString, IdentityError> {
    let now = app.clock.now();
    let subject = Subject::Device(Box::new(enrolment.key.clone()));
    let proof = Proof { subject, acr: Acr::None, amr: Vec::new(), origin: Origin::Anonymous };
    let mut tx = app.db.begin().await?;
    let resolved = resolve(app, &mut tx, party, &proof, now).await?;
    let mode = match resolved.device {
        Some(id) => binding::signed_in(&mut tx, id, enrolment.described.clone()).await?,
        None => AuthenticationMode::No,
    };
    let signed_in = SignedIn {
        user: resolved.user.id,
        acr: Acr::None,
        amr: mode.amr(),
        auth_time: now,
        browser_session: None,
        device: resolved.device,
    };
    let code = authorization::code(app, &mut tx, party, request, signed_in).await?;
    tx.commit().await?;
    Ok(code)
}

/// What a device that has signed a request to be promoted is promoted with: the hash of a code that nobody has.
pub async fn promotion(app: &App, party: &Party, jwt: &str) -> Result<String, IdentityError> {
    anonymous::check(party)?;
    let now = app.clock.now();
    let (key, challenge) = asked(app, party, (jwt, "promote"), now).await?;
    let mut tx = app.db.begin().await?;
    signed::use_challenge(app, &mut tx, (PURPOSE, &challenge), now).await?;
    let no_guest = || Refused::grant("the key is not that of a guest");
    let user = unclaimed(&mut tx, party, &key).await?.ok_or_else(no_guest)?;
    let hash = secret::hash(secret::challenge(rand::random()).expose_secret());
    let about =
        About { pool: Some(party.pool.id), client: Some(party.client.id), user: Some(user), ..About::default() };
    codes::drop_open(&mut tx, Kind::Promotion, user).await?;
    codes::insert(&mut tx, (app.id(), Kind::Promotion), &hash, about, &(), now).await?;
    tx.commit().await?;
    Ok(hash)
}

/// The user of a device without an account: the guest of its key, or the customer whose device it is.
async fn unclaimed(tx: &mut Tx, party: &Party, key: &DeviceKey) -> Result<Option<Id<User>>, IdentityError> {
    let guest = identities::find(&mut *tx, party.pool.id, IdentityKind::Anonymous, &key.jkt).await?;
    if let Some(guest) = guest {
        return Ok(Some(guest.user_id));
    }
    let device = devices::with_key(&mut *tx, party.pool.id, &key.jkt).await?;
    let Some(id) = device.filter(|device| device.state == State::Active).and_then(|device| device.user_id) else {
        return Ok(None);
    };
    let user = users::of_pool(&mut *tx, party.pool.id, id).await?;
    let known = identities::of_user(&mut *tx, id).await?;
    Ok(user.filter(|user| has_no_account(user, &known)).map(|user| user.id))
}

/// The key that signed a request for an action, and the hash of the challenge that it answers.
async fn asked(
    app: &App,
    party: &Party,
    (jwt, action): (&str, &str),
    now: OffsetDateTime,
) -> Result<(DeviceKey, String), IdentityError> {
    let (key, claims) = verified(app, party, jwt).await?;
    let challenge = signed::challenge_of(&claims, action, now)?;
    Ok((key, challenge))
}

/// The key that signed a request, and what it signed. A key that is shown is verified with itself, so that nobody
/// registers one that they do not hold; one that is only named must be known.
async fn verified(app: &App, party: &Party, jwt: &str) -> Result<(DeviceKey, Claims), IdentityError> {
    let (kid, shown) = signed::key(jwt, TYPE)?;
    let known = devices::named(&app.db, party.pool.id, &kid).await?;
    if let Some(key) = shown {
        if known.iter().any(|device| device.jkt != key.jkt) {
            return Err(signed::rejected(Rejected::Key).into());
        }
        let claims = jose::verify(jwt, &key.jwk).map_err(signed::rejected)?;
        return Ok((key, claims));
    }
    for device in known {
        let Ok(jwk) = serde_json::from_str(&device.public_jwk) else { continue };
        let key = DeviceKey::read(&kid, jwk).map_err(signed::rejected)?;
        if let Ok(claims) = jose::verify(jwt, &key.jwk) {
            return Ok((key, claims));
        }
    }
    Err(Refused::grant("the key is not known, or the signature is wrong").into())
}
