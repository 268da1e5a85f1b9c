//! What a page says was wrong with the answer before.

use scraper::ElementRef;

use crate::{
    domain::{
        prompt::{
            challenge::{Kind, Purpose},
            refusal::Refusal,
        },
        source::recipe::{Complaint, Screen, usual_refusal},
    },
    page::recognise::{
        inspection::Inspection,
        page::{
            element::above,
            layout::{Page, Text},
            selector,
        },
        words::{Words, channels, complaints::COMPLAINTS, fields, split_name, states, words},
    },
};

/// How sure it must be that a text complains.
const ENOUGH: i32 = 6;
/// How long a complaint may be, in characters.
const LONGEST: usize = 300;

/// Classes and ids of what complains.
#[rustfmt::skip]
const MARKS: Words = Words(&words([
    "error*", "errors", "errorlist", "invalid*", "danger", "alert", "warning", "fail*", "feedback", "flash",
    "errornote", "has error", "notification error", "message error", "err", "fehler*", "erreur*", "validation*",
    "help block", "red",
]));
/// Classes and ids of what certainly does.
const SURE_MARKS: Words = Words(&words(["error*", "invalid*", "danger", "fail*", "fehler*", "erreur*"]));
/// Classes of what says something good, or nothing much.
const GOOD: Words = Words(&words(["success", "info", "information", "valid", "cookie*", "consent"]));
/// Words in the classes of elements that inform.
const TOLD: Words = Words(&words(["notice", "news", "status", "hinweis"]));
/// Classes of what says that something was done.
const SUCCESS: Words = Words(&words(["success"]));
/// That something may still happen.
#[rustfmt::skip]
const WARNS: Words = Words(&words([
    "will be locked", "will lock", "attempts left", "attempts remaining", "tries left", "remaining attempts",
    "wird*gesperrt", "versuche übrig", "verbleibend*", "noch*versuch*", "sera bloqué*", "sera verrouillé*",
    "tentatives restantes", "essais restants", "será bloquead*", "intentos restantes", "verrà bloccat*",
    "tentativi rimasti", "tentativi rimanenti", "tentativas restantes", "zostanie zablokowan*", "pozostał*",
    "будет заблокирован*", "осталось*",
]));

/// That something is wrong or too old, and the source does not say which.
#[rustfmt::skip]
const OR_EXPIRED: Words = Words(&words([
    "or expired", "or has expired", "or it has expired", "or is expired", "oder abgelaufen", "oder ist abgelaufen",
    "ou expiré", "ou a expiré", "o caducado", "o ha caducado", "o expirado", "o ha expirado", "o scaduto", "o è scaduto",
    "ou expirou", "ou expirado", "of verlopen", "of is verlopen", "lub wygasł*", "eller har gått ut", "eller utgången",
    "или истёк*", "или истек*",
]));

/// Adds to a screen what it complains about.
pub fn attach(inspection: &mut Inspection<'_, '_>, mut screen: Screen) -> Screen {
    let Some(text) = find(inspection, &screen) else { return screen };
    let Some(at) = selector::of(inspection.page, text.element) else { return screen };
    let words = text.words.clone();
    let refusal = refusal(screen.ask, &words);
    if screen.message.as_ref() == Some(&at) {
        screen.message = None;
    }
    screen.errors = vec![Complaint {
        at,
        contains: None,
        code: Some(refusal).filter(|code| *code != usual_refusal(screen.ask)),
        code_in: None,
    }];
    inspection.note(3, format!("it complains: {}", words.chars().take(80).collect::<String>()));
    screen
}

fn find<'p, 'd>(inspection: &Inspection<'p, 'd>, screen: &Screen) -> Option<&'p Text<'d>> {
    // Before anything was answered there is nothing to complain about.
    inspection.history.kind?;
    let page = inspection.page;
    let described = described(page, screen);
    let scored = page.texts.iter().map(|text| (score(inspection, text, &described), text));
    scored
        .rev()
        .max_by_key(|(score, text)| (*score, !text.is_heading))
        .filter(|(score, _)| *score >= ENOUGH)
        .map(|(_, text)| text)
}

/// The ids of what describes the fields that are marked as invalid.
fn described<'d>(page: &Page<'d>, screen: &Screen) -> Vec<&'d str> {
    let fields = screen.fields.values().flat_map(|css| page.document.all(css));
    let invalid = fields.filter(|field| field.attr("aria-invalid") == Some("true"));
    invalid
        .filter_map(|field| field.attr("aria-errormessage").or(field.attr("aria-describedby")))
        .flat_map(str::split_whitespace)
        .collect()
}

