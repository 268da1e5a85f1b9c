//! The table itself.

use super::{Effect, Makes, Word};
use crate::sandbox::{
    records::{destination, organisation, question},
    script::{method::Method, prompt::Prompt},
    speech::voice::Tone,
};

const fn word(pattern: &'static str, does: &'static str, example: &'static str, makes: Makes) -> Word {
    Word { pattern, does, example, makes }
}

const fn plain(pattern: &'static str, does: &'static str, example: &'static str, effect: Effect) -> Word {
    word(pattern, does, example, Makes::Plain(effect))
}

/// Every word the site knows.
pub const WORDS: &[Word] = &[
    plain("pass_good", "Signs in without further questions.", "pass_good", Effect::Accept),
    plain("mfa_sms", "Asks for a code sent by text message.", "mfa_sms", Effect::Code(Method::Sms)),
    plain("mfa_email", "Asks for a code sent by e-mail.", "mfa_email", Effect::Code(Method::Email)),
    plain("mfa_call", "Asks for a code told in a phone call.", "mfa_call", Effect::Code(Method::Call)),
    plain("mfa_totp", "Asks for the code of an authenticator app.", "mfa_totp", Effect::Code(Method::Totp)),
    plain("mfa_backup", "Asks for a backup code.", "mfa_select+mfa_backup", Effect::Code(Method::Backup)),
    plain(
        "mfa_push",
        "Waits for a yes on the phone, which comes after 3 seconds.",
        "mfa_push",
        Effect::Code(Method::Push),
    ),
    plain(
        "mfa_push_number",
        "Waits for a yes on the phone and shows the number to choose there.",
        "mfa_push_number",
        Effect::Code(Method::PushNumber),
    ),
    plain(
        "mfa_link",
        "Mails a link and waits until it is opened, here or in another browser.",
        "mfa_link",
        Effect::Code(Method::Link),
    ),
    plain(
        "mfa_reader",
        "Shows digits for a card reader and asks for its answer.",
        "mfa_reader",
        Effect::Code(Method::Reader),
    ),
    plain(
        "mfa_qr",
        "Shows a picture and waits until it is scanned, which takes 3 seconds.",
        "mfa_qr",
        Effect::Code(Method::Qr),
    ),
    word(
        "mfa_questions_<rounds>_<per_round>",
        "Asks security questions, in so many rounds of so many each.",
        "mfa_questions_2_1",
        Makes::Pair(|rounds, per_round| Effect::Questions { rounds, per_round }, question::MOST),
    ),
    plain(
        "mfa_question_choice",
        "Lets you choose a security question, then asks it.",
        "mfa_question_choice",
        Effect::QuestionChoice,
    ),
    plain("mfa_image", "Asks which of four pictures is yours.", "mfa_image", Effect::Ask(Prompt::Image)),
    plain("mfa_partial", "Asks for three characters of a memorable word.", "mfa_partial", Effect::Ask(Prompt::Partial)),
    plain("mfa_phone", "Asks for a phone number, then for the code sent to it.", "mfa_phone", Effect::Phone),
    plain(
        "mfa_email_entry",
        "Asks for an e-mail address, then for the code sent to it.",
        "mfa_email_entry",
        Effect::Email,
    ),
    plain(
        "mfa_select",
        "Lets you choose how to get the code; methods named by other words come first.",
        "mfa_select+mfa_totp",
        Effect::Select,
    ),
    word(
        "mfa_destination_<n>",
        "Lets you choose which of so many phone numbers gets the code.",
        "mfa_destination_3",
        Makes::Number(Effect::Destination, destination::MOST),
    ),
    plain(
        "identifier_first",
        "Asks for user name and password once more, each on a page of its own.",
        "identifier_first+mfa_sms",
        Effect::IdentifierFirst,
    ),
    plain("captcha", "Asks for the characters in a picture.", "captcha", Effect::Ask(Prompt::Captcha)),
    plain("tenant", "Asks for the name of your company.", "tenant", Effect::Ask(Prompt::Tenant)),
    word(
        "account_select_<n>",
        "Lets you choose among so many organisations.",
        "account_select_3",
        Makes::Number(|count| Effect::Ask(Prompt::Account(count)), organisation::MOST),
    ),
    plain("terms", "Asks you to accept the terms.", "terms", Effect::Ask(Prompt::Terms)),
    plain("trust_device", "Asks whether to remember your device.", "mfa_sms+trust_device", Effect::Ask(Prompt::Trust)),
    plain("new_password", "Asks for a new password.", "new_password", Effect::Ask(Prompt::NewPassword)),
    plain(
        "details",
        "Asks for a text, a choice, a date and more in one form.",
        "details",
        Effect::Ask(Prompt::Details),
    ),
    plain("sso", "Sends you to sign in with another company, or by a code.", "sso", Effect::Ask(Prompt::Sso)),
    plain("passkey", "Asks for a passkey, or a code.", "passkey", Effect::Ask(Prompt::Passkey)),
    word(
        "hold_<seconds>",
        "Tells you to come back in so many seconds.",
        "hold_5",
        Makes::Number(|seconds| Effect::Ask(Prompt::Hold(seconds)), 3600),
    ),
    word(
        "error_<code>",
        "Answers with this error: codes and choices where they are asked, everything else after \
         the password.",
        "error_source_maintenance",
        Makes::Code(Effect::Fail),
    ),
    word(
        "error_after_<step>_<code>",
        "Answers the right answer to a step with this error. A step is named as the last part of \
         its path, with _ for -; one that never comes up stands for the password.",
        "mfa_sms+error_after_code_account_disabled",
        Makes::StepAndCode(Effect::FailAfter),
    ),
    word(
        "delay_<seconds>",
        "Takes so long to answer the password and everything after it.",
        "delay_2",
        Makes::Number(Effect::Delay, 600),
    ),
    word(
        "expire_code_<seconds>",
        "Lets a code expire so long after it was sent.",
        "mfa_sms+expire_code_10",
        Makes::Number(Effect::ExpireCode, 3600),
    ),
    word(
        "lock_after_<n>",
        "Locks the account after so many wrong answers.",
        "mfa_sms+lock_after_2",
        Makes::Number(Effect::LockAfter, 20),
    ),
    word(
        "session_ttl_<seconds>",
        "Forgets a sign-in under way after so long without a form.",
        "mfa_sms+session_ttl_60",
        Makes::Number(Effect::SessionLifetime, 3600),
    ),
    word(
        "fail_workflow_<code>",
        "Signs in, then answers invoices and settings with this error.",
        "fail_workflow_source_error",
        Makes::Code(Effect::FailWorkflow),
    ),
    plain(
        "hostile",
        "Puts markup, control characters and backward text into every word after the password.",
        "hostile+mfa_sms",
        Effect::Speak(Tone::Hostile),
    ),
    plain(
        "hostile_long",
        "Makes the labels of codes and questions 10 MB long and offers 10,000 methods.",
        "hostile_long+mfa_select",
        Effect::Speak(Tone::Long),
    ),
];
