use time::macros::datetime;

use super::*;
use crate::domain::{
    prompt::{challenge::Kind, form::Form},
    source::file,
};

const NOW: OffsetDateTime = datetime!(2026-01-01 00:00 UTC);

const SHOP: &str = r#"
name = "Shop"
login_url = "https://shop.example/login"
[recipe]
signed_in = { all = ["a.logout"] }
[[recipe.screens]]
name = "sign in"
when = { all = ["input[name=pass]"] }
ask = "credentials"
fields = { identifier = "input[name=user]", password = "input[name=pass]", store = "input[name=store]" }
submit = "button.go"
errors = [{ at = ".error", contains = "locked", code = "account_locked" }, { at = ".error" }]
[[recipe.screens]]
name = "method"
when = { all = ["input[name=way]"] }
ask = "mfa_method"
choices = { at = "input[name=way]", channels = { sms = "sms" } }
[[recipe.screens]]
name = "code"
when = { all = ["input[name=otp]"] }
ask = "one_time_code"
fields = { code = "input[name=otp]" }
alternatives = "button.other"
resend = { at = "button.again", after = 30 }
[[recipe.screens]]
name = "questions"
when = { all = ["input.question"] }
ask = "security_question"
fields = { answer = "input.question" }
[[recipe.refused]]
when = { path = "/closed*" }
code = "source_maintenance"
message = "h1"
"#;

fn recipe() -> Recipe {
    file::read(SHOP, false).unwrap().recipe.unwrap()
}

fn seen(path: &str, status: u16, html: &str) -> Seen {
    Seen::new(format!("https://shop.example{path}").parse().unwrap(), status, html)
}

fn page(html: &str) -> Seen {
    seen("/login", 200, html)
}

fn asked(recipe: &Recipe, html: &str) -> Challenge {
    match Run::new(recipe, Memory::default()).next(&page(html), NOW) {
        Step::Ask(challenge) => *challenge,
        other => panic!("{other:?}"),
    }
}

fn submitted(run: &mut Run<'_>, html: &str, answer: &Answer) -> Submission {
    match run.answer(&page(html), answer, NOW) {
        Ok(Act::Submit(submission)) => submission,
        Ok(Act::Visit(_) | Act::Look) | Err(_) => panic!("nothing is submitted"),
    }
}

const SIGN_IN: &str = "<input name=user><input type=password name=pass>\
    <label>Store <input name=store></label><button class=go>";

#[test]
fn an_extra_field_stays_empty_only_where_the_recipe_says_so() {
    let mut recipe = recipe();
    let form = Form::parse(b"identifier=me&password=secret&store=");
    assert!(asked(&recipe, SIGN_IN).answer(&form).is_err());
    recipe.screens[0].optional = vec!["store".to_owned()];
    assert_eq!(asked(&recipe, SIGN_IN).answer(&form).unwrap().field("store"), Some(""));
    recipe.screens[0].optional = vec!["password".to_owned(), "nothing".to_owned()];
    let mistakes = crate::domain::source::recipe::lint::lint(&recipe, "recipe");
    let keys: Vec<_> = mistakes.iter().map(|mistake| mistake.key.as_str()).collect();
    assert_eq!(keys, ["recipe.screens[0].optional[0]", "recipe.screens[0].optional[1]"]);
}

#[test]
fn a_screen_becomes_a_prompt_and_the_answer_goes_where_it_was_asked_for() {
    let recipe = recipe();
    let challenge = asked(&recipe, SIGN_IN);
    let names: Vec<_> = challenge.fields.iter().map(|field| (field.name.as_str(), field.label.as_deref())).collect();
    assert_eq!(names, [("identifier", None), ("password", None), ("store", Some("Store"))]);

    let form = Form::parse(b"identifier=me&password=+secret+&store=7&status=COMPLETED");
    let answer = challenge.answer(&form).unwrap();
    let mut run = Run::new(&recipe, Memory::default());
    let submission = submitted(&mut run, SIGN_IN, &answer);
    let filled: Vec<_> = submission.fill.iter().map(|(target, _)| target.selector.as_str()).collect();
    assert_eq!(filled, ["input[name=user]", "input[name=pass]", "input[name=store]"]);
    assert_eq!(submission.press, Some(crate::page::Target::first("button.go")));
    assert_eq!(run.memory.identifier.as_deref(), Some("me"));
}

#[test]
fn a_complaint_is_mirrored_and_one_that_cannot_be_answered_ends_the_flow() {
    let recipe = recipe();
    let wrong = asked(&recipe, &format!("<p class=error>Wrong <b>password</b>.</p>{SIGN_IN}"));
    let error = wrong.error.unwrap();
    assert_eq!(error.refusal, Refusal::InvalidCredentials);
    assert_eq!(error.source_message.as_deref(), Some("Wrong password."));

    let locked = page(&format!("<p class=error>Your account is LOCKED.</p>{SIGN_IN}"));
    let step = Run::new(&recipe, Memory::default()).next(&locked, NOW);
    assert!(matches!(step, Step::Refused(refused) if refused.refusal == Refusal::AccountLocked));
}

#[test]
fn two_options_with_one_value_are_two_choices() {
    let ways = "<label><input type=radio name=way value=sms>To +1 42</label>\
        <label><input type=radio name=way value=sms>To +1 43</label>";
    let recipe = recipe();
    let challenge = asked(&recipe, ways);
    let ids: Vec<_> = challenge.choices.iter().map(|choice| choice.id.as_str()).collect();
    assert_eq!(ids, ["sms", "option_2"]);
    let answer = challenge.answer(&Form::parse(b"choice=option_2")).unwrap();
    let submission = submitted(&mut Run::new(&recipe, Memory::default()), ways, &answer);
    assert_eq!(submission.choose.first().map(|target| target.nth), Some(1));
    assert!(challenge.answer(&Form::parse(b"choice=email")).is_err());
}

