//! The end of a sign-in in which somebody who has shown an address chooses what to sign in with.

use secrecy::SecretString;
use time::OffsetDateTime;

use super::{
    chosen::Chosen,
    ending::{self, At},
    factor,
    flows::{self, Found},
    moves::{Mistake, Moved},
    promotion::{self, Promoted},
};
use crate::{
    app::App,
    domain::identity::{
        grant::{Origin, RevokeReason},
        hosted::{
            email::Email,
            step::{Aim, Step},
        },
        proof::{Acr, Amr, Proof, Subject},
        user::State,
    },
    service::{
        ServiceError,
        identity::{IdentityError, resolve::resolve, sessions, users::biometric_keys},
    },
    store::{
        Tx,
        identity::users::{self, StoredUser},
    },
};

/// What became of a choice.
enum Given {
    To(Box<StoredUser>),
    /// The address is another user's by now, or its account is gone.
    Conflict,
    /// Somebody has the passkey.
    NotTaken,
}

/// Ends what the person came for with what was chosen.
pub async fn end(app: &App, at: At<'_>, email: &Email, chosen: &Chosen) -> Result<Moved, ServiceError> {
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    let Some(found) = at.locked(app, &mut tx, now).await? else { return Ok(Moved::On) };
    let given = match found.aim {
        Aim::Promote => match promotion::promote(app, &mut tx, &found, (email, chosen), now).await? {
            Promoted::Done(user) => Given::To(user),
            Promoted::Taken => Given::Conflict,
            Promoted::NotTaken => Given::NotTaken,
            Promoted::Over => return Ok(Moved::Over),
        },
        Aim::Create => create(app, &mut tx, &found, (email, chosen), now).await?,
        Aim::Reset => reset(app, &mut tx, &found, chosen, now).await?,
        Aim::Login => Given::Conflict,
    };
    let user = match given {
        Given::To(user) => user,
        Given::NotTaken => return Ok(Moved::Again(Mistake::Passkey)),
        Given::Conflict => {
            // What another transaction has done in between stays; of this one nothing is left.
            drop(tx);
            return conflict(app, at).await;
        }
    };
    let amr = chosen.amr(found.pending.shown.contains(&Amr::Mfa));
    let cookie: SecretString = ending::end(app, &mut tx, (at, &found), &user, amr, now).await?;
    tx.commit().await?;
    Ok(Moved::Ended(cookie))
}

/// Leads to the page that says whose the address is.
async fn conflict(app: &App, at: At<'_>) -> Result<Moved, ServiceError> {
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    let Some(found) = at.locked(app, &mut tx, now).await? else { return Ok(Moved::On) };
    flows::put(app, &mut tx, found.flow.id, (found.aim, Step::Conflict), &found.pending).await?;
    tx.commit().await?;
    Ok(Moved::On)
}

async fn create(
    app: &App,
    tx: &mut Tx,
    found: &Found,
    (email, chosen): (&Email, &Chosen),
    now: OffsetDateTime,
) -> Result<Given, ServiceError> {
    let amr = chosen.amr(false);
    let proof = Proof { subject: Subject::Person(email.clone()), acr: Acr::of(&amr), amr, origin: Origin::Code };
    let resolved = match resolve(app, tx, &found.party, &proof, now).await {
        Ok(resolved) if resolved.is_new => resolved,
        Ok(_) | Err(IdentityError::Refused(_)) => return Ok(Given::Conflict),
        Err(IdentityError::Service(error)) => return Err(error),
    };
    let is_given = chosen.give(app, tx, &resolved.user, now).await?;
    Ok(if is_given { Given::To(Box::new(resolved.user)) } else { Given::NotTaken })
}

/// Gives the owner of an address another password; every session that there was ends.
async fn reset(
    app: &App,
    tx: &mut Tx,
    found: &Found,
    chosen: &Chosen,
    now: OffsetDateTime,
) -> Result<Given, ServiceError> {
    let Some(owner) = found.pending.owner else { return Ok(Given::Conflict) };
    let user = users::lock_of_pool(tx, found.party.pool.id, owner).await?;
    let Some(user) = user.filter(|user| user.state() == State::Active) else { return Ok(Given::Conflict) };
    if factor::is_on(&mut *tx, user.id).await? && !found.pending.shown.contains(&Amr::Mfa) {
        // It was switched on while the person chose a password.
        return Ok(Given::Conflict);
    }
    if !chosen.give(app, tx, &user, now).await? {
        return Ok(Given::NotTaken);
    }
    sessions::revoke_all(tx, &user, RevokeReason::PasswordReset, now).await?;
    // Whoever had the account until now may have set one up.
    biometric_keys::drop_all(tx, &user, now).await?;
    Ok(Given::To(Box::new(user)))
}
