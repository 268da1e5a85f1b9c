//! Guests: signing up without saying who one is.

use secrecy::{ExposeSecret, SecretString};
use time::OffsetDateTime;

use crate::service::identity::{
    IdentityError, Refused,
    issue::{NewSession, Tokens, issue},
    party::Party,
    resolve::resolve,
    signing_keys,
};
use crate::{
    app::App,
    crash,
    domain::{
        id::Id,
        identity::{
            User,
            grant::Origin,
            proof::{Acr, Amr, Proof, Subject},
            scope, secret,
            user::State,
        },
    },
    store::{
        Tx,
        identity::{
            browser_sessions::{self, StoredBrowserSession},
            users,
        },
    },
};

/// Refuses clients that may not have guests.
pub fn check(party: &Party) -> Result<(), Refused> {
    if !party.client.definition.application_type.is_first_party_public() {
        return Err(Refused::client("this kind of client may not have anonymous users"));
    }
    if !party.pool.definition.anonymous_enabled {
        return Err(Refused::client("anonymous user disallowed").coded("anonymous_disallowed"));
    }
    Ok(())
}

fn proof() -> Proof {
    Proof { subject: Subject::New, acr: Acr::None, amr: Vec::new(), origin: Origin::Anonymous }
}

/// Makes a guest with a session of its client.
pub async fn sign_up(app: &App, party: &Party) -> Result<Tokens, IdentityError> {
    check(party)?;
    if party.needs_key() {
        return Err(Refused::client(
            "the application's tokens are bound to keys: its guests sign up by a device's key",
        )
        .into());
    }
    let now = app.clock.now();
    let signer = signing_keys::signer(app, &party.pool).await?;
    let mut tx = app.db.begin().await?;
    let resolved = resolve(app, &mut tx, party, &proof(), now).await?;
    let tokens = issue(app, &mut tx, &signer, (party, &resolved.user), guest_session(now), now).await?;
    tx.commit().await?;
    crash::point("sign-up: after its commit");
    Ok(tokens)
}

/// Makes a guest with a session of its browser: the value of the cookie.
pub async fn sign_up_browser(app: &App, party: &Party) -> Result<SecretString, IdentityError> {
    check(party)?;
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    let resolved = resolve(app, &mut tx, party, &proof(), now).await?;
    let cookie =
        begin_browser_session(app, &mut tx, party, resolved.user.id, (Acr::None, Vec::new(), now), now).await?;
    crash::point("sign-up: browser's session added");
    tx.commit().await?;
    crash::point("sign-up: after its commit");
    Ok(cookie)
}

/// Begins a browser's session at a pool: the value of its cookie.
pub async fn begin_browser_session(
    app: &App,
    tx: &mut Tx,
    party: &Party,
    user_id: Id<User>,
    (acr, amr, auth_time): (Acr, Vec<Amr>, OffsetDateTime),
    now: OffsetDateTime,
) -> Result<SecretString, IdentityError> {
    let cookie = secret::make(rand::random());
    let session = StoredBrowserSession {
        id: app.id(),
        pool_id: party.pool.id,
        user_id,
        acr,
        amr,
        auth_time,
        user_agent: None,
        created_at: now,
        last_access_at: now,
    };
    browser_sessions::insert(tx, &session, &secret::hash(cookie.expose_secret())).await?;
    Ok(cookie)
}

/// What the session of a new guest is.
fn guest_session(now: OffsetDateTime) -> NewSession {
    NewSession {
        scope: scope::GUEST.to_owned(),
        acr: Acr::None,
        amr: Vec::new(),
        auth_time: now,
        origin: Origin::Anonymous,
        device: None,
        browser_session: None,
        dpop_jkt: None,
        nonce: None,
        with_id_token: false,
    }
}

/// Whether a browser's session is that of a guest, and writes that it was used.
pub async fn is_guest(app: &App, session: &StoredBrowserSession) -> Result<bool, IdentityError> {
    let user = users::of_pool(&app.db, session.pool_id, session.user_id).await?;
    let mut tx = app.db.begin().await?;
    browser_sessions::touch(&mut tx, session.id, app.clock.now()).await?;
    tx.commit().await?;
    Ok(user.is_some_and(|user| user.is_anonymous && user.state() == State::Active))
}
