//! What an end user does with an access token of their own.

use std::sync::Arc;

use axum::{Json, extract::State, http::StatusCode};
use schemars::JsonSchema;
use serde::Deserialize;

use super::users::UserResponse;
use crate::{
    api::http::{
        error::ApiError,
        holder::{EndUser, From, refusal},
        object::NoContent,
        problem::{Code, Problem},
        request::Body,
    },
    app::App,
    service::identity::{
        devices::me::{self, Deleted, Linked},
        limits,
    },
};

/// Which customer the user is.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CustomerOfUser {
    /// What `POST /v1/auth-codes` gave the backend.
    #[schemars(length(max = 512))]
    authentication_code: String,
}

/// `POST /v1/me/link`
pub async fn link(
    State(app): State<Arc<App>>,
    EndUser(session): EndUser,
    From(from): From,
    Body(body): Body<CustomerOfUser>,
) -> Result<Json<UserResponse>, ApiError> {
    if let Err(refused) = limits::check_codes(&app, from) {
        let seconds = refused.retry_after.unwrap_or(1);
        limits::tell(&app, &session.party.pool, &refused.into()).await;
        return Err(ApiError::too_many(seconds));
    }
    match me::link(&app, &session, &body.authentication_code).await.map_err(refusal)? {
        Linked::Done(user) => Ok(Json((*user).into())),
        Linked::Already => {
            Err(Problem::conflict(Code::UserAlreadyLinked, "The user is linked to a customer already.").into())
        }
        Linked::InUse => {
            let detail = "The customer has a user already. The code is still good.";
            Err(Problem::conflict(Code::ExternalIdInUse, detail).into())
        }
        Linked::Unknown => {
            limits::wrong_code(&app, from);
            Err(Problem::invalid("authentication_code", "is unknown, used or expired").into())
        }
        Linked::NoCode => Err(Problem::invalid("authentication_code", "is unknown, used or expired").into()),
    }
}

/// `DELETE /v1/me`
pub async fn delete(State(app): State<Arc<App>>, EndUser(session): EndUser) -> Result<NoContent, ApiError> {
    match me::delete(&app, &session).await.map_err(refusal)? {
        Deleted::Done => Ok(NoContent),
        Deleted::NotFresh => {
            let detail = "A user who is no guest is deleted with a sign-in of the last five minutes.";
            Err(Problem::refused(StatusCode::FORBIDDEN, Code::LoginRequired, detail).into())
        }
    }
}
