//! The table itself: what each refusal means for whoever has to act on it.

use super::{
    Fixer::{self, Company, Customer, Source, Us},
    Refusal,
    Retry::{self, Fix, Later, New, No, Now},
};

/// One refusal's row.
pub(super) struct Row {
    pub retry: Retry,
    pub fixer: Fixer,
    pub may_repeat: bool,
    pub meaning: &'static str,
}

/// Whether the credentials that were given may be given again as they are.
const SAME: bool = true;
const OTHER: bool = false;

const fn row(retry: Retry, fixer: Fixer, may_repeat: bool, meaning: &'static str) -> Row {
    Row { retry, fixer, may_repeat, meaning }
}

/// The row of a refusal.
#[expect(clippy::too_many_lines, reason = "a table, and the compiler keeps it complete")]
#[rustfmt::skip] // What is decided on the first line, what it means on the second.
pub(super) const fn of(refusal: Refusal) -> Row {
    match refusal {
        Refusal::LinkNotFound => row(No, Company, SAME,
            "No link has this address: it was cut off, mistyped or forged."),
        Refusal::LinkExpired => row(New, Company, SAME,
            "The link's `expires_at` passed before the sign-in was completed. Make a new link if it is still needed."),
        Refusal::LinkRevoked => row(New, Company, SAME,
            "The link was revoked through the API."),
        Refusal::LinkCompleted => row(No, Company, SAME,
            "The link is COMPLETED and takes no further sign-in."),
        Refusal::FlowTimedOut => row(Later, Customer, SAME,
            "The customer gave no answer within `answer_timeout`. The link can be used again."),
        Refusal::FlowElsewhere => row(Now, Customer, SAME,
            "Another browser holds the link's live flow. Starting over here ends that one."),
        Refusal::CancelledByCustomer => row(Later, Customer, SAME,
            "The customer pressed Cancel. The link can be used again."),
        Refusal::FlowInterrupted => row(Later, Us, SAME,
            "The process that drove the source was lost and the sign-in could not be resumed. No answer was sent twice."),
        Refusal::InvalidCredentials => row(Now, Customer, OTHER,
            "The source did not accept user name and password together, and does not say which is wrong."),
        Refusal::InvalidIdentifier => row(Now, Customer, OTHER,
            "The source does not accept the user name, whatever the password."),
        Refusal::MissingCredentials => row(Now, Customer, OTHER,
            "The source wants a field that was left empty."),
        Refusal::InvalidTenant => row(Now, Customer, OTHER,
            "The source does not know the company, store or customer number that it asks for beside the user name."),
        Refusal::WrongLoginMethod => row(Now, Customer, OTHER,
            "The account exists but signs in another way, such as through another company."),
        Refusal::LoginAttemptsExceeded => row(Later, Customer, OTHER,
            "Too many wrong passwords, by the source's count or by ours: no more are passed on until the break is over."),
        Refusal::CredentialsExpired => row(Fix, Customer, OTHER,
            "The password was right but is no longer valid. The customer must set a new one at the source."),
        Refusal::CredentialsManagedByOrganisation => row(Fix, Customer, OTHER,
            "The customer's organisation manages the sign-in, and only there can it be changed."),
        Refusal::AccountLocked => row(Fix, Customer, OTHER,
            "The source has locked the account. Further tries may prolong the lock."),
        Refusal::AccountDisabled => row(Fix, Customer, OTHER,
            "The source has closed or suspended the account, or has not let it in yet."),
        Refusal::AccountNotFound => row(Now, Customer, OTHER,
            "The source has no account under the user name."),
        Refusal::AccountSetupIncomplete => row(Fix, Customer, OTHER,
            "The source wants the account's set-up to be finished first."),
        Refusal::UserActionRequired => row(Fix, Customer, OTHER,
            "The source wants the account's owner to do something that is not ours to do, such as to accept new terms."),
        Refusal::AlreadySignedInElsewhere => row(Now, Customer, SAME,
            "The source allows one session at a time, and the customer has another."),
        Refusal::MfaCodeInvalid => row(Now, Customer, SAME,
            "The source did not accept the code. User name and password were right."),
        Refusal::MfaCodeExpired => row(Now, Customer, SAME,
            "The code was too old when it reached the source."),
        Refusal::MfaTimedOut => row(Later, Customer, SAME,
            "The source stopped waiting for the code or the confirmation."),
        Refusal::MfaAttemptsExceeded => row(Later, Customer, SAME,
            "Too many wrong codes, by the source's count or by ours: no more are passed on until the break is over."),
        Refusal::MfaDeliveryFailed => row(Now, Source, SAME,
            "The source could not send the code this way."),
        Refusal::MfaResendTooSoon => row(Now, Customer, SAME,
            "The source wants more time between two codes."),
        Refusal::MfaMethodUnsupported => row(Now, Us, SAME,
            "This way to confirm cannot be passed on. Another that the source offers may do."),
        Refusal::MfaNotConfigured => row(Fix, Customer, OTHER,
            "The source requires a second factor, and the account has none yet."),
        Refusal::PushDenied => row(Now, Customer, OTHER,
            "Somebody declined the request on the customer's device. Do not send another unasked."),
        Refusal::PushTimedOut => row(Now, Customer, SAME,
            "Nobody answered the request on the customer's device in time."),
        Refusal::SecurityAnswerWrong => row(Now, Customer, SAME,
            "The source did not accept the answer to its question. User name and password were right."),
        Refusal::AnswerRefused => row(Now, Customer, SAME,
            "The source refused an answer that is no credential, such as a phone number or a choice."),
        Refusal::CaptchaFailed => row(Now, Customer, SAME,
            "The source did not accept the characters from its picture."),
        Refusal::SourceUnavailable => row(Later, Source, SAME,
            "The source could not be reached, took longer than `source_timeout`, or answered with a server error."),
        Refusal::SourceMaintenance => row(Later, Source, SAME,
            "The source says that it is down for maintenance."),
        Refusal::SourceError => row(Later, Source, SAME,
            "The source showed an error of its own. Its words are kept beside the code."),
        Refusal::SourceChanged => row(Later, Us, SAME,
            "A page fits no screen of the recipe and is not recognised, so nothing was typed into it. It needs a look."),
        Refusal::SourceBlockedUs => row(Later, Us, SAME,
            "The source turned our connection away, not the customer: its answer was 401 or 403, or says so."),
        Refusal::SourceRateLimited => row(Later, Us, SAME,
            "The source asks for fewer requests: its answer was 429, or says so."),
        Refusal::SourceNotSupported => row(No, Us, OTHER,
            "The source asks for something that only the customer's own browser can do, such as a passkey."),
        Refusal::ConsentDeclined => row(Later, Customer, SAME,
            "The customer did not agree to what the source asked."),
        Refusal::ConsentOutdated => row(Later, Company, SAME,
            "A job does more now than the customer agreed to when the sign-in began. Nothing was done; the link asks again."),
        Refusal::WorkflowFailed => row(Later, Company, SAME,
            "The sign-in worked and a workflow after it failed. The workflow run tells at which step."),
        Refusal::Internal => row(Later, Us, SAME,
            "Something of ours failed. The log has the reason under the request's number."),
    }
}
