//! Why a flow cannot go on: the closed list of refusals. What pages, API and docs say of one begins at its row in
//! `refusal/table.rs`; the words for customers are in the texts, by code.

mod table;

use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, IntoStaticStr, VariantArray};

/// What can be done after a refusal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Display, VariantArray)]
#[strum(serialize_all = "snake_case")]
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

/// Who can do something about a refusal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Display, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Fixer {
    /// The person who signs in.
    Customer,
    /// The third-party system.
    Source,
    /// The company that sent the link.
    Company,
    /// Whoever runs this installation.
    Us,
}

/// A stable reason; its code is its name in `snake_case`.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    Serialize,
    Deserialize,
    Display,
    EnumString,
    IntoStaticStr,
    VariantArray,
    schemars::JsonSchema,
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
    ConsentOutdated,
    WorkflowFailed,
    Internal,
}

impl Refusal {
    /// The stable code, such as `account_locked`.
    pub fn code(self) -> &'static str {
        self.into()
    }

    /// What can be done after it.
    pub const fn retry(self) -> Retry {
        table::of(self).retry
    }

    /// Who can do something about it.
    pub const fn fixer(self) -> Fixer {
        table::of(self).fixer
    }

    /// Whether the same user name and password may be tried again although nobody has changed anything.
    pub const fn may_repeat(self) -> bool {
        table::of(self).may_repeat
    }

    /// What happened, in a sentence for developers; customers are never shown it.
    pub const fn meaning(self) -> &'static str {
        table::of(self).meaning
    }

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
    #[test]
    fn credentials_that_were_wrong_or_need_a_change_are_not_tried_again() {
        for refusal in Refusal::VARIANTS {
            assert!(refusal.retry() != Retry::Fix || !refusal.may_repeat(), "{refusal}");
        }
        for refusal in [Refusal::InvalidCredentials, Refusal::LoginAttemptsExceeded, Refusal::PushDenied] {
            assert!(!refusal.may_repeat(), "{refusal}");
        }
        assert!(Refusal::SourceMaintenance.may_repeat() && Refusal::MfaCodeInvalid.may_repeat());
    }

    #[test]
    fn what_must_be_mended_at_the_source_is_for_the_customer_to_mend() {
        for refusal in Refusal::VARIANTS.iter().filter(|refusal| refusal.retry() == Retry::Fix) {
            assert_eq!(refusal.fixer(), Fixer::Customer, "{refusal}");
        }
        assert_eq!(Refusal::LinkExpired.fixer(), Fixer::Company);
        assert_eq!(Refusal::SourceUnavailable.fixer(), Fixer::Source);
        assert_eq!(Refusal::SourceChanged.fixer(), Fixer::Us);
    }

    #[test]
    fn every_meaning_is_a_sentence_of_its_own() {
        let mut meanings: Vec<_> = Refusal::VARIANTS.iter().map(|refusal| refusal.meaning()).collect();
        for meaning in &meanings {
            assert!(meaning.len() > 20 && meaning.ends_with('.'), "{meaning}");
            assert_eq!(meaning.matches('`').count() % 2, 0, "{meaning}");
        }
        meanings.sort_unstable();
        meanings.dedup();
        assert_eq!(meanings.len(), Refusal::VARIANTS.len());
    }
}
