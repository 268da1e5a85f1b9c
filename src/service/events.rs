//! The payload of every event, announced in the unit of work in which it happens. What tells of a change of a link's status
//! is handed to the store with the change: see [`super::status`].

use serde_json::{Map, Value, json};
use time::OffsetDateTime;

use super::ServiceError;
use crate::{
    app::App,
    domain::{
        event::{KEPT, Type},
        job::{self, WorkflowStatus},
        link::{self, Transition},
        moment::Moment,
        prompt::challenge::Challenge,
    },
    store::{
        Tx,
        job::{artifacts::StoredArtifact, job_runs::StoredJobRun, workflow_runs::StoredWorkflowRun},
        link::{flows::StoredFlow, links::StoredLink, transitions::Announced},
        unit::NewEvent,
        webhook::{attempts, webhooks::StoredEndpoint},
    },
};

/// A link was made.
pub fn created<'a>(stored: &StoredLink, transition: &'a Transition) -> Announced<'a> {
    let now = stored.created_at;
    Announced { transition, event: of(stored, Type::LinkCreated, about(stored, now), now), second: None }
}

/// A link has come to its present status by a transition: `link.status_changed`, and what else that means.
pub fn status_changed<'a>(stored: &StoredLink, transition: &'a Transition, now: OffsetDateTime) -> Announced<'a> {
    let mut data = about(stored, now);
    data.insert("transition".to_owned(), told_transition(transition));
    let second = match transition.to {
        link::Status::Accessed if transition.from == Some(link::Status::Created) => Some(Type::LinkOpened),
        link::Status::Completed | link::Status::Expired => Some(Type::LinkClosed),
        link::Status::Created
        | link::Status::Accessed
        | link::Status::Authenticating
        | link::Status::InProgress
        | link::Status::Failed => None,
    };
    Announced {
        transition,
        event: of(stored, Type::LinkStatusChanged, data, now),
        second: second.map(|kind| of(stored, kind, about(stored, now), now)),
    }
}

fn told_transition(transition: &Transition) -> Value {
    json!({
        "sequence": transition.sequence,
        "from": transition.from,
        "to": transition.to,
        "at": Moment::from(transition.at),
        "flow_id": transition.flow_id,
        "reason": transition.reason,
        "actor": transition.actor,
    })
}

/// A customer wants a new link in place of this one.
pub fn renewal_requested(tx: &mut Tx, link: &StoredLink, now: OffsetDateTime) {
    tx.announce(of(link, Type::LinkRenewalRequested, about(link, now), now));
}

/// The customer is asked: which kind of prompt it is and how long it stands, never what it says.
pub fn challenge_presented(
    tx: &mut Tx,
    link: &StoredLink,
    flow: &StoredFlow,
    challenge: &Challenge,
    now: OffsetDateTime,
) {
    let deadline = challenge.expires.map_or(flow.flow.deadline, |expires| expires.at.min(flow.flow.deadline));
    let challenge = json!({
        "kind": challenge.kind,
        "deadline": Moment::from(deadline),
        "code_length": challenge.code_format.and_then(|format| format.length),
    });
    let object = json!({
        "id": flow.id,
        "object": "flow",
        "state": flow.flow.stage,
        "turn": flow.flow.turn,
        "challenge": challenge,
    });
    say(tx, link, Type::FlowChallengePresented, object, now);
}

/// A flow cannot go on.
pub fn refused(tx: &mut Tx, link: &StoredLink, flow: &StoredFlow, now: OffsetDateTime) {
    let object = json!({
        "id": flow.id,
        "object": "flow",
        "state": flow.flow.stage,
        "turn": flow.flow.turn,
        "refusal": flow.refused.as_ref().map(|refused| refused.refusal),
    });
    say(tx, link, Type::FlowRefused, object, now);
}

/// A job run has come to its present status, which is not its first.
pub fn job_run(tx: &mut Tx, link: &StoredLink, run: &StoredJobRun, error: Option<&str>, now: OffsetDateTime) {
    let kind = match run.status {
        job::Status::Pending => return,
        job::Status::InProgress => Type::JobRunStarted,
        job::Status::Completed => Type::JobRunCompleted,
        job::Status::Failed => Type::JobRunFailed,
    };
    // As the customer was told it when the link was made.
    let place = link.job_ids.iter().position(|id| *id == run.job_id);
    let name = place.and_then(|place| link.purposes.get(place));
    let object = json!({
        "id": run.id,
        "object": "job_run",
        "job_id": run.job_id,
        "name": name.map(|name| &name.name),
        "names": name.map(|name| &name.names),
        "status": run.status,
        "created_at": Moment::from(run.created_at),
        "ended_at": run.ended_at.map(Moment::from),
    });
    say(tx, link, kind, with_error(object, error), now);
}

