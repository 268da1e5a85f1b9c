//! Another password.

use std::sync::Arc;

use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};

use super::{overview::done, visit::Visit};
use crate::{
    app::App,
    domain::identity::hosted::password::Weakness,
    service::identity::hosted::{
        account,
        moves::{Changed, Mistake},
    },
    view::identity::{AccountNotice, ChangePassword},
    web::error::PageError,
};

/// `GET {ISS}/settings/password`
pub async fn show(State(app): State<Arc<App>>, visit: Visit) -> Result<Response, PageError> {
    page(&app, visit, (false, None)).await
}

async fn page(app: &App, visit: Visit, mistakes: (bool, Option<Weakness>)) -> Result<Response, PageError> {
    let email = account::email(app, visit.signed_in.user.id).await?;
    let status = if mistakes == (false, None) { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let envelope = visit.envelope(app);
    Ok((status, ChangePassword::new(visit.layout, envelope, email, mistakes)).into_response())
}

/// `POST {ISS}/settings/password`
pub async fn change(State(app): State<Arc<App>>, visit: Visit) -> Result<Response, PageError> {
    if !visit.is_own(&app) {
        return Ok(Redirect::to(&visit.envelope(&app).address).into_response());
    }
    let email = account::email(&app, visit.signed_in.user.id).await?;
    if let Err(seconds) = visit.count_password(&app, &email) {
        return Ok(visit.too_often(seconds));
    }
    let names = [email.as_str(), visit.company(), &visit.pool.definition.name];
    let typed = (visit.typed("current").to_owned().into(), visit.typed("password").to_owned().into());
    match account::change_password(&app, &visit.signed_in, &names, typed).await? {
        Changed::Again(Mistake::Password(weakness)) => page(&app, visit, (false, Some(weakness))).await,
        Changed::Again(_) => page(&app, visit, (true, None)).await,
        Changed::Done | Changed::Codes(_) => Ok(done(&visit.home(), AccountNotice::PasswordChanged)),
    }
}
