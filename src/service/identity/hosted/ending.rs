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

/// Ends a sign-in as a user who has shown a factor: the value of the cookie of the browser's session.
pub async fn end(
    app: &App,
    tx: &mut Tx,
    found: &Found,
    user: &StoredUser,
    amr: Vec<Amr>,
    now: OffsetDateTime,
) -> Result<SecretString, ServiceError> {
    let cookie = secret::make(rand::random());
    let session = StoredBrowserSession {
        id: app.id(),
        pool_id: user.pool_id,
        user_id: user.id,
        acr: Acr::One,
        amr: amr.clone(),
        auth_time: now,
        created_at: now,
        last_access_at: now,
    };
    browser_sessions::insert(tx, &session, &secret::hash(cookie.expose_secret())).await?;
    let request = &found.flow.request;
    let authorized = Authorized {
        redirect_uri: request.redirect_uri.clone(),
        scope: request.scope.clone(),
        nonce: request.nonce.clone(),
        code_challenge: request.code_challenge.clone(),
        acr: Acr::One,
        amr,
        auth_time: now.unix_timestamp(),
        browser_session: Some(session.id),
        origin: request.origin(),
    };
    let about = About { pool: Some(user.pool_id), client: Some(found.party.client.id), user: Some(user.id) };
    let code = flows::authorization(app, found.flow.id);
    let hash = secret::hash(code.expose_secret());
    codes::insert(tx, (app.id(), Kind::Authorization), &hash, about, &authorized, now).await?;
    users::see(tx, user.id, now).await?;
    progress::set_user(tx, found.flow.id, user.id).await?;
    flows::put(app, tx, found.flow.id, (found.aim, Step::Done), &Pending::default()).await?;
    Ok(cookie)
}
