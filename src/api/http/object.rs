//! The calls that are the same for every kind of object: finding one, listing them, deleting one.

use std::sync::Arc;

use axum::{
    Json,
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use schemars::JsonSchema;
use serde::{Serialize, de::DeserializeOwned};

use super::{
    auth::Caller,
    error::ApiError,
    list::{List, ListResponse},
    problem::Problem,
    request::PathId,
    scope::Needs,
    signature::{Answer, Signature},
};
use crate::{
    app::App,
    domain::id::Noun,
    store::{
        table::{self, Table},
        uses::{self, Used},
    },
};

/// A kind of object that tenants have and the API shows.
pub trait Object: Noun + Sized + 'static {
    /// What problems call it.
    const NAME: &'static str;
    /// The scope of the calls that read it.
    type Read: Needs;
    type Stored: Table<Noun = Self> + Send;
    /// The query parameters of the list, next to `limit` and `cursor`.
    type Filter: DeserializeOwned + JsonSchema + Into<<Self::Stored as Table>::Filter> + Send;
    type Response: Serialize + JsonSchema;

    fn response(app: &App, stored: Self::Stored) -> Result<Self::Response, ApiError>;

    /// The problem where there is none such, or none of this tenant.
    fn missing() -> Problem {
        Problem::not_found(Self::NAME)
    }
}

/// Finds one object.
pub async fn find<N: Object>(
    State(app): State<Arc<App>>,
    caller: Caller<N::Read>,
    PathId(id): PathId<N>,
) -> Result<Json<N::Response>, ApiError> {
    let stored = table::find::<N::Stored>(&app.db, caller.tenant, id).await?.ok_or_else(N::missing)?;
    N::response(&app, stored).map(Json)
}

/// Lists objects, newest first.
pub async fn list<N: Object>(
    State(app): State<Arc<App>>,
    caller: Caller<N::Read>,
    List { slice, filter }: List<N, N::Filter>,
) -> Result<Json<ListResponse<N::Response>>, ApiError> {
    let limit = slice.limit;
    let rows = table::list::<N::Stored>(&app.db, caller.tenant, filter.into(), slice).await?;
    ListResponse::new(rows, limit, N::Stored::id, |stored| N::response(&app, stored)).map(Json)
}

/// A kind of object that can be deleted while nothing uses it.
pub trait Delete: Object<Stored: Used> {
    /// The scope of the calls that write it.
    type Write: Needs;
}

/// Deletes one object.
pub async fn delete<N: Delete>(
    State(app): State<Arc<App>>,
    caller: Caller<N::Write>,
    PathId(id): PathId<N>,
) -> Result<NoContent, ApiError> {
    let mut tx = app.db.begin().await?;
    table::lock::<N::Stored>(&mut tx, caller.tenant, id).await?.ok_or_else(N::missing)?;
    let users = uses::of::<N::Stored>(&mut tx, caller.tenant, id).await?;
    if !users.is_empty() {
        return Err(Problem::in_use(N::NAME, &users).into());
    }
    table::hide::<N::Stored>(&mut tx, id, app.clock.now()).await?;
    tx.commit().await?;
    Ok(NoContent)
}

/// The answer without a body, 204.
pub struct NoContent;

impl IntoResponse for NoContent {
    fn into_response(self) -> Response {
        StatusCode::NO_CONTENT.into_response()
    }
}

impl Answer for NoContent {
    fn describe(signature: &mut Signature) {
        signature.status = 204;
    }
}
