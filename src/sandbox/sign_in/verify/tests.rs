//! Answers to prompts, with the clock in the test's hand.

mod answers;
mod locks;
mod waits;

use time::Duration;

use super::*;
use crate::sandbox::{session::chosen, sign_in, speech::theme::Theme};

/// A user who has given the password, at a time that passes only when told to.
struct User {
    session: Session,
    now: OffsetDateTime,
}

impl User {
    fn at(password: &str) -> Self {
        Self::named("user_good", password)
    }

    fn named(identifier: &str, password: &str) -> Self {
        let mut user = Self { session: Session::new(Theme::Classic), now: OffsetDateTime::UNIX_EPOCH };
        user.send(&[("username", identifier), ("password", password)]);
        user
    }

    /// Looks at the page again, as it does by itself.
    fn look(&mut self) {
        waiting::look(&mut self.session, None, self.now);
    }

    fn told(&self) -> &str {
        self.session.message.as_ref().map_or("", |message| &message.code)
    }

    fn send(&mut self, fields: &[(&str, &str)]) {
        let form = fields.iter().copied().collect();
        sign_in::answer(&mut self.session, &form, self.now);
    }

    fn send_code(&mut self, code: &str) {
        self.send(&[("otp", code)]);
    }

    fn ask(&mut self, action: &str) {
        self.send(&[("action", action)]);
    }

    fn wait(&mut self, seconds: i64) {
        self.now += Duration::seconds(seconds);
    }

    #[track_caller]
    fn is_told(&self, code: &str, text: &str) {
        let message = self.session.message.as_ref().unwrap();
        assert_eq!((message.code.as_str(), message.text.as_str()), (code, text));
    }

    #[track_caller]
    fn is_at(&self, path: &str) {
        assert_eq!(self.session.path(), format!("/classic/{path}"));
    }
}

#[test]
fn the_right_code_opens_the_account_for_every_method() {
    for word in ["mfa_sms", "mfa_email", "mfa_call", "mfa_totp"] {
        let mut user = User::at(word);
        user.is_at("verify/code");
        user.send_code(" 123 456 ");
        user.is_at("account");
    }
}

#[test]
fn a_wrong_code_is_refused_and_counted() {
    let mut user = User::at("mfa_sms");
    for code in ["111111", "", "12345", "\0", "12345６"] {
        user.send_code(code);
        user.is_told("mfa_code_invalid", "That code is not correct. Check it and try again.");
    }
    assert_eq!(user.session.failures, 5);
    user.is_at("verify/code");
}

#[test]
fn an_expired_code_is_refused_and_not_counted() {
    let mut user = User::at("mfa_sms+lock_after_1");
    user.send_code("000000");
    user.is_told("mfa_code_expired", "That code has expired. Ask for a new one.");
    user.send_code("123456");
    user.is_at("account");
}

#[test]
fn the_locking_code_locks() {
    let mut user = User::at("mfa_totp");
    user.send_code("999999");
    user.is_at("problem");
    user.send_code("123456");
    user.is_at("problem");
}

#[test]
fn as_many_wrong_answers_as_the_word_says_lock_the_account() {
    let mut user = User::at("mfa_questions_1_2+mfa_sms+lock_after_3");
    user.send(&[("q1", "answer_1_1"), ("q2", "wrong")]);
    assert!(user.session.message.as_ref().unwrap().text.ends_with("You have 2 attempts left."));
    user.send(&[("q1", "answer_1_1"), ("q2", "answer_1_2")]);
    user.send_code("111111");
    assert!(user.session.message.as_ref().unwrap().text.ends_with("You have 1 attempt left."));
    user.send_code("111111");
    assert_eq!(user.session.stopped_by(), Some(&refusal::ACCOUNT_LOCKED));
}

#[test]
fn an_error_says_how_many_attempts_are_left() {
    let mut user = User::at("mfa_sms+lock_after_3");
    user.send_code("111111");
    assert_eq!(user.session.message.as_ref().unwrap().attempts_left, Some(2));
    user.send_code("000000");
    assert_eq!(user.session.message.as_ref().unwrap().attempts_left, None, "an old code is not counted");
    let mut user = User::at("mfa_sms");
    user.send_code("111111");
    assert_eq!(user.session.message.as_ref().unwrap().attempts_left, None);
}

