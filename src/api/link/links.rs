//! Links.

use std::sync::Arc;

use axum::{Json, extract::State};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::new_link::NewLinkBody;
use crate::{
    api::http::{
        auth::Caller,
        error::ApiError,
        list::{List, ListResponse},
        post::{Action, Created, Done, Post},
        problem::{Code, Problem},
        request::PathId,
        scope::{LinksRead, LinksWrite},
    },
    app::App,
    domain::{
        id::Id,
        job::{Job, JobRun},
        link::{Actor, Link, Status, Transition, flow::Stage},
        moment::Moment,
        prompt::{challenge::Kind, refusal::Refusal},
        source::Source,
    },
    service::{
        identity::{IdentityError, resolve, vouched::customer::Customer},
        link::{
            links::{self as service, Revoked},
            sealed,
        },
    },
    store::{
        Tx,
        job::job_runs::StoredJobRun,
        link::{
            link_pages,
            links::{self, Filter, StoredLink},
            transitions,
        },
        sql::slice::Slice,
        table,
    },
};

/// A link as the API shows it.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Link")]
pub struct LinkResponse {
    id: Id<Link>,
    #[schemars(extend("const" = "link"))]
    object: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    link_url: Option<String>,
    external_id: String,
    job_id: Vec<Id<Job>>,
    source_id: Id<Source>,
    status: Status,
    status_reason: Option<String>,
    last_refusal: Option<Refusal>,
    return_url: Option<String>,
    locale: Option<String>,
    metadata: serde_json::Map<String, Value>,
    created_at: Moment,
    expires_at: Moment,
    #[serde(skip_serializing_if = "Option::is_none")]
    flow: Option<FlowResponse>,
    #[serde(skip_serializing_if = "Option::is_none")]
    job_run_ids: Option<Vec<Id<JobRun>>>,
}

/// A flow as the API shows it: never what was asked or answered.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Flow")]
struct FlowResponse {
    id: String,
    state: Stage,
    challenge: Option<Kind>,
    refusal: Option<Refusal>,
}

impl LinkResponse {
    fn new(app: &App, stored: StoredLink) -> Self {
        let (link, _) = stored.link.as_of(app.clock.now());
        Self {
            id: stored.id,
            object: "link",
            link_url: service::url(app, &stored),
            external_id: stored.external_id,
            job_id: stored.job_ids,
            source_id: stored.source_id,
            status: link.status,
            status_reason: link.status_reason,
            last_refusal: link.last_refusal,
            return_url: stored.return_url,
            locale: stored.locale,
            metadata: stored.metadata,
            created_at: Moment::from(stored.created_at),
            expires_at: Moment::from(link.expires_at),
            flow: None,
            job_run_ids: None,
        }
    }
}

/// `POST /v1/links`
pub async fn create(
    State(app): State<Arc<App>>,
    caller: Caller<LinksWrite>,
    Post { body, mut once }: Post<NewLinkBody>,
) -> Result<Created<LinkResponse>, ApiError> {
    let customer = match body.vouched(&app, caller.tenant).await {
        Ok(customer) => customer,
        Err(error) => {
            // A call that was done before is answered as it was, although its token may have expired since.
            once.begin(&app).await?;
            return Err(error);
        }
    };
    let mut tx = once.begin(&app).await?;
    let side = (caller.tenant, caller.key.environment);
    let new = body.read(&mut tx, side, &app.config.sandbox, customer.as_ref()).await?;
    if let Some(customer) = &customer {
        become_user(&app, &mut tx, customer).await?;
    }
    let stored = service::create(&app, &mut tx, caller.tenant, new).await?;
    once.created(&app, tx, &LinkResponse::new(&app, stored)).await
}

/// Makes a user of a customer whose token is used for the first time.
async fn become_user(app: &App, tx: &mut Tx, customer: &Customer) -> Result<(), ApiError> {
    let Customer { pool, external_id } = customer;
    match resolve::customer(app, tx, pool, external_id, app.clock.now()).await {
        Ok(_) => Ok(()),
        Err(IdentityError::Refused(refused)) => {
            Err(Problem::invalid("app_user_id_token", refused.description.into_owned()).into())
        }
        Err(IdentityError::Service(error)) => Err(error.into()),
    }
}

