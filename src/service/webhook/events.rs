//! Announcing what happens in flows and runs, in the transaction in which it happens; what happens to a link's status
//! is announced by the store.

use serde_json::{Value, json};
use time::OffsetDateTime;

use crate::{
    app::App,
    domain::{
        event::{KEPT, Type},
        job::Status,
        moment::told,
        prompt::challenge::Challenge,
    },
    service::ServiceError,
    store::{
        Tx,
        job::{artifacts::StoredArtifact, job_runs::StoredJobRun, workflow_runs::StoredWorkflowRun},
        link::{
            announce::{about, with_object},
            flows::StoredFlow,
            links::StoredLink,
        },
        webhook::{
            attempts,
            outbox::{self, NewEvent},
        },
    },
};

/// A customer wants a new link in place of this one.
pub fn renewal_requested(tx: &mut Tx, link: &StoredLink, now: OffsetDateTime) {
    outbox::announce(tx, NewEvent::of(link, Type::LinkRenewalRequested, about(link, now), now));
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
        "deadline": told(deadline),
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
pub fn job_run(tx: &mut Tx, link: &StoredLink, run: &StoredJobRun, now: OffsetDateTime) {
    let kind = match run.status {
        Status::Pending => return,
        Status::InProgress => Type::JobRunStarted,
        Status::Completed => Type::JobRunCompleted,
        Status::Failed => Type::JobRunFailed,
    };
    let object = json!({
        "id": run.id,
        "object": "job_run",
        "job_id": run.job_id,
        "status": run.status,
        "created_at": told(run.created_at),
        "ended_at": run.ended_at.map(told),
    });
    say(tx, link, kind, object, now);
}

/// A workflow run has come to its present status, which is not its first.
pub fn workflow_run(tx: &mut Tx, link: &StoredLink, run: &StoredWorkflowRun, now: OffsetDateTime) {
    let kind = match run.status {
        Status::Pending => return,
        Status::InProgress => Type::WorkflowRunStarted,
        Status::Completed => Type::WorkflowRunCompleted,
        Status::Failed => Type::WorkflowRunFailed,
    };
    let object = json!({
        "id": run.id,
        "object": "workflow_run",
        "job_run_id": run.job_run_id,
        "workflow_id": run.workflow_id,
        "status": run.status,
        "current_step": run.current_step,
        "created_at": told(run.created_at),
        "ended_at": run.ended_at.map(told),
    });
    say(tx, link, kind, object, now);
}

/// A workflow run brought something home; its content is asked for.
pub fn artifact_created(tx: &mut Tx, link: &StoredLink, artifact: &StoredArtifact, now: OffsetDateTime) {
    let object = json!({
        "id": artifact.id,
        "object": "artifact",
        "workflow_run_id": artifact.workflow_run_id,
        "name": artifact.name,
        "content_type": artifact.content_type,
        "created_at": told(artifact.created_at),
    });
    say(tx, link, Type::ArtifactCreated, object, now);
}

fn say(tx: &mut Tx, link: &StoredLink, kind: Type, object: Value, now: OffsetDateTime) {
    outbox::announce(tx, NewEvent::of(link, kind, with_object(link, object), now));
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
