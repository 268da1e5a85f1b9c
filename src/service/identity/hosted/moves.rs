//! The moves of a sign-in on the pages: each is one transaction, and one of an earlier page changes nothing.

use secrecy::{ExposeSecret, SecretString};
use time::OffsetDateTime;

use super::{
    ending,
    flows::{self, Found},
    mailed::{self, Compose},
    promotion::{self, Promoted},
};
use crate::{
    app::App,
    domain::{
        id::Id,
        identity::{
            User,
            grant::{Origin, RevokeReason},
            hosted::{
                email::Email,
                otp,
                password::{self, Weakness},
                step::{Aim, Pending, Step},
            },
            pool::PromotionConflict,
            proof::{Acr, Amr, Proof, Subject},
            user::{IdentityKind, State},
        },
    },
    service::{
        ServiceError,
        identity::{IdentityError, resolve::resolve, sessions},
    },
    store::{
        Tx,
        identity::{
            hosted::{
                authenticators::{self, StoredPassword},
                mailed_codes::Tried,
            },
            identities,
            users::{self, StoredUser},
        },
    },
};

/// What became of what somebody typed.
#[derive(Debug)]
pub enum Moved {
    /// The sign-in is elsewhere now, or was already.
    On,
    /// It is over; the value is that of the cookie of the browser's session.
    Ended(SecretString),
    /// It cannot be taken, and the same page asks again.
    Again(Mistake),
    /// The guest is none any more, or the promotion code was used.
    Over,
}

/// Why something cannot be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mistake {
    NotAnEmail,
    NotACode,
    /// So many tries are left.
    WrongCode(u32),
    /// The code cannot be used any more; another has to be asked for.
    CodeOver,
    Password(Weakness),
    /// Address and password do not fit, whichever is wrong.
    Credentials,
}

/// A sign-in, and the browser that it belongs to.
#[derive(Clone, Copy)]
pub struct At<'a> {
    pub found: &'a Found,
    pub browser_hash: &'a str,
}

impl At<'_> {
    async fn locked(self, app: &App, tx: &mut Tx, now: OffsetDateTime) -> Result<Option<Found>, ServiceError> {
        flows::locked(app, tx, self.found, self.browser_hash, now).await
    }
}

/// Takes an address and has a code mailed to it, whoever has it: nothing tells whether somebody does.
pub async fn identify(app: &App, at: At<'_>, typed: &str, compose: Compose<'_>) -> Result<Moved, ServiceError> {
    let Some(email) = Email::parse(typed) else { return Ok(Moved::Again(Mistake::NotAnEmail)) };
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    let Some(found) = at.locked(app, &mut tx, now).await? else { return Ok(Moved::On) };
    let mut pending = Pending { code: found.pending.code, email: found.pending.email.clone(), ..Pending::default() };
    // Whoever goes back and forth between the pages gets no mail each time.
    if mailed::wait(app, &found) == 0 || pending.email.as_ref() != Some(&email) {
        let code = mailed::send(app, &mut tx, &found, &email, compose, now).await?;
        pending = Pending { email: Some(email), code: Some((code, now.unix_timestamp())), ..pending };
    }
    flows::put(app, &mut tx, found.flow.id, (found.aim, Step::Verify), &pending).await?;
    tx.commit().await?;
    Ok(Moved::On)
}

/// Has another code mailed, if the last one was not mailed just now.
pub async fn resend(app: &App, at: At<'_>, compose: Compose<'_>) -> Result<Moved, ServiceError> {
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    let Some(found) = at.locked(app, &mut tx, now).await? else { return Ok(Moved::On) };
    let Some(email) = found.pending.email.clone().filter(|_| mailed::wait(app, &found) == 0) else {
        return Ok(Moved::On);
    };
    let code = mailed::send(app, &mut tx, &found, &email, compose, now).await?;
    let pending = Pending { code: Some((code, now.unix_timestamp())), ..found.pending };
    flows::put(app, &mut tx, found.flow.id, (found.aim, found.step), &pending).await?;
    tx.commit().await?;
    Ok(Moved::On)
}

