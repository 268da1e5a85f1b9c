//! What events say: the `data` of each type, as it is described to developers.

mod identity;

use std::collections::BTreeMap;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::Serialize;
use serde_json::{Map, Value};

use self::identity::{
    AboutAttempt, AboutPool, AboutRateLimit, AboutUser, AuthenticatorData, DeviceData, SessionData, UserData,
};
use super::{
    event::Type,
    id::Id,
    job::{self, Artifact, Job, JobRun, WorkflowRun, artifact, workflow::Workflow},
    link::{self, Actor, Link, flow::Stage},
    moment::Moment,
    prompt::{challenge, refusal::Refusal},
    source::Source,
    webhook::{Endpoint, Reason},
};

/// The data of an event about a link or what belongs to one.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "EventAbout{T}")]
pub struct About<T> {
    link_id: Id<Link>,
    external_id: String,
    /// The event's number among those of its link, without gaps.
    sequence: i64,
    /// The transition that changed the status, in `link.status_changed`.
    #[serde(skip_serializing_if = "Option::is_none")]
    transition: Option<TransitionData>,
    object: T,
}

/// The data of an event about a webhook endpoint.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "EventAboutEndpoint")]
pub struct AboutEndpoint {
    object: EndpointData,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "TransitionData")]
pub struct TransitionData {
    sequence: i64,
    from: Option<link::Status>,
    to: link::Status,
    at: Moment,
    flow_id: Option<String>,
    reason: Option<String>,
    actor: Actor,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "LinkData")]
pub struct LinkData {
    id: Id<Link>,
    #[schemars(extend("const" = "link"))]
    object: String,
    external_id: String,
    job_id: Vec<Id<Job>>,
    source_id: Id<Source>,
    status: link::Status,
    status_reason: Option<String>,
    last_refusal: Option<Refusal>,
    created_at: Moment,
    expires_at: Moment,
    metadata: Map<String, Value>,
}

/// A flow: never what was asked or answered.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "FlowData")]
pub struct FlowData {
    id: String,
    #[schemars(extend("const" = "flow"))]
    object: String,
    state: Stage,
    turn: u32,
    /// In `flow.challenge_presented`.
    #[serde(skip_serializing_if = "Option::is_none")]
    challenge: Option<ChallengeData>,
    /// In `flow.refused`: why the flow cannot go on.
    #[serde(skip_serializing_if = "Option::is_none")]
    refusal: Option<Refusal>,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ChallengeData")]
pub struct ChallengeData {
    kind: challenge::Kind,
    /// Until when the customer can answer.
    deadline: Moment,
    /// The number of characters of the code, where it is known.
    code_length: Option<u8>,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "JobRunData")]
pub struct JobRunData {
    id: Id<JobRun>,
    #[schemars(extend("const" = "job_run"))]
    object: String,
    job_id: Id<Job>,
    /// What the job was called when the link was made, and what in other languages, by their tags.
    name: Option<String>,
    names: Option<BTreeMap<String, String>>,
    status: job::Status,
    created_at: Moment,
    ended_at: Option<Moment>,
    /// In `job_run.failed`: what went wrong, for developers.
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<String>,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "WorkflowRunData")]
pub struct WorkflowRunData {
    id: Id<WorkflowRun>,
    #[schemars(extend("const" = "workflow_run"))]
    object: String,
    job_run_id: Id<JobRun>,
    workflow_id: Id<Workflow>,
    status: job::WorkflowStatus,
    /// Why it ended as it did.
    reason: Option<job::failure::Reason>,
    /// The step it is at or failed at, from 0.
    current_step: Option<u32>,
    /// What it did so far.
    counts: job::outcome::Counts,
    created_at: Moment,
    ended_at: Option<Moment>,
    /// In `workflow_run.failed`: what went wrong, for developers.
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<String>,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ArtifactData")]
pub struct ArtifactData {
    id: Id<Artifact>,
    #[schemars(extend("const" = "artifact"))]
    object: String,
    workflow_run_id: Id<WorkflowRun>,
    /// The number of the step that made it, from 0.
    step: Option<u32>,
    /// Of a file that was taken in a `for_each`: the number of the record or row, from 0.
    item: Option<u32>,
    kind: artifact::Kind,
    name: String,
    media_type: String,
    /// The same as `media_type`.
    content_type: String,
    /// Bytes.
    size: u64,
    /// Of the content, in hexadecimal digits.
    sha256: String,
    created_at: Moment,
    /// When it is deleted; null if never.
    expires_at: Option<Moment>,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "EndpointData")]
pub struct EndpointData {
    id: Id<Endpoint>,
    #[schemars(extend("const" = "webhook_endpoint"))]
    object: String,
    url: String,
    disabled_reason: Option<Reason>,
}

