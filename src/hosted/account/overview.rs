//! The account at a glance, and signing out at other places.

use std::sync::Arc;

use axum::{
    extract::{Query, State},
    response::{IntoResponse, Redirect, Response},
};
use serde::Deserialize;

use super::visit::Visit;
use crate::{
    app::App,
    service::identity::{
        hosted::{account, passkeys},
        users::biometric_keys::{self, BiometricKey},
    },
    store::identity::hosted::passkeys::StoredPasskey,
    view::identity::{Account, AccountNotice, SeenKey, SeenPasskey, SeenPlace},
    web::error::PageError,
};

/// The query of the page.
#[derive(Deserialize)]
pub struct After {
    done: Option<String>,
}

/// `GET {ISS}/settings`
pub async fn show(
    State(app): State<Arc<App>>,
    Query(After { done }): Query<After>,
    visit: Visit,
) -> Result<Response, PageError> {
    let known = account::account(&app, &visit.pool, &visit.signed_in).await?;
    let layout = visit.layout.clone();
    let place = |place: account::Place| {
        let what = (place.user_agent.as_deref(), place.applications);
        SeenPlace::new(&layout, (place.id, place.is_this), what, place.last_used_at)
    };
    let passkeys = passkeys::of_user(&app, visit.signed_in.user.id).await?;
    let passkey = |known: &StoredPasskey| {
        SeenPasskey::new(&layout, known.id.to_string(), known.user_agent.as_deref(), known.created_at)
    };
    let passkeys = passkeys.iter().map(passkey).collect();
    let keys = biometric_keys::of_user(&app, visit.signed_in.user.id).await?;
    let key =
        |key: BiometricKey| SeenKey::new(&layout, (key.id.to_string(), key.device), key.created_at, key.last_used_at);
    let page = Account {
        envelope: visit.envelope(&app),
        email: known.email,
        passkeys: passkeys::site(&app).map(|_| passkeys),
        biometric_keys: keys.into_iter().map(key).collect(),
        places: known.places.into_iter().map(place).collect(),
        has_password: known.has_password,
        second_factor: known.second_factor,
        notice: done.and_then(|done| done.parse().ok()),
        layout: visit.layout,
    };
    Ok(page.into_response())
}

/// `POST {ISS}/settings`: what is stale changes nothing.
pub async fn act(State(app): State<Arc<App>>, visit: Visit) -> Result<Response, PageError> {
    let home = visit.home();
    if !visit.is_own(&app) {
        return Ok(Redirect::to(&home).into_response());
    }
    let user = &visit.signed_in.user;
    match visit.typed("action") {
        "end" => account::end_place(&app, user, visit.typed("place")).await?,
        "remove_passkey" => {
            passkeys::remove(&app, user.id, visit.typed("passkey")).await?;
            return Ok(done(&home, AccountNotice::PasskeyRemoved));
        }
        "remove_key" => {
            biometric_keys::remove(&app, user.id, visit.typed("key")).await?;
            return Ok(done(&home, AccountNotice::KeyRemoved));
        }
        "end_others" => account::end_others(&app, &visit.signed_in).await?,
        "sign_out" => {
            account::end_place(&app, user, &visit.signed_in.session.id.to_string()).await?;
            let mut response = Redirect::to(&format!("/pools/{}/signed-out", visit.pool.id)).into_response();
            visit.sessions.forget(visit.pool.id, &mut response);
            return Ok(response);
        }
        _ => return Ok(Redirect::to(&home).into_response()),
    }
    Ok(done(&home, AccountNotice::SignedOutThere))
}

/// Back to the account, which says what was done.
pub fn done(home: &str, notice: AccountNotice) -> Response {
    Redirect::to(&format!("{home}?done={notice}")).into_response()
}