fn score(inspection: &Inspection<'_, '_>, text: &Text<'_>, described: &[&str]) -> i32 {
    let words = &text.words;
    let is_label = text.element.value().name() == "label";
    let is_success =
        SUCCESS.are_in(&marks(text.element)) || above(text.element).take(1).any(|it| SUCCESS.are_in(&marks(it)));
    if words.is_empty() || words.chars().count() > LONGEST || is_label || is_success {
        return 0;
    }
    let around = || std::iter::once(text.element).chain(above(text.element)).take(3);
    let mut score = if around().any(|it| it.attr("role") == Some("alert") || it.attr("aria-live") == Some("assertive"))
    {
        4
    } else {
        0
    };
    score += if around().any(is_marked) { 4 } else { 0 };
    score += i32::from(around().any(|it| SURE_MARKS.are_in(&marks(it))));
    let is_described = around().any(|it| it.attr("id").is_some_and(|id| described.contains(&id)));
    score += if is_described { 5 } else { 0 };
    score += if is_red(text.element) { 3 } else { 0 };
    let says_so = states::WRONG.are_in(words) || COMPLAINTS.iter().any(|(_, table)| table.are_in(words));
    if !says_so && score < 5 {
        return 0;
    }
    score += if states::WRONG.are_in(words) { 4 } else { 0 };
    score += if COMPLAINTS.iter().any(|(_, table)| table.are_in(words)) { 3 } else { 0 };
    let is_new = inspection.history.is_new(words) || inspection.history.is_said_again(inspection.page, words);
    score += if is_new { 2 } else { -5 };
    // A container for messages of every sort says nothing of one that is marked itself.
    let is_sure = SURE_MARKS.are_in(&marks(text.element));
    score -= if !is_sure && around().any(tells) && is_instruction(words) { 6 } else { 0 };
    score -= if !is_sure && around().any(is_good) { 6 } else { 0 };
    // A heading that was not there before and says that something failed is no title.
    let is_news = states::WRONG.are_in(words) && inspection.history.is_new(words);
    score -= if text.is_heading && !is_news { 2 } else { 0 };
    score - if text.is_boilerplate && !is_described { 4 } else { 0 }
}

/// Whether an element is marked as one that complains.
pub fn is_marked(element: ElementRef<'_>) -> bool {
    let is_form = matches!(element.value().name(), "form" | "body" | "main" | "input");
    !is_form && MARKS.are_in(&marks(element)) || element.attr("role") == Some("alert")
}

fn is_good(element: ElementRef<'_>) -> bool {
    GOOD.are_in(&marks(element)) && !states::WRONG.are_in(&marks(element))
        || element.attr("role") == Some("status") && !MARKS.are_in(&marks(element))
}

/// Whether an element is for what a page tells, rather than for what it complains of.
fn tells(element: ElementRef<'_>) -> bool {
    TOLD.are_in(&marks(element)) || element.attr("role") == Some("status")
}

/// Whether a text says what to fill in, and nothing of a fault.
fn is_instruction(words: &str) -> bool {
    let faults = COMPLAINTS.iter().filter(|(code, _)| *code != Refusal::MissingCredentials);
    !states::WRONG.are_in(words) && !faults.into_iter().any(|(_, table)| table.are_in(words))
}

fn marks(element: ElementRef<'_>) -> String {
    let given = ["class", "id", "data-testid"].into_iter().filter_map(|name| element.attr(name));
    given.map(split_name).collect::<Vec<_>>().join(" | ")
}

fn is_red(element: ElementRef<'_>) -> bool {
    let within = std::iter::once(element).chain(element.child_elements().take(4));
    within.into_iter().any(|element| {
        let said =
            format!("{} {}", element.attr("style").unwrap_or_default(), element.attr("color").unwrap_or_default());
        let said: String =
            said.chars().take(300).filter(|c| !c.is_whitespace()).collect::<String>().to_ascii_lowercase();
        [
            "red",
            "#c00",
            "#f00",
            "#ff0000",
            "#cc0000",
            "#d00",
            "#b00",
            "#900",
            "#990000",
            "#a00",
            "crimson",
            "darkred",
            "firebrick",
        ]
        .iter()
        .any(|red| said.contains(red))
    })
}

