//! What is typed and chosen after the password.

use super::*;
use crate::sandbox::script::{prompt::NAMES, words::WORDS};

/// Right, wrong: one form each, and what the wrong one is told.
type Case =
    (&'static str, &'static [(&'static str, &'static str)], &'static [(&'static str, &'static str)], &'static str);

const CASES: [Case; 13] = [
    ("captcha", &[("captcha", " nw7k4 ")], &[("captcha", "NW7K5")], "captcha_failed"),
    ("tenant", &[("tenant", "Northwind")], &[("tenant", "southwind")], "invalid_tenant"),
    ("mfa_image", &[("picture", "boat")], &[("picture", "sun")], "security_answer_wrong"),
    (
        "mfa_partial",
        &[("char_1", "I"), ("char_2", "t"), ("char_3", "o")],
        &[("char_1", "i"), ("char_2", "t"), ("char_3", "p")],
        "security_answer_wrong",
    ),
    ("mfa_reader", &[("otp", "123 456")], &[("otp", "111111")], "mfa_code_invalid"),
    ("mfa_backup", &[("otp", "ABCD-1234")], &[("otp", "123456")], "mfa_code_invalid"),
    ("account_select_2", &[("account", "2")], &[("account", "3")], "mfa_method_unsupported"),
    ("terms", &[("decision", "accept")], &[], "mfa_method_unsupported"),
    ("trust_device", &[("trust", "no")], &[("trust", "perhaps")], "mfa_method_unsupported"),
    (
        "details",
        &[("store_id", "nw-17"), ("region", "east"), ("newsletter", "yes")],
        &[("store_id", "NW-18"), ("region", "east")],
        "details_invalid",
    ),
    (
        "new_password",
        &[("new_password", "twelve chars"), ("new_password_again", "twelve chars")],
        &[("new_password", "twelve chars"), ("new_password_again", "other chars")],
        "new_password_refused",
    ),
    ("mfa_questions_1_1", &[("q1", "answer_1_1")], &[("q1", "answer_1_2")], "security_answer_wrong"),
    ("mfa_totp", &[("otp", "123456")], &[("otp", "123457")], "mfa_code_invalid"),
];

#[test]
fn a_wrong_answer_is_told_and_the_right_one_opens_the_account() {
    for (word, right, wrong, code) in CASES {
        let mut user = User::at(word);
        user.send(wrong);
        assert_eq!(user.told(), code, "{word}");
        user.send(right);
        user.is_at("account");
    }
}

#[test]
fn an_empty_form_never_leads_on() {
    for word in WORDS {
        let mut user = User::at(word.example);
        let step = user.session.step();
        if user.session.prompt().is_some() {
            user.send(&[]);
            assert_eq!(user.session.step(), step, "{}", word.example);
        }
    }
}

#[test]
fn every_prompt_is_among_the_names_that_errors_follow() {
    for word in WORDS {
        if let Some(prompt) = User::at(word.example).session.prompt() {
            assert!(NAMES.contains(&prompt.name()), "{}", word.example);
        }
    }
}

#[test]
fn each_failed_captcha_has_a_new_picture() {
    let mut user = User::at("captcha");
    assert_eq!(user.session.pictures, 0);
    user.send(&[("captcha", "x")]);
    assert_eq!(user.session.pictures, 1);
    user.send(&[]);
    assert_eq!(user.session.pictures, 2);
}

#[test]
fn a_new_password_has_to_be_long_and_new() {
    let long = "new_password+pass_good";
    let mut user = User::at(long);
    for (password, again, text) in [
        ("short", "short", "Your new password needs at least 12 characters."),
        ("twelve chars", "twelve chart", "The two passwords are not the same."),
        (long, long, "You have used this password before. Please choose another one."),
    ] {
        user.send(&[("new_password", password), ("new_password_again", again)]);
        user.is_told("new_password_refused", text);
    }
}

