//! The moves of a sign-in on the pages: each is one transaction, and one of an earlier page changes nothing.

use secrecy::SecretString;

use super::{
    ending::At,
    factor,
    flows::{self, Found},
    mailed::{self, Compose},
};
use crate::{
    app::App,
    domain::identity::{
        hosted::{
            email::Email,
            otp,
            password::Weakness,
            step::{Aim, Pending, Step},
        },
        pool::PromotionConflict,
        proof::Means,
        user::IdentityKind,
    },
    service::{ServiceError, identity::events},
    store::identity::{hosted::mailed_codes::Tried, identities},
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
    /// A code of an app or a recovery code is not right, or was used before.
    Factor,
    /// So many wrong codes were tried that none is for a while.
    FactorPaused,
    /// A passkey is not known, or was not taken.
    Passkey,
}

/// What became of a change of somebody's account.
#[derive(Debug)]
pub enum Changed {
    Done,
    /// The recovery codes, as they are shown this once.
    Codes(Vec<String>),
    Again(Mistake),
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
        let step = match owner {
            // Whoever reads the mail of an account that has a second factor needs that as well.
            Some(owner) if found.aim == Aim::Reset && factor::is_on(&mut tx, owner).await? => Step::SecondFactor,
            owner if owner.is_some() == (found.aim == Aim::Reset) => Step::Password,
            _ => Step::Conflict,
        };
        flows::put(app, &mut tx, found.flow.id, (found.aim, step), &pending).await?;
    }
    if tried != Tried::Right && found.aim == Aim::Reset {
        let pool = &found.party.pool;
        events::authentication_failed(&mut tx, (pool.tenant_id, pool.id), (None, Means::MailedCode), now);
    }
    // A wrong try is counted as well.
    tx.commit().await?;
    Ok(match tried {
        Tried::Right => Moved::On,
        Tried::Wrong(left) => Moved::Again(Mistake::WrongCode(u32::try_from(left).unwrap_or_default())),
        Tried::Over => Moved::Again(Mistake::CodeOver),
    })
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
        (Turn::Back, Step::SecondFactor) => Some((found.aim, Step::first(found.aim))),
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