/// Whether a text says that the account is in use elsewhere.
pub fn is_signed_in_elsewhere(text: &str) -> bool {
    means(Refusal::AlreadySignedInElsewhere, text)
}

fn means(refusal: Refusal, text: &str) -> bool {
    COMPLAINTS.iter().any(|(code, words)| *code == refusal && words.are_in(text))
}

/// What a complaint on a screen of this kind means.
pub fn refusal(kind: Kind, words: &str) -> Refusal {
    let found = COMPLAINTS.iter().filter(|(_, table)| table.are_in(words)).map(|(refusal, _)| *refusal);
    let is_about_code = fields::CODE.are_in(words) || channels::of(words).is_some();
    let fitting = found
        .filter(|refusal| fits(kind, *refusal) || *refusal == Refusal::MfaDeliveryFailed && is_about_code)
        .filter(|refusal| !(*refusal == Refusal::AccountLocked && WARNS.are_in(words)))
        .filter(|refusal| !(*refusal == Refusal::AccountDisabled && states::SESSION_OVER.are_in(words)))
        .filter(|refusal| !(*refusal == Refusal::MfaCodeExpired && OR_EXPIRED.are_in(words)))
        .filter(|refusal| !(*refusal == Refusal::AccountNotFound && blames_password(words)));
    match fitting.map(|refusal| told(kind, refusal)).next() {
        Some(refusal) => refusal,
        None => usual_refusal(kind),
    }
}

/// Whether a text says that the password may be wrong as well: that is what counts towards a lock-out.
fn blames_password(words: &str) -> bool {
    fields::PASSWORD.are_in(words) && states::WRONG.are_in(words)
}

/// Whether trouble with a prompt of this kind is trouble with the second factor.
fn is_factor(kind: Kind) -> bool {
    match kind.purpose() {
        Purpose::SecondFactor | Purpose::Contact => true,
        Purpose::Identifies | Purpose::Other => false,
    }
}

/// Whether a refusal can be about a screen of this kind.
#[expect(clippy::too_many_lines, reason = "a table, and the compiler keeps it complete")]
fn fits(kind: Kind, refusal: Refusal) -> bool {
    match refusal {
        Refusal::MfaResendTooSoon | Refusal::MfaDeliveryFailed => is_factor(kind),
        Refusal::MfaCodeExpired => usual_refusal(kind) == Refusal::MfaCodeInvalid,
        Refusal::PushDenied | Refusal::PushTimedOut => !kind.identifies(),
        Refusal::AccountNotFound | Refusal::MissingCredentials | Refusal::WrongLoginMethod => kind.identifies(),
        Refusal::InvalidTenant => kind.identifies() || kind == Kind::Form,
        Refusal::CaptchaFailed => kind.identifies() || kind == Kind::Captcha,
        Refusal::LinkNotFound
        | Refusal::LinkExpired
        | Refusal::LinkRevoked
        | Refusal::LinkCompleted
        | Refusal::FlowTimedOut
        | Refusal::FlowElsewhere
        | Refusal::CancelledByCustomer
        | Refusal::FlowInterrupted
        | Refusal::InvalidCredentials
        | Refusal::InvalidIdentifier
        | Refusal::LoginAttemptsExceeded
        | Refusal::CredentialsExpired
        | Refusal::CredentialsManagedByOrganisation
        | Refusal::AccountLocked
        | Refusal::AccountDisabled
        | Refusal::AccountSetupIncomplete
        | Refusal::UserActionRequired
        | Refusal::AlreadySignedInElsewhere
        | Refusal::MfaCodeInvalid
        | Refusal::MfaTimedOut
        | Refusal::MfaAttemptsExceeded
        | Refusal::MfaMethodUnsupported
        | Refusal::MfaNotConfigured
        | Refusal::SecurityAnswerWrong
        | Refusal::AnswerRefused
        | Refusal::SourceUnavailable
        | Refusal::SourceMaintenance
        | Refusal::SourceError
        | Refusal::SourceChanged
        | Refusal::SourceBlockedUs
        | Refusal::SourceRateLimited
        | Refusal::SourceNotSupported
        | Refusal::ConsentDeclined
        | Refusal::ConsentOutdated
        | Refusal::WorkflowFailed
        | Refusal::Internal => true,
    }
}

/// The same trouble has another name at the second factor.
fn told(kind: Kind, refusal: Refusal) -> Refusal {
    match refusal {
        Refusal::LoginAttemptsExceeded if is_factor(kind) => Refusal::MfaAttemptsExceeded,
        other => other,
    }
}
