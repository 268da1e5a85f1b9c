//! Accounts that count wrong answers in all sessions together.

use super::*;
use crate::sandbox::{form::Form, shared::memory::Memory, sign_in::lock};

fn send(session: &mut Session, counted: &Memory<u16>, fields: &[(&str, &str)]) {
    let form: Form = fields.iter().copied().collect();
    lock::answer(session, &form, OffsetDateTime::UNIX_EPOCH, counted);
}

fn try_password(counted: &Memory<u16>, identifier: &str, password: &str) -> Session {
    let mut session = Session::new(Theme::Classic);
    send(&mut session, counted, &[("username", identifier), ("password", password)]);
    session
}

#[test]
fn three_wrong_answers_in_any_sessions_lock_the_account() {
    let counted = Memory::default();
    let session = try_password(&counted, "user_lock", "pass_wrong");
    let message = session.message.unwrap();
    assert_eq!((message.code.as_str(), message.attempts_left), ("invalid_credentials", Some(2)));
    assert!(message.text.ends_with("You have 2 attempts left."));
    let mut session = try_password(&counted, "user_lock", "mfa_sms");
    send(&mut session, &counted, &[("otp", "111111")]);
    assert_eq!(session.message.as_ref().unwrap().attempts_left, Some(1));
    let session = try_password(&counted, "user_lock", "pass_wrong");
    assert_eq!(session.stopped_by(), Some(&refusal::ACCOUNT_LOCKED));
    let session = try_password(&counted, "user_lock", "pass_good");
    assert_eq!(session.stopped_by(), Some(&refusal::ACCOUNT_LOCKED));
    let session = try_password(&counted, "user_lock_2", "pass_good");
    assert_eq!(session.stage, Stage::SignedIn);
}

#[test]
fn a_session_under_way_is_locked_with_its_account() {
    let counted = Memory::default();
    let mut waiting = try_password(&counted, "user_lock_a", "mfa_sms");
    let mut other = try_password(&counted, "user_lock_a", "mfa_sms");
    send(&mut other, &counted, &[("otp", "999999")]);
    send(&mut waiting, &counted, &[("otp", "123456")]);
    assert_eq!(waiting.stopped_by(), Some(&refusal::ACCOUNT_LOCKED));
}

#[test]
fn signing_in_starts_the_count_again() {
    let counted = Memory::default();
    for _ in 0..4 {
        try_password(&counted, "user_lock", "pass_wrong");
        try_password(&counted, "user_lock", "pass_wrong");
        let session = try_password(&counted, "user_lock", "pass_good");
        assert_eq!(session.stage, Stage::SignedIn);
    }
}

#[test]
fn nobody_else_is_counted() {
    let counted = Memory::default();
    for _ in 0..4 {
        let session = try_password(&counted, "user_good", "pass_wrong");
        assert_eq!(session.message.unwrap().attempts_left, None);
    }
}
