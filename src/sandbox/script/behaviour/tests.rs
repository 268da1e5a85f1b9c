//! Words and what they add up to.

use super::*;

fn prompts(password: &str, chosen: Option<Method>) -> Vec<Prompt> {
    Behaviour::of(password).prompts(chosen)
}

#[test]
fn prompts_come_in_the_order_of_the_words() {
    let questions = |round| Prompt::Questions { round, rounds: 2, count: 1 };
    assert_eq!(
        prompts("mfa_totp+mfa_questions_2_1+mfa_sms", None),
        [Prompt::Code(Method::Totp), Prompt::Code(Method::Sms), questions(1), questions(2),]
    );
}

#[test]
fn words_about_phone_numbers_mean_a_text_message() {
    let text = Prompt::Code(Method::Sms);
    assert_eq!(prompts("mfa_phone", None), [Prompt::Phone, text]);
    assert_eq!(prompts("mfa_phone+mfa_sms", None), [Prompt::Phone, text]);
    assert_eq!(prompts("mfa_destination_2", None), [Prompt::Destination(2), text]);
    assert_eq!(
        prompts("mfa_email+mfa_destination_2+mfa_call", None),
        [Prompt::Code(Method::Email), Prompt::Destination(2), Prompt::Code(Method::Call),]
    );
}

#[test]
fn a_chosen_method_is_the_only_one_asked() {
    let password = "mfa_select+mfa_sms+mfa_email+mfa_destination_2";
    assert_eq!(prompts(password, None), [Prompt::Method]);
    assert_eq!(prompts(password, Some(Method::Email)), [Prompt::Method, Prompt::Code(Method::Email)]);
    assert_eq!(
        prompts(password, Some(Method::Sms)),
        [Prompt::Method, Prompt::Destination(2), Prompt::Code(Method::Sms)]
    );
}

#[test]
fn named_methods_are_offered_first() {
    assert_eq!(
        Behaviour::of("mfa_select+mfa_totp").offered(),
        [Method::Totp, Method::Sms, Method::Email, Method::Call]
    );
}

#[test]
fn a_refusal_waits_for_its_prompt_or_comes_with_the_password() {
    let code = |found: Option<&Refusal>| found.map(|refusal| refusal.code);
    let alone = Behaviour::of("error_mfa_code_invalid");
    assert_eq!(code(alone.refuses_password()), Some("mfa_code_invalid"));
    let asked = Behaviour::of("mfa_select+error_mfa_code_invalid");
    assert_eq!(code(asked.refuses_password()), None);
    assert_eq!(code(asked.refuses(After::Code)), Some("mfa_code_invalid"));
}
