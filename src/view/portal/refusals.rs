//! What a refusal changes on a page, beyond its words.

use crate::domain::prompt::refusal::{Refusal, Retry};

/// Whether the customer can mend it on the source's own pages, so that a page leads there.
pub fn helps_at_source(refusal: Refusal) -> bool {
    let is_about_password =
        matches!(refusal, Refusal::InvalidCredentials | Refusal::AccountNotFound | Refusal::LoginAttemptsExceeded);
    is_about_password || refusal.retry() == Retry::Fix
}

/// Whether it is about what was typed, so that it is said at the field. The others are about the prompt as a whole.
pub fn is_about_answer(refusal: Refusal) -> bool {
    let is_about_prompt = matches!(
        refusal,
        Refusal::AlreadySignedInElsewhere
            | Refusal::MfaDeliveryFailed
            | Refusal::MfaResendTooSoon
            | Refusal::MfaMethodUnsupported
            | Refusal::PushDenied
            | Refusal::PushTimedOut
    );
    refusal.retry() == Retry::Now && !is_about_prompt
}