/// Takes a mailed code. Only after it, whose mailbox it is, is it said whether the address has an account.
pub async fn verify(app: &App, at: At<'_>, typed: &str) -> Result<Moved, ServiceError> {
    let Some(code) = otp::read(typed) else { return Ok(Moved::Again(Mistake::NotACode)) };
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    let Some(found) = at.locked(app, &mut tx, now).await? else { return Ok(Moved::On) };
    let tried = mailed::attempt(app, &mut tx, &found, &code.into(), now).await?;
    if tried == Tried::Right {
        let key = found.pending.email.as_ref().map(Email::unique_key).unwrap_or_default();
        let owner = identities::find(&mut tx, found.party.pool.id, IdentityKind::Email, &key).await?;
        let owner = owner.map(|owner| owner.user_id);
        let pending = Pending { code: None, is_verified: true, owner, ..found.pending };
        let step = if owner.is_some() == (found.aim == Aim::Reset) { Step::Password } else { Step::Conflict };
        flows::put(app, &mut tx, found.flow.id, (found.aim, step), &pending).await?;
    }
    // A wrong try is counted as well.
    tx.commit().await?;
    Ok(match tried {
        Tried::Right => Moved::On,
        Tried::Wrong(left) => Moved::Again(Mistake::WrongCode(u32::try_from(left).unwrap_or_default())),
        Tried::Over => Moved::Again(Mistake::CodeOver),
    })
}

/// Takes a new password, and with it ends what the person came for.
pub async fn choose_password(app: &App, at: At<'_>, typed: SecretString) -> Result<Moved, ServiceError> {
    let Some(email) = at.found.pending.email.clone().filter(|_| at.found.pending.is_verified) else {
        return Ok(Moved::On);
    };
    if let Some(weakness) = weakness(at.found, &email, &typed) {
        return Ok(Moved::Again(Mistake::Password(weakness)));
    }
    let no_memory = || ServiceError::Broken("a password could not be hashed".to_owned());
    let hash = app.hashing.hash(typed).await.ok_or_else(no_memory)?;
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    let Some(found) = at.locked(app, &mut tx, now).await? else { return Ok(Moved::On) };
    let user = match found.aim {
        Aim::Promote => match promotion::promote(app, &mut tx, &found, (&email, &hash), now).await? {
            Promoted::Done(user) => Some(user),
            Promoted::Taken => None,
            Promoted::Over => return Ok(Moved::Over),
        },
        Aim::Create => create(app, &mut tx, &found, (&email, &hash), now).await?,
        Aim::Reset => reset(app, &mut tx, &found, &hash, now).await?,
        Aim::Login => None,
    };
    let Some(user) = user else {
        // Somebody else took the address in the meantime, or its account is gone.
        flows::put(app, &mut tx, found.flow.id, (found.aim, Step::Conflict), &found.pending).await?;
        tx.commit().await?;
        return Ok(Moved::On);
    };
    let cookie = ending::end(app, &mut tx, &found, &user, vec![Amr::Otp, Amr::Pwd], now).await?;
    tx.commit().await?;
    Ok(Moved::Ended(cookie))
}

fn weakness(found: &Found, email: &Email, typed: &SecretString) -> Option<Weakness> {
    let names = [email.as_str(), &found.party.client.definition.name, &found.party.pool.definition.name];
    let parts: Vec<&str> = names.into_iter().chain(email.as_str().split(['@', '.', '+'])).collect();
    password::weakness(typed, &parts)
}

async fn create(
    app: &App,
    tx: &mut Tx,
    found: &Found,
    (email, hash): (&Email, &str),
    now: OffsetDateTime,
) -> Result<Option<StoredUser>, ServiceError> {
    let subject = Subject::Person(email.clone());
    let proof = Proof { subject, acr: Acr::One, amr: vec![Amr::Otp, Amr::Pwd], origin: Origin::Code };
    let resolved = match resolve(app, tx, &found.party, &proof, now).await {
        Ok(resolved) if resolved.is_new => resolved,
        Ok(_) | Err(IdentityError::Refused(_)) => return Ok(None),
        Err(IdentityError::Service(error)) => return Err(error),
    };
    authenticators::set_password(tx, (app.id(), resolved.user.id), hash, now).await?;
    Ok(Some(resolved.user))
}

/// Gives the owner of an address another password; every session that there was ends.
async fn reset(
    app: &App,
    tx: &mut Tx,
    found: &Found,
    hash: &str,
    now: OffsetDateTime,
) -> Result<Option<StoredUser>, ServiceError> {
    let Some(owner) = found.pending.owner else { return Ok(None) };
    let user = users::lock_of_pool(tx, found.party.pool.id, owner).await?;
    let Some(user) = user.filter(|user| user.state() == State::Active) else { return Ok(None) };
    authenticators::set_password(tx, (app.id(), user.id), hash, now).await?;
    sessions::revoke_all(tx, &user, RevokeReason::PasswordReset, now).await?;
    Ok(Some(user))
}