#[test]
fn declined_terms_end_the_sign_in() {
    let mut user = User::at("terms");
    user.send(&[("decision", "decline")]);
    assert_eq!(user.session.stopped_by(), Some(&refusal::CONSENT_DECLINED));
}

#[test]
fn the_chosen_question_is_the_one_asked() {
    let mut user = User::at("mfa_question_choice");
    user.is_at("verify/question");
    user.send(&[("question", "4")]);
    assert_eq!(user.told(), "mfa_method_unsupported");
    user.send(&[("question", "3")]);
    user.is_at("verify/questions");
    user.send(&[("q1", "answer_1_1")]);
    assert_eq!(user.told(), "security_answer_wrong");
    user.send(&[("q1", "answer_1_3")]);
    user.is_at("account");
}

#[test]
fn a_typed_address_gets_the_code() {
    let mut user = User::at("mfa_email_entry");
    user.is_at("verify/email");
    for email in ["", "nobody", "@mail.example", "a b@mail.example", "a@b"] {
        user.send(&[("email", email)]);
        assert_eq!(user.told(), "email_invalid", "{email}");
    }
    user.send(&[("email", " other@mail.example ")]);
    assert_eq!(chosen::target(&user.session, Method::Email), "o•••••@mail.example");
    user.send_code("123456");
    user.is_at("account");
}

#[test]
fn user_name_and_password_can_be_asked_once_more() {
    let mut user = User::at("identifier_first+mfa_totp");
    user.is_at("verify/identifier");
    assert_eq!(user.told(), "new_sign_in");
    user.send(&[("username", "stranger")]);
    assert_eq!(user.told(), "invalid_credentials");
    user.send(&[("username", "user_good")]);
    user.is_at("verify/password");
    user.send(&[("password", "pass_wrong")]);
    assert_eq!(user.told(), "invalid_credentials");
    user.send(&[("password", "identifier_first+mfa_totp")]);
    user.is_at("verify/code");
}

#[test]
fn a_backup_code_is_offered_by_name_only_and_cannot_be_resent() {
    let mut user = User::at("mfa_select");
    user.send(&[("method", "backup")]);
    assert_eq!(user.told(), "mfa_method_unsupported");
    let mut user = User::at("mfa_select+mfa_backup");
    user.send(&[("method", "backup")]);
    user.ask("resend");
    assert_eq!(user.told(), "mfa_code_invalid");
    user.send_code("abcd-1234");
    user.is_at("account");
}

#[test]
fn every_method_can_be_chosen_once_a_word_names_it() {
    for (word, path) in [
        ("mfa_push", "push"),
        ("mfa_push_number", "push"),
        ("mfa_link", "link"),
        ("mfa_reader", "reader"),
        ("mfa_qr", "qr"),
    ] {
        let mut user = User::at(&format!("mfa_select+{word}"));
        user.send(&[("method", word.strip_prefix("mfa_").unwrap())]);
        user.is_at(&format!("verify/{path}"));
        user.ask("another_way");
        user.is_at("verify/method");
    }
}

#[test]
fn an_error_can_follow_the_right_answer_to_a_step() {
    let mut user = User::at("mfa_questions_1_1+mfa_sms+error_after_code_account_disabled");
    user.send(&[("q1", "answer_1_1")]);
    user.send_code("111111");
    assert_eq!(user.told(), "mfa_code_invalid");
    user.send_code("123456");
    user.is_at("problem");
    let mut user = User::at("new_password+error_after_new_password_source_rate_limited");
    user.send(&[("new_password", "twelve chars"), ("new_password_again", "twelve chars")]);
    user.is_at("problem");
    let mut user = User::at("mfa_select+mfa_push+error_after_method_mfa_delivery_failed");
    user.send(&[("method", "push")]);
    assert_eq!(user.told(), "mfa_delivery_failed");
    user.is_at("verify/method");
}

#[test]
fn an_error_after_a_step_that_never_comes_follows_the_password() {
    for word in ["error_after_password_source_error", "mfa_sms+error_after_push_source_error"] {
        User::at(word).is_at("problem");
    }
}
