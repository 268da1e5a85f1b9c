//! What a failed call becomes: the problem for the backend, the reason for the log.

use axum::{
    extract::Request,
    http::header::RETRY_AFTER,
    response::{IntoResponse, Response},
};

use super::problem::Problem;
use crate::{service::ServiceError, store::StoreError};

/// Why a call was not done.
#[derive(Debug)]
pub enum Refused {
    /// The backend can do something about it.
    Told(Problem),
    /// We must; the backend is told only that.
    Failed(String),
    /// The database did not do it just then.
    Later(String),
    /// It was done before; this is what was answered then.
    Answered(Box<Response>),
}

impl From<Problem> for Refused {
    fn from(problem: Problem) -> Self {
        Self::Told(problem)
    }
}

impl From<StoreError> for Refused {
    fn from(error: StoreError) -> Self {
        ServiceError::from(error).into()
    }
}

impl From<ServiceError> for Refused {
    fn from(error: ServiceError) -> Self {
        if error.is_transient() { Self::Later(error.to_string()) } else { Self::Failed(error.to_string()) }
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        match self {
            Self::Told(problem) => problem.into_response(),
            Self::Failed(error) => {
                tracing::error!(error, "a backend's call failed");
                Problem::internal().into_response()
            }
            Self::Later(error) => {
                tracing::warn!(error, "a backend's call has to be repeated");
                ([(RETRY_AFTER, "1")], Problem::unavailable()).into_response()
            }
            Self::Answered(response) => *response,
        }
    }
}

/// Every address below `/v1` that is not the API's.
pub async fn no_such_call(_: Request) -> Problem {
    Problem::no_such_call()
}

/// Every method that an address does not take.
pub async fn no_such_method(_: Request) -> Problem {
    Problem::no_such_method()
}