/// Takes an address and a password. Whatever is wrong, it takes as long and says the same.
pub async fn sign_in(app: &App, at: At<'_>, typed: &str, secret: SecretString) -> Result<Moved, ServiceError> {
    let wrong = Ok(Moved::Again(Mistake::Credentials));
    let is_possible = secret.expose_secret().len() <= password::LONGEST;
    let known = match Email::parse(typed).filter(|_| is_possible) {
        Some(email) => known(app, at.found, &email).await?,
        None => None,
    };
    let hash = known.as_ref().map(|(_, stored)| stored.hash.as_str());
    let is_right = app.hashing.is_of(hash, secret).await;
    let Some((owner, stored)) = known else { return wrong };
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    if !is_right {
        authenticators::count_failure(&mut tx, stored.id).await?;
        tx.commit().await?;
        return wrong;
    }
    let Some(found) = at.locked(app, &mut tx, now).await? else { return Ok(Moved::On) };
    let user = users::lock_of_pool(&mut tx, found.party.pool.id, owner).await?;
    let Some(user) = user.filter(|user| user.state() == State::Active) else { return wrong };
    if found.aim == Aim::Promote && !promotion::merge(&mut tx, &found, &user, now).await? {
        return Ok(Moved::Over);
    }
    authenticators::used(&mut tx, stored.id, now).await?;
    let cookie = ending::end(app, &mut tx, &found, &user, vec![Amr::Pwd], now).await?;
    tx.commit().await?;
    Ok(Moved::Ended(cookie))
}

/// The account of an address with its password, as long as that opens anything; on the way of a guest only the account
/// of the address that the guest has shown to be theirs.
async fn known(app: &App, found: &Found, email: &Email) -> Result<Option<(Id<User>, StoredPassword)>, ServiceError> {
    let identity = identities::find(&app.db, found.party.pool.id, IdentityKind::Email, &email.unique_key()).await?;
    let Some(owner) = identity.map(|identity| identity.user_id) else { return Ok(None) };
    if found.aim == Aim::Promote && found.pending.owner != Some(owner) {
        return Ok(None);
    }
    let stored = authenticators::password(&app.db, owner).await?;
    Ok(stored.filter(|stored| stored.failed_count < password::MOST_FAILURES).map(|stored| (owner, stored)))
}

/// Another way that somebody chooses on a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// To type another address.
    Back,
    /// To make an account, or to sign in, or to another password.
    To(Aim),
}

/// Goes another way, where the page offers it.
pub async fn turn(app: &App, at: At<'_>, turn: Turn) -> Result<Moved, ServiceError> {
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    let Some(found) = at.locked(app, &mut tx, now).await? else { return Ok(Moved::On) };
    let Some((aim, step)) = turned(&found, turn) else { return Ok(Moved::On) };
    let is_owner = (aim, step) == (Aim::Promote, Step::SignIn);
    let kept = Pending { email: found.pending.email.clone(), code: found.pending.code, ..Pending::default() };
    let pending = if is_owner { found.pending.clone() } else { kept };
    flows::put(app, &mut tx, found.flow.id, (aim, step), &pending).await?;
    tx.commit().await?;
    Ok(Moved::On)
}

/// Where a turn leads to, if the page offers it.
fn turned(found: &Found, turn: Turn) -> Option<(Aim, Step)> {
    let is_guest = found.aim == Aim::Promote;
    match (turn, found.step) {
        (Turn::Back, Step::Verify | Step::Password | Step::Conflict) => Some((found.aim, Step::Identifier)),
        // A guest who does not know the password of the account goes back to another address.
        (Turn::Back, Step::SignIn) if is_guest => Some((found.aim, Step::Identifier)),
        (Turn::To(Aim::Login), Step::Conflict) if is_guest => may_merge(found).then_some((found.aim, Step::SignIn)),
        (Turn::To(Aim::Promote), _) => None,
        (Turn::To(aim), Step::SignIn | Step::Identifier | Step::Conflict) if !is_guest => Some((aim, Step::first(aim))),
        _ => None,
    }
}

/// Whether a guest may sign in as the owner of an address.
pub fn may_merge(found: &Found) -> bool {
    found.aim == Aim::Promote && found.party.pool.definition.promotion_conflict == PromotionConflict::Login
}