#[test]
fn a_code_grows_old_and_a_resent_one_is_fresh() {
    let mut user = User::at("mfa_email+expire_code_10");
    user.wait(10);
    user.send_code("123456");
    user.is_told("mfa_code_expired", "That code has expired. Ask for a new one.");
    user.ask("resend");
    user.is_told("code_sent", "We sent a new code to s•••••@mail.example.");
    user.wait(9);
    user.send_code("123456");
    user.is_at("account");
}

#[test]
fn the_code_of_an_app_never_grows_old_and_cannot_be_resent() {
    let mut user = User::at("mfa_totp+expire_code_1");
    user.wait(60);
    user.ask("resend");
    user.is_told("mfa_code_invalid", "That code is not correct. Check it and try again.");
    user.send_code("123456");
    user.is_at("account");
}

#[test]
fn a_new_code_can_be_had_after_five_seconds() {
    let mut user = User::at("mfa_sms");
    user.wait(2);
    user.ask("resend");
    user.is_told("mfa_resend_too_soon", "Please wait 3 seconds before asking for another code.");
    user.wait(3);
    user.ask("resend");
    user.is_told("code_sent", "We sent a new code to +1 •••• 42.");
    user.ask("resend");
    user.is_told("mfa_resend_too_soon", "Please wait 5 seconds before asking for another code.");
}

#[test]
fn questions_come_round_by_round() {
    let mut user = User::at("mfa_questions_2_2");
    user.send(&[("q1", "answer_1_1"), ("q2", "answer_1_1")]);
    user.is_told("security_answer_wrong", "Your answers do not match what we have on file.");
    user.send(&[("q1", "answer_1_1"), ("q2", "answer_1_2")]);
    assert_eq!(user.session.step(), "questions-1");
    user.send(&[("q1", "answer_2_1"), ("q2", "answer_2_2")]);
    user.is_at("account");
}

#[test]
fn a_typed_phone_number_gets_the_code() {
    let mut user = User::at("mfa_phone");
    user.is_at("verify/phone");
    user.send(&[("phone", "no number")]);
    assert_eq!(user.session.message.as_ref().unwrap().code, "phone_invalid");
    user.send(&[("phone", " +1 202 555 0199 ")]);
    assert_eq!(chosen::target(&user.session, Method::Sms), "•••• 99");
    user.send_code("123456");
    user.is_at("account");
}

#[test]
fn a_chosen_destination_gets_the_code() {
    let mut user = User::at("mfa_destination_2");
    for value in ["", "0", "3", "01", "x"] {
        user.send(&[("destination", value)]);
        user.is_told("mfa_method_unsupported", "Please choose one of the options below.");
    }
    user.send(&[("destination", "2")]);
    assert_eq!(chosen::target(&user.session, Method::Sms), "+1 •••• 17");
    user.send_code("123456");
    user.is_at("account");
}

#[test]
fn another_way_leads_back_to_the_choice() {
    let mut user = User::at("mfa_questions_1_1+mfa_select+mfa_destination_2");
    user.send(&[("q1", "answer_1_1")]);
    user.send(&[("method", "call")]);
    user.send(&[("destination", "1")]);
    user.is_at("verify/code");
    user.ask("another_way");
    user.is_at("verify/method");
    user.send(&[("method", "totp")]);
    user.is_at("verify/code");
    user.send_code("123456");
    user.is_at("account");
}

#[test]
fn there_is_no_other_way_where_nothing_was_offered() {
    let mut user = User::at("mfa_sms");
    user.ask("another_way");
    user.is_at("verify/code");
}

#[test]
fn an_error_word_refuses_even_the_right_answer() {
    let mut user = User::at("mfa_select+error_mfa_attempts_exceeded");
    user.send(&[("method", "sms")]);
    user.send_code("123456");
    user.is_at("problem");
}

#[test]
fn an_error_word_can_refuse_the_new_code() {
    let mut user = User::at("mfa_sms+error_mfa_resend_too_soon");
    user.wait(60);
    user.ask("resend");
    assert_eq!(user.session.message.as_ref().unwrap().code, "mfa_resend_too_soon");
    user.send_code("123456");
    user.is_at("account");
}
