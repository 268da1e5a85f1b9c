//! Forgetting a customer.

use std::sync::Arc;

use axum::{
    Json,
    extract::{FromRequestParts, Path, State},
    http::request::Parts,
};
use schemars::{JsonSchema, SchemaGenerator, json_schema};
use serde::Serialize;

use crate::{
    api::http::{
        auth::Caller,
        error::ApiError,
        problem::Problem,
        scope::CustomersWrite,
        signature::{Argument, Signature},
    },
    app::App,
    service::customers,
};

/// The longest name of a customer, in characters.
const LONGEST_ID: usize = 255;

/// The name that the company has for a customer.
pub struct ExternalId(String);

impl<S: Send + Sync> FromRequestParts<S> for ExternalId {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let found = Path::<String>::from_request_parts(parts, state).await;
        let Path(id) = found.map_err(|_| Problem::not_found("customer"))?;
        if id.chars().count() > LONGEST_ID {
            return Err(Problem::invalid("external_id", format!("at most {LONGEST_ID} characters")));
        }
        Ok(Self(id))
    }
}

impl Argument for ExternalId {
    fn describe(signature: &mut Signature) {
        signature.id = Some(
            |_: &mut SchemaGenerator| json_schema!({"type": "string", "minLength": 1, "maxLength": LONGEST_ID, "examples": ["customer-17"]}),
        );
    }
}

/// What was deleted of a customer.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ForgottenCustomer")]
pub struct CustomerResponse {
    #[schemars(extend("const" = "customer"))]
    object: &'static str,
    external_id: String,
    deleted: Counts,
}

/// How many objects of each kind were deleted; all are 0 where there was nothing, or nothing any more.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "DeletedCounts")]
pub struct Counts {
    links: u64,
    flows: u64,
    job_runs: u64,
    workflow_runs: u64,
    artifacts: u64,
    events: u64,
    deliveries: u64,
    /// End users in the tenant's user pools.
    users: u64,
}

/// `DELETE /v1/customers/{external_id}`
pub async fn forget(
    State(app): State<Arc<App>>,
    caller: Caller<CustomersWrite>,
    ExternalId(external_id): ExternalId,
) -> Result<Json<CustomerResponse>, ApiError> {
    let forgotten = customers::forget(&app, caller.tenant, &external_id).await?;
    let of_links = forgotten.of_links;
    let deleted = Counts {
        links: of_links.links,
        flows: of_links.flows,
        job_runs: of_links.job_runs,
        workflow_runs: of_links.workflow_runs,
        artifacts: of_links.artifacts,
        events: of_links.events,
        deliveries: of_links.deliveries,
        users: forgotten.users,
    };
    Ok(Json(CustomerResponse { object: "customer", external_id, deleted }))
}