/// `GET /v1/links/{id}`
pub async fn find(
    State(app): State<Arc<App>>,
    caller: Caller<LinksRead>,
    PathId(id): PathId<Link>,
) -> Result<Json<LinkResponse>, ApiError> {
    let stored = links::find(&app.db, caller.tenant, id).await?.ok_or_else(|| Problem::not_found("link"))?;
    let flow = match link_pages::by_token(&app.db, stored.token_id).await?.and_then(|visit| visit.flow) {
        None => None,
        Some(flow) => Some(FlowResponse {
            id: flow.id.to_string(),
            state: flow.flow.stage,
            challenge: sealed::challenge(&app, &flow)?.map(|challenge| challenge.kind),
            refusal: flow.refused.map(|refused| refused.refusal),
        }),
    };
    let newest = Slice { before: None, limit: 100 };
    let runs = table::list::<StoredJobRun>(&app.db, caller.tenant, Some(id), newest).await?;
    let job_run_ids = Some(runs.into_iter().map(|run| run.id).collect());
    Ok(Json(LinkResponse { flow, job_run_ids, ..LinkResponse::new(&app, stored) }))
}

/// The filter of the list of links.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LinkFilter {
    /// Only links of this customer.
    external_id: Option<String>,
    /// Only links with this status.
    status: Option<Status>,
    /// Only links that run this job.
    job_id: Option<Id<Job>>,
}

/// `GET /v1/links`
pub async fn list(
    State(app): State<Arc<App>>,
    caller: Caller<LinksRead>,
    List { slice, filter }: List<Link, LinkFilter>,
) -> Result<Json<ListResponse<LinkResponse>>, ApiError> {
    let limit = slice.limit;
    let filter = Filter { external_id: filter.external_id, status: filter.status, job_id: filter.job_id };
    let rows = links::list(&app.db, caller.tenant, &filter, slice, app.clock.now()).await?;
    ListResponse::new(rows, limit, |row| row.id, |row| Ok(LinkResponse::new(&app, row))).map(Json)
}

/// A transition as the API shows it.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Transition")]
pub struct TransitionResponse {
    sequence: i64,
    from: Option<Status>,
    to: Status,
    at: Moment,
    #[serde(skip_serializing_if = "Option::is_none")]
    flow_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    actor: Actor,
}

impl From<Transition> for TransitionResponse {
    fn from(transition: Transition) -> Self {
        Self {
            sequence: transition.sequence,
            from: transition.from,
            to: transition.to,
            at: Moment::from(transition.at),
            flow_id: transition.flow_id.map(|id| id.to_string()),
            reason: transition.reason,
            actor: transition.actor,
        }
    }
}

/// A whole timeline.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Timeline")]
pub struct Timeline {
    data: Vec<TransitionResponse>,
}

/// `GET /v1/links/{id}/transitions`
pub async fn transitions(
    State(app): State<Arc<App>>,
    caller: Caller<LinksRead>,
    PathId(id): PathId<Link>,
) -> Result<Json<Timeline>, ApiError> {
    let stored = links::find(&app.db, caller.tenant, id).await?.ok_or_else(|| Problem::not_found("link"))?;
    let mut transitions = transitions::of_link(&app.db, id).await?;
    // Whoever reads EXPIRED reads its transition too, also before the sweeper has written it.
    if let Some(due) = stored.link.as_of(app.clock.now()).1
        && transitions.last().is_some_and(|last| last.sequence < due.sequence)
    {
        transitions.push(due);
    }
    Ok(Json(Timeline { data: transitions.into_iter().map(TransitionResponse::from).collect() }))
}

/// `POST /v1/links/{id}/revoke`
pub async fn revoke(
    State(app): State<Arc<App>>,
    caller: Caller<LinksWrite>,
    PathId(id): PathId<Link>,
    Action { mut once }: Action,
) -> Result<Done<LinkResponse>, ApiError> {
    let mut tx = once.begin(&app).await?;
    match service::revoke(&app, &mut tx, caller.tenant, id).await? {
        Revoked::Done(stored) => once.done(&app, tx, &LinkResponse::new(&app, *stored)).await,
        Revoked::Missing => Err(Problem::not_found("link").into()),
        Revoked::TooLate(status) => {
            let detail = format!("The link is {status}: the sign-in is done and cannot be revoked.");
            Err(Problem::conflict(Code::LinkNotRevocable, detail).into())
        }
    }
}