impl Type {
    /// The schema of the event's `data`.
    pub fn data_schema(self, generator: &mut SchemaGenerator) -> Schema {
        match self {
            Self::LinkCreated
            | Self::LinkOpened
            | Self::LinkStatusChanged
            | Self::LinkClosed
            | Self::LinkRenewalRequested => generator.subschema_for::<About<LinkData>>(),
            Self::FlowChallengePresented | Self::FlowRefused => generator.subschema_for::<About<FlowData>>(),
            Self::JobRunStarted | Self::JobRunCompleted | Self::JobRunFailed => {
                generator.subschema_for::<About<JobRunData>>()
            }
            Self::WorkflowRunStarted
            | Self::WorkflowRunAwaitingUserInput
            | Self::WorkflowRunCompleted
            | Self::WorkflowRunFailed => generator.subschema_for::<About<WorkflowRunData>>(),
            Self::ArtifactCreated => generator.subschema_for::<About<ArtifactData>>(),
            Self::UserCreated
            | Self::UserAnonymousPromoted
            | Self::UserMerged
            | Self::UserLinked
            | Self::UserRestored
            | Self::UserDeleted => generator.subschema_for::<AboutUser<UserData>>(),
            Self::DeviceEnrolled | Self::DeviceDeactivated | Self::DeviceReset | Self::DeviceUpdated => {
                generator.subschema_for::<AboutUser<DeviceData>>()
            }
            Self::AuthenticatorAdded | Self::AuthenticatorRemoved => {
                generator.subschema_for::<AboutUser<AuthenticatorData>>()
            }
            Self::AuthenticationFailed => generator.subschema_for::<AboutAttempt>(),
            Self::RateLimitBlocked => generator.subschema_for::<AboutRateLimit>(),
            Self::AnonymousCapReached => generator.subschema_for::<AboutPool>(),
            Self::SessionCreated | Self::SessionRevoked | Self::SessionReuseDetected | Self::TokenExchanged => {
                generator.subschema_for::<AboutUser<SessionData>>()
            }
            Self::WebhookPing | Self::WebhookDisabled => generator.subschema_for::<AboutEndpoint>(),
        }
    }

    /// What happened, in one sentence.
    #[expect(clippy::too_many_lines, reason = "a table, and the compiler keeps it complete")]
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::LinkCreated => "A link was made.",
            Self::LinkOpened => "A person was seen on the link's page for the first time.",
            Self::LinkStatusChanged => "The status of a link changed.",
            Self::LinkClosed => "A link is completed, expired or revoked.",
            Self::LinkRenewalRequested => {
                "A customer with an expired link asks for a new one; announced once for a link."
            }
            Self::FlowChallengePresented => "The source asks the customer for something.",
            Self::FlowRefused => "A sign-in cannot go on.",
            Self::JobRunStarted => "A job started.",
            Self::JobRunCompleted => "A job is done.",
            Self::JobRunFailed => "A job failed.",
            Self::WorkflowRunStarted => "A workflow started.",
            Self::WorkflowRunAwaitingUserInput => "A workflow waits for the customer.",
            Self::WorkflowRunCompleted => "A workflow is done.",
            Self::WorkflowRunFailed => "A workflow failed.",
            Self::ArtifactCreated => "A workflow made an artifact.",
            Self::UserCreated => "An end user came to be.",
            Self::UserAnonymousPromoted => "A guest became a regular user, or signed in as one.",
            Self::UserMerged => "A guest signed in as a regular user, who takes the guest's place.",
            Self::UserDeleted => "An end user was deleted.",
            Self::UserLinked => "An end user was linked to a customer of the company, with the same id.",
            Self::UserRestored => "A known customer redeemed a code on a device, and is the same end user there.",
            Self::DeviceEnrolled => "A device got an end user.",
            Self::DeviceDeactivated => "Another device of the end user took the place of this one.",
            Self::DeviceUpdated => "A device guards its tokens in another way.",
            Self::DeviceReset => "A device was taken from its end user, and may get another.",
            Self::AuthenticatorAdded => "An end user has a second factor, or another passkey.",
            Self::AuthenticatorRemoved => "A second factor or passkey of an end user was removed.",
            Self::RateLimitBlocked => "Something was refused for a while, since there was too much of it.",
            Self::AnonymousCapReached => "A user pool has as many guests as one of its caps says.",
            Self::AuthenticationFailed => {
                "Somebody did not prove who they are. What was given is not told, and the user only where there is one."
            }
            Self::TokenExchanged => "A token of an end user was exchanged for a narrower one, for a third party.",
            Self::SessionCreated => "A session of an end user began.",
            Self::SessionRevoked => "A session of an end user was ended before its time.",
            Self::SessionReuseDetected => {
                "A refresh token came again after it had been replaced: somebody else has it, and the session was ended."
            }
            Self::WebhookPing => "A test of a webhook endpoint; sent to that endpoint only.",
            Self::WebhookDisabled => "A webhook endpoint was disabled, since it failed for too long or answered 410.",
        }
    }
}
