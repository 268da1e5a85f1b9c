//! Adding a passkey.

use std::sync::Arc;

use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};

use super::{overview::done, visit::Visit};
use crate::{
    app::App,
    domain::identity::hosted::passkey::ALGORITHMS,
    service::identity::hosted::{account, passkeys},
    view::identity::{AccountNotice, NewPasskeyPage, WantedPasskey},
    web::error::PageError,
};

/// `GET {ISS}/settings/passkey`
pub async fn show(State(app): State<Arc<App>>, visit: Visit) -> Result<Response, PageError> {
    page(&app, visit, false).await
}

async fn page(app: &App, visit: Visit, is_refused: bool) -> Result<Response, PageError> {
    let Some(site) = passkeys::site(app) else { return Ok(Redirect::to(&visit.home()).into_response()) };
    if !visit.signed_in.is_recent(app.clock.now()) {
        // A passkey lets somebody in for good: not from a browser that was left open.
        return visit.sign_in_again(app).await;
    }
    let user = visit.signed_in.user.id;
    let known: Vec<String> =
        passkeys::of_user(app, user).await?.into_iter().map(|passkey| passkey.credential_id).collect();
    let wanted = WantedPasskey {
        challenge: URL_SAFE_NO_PAD.encode(passkeys::challenge_to_add(app, &visit.signed_in)),
        site: site.id,
        user: user.to_string(),
        known: known.join(" "),
        algorithms: ALGORITHMS.map(|number| number.to_string()).join(" "),
    };
    let email = account::email(app, user).await?;
    let status = if is_refused { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let envelope = visit.envelope(app);
    Ok((status, NewPasskeyPage { layout: visit.layout, envelope, email, wanted, is_refused }).into_response())
}

/// `POST {ISS}/settings/passkey`
pub async fn add(State(app): State<Arc<App>>, visit: Visit) -> Result<Response, PageError> {
    if !visit.is_own(&app) {
        return Ok(Redirect::to(&visit.envelope(&app).address).into_response());
    }
    if let Err(seconds) = visit.count_code(&app) {
        return Ok(visit.too_often(seconds));
    }
    if !visit.signed_in.is_recent(app.clock.now()) {
        return visit.sign_in_again(&app).await;
    }
    let user_agent = visit.user_agent.as_deref();
    if passkeys::add(&app, &visit.signed_in, visit.typed("credential"), user_agent).await? {
        return Ok(done(&visit.home(), AccountNotice::PasskeyAdded));
    }
    page(&app, visit, true).await
}
