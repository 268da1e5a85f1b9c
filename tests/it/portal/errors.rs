//! Everything the source can refuse, one code after another.

use crate::support::{Customer, Installation, Link, client};

/// Said on the form that was sent: the customer may try again.
const ON_FORM: &[(&str, &str)] = &[
    ("invalid_credentials", "The user name or password is not correct."),
    ("missing_credentials", "Please fill in your user name and your password."),
    ("mfa_code_invalid", "That code is not correct. Check it and try again."),
    ("mfa_code_expired", "That code has expired. Ask for a new one."),
    ("mfa_resend_too_soon", "Please wait a little before asking for another code."),
    ("mfa_method_unsupported", "Please choose one of the options below."),
    ("security_answer_wrong", "Your answers do not match what we have on file."),
    ("invalid_identifier", "We do not recognise that user name."),
    ("invalid_tenant", "We do not know that company. Check its name and try again."),
    ("wrong_login_method", "This account signs in through its company, not with a password."),
    ("account_not_found", "We cannot find an account with these details."),
    ("already_signed_in_elsewhere", "You are signed in on another device. Sign out there and try again."),
    ("mfa_delivery_failed", "We could not send your code. Please try again."),
    ("push_denied", "The sign-in was declined on your phone."),
    ("push_timed_out", "We did not get an answer from your phone in time."),
    ("captcha_failed", "The characters do not match the picture. Please try again."),
];

/// Said on a page of its own: the flow ends.
const ON_PAGE: &[(&str, &str)] = &[
    ("account_locked", "Your account has been locked. Please call customer service to unlock it."),
    ("login_attempts_exceeded", "Too many failed attempts to sign in. Please try again in 15 minutes."),
    ("credentials_expired", "Your password has expired. Please set a new one before you sign in."),
    ("credentials_managed_by_organisation", "Your organisation manages this password. Please ask your administrator."),
    ("account_disabled", "This account has been closed. Please call customer service."),
    (
        "account_setup_incomplete",
        "Your registration is not finished. Please follow the link in our welcome e-mail first.",
    ),
    ("user_action_required", "Our terms have changed. Please read and accept them in our app before you go on."),
    ("mfa_timed_out", "You took too long to confirm that it is you. Please sign in again."),
    ("mfa_attempts_exceeded", "Too many wrong codes. Please try again in an hour."),
    ("mfa_not_configured", "Your account needs two-step verification. Please set it up in our app first."),
    ("consent_declined", "You have not accepted our terms, so we cannot let you in."),
    ("source_unavailable", "Our service is not available at the moment. Please try again later."),
    ("source_maintenance", "We are doing planned maintenance and will be back at 6 a.m."),
    ("source_error", "Something went wrong on our side. Reference: NW-5000."),
    ("source_changed", "Billing is now part of the all-new Northwind Home."),
    ("source_blocked_us", "Access denied. Our security service has blocked this request."),
    ("source_rate_limited", "Too many requests. Please slow down and try again in a minute."),
];

/// The codes that the source lists for those who come to test with it.
async fn known_to_the_source(installation: &Installation) -> Vec<String> {
    let page = client().get(installation.sandbox.url("/")).send().await.unwrap();
    let document = scraper::Html::parse_document(&page.text().await.unwrap());
    let codes = scraper::Selector::parse("#codes code").unwrap();
    let mut codes: Vec<String> = document.select(&codes).map(|code| code.text().collect()).collect();
    codes.sort();
    codes
}

async fn refused(installation: &Installation, job: &str, password: &str) -> (Link, Customer) {
    let link = installation.backend.create_link(job).await;
    let mut customer = installation.customer_at(&link).await;
    let pair = [("identifier", "user_good"), ("password", password)];
    customer.answer(&pair).await;
    (link, customer)
}

#[tokio::test]
async fn every_code_of_the_source_is_tried_here() {
    let installation = Installation::open().await;
    let tables = ON_FORM.iter().chain(ON_PAGE);
    let mut tried: Vec<_> = tables.map(|(code, _)| *code).collect();
    tried.sort_unstable();
    assert_eq!(tried, known_to_the_source(&installation).await);
}

#[tokio::test]
async fn what_the_source_says_on_its_form_is_said_at_the_prompt() {
    let installation = Installation::open().await;
    let job = installation.backend.sandbox_job(&installation.sandbox, "classic").await;
    for (code, says) in ON_FORM {
        let (link, customer) = refused(&installation, &job, &format!("error_{code}")).await;
        customer.page().asks("credentials");
        customer.page().tells(code);
        customer.page().quotes_source(says);
        let timeline = installation.backend.transitions(&link).await;
        assert_eq!(timeline, "CREATED ACCESSED AUTHENTICATING");
    }
}

#[tokio::test]
async fn what_the_source_says_on_a_page_ends_the_flow() {
    let installation = Installation::open().await;
    let job = installation.backend.sandbox_job(&installation.sandbox, "classic").await;
    for (code, says) in ON_PAGE {
        let (link, customer) = refused(&installation, &job, &format!("error_{code}")).await;
        customer.page().is("failed");
        customer.page().tells(code);
        // A page like none before is not quoted: nobody knows what on it is meant for the customer.
        if *code != "source_changed" {
            customer.page().quotes_source(says);
        }
        let timeline = installation.backend.transitions(&link).await;
        let expected = format!("CREATED ACCESSED AUTHENTICATING FAILED:{code}");
        assert_eq!(timeline, expected);
    }
}

#[tokio::test]
async fn a_code_comes_at_the_prompt_it_belongs_to() {
    let installation = Installation::open().await;
    let job = installation.backend.sandbox_job(&installation.sandbox, "classic").await;
    let cases: &[(&str, &str, (&str, &str))] = &[
        ("mfa_select", "mfa_delivery_failed", ("choice", "sms")),
        ("mfa_destination_2", "mfa_method_unsupported", ("choice", "1")),
        ("mfa_questions_1_1", "security_answer_wrong", ("answer_1", "answer_1_1")),
        ("mfa_sms", "mfa_code_invalid", ("code", "123456")),
        ("mfa_totp", "mfa_timed_out", ("code", "123456")),
        ("mfa_sms", "mfa_attempts_exceeded", ("code", "123456")),
    ];
    for (word, code, typed) in cases {
        let (_, mut customer) = refused(&installation, &job, &format!("{word}+error_{code}")).await;
        customer.page().tells("");
        customer.answer(&[*typed]).await.tells(code);
    }
}
