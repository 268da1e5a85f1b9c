//! Pages that ask nothing and say why the sign-in cannot go on.

use super::{complaint, whole};
use crate::{
    domain::prompt::{
        challenge::Kind,
        refusal::{Refusal, Refused},
    },
    page::recognise::{
        inspection::{Inspection, refused},
        page::layout::{Page, Text},
        words::{complaints, fields, states},
    },
};

/// A page that turns everybody away, whatever else is on it.
pub fn closed(inspection: &mut Inspection<'_, '_>) -> Option<Refused> {
    let page = inspection.page;
    if whole::asks(inspection) && page.status < 500 {
        return None;
    }
    let (about, signs_out) = (whole::about(page), whole::signs_out(page));
    let is_forbidden = inspection.history.gave_secret && states::NO_RIGHTS.are_in(&about) && whole::ways_in(page) < 2;
    let is_basic = page.status == 401 && inspection.history.kind.is_none() && page.items.is_empty();
    let refusal = if is_forbidden && whole::is_short(page) {
        Refusal::AccountDisabled
    } else if is_basic {
        Refusal::SourceNotSupported
    } else if let Some(refusal) = said_with_status(inspection, &about) {
        refusal
    } else if states::RATE_LIMITED.are_in(&about) || page.status == 429 {
        Refusal::SourceRateLimited
    } else if states::MAINTENANCE.are_in(&page.headings())
        || (states::MAINTENANCE.are_in(&about) && (page.status >= 500 || !signs_out && whole::is_short(page)))
    {
        Refusal::SourceMaintenance
    } else if states::BLOCKED.are_in(&about) && !signs_out && whole::is_short(page) && !is_about_account(&about) {
        Refusal::SourceBlockedUs
    } else if page.status >= 500 {
        Refusal::SourceUnavailable
    } else {
        return None;
    };
    inspection.note(6, format!("the page says so: {}", page.headings()));
    Some(refused(page, refusal, whole::message(page)))
}

/// What the words of a page mean that came with a status of its own after an answer: they say more than the status.
fn said_with_status(inspection: &Inspection<'_, '_>, about: &str) -> Option<Refusal> {
    let page = inspection.page;
    let kind = inspection.history.kind.filter(|_| matches!(page.status, 403 | 429) && whole::is_short(page))?;
    let means = complaint::refusal(kind, about);
    let is_told = match means {
        Refusal::LoginAttemptsExceeded | Refusal::MfaAttemptsExceeded => !states::RATE_LIMITED.are_in(about),
        Refusal::CredentialsManagedByOrganisation | Refusal::MfaNotConfigured => true,
        _ => false,
    };
    if kind == Kind::Confirm && page.status == 403 && states::TERMS.are_in(about) {
        return Some(Refusal::ConsentDeclined);
    }
    is_told.then_some(means)
}

/// A page that asks nothing and says why the sign-in cannot go on.
pub fn said(inspection: &mut Inspection<'_, '_>) -> Option<Refused> {
    let page = inspection.page;
    let about = whole::about(page);
    if inspection.history.kind.is_none() && !whole::is_short(page)
        || whole::signs_out(page)
            && inspection.history.gave_secret
            && whole::ways_in(page) > 1
            && !states::WRONG.are_in(&page.headings())
    {
        return None;
    }
    if states::SESSION_OVER.are_in(&about) && whole::is_short(page) {
        return Some(refused(page, Refusal::MfaTimedOut, whole::message(page)));
    }
    let kind = inspection.history.kind.unwrap_or(Kind::Credentials);
    let usual = crate::domain::source::recipe::usual_refusal(kind);
    let means = complaint::refusal(kind, &about);
    let is_meant = if means == usual { says_wrong(inspection, kind) } else { is_final(means) };
    let found = Some(means).filter(|_| is_meant && whole::is_short(page))?;
    inspection.note(5, format!("the page says so: {}", page.headings()));
    Some(refused(page, found, whole::message(page)))
}

/// A page after the secret that asks nothing and says that something is missing or was sent.
pub fn withheld(inspection: &mut Inspection<'_, '_>) -> Option<Refused> {
    let page = inspection.page;
    let about = whole::about(page);
    if !inspection.history.gave_secret || !whole::withholds(page) || whole::says_signed_in(page) {
        return None;
    }
    let refusal = if states::FACTOR_MISSING.are_in(&about) {
        Refusal::MfaNotConfigured
    } else if states::INCOMPLETE.are_in(&about) {
        Refusal::AccountSetupIncomplete
    } else {
        Refusal::UserActionRequired
    };
    inspection.note(5, format!("the page lets nobody further: {}", page.headings()));
    Some(refused(page, refusal, whole::message(page)))
}

/// Whether a page without a form of its own says that the password, or the code, was wrong.
fn says_wrong(inspection: &Inspection<'_, '_>, kind: Kind) -> bool {
    let page = inspection.page;
    let subject = match kind {
        Kind::Credentials | Kind::Password => &fields::PASSWORD,
        Kind::OneTimeCode => &fields::CODE,
        _ => return false,
    };
    let says = |text: &Text<'_>| {
        let is_new = !text.is_boilerplate && inspection.history.is_new(&text.words);
        is_new && states::WRONG.are_in(&text.words) && subject.are_in(&text.words)
    };
    !whole::signs_out(page) && !page.has_hidden_way_out && page.texts.iter().any(says)
}

/// Refusals that end a sign-in wherever they are said.
fn is_final(refusal: Refusal) -> bool {
    matches!(
        refusal,
        Refusal::AccountLocked
            | Refusal::AccountDisabled
            | Refusal::CredentialsExpired
            | Refusal::LoginAttemptsExceeded
            | Refusal::MfaAttemptsExceeded
            | Refusal::CredentialsManagedByOrganisation
            | Refusal::MfaNotConfigured
            | Refusal::MfaDeliveryFailed
            | Refusal::PushDenied
            | Refusal::PushTimedOut
    )
}

/// Whether what a page says of itself speaks of something that stands in the way; of a long one, its headings.
pub fn keeps_out(page: &Page<'_>) -> bool {
    let about = if whole::is_short(page) { whole::about(page) } else { page.headings() };
    let obstacles = [
        &states::WRONG,
        &states::MAINTENANCE,
        &states::BLOCKED,
        &states::RATE_LIMITED,
        &states::SESSION_OVER,
        &states::SIGNED_OUT,
        &states::WAITING,
        &states::MAILED_LINK,
        &states::NOT_YET,
    ];
    obstacles.iter().any(|words| words.are_in(&about))
        || complaints::COMPLAINTS.iter().any(|(_, words)| words.are_in(&about))
}

fn is_about_account(about: &str) -> bool {
    is_final(complaint::refusal(Kind::Credentials, about)) && about.contains("account")
}
