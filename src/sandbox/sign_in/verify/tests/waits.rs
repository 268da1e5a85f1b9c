//! Pages that wait.

use super::*;

#[test]
fn a_phone_says_yes_after_three_seconds() {
    for word in ["mfa_push", "mfa_push_number", "mfa_qr"] {
        let mut user = User::at(word);
        user.wait(2);
        user.look();
        assert!(user.session.is_waiting(), "{word}");
        user.wait(1);
        user.look();
        user.is_at("account");
    }
}

#[test]
fn a_phone_that_says_no_can_be_asked_again() {
    let mut user = User::named("user_push_denied", "mfa_push");
    user.wait(1);
    user.look();
    assert_eq!(user.told(), "");
    user.wait(1);
    user.look();
    user.is_told("push_denied", "The sign-in was declined on your phone.");
    assert!(!user.session.is_waiting());
    user.wait(1);
    user.look();
    assert_eq!(user.told(), "push_denied");
    user.ask("resend");
    user.is_told("push_sent", "We sent a new request to Pixel 9.");
    assert!(user.session.is_waiting());
    user.wait(2);
    user.look();
    assert_eq!(user.told(), "push_denied");
}

#[test]
fn a_phone_that_says_nothing_is_given_up_after_a_minute() {
    for word in ["mfa_push", "mfa_qr"] {
        let mut user = User::named("user_push_never", word);
        user.wait(59);
        user.look();
        assert_eq!(user.told(), "");
        user.wait(1);
        user.look();
        assert_eq!(user.told(), "push_timed_out");
    }
}

#[test]
fn a_request_is_not_sent_twice_at_once() {
    let mut user = User::named("user_push_never", "mfa_push");
    user.ask("resend");
    assert_eq!(user.told(), "mfa_resend_too_soon");
}

#[test]
fn a_code_is_offered_instead_of_everything_that_needs_a_device() {
    for word in ["mfa_push", "mfa_qr", "sso", "passkey"] {
        let mut user = User::at(&format!("{word}+terms"));
        user.ask("another_way");
        user.is_at("verify/code");
        user.wait(60);
        user.look();
        user.is_at("verify/code");
        user.send_code("123456");
        user.is_at("verify/terms");
    }
}

#[test]
fn a_new_picture_to_scan_is_waited_for_anew() {
    let mut user = User::at("mfa_qr");
    user.wait(2);
    user.ask("refresh");
    assert_eq!(user.session.pictures, 1);
    user.wait(2);
    user.look();
    user.is_at("verify/qr");
    user.wait(1);
    user.look();
    user.is_at("account");
}

#[test]
fn a_hold_ends_by_itself() {
    let mut user = User::at("hold_30+mfa_push");
    user.wait(29);
    user.look();
    user.is_at("verify/hold");
    user.wait(1);
    user.look();
    user.is_at("verify/push");
    user.look();
    assert!(user.session.is_waiting(), "the request was sent just now");
}

#[test]
fn an_error_word_answers_in_the_place_of_the_phone() {
    let mut user = User::at("mfa_push+error_push_denied");
    user.is_at("verify/push");
    user.wait(3);
    user.look();
    assert_eq!(user.told(), "push_denied");
    let mut user = User::at("mfa_push+error_after_push_account_disabled");
    user.wait(3);
    user.look();
    user.is_at("problem");
}

#[test]
fn a_link_opened_elsewhere_leads_on_unless_it_is_too_old() {
    let mut user = User::at("mfa_link+expire_code_10");
    let opened = |user: &mut User, at| waiting::look(&mut user.session, Some(at), user.now);
    opened(&mut user, 10_000);
    assert_eq!(user.told(), "mfa_code_expired");
    user.wait(20);
    user.ask("resend");
    user.is_told("link_sent", "We sent a new link to s•••••@mail.example.");
    opened(&mut user, 10_000);
    user.is_at("verify/link");
    opened(&mut user, 29_000);
    user.is_at("account");
}
