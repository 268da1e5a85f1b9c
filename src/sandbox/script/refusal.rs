//! What the site says when it refuses: one row per refusal code that a source can cause.
//!
//! `error_<code>` and `fail_workflow_<code>` take their codes from here, and so do the refusals of ordinary wrong answers.

/// A refusal, in the site's own words.
#[derive(Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The code Vestibule should arrive at.
    pub code: &'static str,
    /// Which answer it is given to when a word asks for it.
    pub after: After,
    /// The status of the page it fills; without one it is a message on the form that was sent.
    pub page: Option<u16>,
    /// The sentence the site shows.
    pub says: &'static str,
}

/// The kind of answer that a refusal belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum After {
    /// The password.
    Password,
    /// A choice of method or destination, or a phone number.
    Choice,
    /// The answers to security questions.
    Question,
    /// A one-time code.
    Code,
    /// The wish for a new code.
    Resend,
    /// A request on the phone.
    Push,
    /// The characters in a picture.
    Captcha,
    /// The name of the company.
    Tenant,
    /// The terms.
    Terms,
    /// None that a refusal belongs to.
    Nothing,
}

/// The refusal called `code`.
pub fn find(code: &str) -> Option<&'static Refusal> {
    REFUSALS.iter().find(|refusal| refusal.code == code)
}

const fn on_form(code: &'static str, after: After, says: &'static str) -> Refusal {
    Refusal { code, after, page: None, says }
}

const fn on_page(code: &'static str, after: After, status: u16, says: &'static str) -> Refusal {
    Refusal { code, after, page: Some(status), says }
}

/// Wrong user name or password, without saying which.
pub const INVALID_CREDENTIALS: Refusal =
    on_form("invalid_credentials", After::Password, "The user name or password is not correct.");

/// A form sent with an empty user name or password.
pub const MISSING_CREDENTIALS: Refusal =
    on_form("missing_credentials", After::Password, "Please fill in your user name and your password.");

/// A locked account; no further answer is read.
pub const ACCOUNT_LOCKED: Refusal = on_page(
    "account_locked",
    After::Password,
    403,
    "Your account has been locked. Please call customer service to unlock it.",
);

/// A wrong one-time code.
pub const CODE_INVALID: Refusal =
    on_form("mfa_code_invalid", After::Code, "That code is not correct. Check it and try again.");

/// A one-time code that was right once.
pub const CODE_EXPIRED: Refusal = on_form("mfa_code_expired", After::Code, "That code has expired. Ask for a new one.");

/// A new code wanted too early.
pub const RESEND_TOO_SOON: Refusal =
    on_form("mfa_resend_too_soon", After::Resend, "Please wait a little before asking for another code.");

/// A choice the site did not offer.
pub const METHOD_UNSUPPORTED: Refusal =
    on_form("mfa_method_unsupported", After::Choice, "Please choose one of the options below.");

/// A wrong answer to a security question, without saying to which.
pub const ANSWER_WRONG: Refusal =
    on_form("security_answer_wrong", After::Question, "Your answers do not match what we have on file.");

/// A phone number that cannot be one; the site minds, but no refusal code of Vestibule stands for it.
pub const PHONE_INVALID: Refusal =
    on_form("phone_invalid", After::Choice, "Please enter a phone number with its country code, like +1 202 555 0142.");

/// An e-mail address that cannot be one; no refusal code of Vestibule stands for it.
pub const EMAIL_INVALID: Refusal =
    on_form("email_invalid", After::Choice, "Please enter an e-mail address, like name@mail.example.");

/// A form of details with a store that the site does not know; no refusal code of Vestibule stands for it.
pub const DETAILS_INVALID: Refusal =
    on_form("details_invalid", After::Nothing, "We do not know a store with this number in that region.");

/// A new password that is too short; no refusal code of Vestibule stands for it.
pub const PASSWORD_TOO_SHORT: Refusal =
    on_form("new_password_refused", After::Nothing, "Your new password needs at least 12 characters.");

/// A new password typed in two ways; no refusal code of Vestibule stands for it.
pub const PASSWORDS_DIFFER: Refusal =
    on_form("new_password_refused", After::Nothing, "The two passwords are not the same.");

