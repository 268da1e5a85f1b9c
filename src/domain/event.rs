//! An event: something that happened, as backends are told.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use strum::{Display, EnumString, IntoStaticStr, VariantArray};
use time::{Duration, OffsetDateTime};

use super::{
    id::{Id, Noun},
    moment::Moment,
};

/// Names an event in an id.
pub struct Event;

impl Noun for Event {
    const PREFIX: &'static str = "evt";
}

/// How long events are kept, and their deliveries can be sent again.
pub const KEPT: Duration = Duration::days(30);

/// What happened.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Serialize,
    Deserialize,
    Display,
    EnumString,
    IntoStaticStr,
    VariantArray,
    JsonSchema,
)]
#[schemars(rename = "EventType")]
pub enum Type {
    #[serde(rename = "link.created")]
    #[strum(serialize = "link.created")]
    LinkCreated,
    /// A person was seen on the page for the first time.
    #[serde(rename = "link.opened")]
    #[strum(serialize = "link.opened")]
    LinkOpened,
    #[serde(rename = "link.status_changed")]
    #[strum(serialize = "link.status_changed")]
    LinkStatusChanged,
    /// Completed, expired or revoked.
    #[serde(rename = "link.closed")]
    #[strum(serialize = "link.closed")]
    LinkClosed,
    /// A customer with a link past its time asks for a new one; told once for each link.
    #[serde(rename = "link.renewal_requested")]
    #[strum(serialize = "link.renewal_requested")]
    LinkRenewalRequested,
    #[serde(rename = "flow.challenge_presented")]
    #[strum(serialize = "flow.challenge_presented")]
    FlowChallengePresented,
    #[serde(rename = "flow.refused")]
    #[strum(serialize = "flow.refused")]
    FlowRefused,
    #[serde(rename = "job_run.started")]
    #[strum(serialize = "job_run.started")]
    JobRunStarted,
    #[serde(rename = "job_run.completed")]
    #[strum(serialize = "job_run.completed")]
    JobRunCompleted,
    #[serde(rename = "job_run.failed")]
    #[strum(serialize = "job_run.failed")]
    JobRunFailed,
    #[serde(rename = "workflow_run.started")]
    #[strum(serialize = "workflow_run.started")]
    WorkflowRunStarted,
    #[serde(rename = "workflow_run.awaiting_user_input")]
    #[strum(serialize = "workflow_run.awaiting_user_input")]
    WorkflowRunAwaitingUserInput,
    #[serde(rename = "workflow_run.completed")]
    #[strum(serialize = "workflow_run.completed")]
    WorkflowRunCompleted,
    #[serde(rename = "workflow_run.failed")]
    #[strum(serialize = "workflow_run.failed")]
    WorkflowRunFailed,
    #[serde(rename = "artifact.created")]
    #[strum(serialize = "artifact.created")]
    ArtifactCreated,
    /// An end user came to be.
    #[serde(rename = "user.created")]
    #[strum(serialize = "user.created")]
    UserCreated,
    /// A guest became a regular user.
    #[serde(rename = "user.anonymous.promoted")]
    #[strum(serialize = "user.anonymous.promoted")]
    UserAnonymousPromoted,
    /// A guest signed in as a regular user, who takes the guest's place.
    #[serde(rename = "user.merged")]
    #[strum(serialize = "user.merged")]
    UserMerged,
    #[serde(rename = "user.deleted")]
    #[strum(serialize = "user.deleted")]
    UserDeleted,
    /// A guest turned out to be a customer of the tenant.
    #[serde(rename = "user.linked")]
    #[strum(serialize = "user.linked")]
    UserLinked,
    /// A user came back on a device.
    #[serde(rename = "user.restored")]
    #[strum(serialize = "user.restored")]
    UserRestored,
    #[serde(rename = "device.enrolled")]
    #[strum(serialize = "device.enrolled")]
    DeviceEnrolled,
    /// Another device of the user took its place.
    #[serde(rename = "device.deactivated")]
    #[strum(serialize = "device.deactivated")]
    DeviceDeactivated,
    /// A device was taken from its user.
    #[serde(rename = "device.reset")]
    #[strum(serialize = "device.reset")]
    DeviceReset,
    /// A device guards its tokens in another way.
    #[serde(rename = "device.updated")]
    #[strum(serialize = "device.updated")]
    DeviceUpdated,
    /// A user has another way to prove who they are: a second factor, or a passkey.
    #[serde(rename = "authenticator.added")]
    #[strum(serialize = "authenticator.added")]
    AuthenticatorAdded,
    #[serde(rename = "authenticator.removed")]
    #[strum(serialize = "authenticator.removed")]
    AuthenticatorRemoved,
    /// A third party got a narrower token of a user.
    #[serde(rename = "token.exchanged")]
    #[strum(serialize = "token.exchanged")]
    TokenExchanged,
    /// A user pool has as many guests as one of its caps says.
    #[serde(rename = "anonymous.cap_reached")]
    #[strum(serialize = "anonymous.cap_reached")]
    AnonymousCapReached,
    /// Something was refused for a while, since there was too much of it.
    #[serde(rename = "rate_limit.blocked")]
    #[strum(serialize = "rate_limit.blocked")]
    RateLimitBlocked,
    /// Somebody did not prove who they are.
    #[serde(rename = "authentication.failed")]
    #[strum(serialize = "authentication.failed")]
    AuthenticationFailed,
    #[serde(rename = "session.created")]
    #[strum(serialize = "session.created")]
    SessionCreated,
    #[serde(rename = "session.revoked")]
    #[strum(serialize = "session.revoked")]
    SessionRevoked,
    /// A refresh token came again after it had been replaced: somebody else has it.
    #[serde(rename = "session.reuse_detected")]
    #[strum(serialize = "session.reuse_detected")]
    SessionReuseDetected,
    /// A backend wants to see whether an endpoint hears us; goes to that endpoint only.
    #[serde(rename = "webhook.ping")]
    #[strum(serialize = "webhook.ping")]
    WebhookPing,
    /// An endpoint gets nothing any more, since it failed for too long or said that it is gone.
    #[serde(rename = "webhook.disabled")]
    #[strum(serialize = "webhook.disabled")]
    WebhookDisabled,
}

/// An event as the API and webhooks tell it, both the same.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Event")]
pub struct Envelope {
    id: Id<Event>,
    #[schemars(extend("const" = "event"))]
    object: &'static str,
    r#type: Type,
    created: Moment,
    /// What it is about, with the event's number among those of the link.
    data: Map<String, Value>,
}

impl Envelope {
    /// The envelope of an event; `sequence` is its number among those of its link, if it is about one.
    pub fn new(
        id: Id<Event>,
        kind: Type,
        created_at: OffsetDateTime,
        sequence: Option<i64>,
        mut data: Map<String, Value>,
    ) -> Self {
        if let Some(sequence) = sequence {
            data.insert("sequence".to_owned(), sequence.into());
        }
        Self { id, object: "event", r#type: kind, created: Moment::from(created_at), data }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_type_has_one_name_wherever_it_is_written() {
        for kind in Type::VARIANTS {
            let name = kind.to_string();
            assert_eq!(serde_json::to_value(kind).unwrap(), name.as_str());
            assert_eq!(name.parse::<Type>().unwrap(), *kind);
        }
    }
}
