//! A higher `acr` than that of the browser's session, where an application asks for one: somebody who is signed in shows a
//! second factor.

use crate::{
    app::App,
    domain::{
        id::Id,
        identity::{
            AuthFlow,
            hosted::step::{Aim, Pending, Step},
        },
    },
    service::{
        ServiceError,
        identity::hosted::{factor, flows, passkeys},
    },
    store::identity::{browser_sessions::StoredBrowserSession, hosted::passkeys as stored},
};

/// How somebody can show more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// A code of an app, beside what the session has shown.
    SecondFactor,
    /// A sign-in with a passkey.
    Passkey,
}

/// How the user of a session can show more; `None` for one who has nothing to show it with, whose tokens say what they are.
pub async fn way(app: &App, session: &StoredBrowserSession) -> Result<Option<Way>, ServiceError> {
    if factor::is_on(&app.db, session.user_id).await? {
        return Ok(Some(Way::SecondFactor));
    }
    let has_passkey = passkeys::site(app).is_some() && !stored::of_user(&app.db, session.user_id).await?.is_empty();
    Ok(has_passkey.then_some(Way::Passkey))
}

/// Has a sign-in that was just begun ask the user of a session for the second factor alone.
pub async fn ask(app: &App, flow: Id<AuthFlow>, session: &StoredBrowserSession) -> Result<(), ServiceError> {
    let pending = Pending {
        owner: Some(session.user_id),
        shown: session.amr.clone(),
        session: Some(session.id),
        ..Pending::default()
    };
    let mut tx = app.db.begin().await?;
    flows::put(app, &mut tx, flow, (Aim::Login, Step::SecondFactor), &pending).await?;
    Ok(tx.commit().await?)
}

/// Whether what was shown before a sign-in still counts: in the session of the browser, which lives.
pub fn is_shown(pending: &Pending, session: Option<&StoredBrowserSession>) -> bool {
    pending.session.is_none_or(|wanted| session.is_some_and(|session| session.id == wanted))
}
