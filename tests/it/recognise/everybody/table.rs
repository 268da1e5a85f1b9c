//! Who walks, what they do, and what they are to meet.

/// What a customer does at a prompt.
#[derive(Clone, Copy)]
pub enum Does {
    Types(&'static [(&'static str, &'static str)]),
    /// Nothing: it goes on by itself.
    Waits,
    /// Opens, on another device, the link that was mailed.
    OpensLink,
    /// Presses the button that says this.
    Presses(&'static str),
}

use Does::{OpensLink, Presses, Types, Waits};

/// A password, which picks what the sandbox asks; what is done at each prompt; and all that is met, prompts with what
/// they complain of and the end.
pub struct Walk {
    pub password: &'static str,
    pub does: &'static [Does],
    pub meets: &'static str,
}

const fn walk(password: &'static str, does: &'static [Does], meets: &'static str) -> Walk {
    Walk { password, does, meets }
}

/// What the source asks, with wrong answers before right ones.
pub const PROMPTS: &[Walk] = &[
    walk("pass_good", &[], "done"),
    walk("nonsense", &[], "credentials:invalid_credentials"),
    walk(
        "mfa_sms",
        &[Types(&[("code", "111111")]), Types(&[("code", "123456")])],
        "one_time_code one_time_code:mfa_code_invalid done",
    ),
    walk(
        "mfa_email",
        &[Types(&[("code", "111111")]), Types(&[("code", "123456")])],
        "one_time_code one_time_code:mfa_code_invalid done",
    ),
    walk(
        "mfa_call",
        &[Types(&[("code", "111111")]), Types(&[("code", "123456")])],
        "one_time_code one_time_code:mfa_code_invalid done",
    ),
    walk(
        "mfa_totp",
        &[Types(&[("code", "111111")]), Types(&[("code", "123456")])],
        "one_time_code one_time_code:mfa_code_invalid done",
    ),
    walk(
        "mfa_sms+pass_good",
        &[Types(&[("code", "000000")]), Types(&[("code", "123456")])],
        "one_time_code one_time_code:mfa_code_expired done",
    ),
    walk("mfa_sms+lock_after_9", &[Types(&[("code", "999999")])], "one_time_code failed:account_locked"),
    walk(
        "mfa_backup",
        &[Types(&[("code", "111111")]), Types(&[("code", "abcd-1234")])],
        "one_time_code one_time_code:mfa_code_invalid done",
    ),
    walk("mfa_push", &[Waits], "push_approval done"),
    walk("mfa_push_number", &[Waits], "push_approval done"),
    walk("mfa_link", &[OpensLink], "magic_link done"),
    walk("mfa_qr", &[Waits], "qr_scan done"),
    walk(
        "mfa_reader",
        &[Types(&[("code", "111111")]), Types(&[("code", "123456")])],
        "one_time_code one_time_code:mfa_code_invalid done",
    ),
    walk(
        "mfa_questions_2_1",
        &[
            Types(&[("answer_1", "nothing")]),
            Types(&[("answer_1", "answer_1_1")]),
            Types(&[("answer_1", "answer_2_1")]),
        ],
        "security_question security_question:security_answer_wrong security_question done",
    ),
    walk(
        "mfa_questions_1_2",
        &[Types(&[("answer_1", "answer_1_1"), ("answer_2", "answer_1_2")])],
        "security_question done",
    ),
    walk(
        "mfa_question_choice",
        &[Types(&[("choice", "2")]), Types(&[("answer_1", "nothing")]), Types(&[("answer_1", "answer_1_2")])],
        "question_choice security_question security_question:security_answer_wrong done",
    ),
    walk(
        "mfa_image",
        &[Types(&[("choice", "sun")]), Types(&[("choice", "boat")])],
        "image_choice image_choice:security_answer_wrong done",
    ),
    walk(
        "mfa_partial",
        &[
            Types(&[("char_1", "x"), ("char_2", "x"), ("char_3", "x")]),
            Types(&[("char_1", "i"), ("char_2", "t"), ("char_3", "o")]),
        ],
        "partial_secret partial_secret:security_answer_wrong done",
    ),
    walk("mfa_phone", &[Types(&[("phone", "+1 555 0100")]), Types(&[("code", "123456")])], "phone one_time_code done"),
    walk(
        "mfa_email_entry",
        &[Types(&[("email", "me@mail.example")]), Types(&[("code", "123456")])],
        "email one_time_code done",
    ),
    walk(
        "mfa_select",
        &[Types(&[("choice", "email")]), Types(&[("code", "111111")]), Types(&[("code", "123456")])],
        "mfa_method one_time_code one_time_code:mfa_code_invalid done",
    ),
    walk("mfa_select+mfa_totp+mfa_push", &[Types(&[("choice", "push")]), Waits], "mfa_method push_approval done"),
    walk(
        "mfa_select+mfa_phone",
        &[Types(&[("choice", "sms")]), Types(&[("phone", "+1 555 0100")]), Types(&[("code", "123456")])],
        "mfa_method phone one_time_code done",
    ),
    walk(
        "mfa_destination_1",
        &[Types(&[("choice", "1")]), Types(&[("code", "123456")])],
        "destination one_time_code done",
    ),
    walk(
        "mfa_destination_3",
        &[Types(&[("choice", "3")]), Types(&[("code", "123456")])],
        "destination one_time_code done",
    ),
    walk(
        "identifier_first",
        &[Types(&[("identifier", "user_good")]), Types(&[("password", "pass_good")])],
        "identifier password done",
    ),
];

/// What else the source asks, waits for or does.
pub const OTHERS: &[Walk] = &[
    walk(
        "captcha",
        &[Types(&[("captcha", "XXXXX")]), Types(&[("captcha", "nw7k4")])],
        "captcha captcha:captcha_failed done",
    ),
    walk(
        "tenant",
        &[Types(&[("tenant", "nobody")]), Types(&[("tenant", "northwind")])],
        "form form:invalid_tenant done",
    ),
    walk("terms", &[Types(&[("choice", "accept")])], "confirm done"),
    walk("terms+mfa_sms", &[Types(&[("choice", "decline")])], "confirm failed:consent_declined"),
    walk("trust_device", &[Types(&[("choice", "no")])], "confirm done"),
    walk(
        "mfa_sms+trust_device",
        &[Types(&[("code", "123456")]), Types(&[("choice", "yes")])],
        "one_time_code confirm done",
    ),
    walk(
        "new_password",
        &[
            Types(&[("password", "elevenchars"), ("password_again", "elevenchars")]),
            Types(&[("password", "a long new password"), ("password_again", "a long new password")]),
        ],
        "new_password new_password:answer_refused done",
    ),
    walk(
        "details",
        &[
            Types(&[
                ("tenant", "NW-99"),
                ("region", "north"),
                ("since", "2020-01-02"),
                ("role", "owner"),
                ("remarks", "none"),
            ]),
            Types(&[
                ("tenant", "NW-17"),
                ("region", "north"),
                ("since", "2020-01-02"),
                ("role", "owner"),
                ("remarks", "none"),
            ]),
        ],
        "form form:answer_refused done",
    ),
    walk("account_select_2", &[Types(&[("choice", "2")])], "account_choice done"),
    walk("account_select_3", &[Types(&[("choice", "3")])], "account_choice done"),
    walk("sso", &[Presses("Use a code instead"), Types(&[("code", "123456")])], "sso one_time_code done"),
    walk("passkey", &[Presses("Use a code instead"), Types(&[("code", "123456")])], "passkey one_time_code done"),
    walk("hold_5", &[Waits], "source_hold done"),
    walk("hold_5+mfa_sms", &[Waits, Types(&[("code", "123456")])], "source_hold one_time_code done"),
    walk("delay_2+mfa_sms", &[Types(&[("code", "123456")])], "one_time_code done"),
    walk("hostile+mfa_sms", &[Types(&[("code", "123456")])], "one_time_code done"),
    walk(
        "hostile+mfa_select",
        &[Types(&[("choice", "email")]), Types(&[("code", "123456")])],
        "mfa_method one_time_code done",
    ),
    walk("hostile", &[], "done"),
    walk("hostile+mfa_image", &[Types(&[("choice", "boat")])], "image_choice done"),
    walk("fail_workflow_source_error", &[], "done"),
    walk("session_ttl_60+mfa_sms", &[Types(&[("code", "123456")])], "one_time_code done"),
    walk("expire_code_60+mfa_sms", &[Types(&[("code", "123456")])], "one_time_code done"),
    walk("lock_after_1+mfa_sms", &[Types(&[("code", "111111")])], "one_time_code failed:account_locked"),
];

/// Every refusal of the source.
pub const REFUSALS: &[Walk] = &[
    walk("error_invalid_credentials", &[], "credentials:invalid_credentials"),
    walk("error_missing_credentials", &[], "credentials:missing_credentials"),
    walk("error_account_locked", &[], "failed:account_locked"),
    walk(
        "mfa_sms+error_mfa_code_invalid",
        &[Types(&[("code", "123456")])],
        "one_time_code one_time_code:mfa_code_invalid",
    ),
    walk(
        "mfa_sms+error_mfa_code_expired",
        &[Types(&[("code", "123456")])],
        "one_time_code one_time_code:mfa_code_expired",
    ),
    walk("mfa_sms+error_mfa_resend_too_soon", &[Presses("new")], "one_time_code one_time_code:mfa_resend_too_soon"),
    walk(
        "mfa_questions_1_1+error_security_answer_wrong",
        &[Types(&[("answer_1", "answer_1_1")])],
        "security_question security_question:security_answer_wrong",
    ),
    walk("tenant+error_invalid_tenant", &[Types(&[("tenant", "northwind")])], "form form:invalid_tenant"),
    walk("captcha+error_captcha_failed", &[Types(&[("captcha", "nw7k4")])], "captcha captcha:captcha_failed"),
    walk("mfa_push+error_push_denied", &[Waits], "push_approval push_approval:push_denied"),
    walk("mfa_push+error_push_timed_out", &[Waits], "push_approval push_approval:push_timed_out"),
    walk("terms+error_consent_declined", &[Types(&[("choice", "accept")])], "confirm failed:consent_declined"),
    walk("error_invalid_identifier", &[], "credentials:account_not_found"),
    walk("error_wrong_login_method", &[], "credentials:wrong_login_method"),
    walk("error_login_attempts_exceeded", &[], "failed:login_attempts_exceeded"),
    walk("error_credentials_expired", &[], "failed:credentials_expired"),
    walk("error_credentials_managed_by_organisation", &[], "failed:credentials_managed_by_organisation"),
    walk("error_account_disabled", &[], "failed:account_disabled"),
    walk("error_account_not_found", &[], "credentials:account_not_found"),
    walk("error_account_setup_incomplete", &[], "failed:account_setup_incomplete"),
    walk("error_user_action_required", &[], "failed:user_action_required"),
    walk("error_already_signed_in_elsewhere", &[], "credentials:already_signed_in_elsewhere"),
    walk("mfa_sms+error_mfa_timed_out", &[Types(&[("code", "123456")])], "one_time_code failed:mfa_timed_out"),
    walk(
        "mfa_sms+error_mfa_attempts_exceeded",
        &[Types(&[("code", "123456")])],
        "one_time_code failed:mfa_attempts_exceeded",
    ),
    walk(
        "mfa_select+error_mfa_method_unsupported",
        &[Types(&[("choice", "sms")])],
        "mfa_method mfa_method:mfa_method_unsupported",
    ),
    walk(
        "mfa_select+error_mfa_delivery_failed",
        &[Types(&[("choice", "sms")])],
        "mfa_method mfa_method:mfa_delivery_failed",
    ),
    walk("error_mfa_not_configured", &[], "failed:mfa_not_configured"),
    walk("error_source_unavailable", &[], "failed:source_unavailable"),
    walk("error_source_maintenance", &[], "failed:source_maintenance"),
    walk("error_source_error", &[], "failed:source_unavailable"),
    walk("error_source_changed", &[], "failed:source_changed"),
    walk("error_source_blocked_us", &[], "failed:source_blocked_us"),
    walk("error_source_rate_limited", &[], "failed:source_rate_limited"),
    walk(
        "mfa_sms+error_after_code_account_locked",
        &[Types(&[("code", "123456")])],
        "one_time_code failed:account_locked",
    ),
    walk(
        "mfa_sms+error_after_code_account_disabled",
        &[Types(&[("code", "123456")])],
        "one_time_code failed:account_disabled",
    ),
    walk(
        "mfa_sms+error_after_code_source_maintenance",
        &[Types(&[("code", "123456")])],
        "one_time_code failed:source_maintenance",
    ),
    walk(
        "mfa_sms+error_after_code_user_action_required",
        &[Types(&[("code", "123456")])],
        "one_time_code failed:user_action_required",
    ),
    walk(
        "mfa_sms+error_after_code_mfa_attempts_exceeded",
        &[Types(&[("code", "123456")])],
        "one_time_code failed:mfa_attempts_exceeded",
    ),
    walk(
        "mfa_sms+error_after_code_source_changed",
        &[Types(&[("code", "123456")])],
        "one_time_code failed:source_changed",
    ),
];

/// A page that is too long to be read. How far a browser gets with it in its time depends on the machine.
pub const LONG: &[Walk] = &[walk("hostile_long+mfa_select", &[], "failed:source_changed")];

/// Those whose phone declines.
pub const DENIED: &[Walk] = &[
    walk("mfa_push", &[Waits], "push_approval push_approval:push_denied"),
    walk("mfa_qr", &[Waits], "qr_scan qr_scan:push_denied"),
];
