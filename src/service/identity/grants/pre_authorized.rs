//! The pre-authorized code grant: a device gets the user whom the tenant's backend named, by a code and with its key. The
//! user is made with the first code for a customer, and restored with every other.

use time::OffsetDateTime;

use super::authorization::end_issued;
use crate::{
    app::App,
    crash,
    domain::identity::{
        code::Kind,
        device::{Described, dpop::KeyProof},
        grant::Origin,
        proof::{Acr, Proof, Subject},
        scope, secret,
    },
    service::identity::{
        IdentityError, Refused, UNKNOWN_CODE,
        devices::binding,
        events,
        issue::{NewSession, Tokens, issue},
        party::Party,
        resolve::resolve,
        signing_keys,
    },
    store::identity::{
        codes::{self, Fate},
        devices::StoredDevice,
        users,
    },
};

/// What a device gets.
#[derive(Debug)]
pub struct Redeemed {
    pub tokens: Tokens,
    /// Whether the user was made just now, and not restored.
    pub is_new: bool,
}

/// Answers a code with a session of the device that redeems it. A code that is refused for what the device or the user is
/// stays as it was; one that comes a second time ends what the first has made.
pub async fn redeem(
    app: &App,
    party: &Party,
    code: &str,
    (key, described): (&KeyProof, Described),
) -> Result<Redeemed, IdentityError> {
    if !party.client.definition.application_type.is_first_party_public() {
        return Err(Refused::client("this kind of client has no devices").into());
    }
    let (now, hash) = (app.clock.now(), secret::hash(code));
    let signer = signing_keys::signer(app, &party.pool).await?;
    let mut tx = app.db.begin().await?;
    let Some(found) = codes::consume::<()>(&mut tx, Kind::PreAuthorized, &hash, now).await? else {
        drop(tx);
        return Err(useless(app, &hash, now).await?.into());
    };
    crash::point("redemption: code used");
    let external_id = found.external_id.filter(|_| found.pool == Some(party.pool.id)).ok_or_else(unknown)?;
    let subject = Subject::External(external_id);
    let proof = Proof { subject, acr: Acr::None, amr: Vec::new(), origin: Origin::PreAuthorized };
    let resolved = resolve(app, &mut tx, party, &proof, now).await?;
    crash::point("redemption: user found");
    // Whoever redeems for the same user at the same time waits here.
    let user = users::lock_of_pool(&mut tx, party.pool.id, resolved.user.id).await?.ok_or_else(unknown)?;
    let device = binding::bind(app, &mut tx, (party, &user), (&key.key, described), now).await?;
    if !resolved.is_new {
        events::restored(&mut tx, &user, &device, now);
    }
    let tokens = issue(app, &mut tx, &signer, (party, &user), session(&device, now), now).await?;
    codes::set_issued(&mut tx, found.id, tokens.grant.id).await?;
    crash::point("redemption: before its end");
    tx.commit().await?;
    crash::point("redemption: after its commit");
    Ok(Redeemed { tokens, is_new: resolved.is_new })
}

/// What the session of a device that redeems a code is: bound to the device's key.
fn session(device: &StoredDevice, now: OffsetDateTime) -> NewSession {
    NewSession {
        scope: scope::LINKED.to_owned(),
        acr: Acr::None,
        amr: device.authentication_mode.amr(),
        auth_time: now,
        origin: Origin::PreAuthorized,
        device: Some(device.id),
        browser_session: None,
        dpop_jkt: Some(device.jkt.clone()),
        nonce: None,
        with_id_token: true,
    }
}

fn unknown() -> Refused {
    Refused::grant("the code is unknown").coded(UNKNOWN_CODE)
}

/// Why a code is of no use; one that was used ends what it made.
async fn useless(app: &App, hash: &str, now: OffsetDateTime) -> Result<Refused, IdentityError> {
    Ok(match codes::fate(&app.db, Kind::PreAuthorized, hash).await? {
        Fate::Unknown => unknown(),
        Fate::Open => Refused::grant("the code has expired").coded("code_expired"),
        Fate::Used => {
            end_issued(app, Kind::PreAuthorized, hash, now).await?;
            Refused::grant("the code was used before").coded("code_used")
        }
    })
}