/// A new password that is the old one; no refusal code of Vestibule stands for it.
pub const PASSWORD_USED_BEFORE: Refusal =
    on_form("new_password_refused", After::Nothing, "You have used this password before. Please choose another one.");

/// A company the site does not know.
pub const TENANT_INVALID: Refusal =
    on_form("invalid_tenant", After::Tenant, "We do not know that company. Check its name and try again.");

/// Characters that are not those in the picture.
pub const CAPTCHA_FAILED: Refusal =
    on_form("captcha_failed", After::Captcha, "The characters do not match the picture. Please try again.");

/// A no on the phone.
pub const PUSH_DENIED: Refusal = on_form("push_denied", After::Push, "The sign-in was declined on your phone.");

/// No answer on the phone.
pub const PUSH_TIMED_OUT: Refusal =
    on_form("push_timed_out", After::Push, "We did not get an answer from your phone in time.");

/// Terms that were declined.
pub const CONSENT_DECLINED: Refusal =
    on_page("consent_declined", After::Terms, 403, "You have not accepted our terms, so we cannot let you in.");

/// Every refusal of the site; a new code is a new row.
pub const REFUSALS: &[Refusal] = &[
    INVALID_CREDENTIALS,
    on_form("invalid_identifier", After::Password, "We do not recognise that user name."),
    MISSING_CREDENTIALS,
    TENANT_INVALID,
    on_form("wrong_login_method", After::Password, "This account signs in through its company, not with a password."),
    on_page(
        "login_attempts_exceeded",
        After::Password,
        429,
        "Too many failed attempts to sign in. Please try again in 15 minutes.",
    ),
    on_page(
        "credentials_expired",
        After::Password,
        403,
        "Your password has expired. Please set a new one before you sign in.",
    ),
    on_page(
        "credentials_managed_by_organisation",
        After::Password,
        403,
        "Your organisation manages this password. Please ask your administrator.",
    ),
    ACCOUNT_LOCKED,
    on_page("account_disabled", After::Password, 403, "This account has been closed. Please call customer service."),
    on_form("account_not_found", After::Password, "We cannot find an account with these details."),
    on_page(
        "account_setup_incomplete",
        After::Password,
        403,
        "Your registration is not finished. Please follow the link in our welcome e-mail first.",
    ),
    on_page(
        "user_action_required",
        After::Password,
        403,
        "Our terms have changed. Please read and accept them in our app before you go on.",
    ),
    on_form(
        "already_signed_in_elsewhere",
        After::Password,
        "You are signed in on another device. Sign out there and try again.",
    ),
    CODE_INVALID,
    CODE_EXPIRED,
    on_page("mfa_timed_out", After::Code, 403, "You took too long to confirm that it is you. Please sign in again."),
    on_page("mfa_attempts_exceeded", After::Code, 429, "Too many wrong codes. Please try again in an hour."),
    on_form("mfa_delivery_failed", After::Choice, "We could not send your code. Please try again."),
    RESEND_TOO_SOON,
    METHOD_UNSUPPORTED,
    on_page(
        "mfa_not_configured",
        After::Password,
        403,
        "Your account needs two-step verification. Please set it up in our app first.",
    ),
    PUSH_DENIED,
    PUSH_TIMED_OUT,
    ANSWER_WRONG,
    CAPTCHA_FAILED,
    CONSENT_DECLINED,
    on_page(
        "source_unavailable",
        After::Password,
        503,
        "Our service is not available at the moment. Please try again later.",
    ),
    on_page("source_maintenance", After::Password, 503, "We are doing planned maintenance and will be back at 6 a.m."),
    on_page("source_error", After::Password, 500, "Something went wrong on our side. Reference: NW-5000."),
    // A page that looks like nothing before it: the site marks neither this sentence nor the code.
    on_page("source_changed", After::Password, 200, "Billing is now part of the all-new Northwind Home."),
    on_page("source_blocked_us", After::Password, 403, "Access denied. Our security service has blocked this request."),
    on_page(
        "source_rate_limited",
        After::Password,
        429,
        "Too many requests. Please slow down and try again in a minute.",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_listed_once_and_found() {
        for refusal in REFUSALS {
            assert_eq!(find(refusal.code), Some(refusal), "{} is listed twice", refusal.code);
        }
    }
}
