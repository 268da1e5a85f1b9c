//! The second factor: an authenticator app, and recovery codes.

use std::sync::Arc;

use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use secrecy::SecretString;

use super::{overview::done, visit::Visit};
use crate::{
    app::App,
    domain::identity::hosted::totp,
    hosted::page::factor_mistake,
    service::identity::hosted::{
        account,
        moves::Changed,
        second_factor::{self, Change},
    },
    view::identity::{AccountNotice, ChangeSecondFactor, FactorMistake, NewApp, RecoveryCodes},
    web::error::PageError,
};

/// `GET {ISS}/settings/second-factor`: sets an app up, or changes one that is on.
pub async fn show(State(app): State<Arc<App>>, visit: Visit) -> Result<Response, PageError> {
    page(&app, visit, None).await
}

async fn page(app: &App, visit: Visit, mistake: Option<FactorMistake>) -> Result<Response, PageError> {
    let status = if mistake.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let user = visit.signed_in.user.id;
    if second_factor::is_on(app, user).await? {
        let envelope = visit.envelope(app);
        return Ok((status, ChangeSecondFactor::new(visit.layout, envelope, mistake)).into_response());
    }
    if !visit.signed_in.is_recent(app.clock.now()) {
        // Somebody at a browser that was left open must not lock its owner out.
        return visit.sign_in_again(app).await;
    }
    let Some(key) = second_factor::offered(app, user).await? else {
        return Ok(Redirect::to(&visit.home()).into_response());
    };
    let email = account::email(app, user).await?;
    let address = totp::address(&key, visit.company(), &email).unwrap_or_else(|| SecretString::from(String::new()));
    let envelope = visit.envelope(app);
    Ok((status, NewApp::new(visit.layout, envelope, (&key, &address), mistake)).into_response())
}

/// `POST {ISS}/settings/second-factor`
pub async fn change(State(app): State<Arc<App>>, visit: Visit) -> Result<Response, PageError> {
    if !visit.is_own(&app) {
        return Ok(Redirect::to(&visit.envelope(&app).address).into_response());
    }
    if let Err(seconds) = visit.count_code(&app) {
        return Ok(visit.too_often(seconds));
    }
    let (user, typed) = (visit.signed_in.user.id, visit.typed("code"));
    let (changed, notice) = match visit.typed("action") {
        "submit" if !visit.signed_in.is_recent(app.clock.now()) => return visit.sign_in_again(&app).await,
        "submit" => (second_factor::switch_on(&app, &visit.signed_in, typed).await?, AccountNotice::SecondFactorOn),
        "new_codes" => {
            (second_factor::change(&app, user, Change::NewCodes, typed).await?, AccountNotice::SecondFactorOff)
        }
        "switch_off" => {
            (second_factor::change(&app, user, Change::SwitchOff, typed).await?, AccountNotice::SecondFactorOff)
        }
        _ => return Ok(Redirect::to(&visit.home()).into_response()),
    };
    match changed {
        Changed::Again(mistake) => page(&app, visit, Some(factor_mistake(mistake))).await,
        Changed::Done => Ok(done(&visit.home(), notice)),
        Changed::Codes(codes) => {
            // They are shown in the answer itself: nothing could show them again.
            let mut envelope = visit.envelope(&app);
            envelope.address = format!("{}?done={}", visit.home(), AccountNotice::SecondFactorOn);
            Ok(RecoveryCodes { layout: visit.layout, envelope, codes }.into_response())
        }
    }
}