/// A workflow run has come to its present status, which is not its first.
pub fn workflow_run(tx: &mut Tx, link: &StoredLink, run: &StoredWorkflowRun, now: OffsetDateTime) {
    let kind = match run.status {
        WorkflowStatus::Pending => return,
        WorkflowStatus::InProgress => Type::WorkflowRunStarted,
        WorkflowStatus::AwaitingUserInput => Type::WorkflowRunAwaitingUserInput,
        WorkflowStatus::Completed | WorkflowStatus::CompletedWithNoActionTaken => Type::WorkflowRunCompleted,
        WorkflowStatus::Failed => Type::WorkflowRunFailed,
    };
    let object = json!({
        "id": run.id,
        "object": "workflow_run",
        "job_run_id": run.job_run_id,
        "workflow_id": run.workflow_id,
        "status": run.status,
        "reason": run.reason,
        "current_step": run.current_step,
        "counts": run.counted(),
        "created_at": Moment::from(run.created_at),
        "ended_at": run.ended_at.map(Moment::from),
    });
    say(tx, link, kind, with_error(object, run.error.as_deref()), now);
}

/// The object of a failure says what went wrong; another has no such field.
fn with_error(mut object: Value, error: Option<&str>) -> Value {
    if let Some(error) = error {
        object["error"] = error.into();
    }
    object
}

/// A workflow run has made an artifact, whose content is asked for.
pub fn artifact_created(tx: &mut Tx, link: &StoredLink, artifact: &StoredArtifact, now: OffsetDateTime) {
    let (step, item) = artifact.made_by();
    let object = json!({
        "id": artifact.id,
        "object": "artifact",
        "step": step,
        "item": item,
        "workflow_run_id": artifact.workflow_run_id,
        "name": artifact.name,
        "kind": artifact.kind,
        "media_type": artifact.media_type,
        "content_type": artifact.media_type,
        "size": artifact.size,
        "sha256": artifact.sha256,
        "expires_at": artifact.expires_at.map(Moment::from),
        "created_at": Moment::from(artifact.created_at),
    });
    say(tx, link, Type::ArtifactCreated, object, now);
}

fn say(tx: &mut Tx, link: &StoredLink, kind: Type, object: Value, now: OffsetDateTime) {
    tx.announce(of(link, kind, with_object(link, object), now));
}

/// An event of a locked link.
fn of(stored: &StoredLink, kind: Type, data: Map<String, Value>, now: OffsetDateTime) -> NewEvent {
    NewEvent { tenant_id: stored.tenant_id, link_id: Some(stored.id), endpoint_id: None, kind, data, created_at: now }
}

/// What every event about a link itself says of it: nothing of what was asked or answered.
fn about(stored: &StoredLink, now: OffsetDateTime) -> Map<String, Value> {
    let (link, _) = stored.link.as_of(now);
    let object = json!({
        "id": stored.id,
        "object": "link",
        "external_id": stored.external_id,
        "job_id": stored.job_ids,
        "source_id": stored.source_id,
        "status": link.status,
        "status_reason": link.status_reason,
        "last_refusal": link.last_refusal,
        "created_at": Moment::from(stored.created_at),
        "expires_at": Moment::from(link.expires_at),
        "metadata": stored.metadata,
    });
    with_object(stored, object)
}

/// What every event of a link says: whose link it is, and what it is about.
fn with_object(stored: &StoredLink, object: Value) -> Map<String, Value> {
    let (link_id, external_id) = (json!(stored.id), json!(stored.external_id));
    [("link_id", link_id), ("external_id", external_id), ("object", object)]
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value))
        .collect()
}

/// A webhook endpoint is tried out, or disabled.
pub fn webhook(tx: &mut Tx, endpoint: &StoredEndpoint, kind: Type, now: OffsetDateTime) {
    let object = json!({
        "id": endpoint.id,
        "object": "webhook_endpoint",
        "url": endpoint.url,
        "disabled_reason": endpoint.disabled.map(|(_, reason)| reason),
    });
    let data = Map::from_iter([("object".to_owned(), object)]);
    let (tenant_id, endpoint_id) = (endpoint.tenant_id, Some(endpoint.id));
    tx.announce(NewEvent { tenant_id, link_id: None, endpoint_id, kind, data, created_at: now });
}

/// Forgets events that were kept long enough, `limit` at a time.
pub async fn forget_old(app: &App, limit: i64) -> Result<(), ServiceError> {
    let before = app.clock.now() - KEPT;
    if attempts::has_old(&app.db, before).await? {
        let mut tx = app.db.begin().await?;
        attempts::forget(&mut tx, before, limit).await?;
        tx.commit().await?;
    }
    Ok(())
}