#[test]
fn a_code_may_be_sent_again_after_the_pause_the_source_wants() {
    let code = "<input name=otp><button class=again>Again</button><button class=other value=b>Backup code</button>";
    let recipe = recipe();
    let mut run = Run::new(&recipe, Memory::default());
    let challenge = asked(&recipe, code);
    assert_eq!(challenge.alternatives.first().map(|other| other.label.as_str()), Some("Backup code"));
    let again = challenge.answer(&Form::parse(b"action=resend")).unwrap();
    let submission = submitted(&mut run, code, &again);
    assert!(submission.fill.is_empty() && submission.press.is_some());
    let Step::Ask(challenge) = run.next(&page(code), NOW) else { panic!("asks again") };
    let resend = challenge.resend.unwrap();
    assert_eq!((resend.sent, resend.available_at), (1, NOW + time::Duration::seconds(30)));
}

#[test]
fn the_pause_counts_from_the_answer_that_had_the_code_sent() {
    let login = "<input name=user><input name=pass><button class=go>Go</button>";
    let code = "<input name=otp><button class=again>Again</button>";
    let recipe = recipe();
    let mut run = Run::new(&recipe, Memory::default());
    let challenge = asked(&recipe, login);
    let answer = challenge.answer(&Form::parse(b"identifier=anna&password=secret")).unwrap();
    run.answer(&page(login), &answer, NOW).unwrap();
    let later = NOW + time::Duration::seconds(2);
    let Step::Ask(challenge) = run.next(&page(code), later) else { panic!("asks for the code") };
    let resend = challenge.resend.unwrap();
    assert_eq!((resend.sent, resend.available_at), (0, NOW + time::Duration::seconds(30)));
}

#[test]
fn several_questions_are_asked_at_once_in_the_words_of_the_source() {
    let html = "<label for=a>First pet?</label><input class=question id=a>\
        <label for=b>First car?</label><input class=question id=b>";
    let challenge = asked(&recipe(), html);
    let labels: Vec<_> = challenge.fields.iter().map(|field| (field.name.as_str(), field.label.as_deref())).collect();
    assert_eq!(labels, [("answer_1", Some("First pet?")), ("answer_2", Some("First car?"))]);
    assert_eq!(challenge.kind, Kind::SecurityQuestion);
}

#[test]
fn a_page_the_recipe_does_not_know_is_never_a_success() {
    let recipe = recipe();
    let mut run = Run::new(&recipe, Memory::default());
    let cases = [
        (seen("/x", 200, "<h1>Survey</h1>"), Refusal::SourceChanged),
        (seen("/x", 500, "oops"), Refusal::SourceUnavailable),
        (seen("/x", 500, "<a class=logout>"), Refusal::SourceUnavailable),
        (seen("/x", 429, ""), Refusal::SourceRateLimited),
        (seen("/x", 403, ""), Refusal::SourceBlockedUs),
        (seen("/closed/now", 503, "<h1>Back at ten</h1>"), Refusal::SourceMaintenance),
    ];
    for (page, refusal) in cases {
        match run.next(&page, NOW) {
            Step::Refused(refused) => assert_eq!(refused.refusal, refusal),
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(run.next(&page("<a class=logout>Bye</a>"), NOW), Step::SignedIn);
}

#[test]
fn an_answer_for_a_page_that_is_gone_is_sent_nowhere() {
    let recipe = recipe();
    let answer = asked(&recipe, SIGN_IN).answer(&Form::parse(b"identifier=me&password=x&store=1")).unwrap();
    let refused = Run::new(&recipe, Memory::default()).answer(&page("<h1>Survey</h1>"), &answer, NOW);
    assert_eq!(refused.err().map(|refused| refused.refusal), Some(Refusal::SourceChanged));
}

/// Whether the source counts as left open for a customer whose password led to this page, which the door leads back to.
fn leads_inside(html: &str) -> bool {
    let recipe = Recipe::default();
    let mut run = Run::new(&recipe, Memory::default());
    let sign_in =
        page("<h1>Sign in</h1><form><input name=user><input type=password name=pass><button>Sign in</button></form>");
    let Step::Ask(challenge) = run.next(&sign_in, NOW) else { panic!("asks nothing") };
    let answer = challenge.answer(&Form::parse(b"identifier=me&password=x")).unwrap();
    assert!(run.answer(&sign_in, &answer, NOW).is_ok());
    let behind = seen("/somewhere", 200, html);
    let step = run.next(&behind, NOW);
    assert!(matches!(&step, Step::Refused(_)), "{html}: {step:?}");
    run.is_let_in(&behind, &behind)
}

#[test]
fn a_page_that_keeps_everybody_out_is_no_inside_although_the_door_leads_back_to_it() {
    assert!(leads_inside("<h1>Boards</h1><p>Ten boards in three rows.</p>"));
    for html in [
        "<h1>Oops</h1><p>Something went wrong on our side.</p>",
        "<h1>Thank you</h1><p>Your registration is under review.</p>",
        "<h1>Almost there</h1><p>Check your e-mail and come back.</p>",
        "<h1>Ihr Konto</h1><p>Ihr Konto ist noch nicht freigeschaltet.</p>",
        "<h1>We value your privacy</h1><p>This site does not work without cookies.</p>",
    ] {
        assert!(!leads_inside(html), "{html}");
    }
}
