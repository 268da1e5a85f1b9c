//! When a customer meets a page in the state of a sample, for those who look through the previews.

use crate::view::identity;

/// When it happens, in a sentence; nothing for a sample that is not there.
pub fn when(page: &str, state: &str) -> &'static str {
    match page {
        "begin" => begin(state),
        "waiting" => waiting(state),
        "done" | "receipt" => done(state),
        "failed" => failed(state),
        "expired" => expired(state),
        "not_found" => "The address is none of a link: cut off, misspelt or forged.",
        "elsewhere" => elsewhere(state),
        "error" => error(state),
        _ if page.starts_with("id_") => identity::when(page, state),
        _ => prompt(page, state),
    }
}

fn begin(state: &str) -> &'static str {
    match state {
        "first" => "A customer opens a link for the first time.",
        "changing" => "A workflow of the job changes something at the source.",
        "outdated" => "A customer opens a link again, and more will be done than the customer agreed to.",
        "asked" => "The job asks the customer something, and the link is opened in another browser.",
        "again" => "A customer opens a link again whose sign-in was begun and not finished.",
        "unnamed" => "The jobs of the link have no names to show.",
        "logos" => "Company and source have wide logos; the source has one for dark pages too.",
        "icon" => "The source has no logo, and its site has an icon.",
        "letter" => "The source has neither logo nor icon, and a colour of its own.",
        _ => "",
    }
}

fn waiting(state: &str) -> &'static str {
    match state {
        "opening" => "The source's sign-in page is being loaded.",
        "checking" => "An answer was sent to the source, which has not said anything yet.",
        "slow" => "The source has not answered for eight seconds.",
        "slow-source" => "A step at the source, of any customer, ran into its time limit less than two minutes ago.",
        _ => "",
    }
}

fn done(state: &str) -> &'static str {
    match state {
        "close" => "The source accepted the sign-in; the jobs run.",
        "way-back" => "The same, where the link has a return_url.",
        "reading" => "A job is at a step whose kind says what is being done.",
        "said" => "A job is at a step that the workflow has words for.",
        "signed-in" => "A link without a job is opened again after the sign-in.",
        "finished" => "The jobs ended well while the page was open.",
        "completed" => "A link is opened again after everything is done.",
        _ => "",
    }
}

fn failed(state: &str) -> &'static str {
    match state {
        "later" => "The flow was refused, and trying again later may help.",
        "fix" => "The customer has to mend something at the source first.",
        "hostile" => "The source says something that tries to break the page.",
        "no" => "The flow was refused for good.",
        "workflow" => "The sign-in went well, and a job failed behind it.",
        "cancelled" => "The customer pressed Cancel.",
        _ => "",
    }
}

fn expired(state: &str) -> &'static str {
    match state {
        "known" => "The link's time is over, and it is known whose it was.",
        "unknown" => "The link's time is over; no database was asked.",
        "asked" => "The customer has asked for a new link.",
        "revoked" => "The company took the link back.",
        _ => "",
    }
}

fn elsewhere(state: &str) -> &'static str {
    match state {
        "start-over" => "The link's sign-in is under way in another browser.",
        "no-link" => "A flow's address is opened in a browser that it does not belong to.",
        _ => "",
    }
}

fn error(state: &str) -> &'static str {
    match state {
        "internal" => "Something failed on our side.",
        "cookie" => "The browser did not keep the cookie of the flow.",
        "busy" => "Too many requests came from one address.",
        "form" => "A form was posted that no page of ours made for this browser.",
        _ => "",
    }
}

fn prompt(kind: &str, state: &str) -> &'static str {
    match (kind, state) {
        (_, "normal") => "The source asks for it the first time.",
        ("one_time_code", "sms" | "call" | "email") => "The source has sent a code this way.",
        ("one_time_code", "authenticator" | "app" | "token" | "backup") => {
            "The source wants a code the customer has already."
        }
        (_, "unknown") => "The source does not say where the code comes from.",
        (_, "cooling-down") => "A code was just sent: the next can be asked for in 25 seconds.",
        (_, "expires") => "The source says until when the code is good.",
        (_, "returned") => "The source forgot the sign-in while the customer was away; it was signed in to again.",
        (_, "lost") => "It is not known whether the last answer reached the source.",
        (_, "refused") => "The source did not accept the last answer.",
        (_, "silent") => "The source did not accept the last answer and says nothing about it.",
        (_, "denied") => "The request on the phone was declined.",
        (_, "last-try") => "One more wrong answer would make the source lock the account.",
        (_, "invalid" | "two-invalid") => {
            "The form was sent with something missing or impossible; the source got nothing."
        }
        (_, "two-refused") => "The source asks two questions and did not accept the last answers.",
        (_, "alone") => "The source asks for the password without saying whose it is.",
        (_, "long") => "The source says more than fits.",
        (_, "hostile") => "The source says something that tries to break the page.",
        (_, "test") => "The source says that it is a test, and which values work.",
        (_, "one") => "The source offers or asks one.",
        (_, "two") => "The source offers two.",
        (_, "twenty") => "The source offers twenty.",
        (_, "shortened") => "The source offers more than are shown.",
        (_, "number") => "The request on the phone wants a number that the source shows.",
        (_, "terms") => "The source wants its terms to be accepted.",
        (_, "trust") => "The source asks whether to remember this device.",
        (_, "confirm") => "The source shows the address it knows and wants it confirmed.",
        _ => "",
    }
}
