//! Why a call failed: the problem for the backend, the reason for the log.

use axum::{
    extract::Request,
    http::header::RETRY_AFTER,
    response::{IntoResponse, Response},
};

use super::problem::Problem;
use crate::{service::ServiceError, store::StoreError};

/// Why a call was not done.
#[derive(Debug)]
pub enum ApiError {
    /// The backend can do something about it.
    Problem(Problem),
    /// A fault of ours; the reason is for the log only.
    Internal(String),
    /// The database did not do it just then; the reason is for the log only.
    Unavailable(String),
    /// A refusal with headers that say what is missing, or when to come again.
    Refused(Box<Response>),
    /// The call was done before; this was the answer then.
    Replayed(Box<Response>),
}

impl ApiError {
    /// More was asked for than may be; something is left again after so many seconds.
    pub fn too_many(seconds: u64) -> Self {
        Self::Refused(Box::new(([(RETRY_AFTER, seconds.to_string())], Problem::too_many(seconds)).into_response()))
    }
}

impl From<Problem> for ApiError {
    fn from(problem: Problem) -> Self {
        Self::Problem(problem)
    }
}

impl From<StoreError> for ApiError {
    fn from(error: StoreError) -> Self {
        ServiceError::from(error).into()
    }
}

impl From<ServiceError> for ApiError {
    fn from(error: ServiceError) -> Self {
        if error.is_transient() { Self::Unavailable(error.to_string()) } else { Self::Internal(error.to_string()) }
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        match self {
            Self::Problem(problem) => problem.into_response(),
            Self::Internal(error) => {
                tracing::error!(error, "an API call failed");
                Problem::internal().into_response()
            }
            Self::Unavailable(error) => {
                tracing::warn!(error, "an API call failed for the moment and can be repeated");
                ([(RETRY_AFTER, "1")], Problem::unavailable()).into_response()
            }
            Self::Refused(response) | Self::Replayed(response) => *response,
        }
    }
}

/// Answers at addresses below `/v1` that have no call.
pub async fn no_such_call(_: Request) -> Problem {
    Problem::no_such_call()
}

/// Answers at the address of a call with a method that it does not have.
pub async fn no_such_method(_: Request) -> Problem {
    Problem::no_such_method()
}
