//! Why a flow cannot go on: the closed table of refusals.

use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, IntoStaticStr, VariantArray};

/// What can be done after a refusal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Retry {
    /// The same prompt again; the flow goes on.
    Now,
    /// The same link, with a new flow.
    Later,
    /// The customer must act at the source first.
    Fix,
    /// A new link is needed.
    New,
    /// Nothing.
    No,
}

/// A stable reason; its code is its name in `snake_case`.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Display, EnumString, IntoStaticStr, VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Refusal {
    LinkNotFound,
    LinkExpired,
    LinkRevoked,
    LinkCompleted,
    FlowTimedOut,
    FlowElsewhere,
    CancelledByCustomer,
    FlowInterrupted,
    InvalidCredentials,
    InvalidIdentifier,
    MissingCredentials,
    InvalidTenant,
    WrongLoginMethod,
    LoginAttemptsExceeded,
    CredentialsExpired,
    CredentialsManagedByOrganisation,
    AccountLocked,
    AccountDisabled,
    AccountNotFound,
    AccountSetupIncomplete,
    UserActionRequired,
    AlreadySignedInElsewhere,
    MfaCodeInvalid,
    MfaCodeExpired,
    MfaTimedOut,
    MfaAttemptsExceeded,
    MfaDeliveryFailed,
    MfaResendTooSoon,
    MfaMethodUnsupported,
    MfaNotConfigured,
    PushDenied,
    PushTimedOut,
    SecurityAnswerWrong,
    AnswerRefused,
    CaptchaFailed,
    SourceUnavailable,
    SourceMaintenance,
    SourceError,
    SourceChanged,
    SourceBlockedUs,
    SourceRateLimited,
    SourceNotSupported,
    ConsentDeclined,
    WorkflowFailed,
    Internal,
}

impl Refusal {
    /// The stable code, such as `account_locked`.
    pub fn code(self) -> &'static str {
        self.into()
    }

    /// What can be done after it.
    #[expect(clippy::too_many_lines, reason = "a table, and the compiler keeps it complete")]
    pub fn retry(self) -> Retry {
        match self {
            Self::FlowElsewhere
            | Self::InvalidCredentials
            | Self::InvalidIdentifier
            | Self::MissingCredentials
            | Self::InvalidTenant
            | Self::WrongLoginMethod
            | Self::AccountNotFound
            | Self::AlreadySignedInElsewhere
            | Self::MfaCodeInvalid
            | Self::MfaCodeExpired
            | Self::MfaDeliveryFailed
            | Self::MfaResendTooSoon
            | Self::MfaMethodUnsupported
            | Self::PushDenied
            | Self::PushTimedOut
            | Self::SecurityAnswerWrong
            | Self::AnswerRefused
            | Self::CaptchaFailed => Retry::Now,
            Self::FlowTimedOut
            | Self::CancelledByCustomer
            | Self::FlowInterrupted
            | Self::LoginAttemptsExceeded
            | Self::MfaTimedOut
            | Self::MfaAttemptsExceeded
            | Self::SourceUnavailable
            | Self::SourceMaintenance
            | Self::SourceError
            | Self::SourceChanged
            | Self::SourceBlockedUs
            | Self::SourceRateLimited
            | Self::ConsentDeclined
            | Self::WorkflowFailed
            | Self::Internal => Retry::Later,
            Self::CredentialsExpired
            | Self::CredentialsManagedByOrganisation
            | Self::AccountLocked
            | Self::AccountDisabled
            | Self::AccountSetupIncomplete
            | Self::UserActionRequired
            | Self::MfaNotConfigured => Retry::Fix,
            Self::LinkExpired | Self::LinkRevoked => Retry::New,
            Self::LinkNotFound | Self::LinkCompleted | Self::SourceNotSupported => Retry::No,
        }
    }
}

impl Refusal {
    /// Whether a source counts the answer it is about towards locking the account.
    pub fn counts(self) -> bool {
        matches!(
            self,
            Self::InvalidCredentials
                | Self::InvalidIdentifier
                | Self::MfaCodeInvalid
                | Self::SecurityAnswerWrong
                | Self::AccountLocked
                | Self::LoginAttemptsExceeded
                | Self::MfaAttemptsExceeded
        )
    }
}

/// A refusal with what the source said about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refused {
    pub refusal: Refusal,
    /// The source's own words, cleaned.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source_message: Option<String>,
    /// The language of those words, as the source's page says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source_lang: Option<String>,
}

impl From<Refusal> for Refused {
    fn from(refusal: Refusal) -> Self {
        Self { refusal, source_message: None, source_lang: None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_reads_back_as_its_refusal() {
        for refusal in Refusal::VARIANTS {
            assert_eq!(refusal.code().parse::<Refusal>().unwrap(), *refusal);
            assert_eq!(serde_json::to_value(refusal).unwrap(), refusal.code());
        }
    }
}
