//! The beginning of a sign-in on the pool's pages.

use axum::response::{IntoResponse, Redirect, Response};
use secrecy::ExposeSecret;

use crate::{
    app::App,
    domain::{
        id::Id,
        identity::{User, code::AuthRequest, secret},
    },
    issuer::answer::Failure,
    service::identity::{
        flows,
        hosted::second_factor::step_up::{self, Way},
        party::Party,
    },
    store::identity::browser_sessions::StoredBrowserSession,
    web::session::{Browser, hash},
};

/// What a sign-in begins with.
pub enum Beginning<'a> {
    Login,
    Create,
    /// A guest is to become a regular user.
    Promote(Id<User>),
    /// Somebody who is signed in is to show a second factor.
    Higher(&'a StoredBrowserSession, Way),
}

impl Beginning<'_> {
    /// The name of its first page, and the guest.
    const fn page(&self) -> (&'static str, &'static str, Option<Id<User>>) {
        match self {
            Self::Login | Self::Higher(..) => ("login", "signin", None),
            Self::Create => ("create", "create", None),
            Self::Promote(guest) => ("promote", "promote", Some(*guest)),
        }
    }
}

/// Begins a sign-in, whose page's address holds nothing of the request.
pub async fn begin(
    app: &App,
    browser: &Browser,
    party: &Party,
    beginning: Beginning<'_>,
    wanted: AuthRequest,
) -> Result<Response, Failure> {
    let cookie = secret::make(rand::random());
    let (kind, page, guest) = beginning.page();
    let flow = flows::begin(app, party, (kind, guest), wanted, |_| hash(cookie.expose_secret())).await?;
    if let Beginning::Higher(session, Way::SecondFactor) = beginning {
        step_up::ask(app, flow.id, session).await?;
    }
    let mut response = Redirect::to(&format!("/pools/{}/{page}?flow={}", party.pool.id, flow.id)).into_response();
    browser.remember(&mut response, &flow.id.to_string(), cookie.expose_secret());
    Ok(response)
}
