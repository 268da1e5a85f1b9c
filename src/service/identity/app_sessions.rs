//! App session tokens: with one, an application opens a page in a browser in which its user is then signed in, too.

use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};

use super::{IdentityError, Refused, grants::anonymous, party::Party, sessions, sessions::Session};
use crate::{
    app::App,
    domain::{
        id::Id,
        identity::{Grant, code::Kind, secret},
    },
    store::identity::codes::{self, About},
};

/// What a token stands for.
#[derive(Debug, Serialize, Deserialize)]
struct Payload {
    grant: Id<Grant>,
}

/// Makes a token of a session.
pub async fn make(app: &App, session: &Session) -> Result<SecretString, IdentityError> {
    let token = secret::make(rand::random());
    let hash = secret::hash(token.expose_secret());
    let Session { party, user, grant } = session;
    let about =
        About { pool: Some(party.pool.id), client: Some(party.client.id), user: Some(user.id), ..About::default() };
    let mut tx = app.db.begin().await?;
    let id = (app.id(), Kind::AppSession);
    codes::insert(&mut tx, id, &hash, about, &Payload { grant: grant.id }, app.clock.now()).await?;
    tx.commit().await?;
    Ok(token)
}

/// Uses a token up: the value of the cookie of a browser session that is as good as the session it was made of.
pub async fn open(app: &App, party: &Party, token: &str) -> Result<SecretString, IdentityError> {
    let unknown = || Refused::grant("the app session token is unknown, used or expired");
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    let found = codes::consume::<Payload>(&mut tx, Kind::AppSession, &secret::hash(token), now).await?;
    let found = found.filter(|found| found.client == Some(party.client.id)).ok_or_else(unknown)?;
    let Session { user, grant, .. } = sessions::find(app, found.payload.grant, now).await?.ok_or_else(unknown)?;
    let shown = (grant.acr, grant.amr, grant.auth_time);
    let cookie = anonymous::begin_browser_session(app, &mut tx, party, user.id, shown, now).await?;
    tx.commit().await?;
    Ok(cookie)
}
