//! The end of a sign-in: a session of the browser, and a code for the application.

use secrecy::{ExposeSecret, SecretString};
use time::OffsetDateTime;

use super::flows::{self, Found};
use crate::{
    app::App,
    domain::identity::{
        code::{Authorized, Kind},
        hosted::step::{Pending, Step},
        proof::{Acr, Amr},
        secret,
    },
    service::ServiceError,
    store::{
        Tx,
        identity::{
            browser_sessions::{self, StoredBrowserSession},
            codes::{self, About},
            hosted::progress,
            users::{self, StoredUser},
        },
    },
};

/// What a browser says of itself when it sends a form.
#[derive(Debug, Default)]
pub struct FromBrowser {
    /// Its session at the pool, if it has one.
    pub session: Option<StoredBrowserSession>,
    pub user_agent: Option<String>,
}

impl FromBrowser {
    /// Begins a session of the browser, or goes on with the one that the same user has in it under another cookie.
    async fn begin(
        &self,
        app: &App,
        tx: &mut Tx,
        user: &StoredUser,
        amr: &[Amr],
        now: OffsetDateTime,
    ) -> Result<(StoredBrowserSession, SecretString), ServiceError> {
        let (of_user, of_another) = match &self.session {
            Some(session) if session.user_id == user.id => (Some(session.id), None),
            session => (None, session.as_ref().map(|session| session.id)),
        };
        let cookie = secret::make(rand::random());
        let session = StoredBrowserSession {
            id: of_user.unwrap_or_else(|| app.id()),
            pool_id: user.pool_id,
            user_id: user.id,
            acr: Acr::of(amr),
            amr: amr.to_vec(),
            auth_time: now,
            user_agent: self.user_agent.clone(),
            created_at: now,
            last_access_at: now,
        };
        let hash = secret::hash(cookie.expose_secret());
        if let Some(other) = of_another {
            browser_sessions::revoke(tx, other, now).await?;
        }
        if of_user.is_none() || !browser_sessions::begin_again(tx, &session, &hash).await? {
            let session = StoredBrowserSession { id: app.id(), ..session };
            browser_sessions::insert(tx, &session, &hash).await?;
            return Ok((session, cookie));
        }
        Ok((session, cookie))
    }
}

/// A sign-in, and the browser that it belongs to.
#[derive(Clone, Copy)]
pub struct At<'a> {
    pub found: &'a Found,
    pub browser_hash: &'a str,
    pub from: &'a FromBrowser,
}

impl At<'_> {
    pub(super) async fn locked(
        self,
        app: &App,
        tx: &mut Tx,
        now: OffsetDateTime,
    ) -> Result<Option<Found>, ServiceError> {
        flows::locked(app, tx, self.found, self.browser_hash, now).await
    }
}

/// Ends a sign-in as a user who has shown a factor: the value of the cookie of the browser's session.
pub(super) async fn end(
    app: &App,
    tx: &mut Tx,
    (at, found): (At<'_>, &Found),
    user: &StoredUser,
    amr: Vec<Amr>,
    now: OffsetDateTime,
) -> Result<SecretString, ServiceError> {
    let (session, cookie) = at.from.begin(app, tx, user, &amr, now).await?;
    users::see(tx, user.id, now).await?;
    progress::set_user(tx, found.flow.id, user.id).await?;
    flows::put(app, tx, found.flow.id, (found.aim, Step::Done), &Pending::default()).await?;
    if !found.flow.request.is_own_page {
        add_code(app, tx, found, &session, now).await?;
    }
    Ok(cookie)
}

/// Adds the code that the application gets.
async fn add_code(
    app: &App,
    tx: &mut Tx,
    found: &Found,
    session: &StoredBrowserSession,
    now: OffsetDateTime,
) -> Result<(), ServiceError> {
    let request = &found.flow.request;
    let authorized = Authorized {
        redirect_uri: request.redirect_uri.clone(),
        scope: request.scope.clone(),
        nonce: request.nonce.clone(),
        code_challenge: request.code_challenge.clone(),
        acr: session.acr,
        amr: session.amr.clone(),
        auth_time: now.unix_timestamp(),
        browser_session: Some(session.id),
        device: None,
        origin: request.origin(),
        dpop_jkt: request.dpop_jkt.clone(),
    };
    let (pool, user) = (Some(session.pool_id), Some(session.user_id));
    let about = About { pool, client: Some(found.party.client.id), user, ..About::default() };
    let code = flows::authorization(app, found.flow.id);
    let hash = secret::hash(code.expose_secret());
    Ok(codes::insert(tx, (app.id(), Kind::Authorization), &hash, about, &authorized, now).await.map(drop)?)
}
