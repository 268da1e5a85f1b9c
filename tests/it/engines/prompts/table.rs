//! One story for each kind of prompt: what brings it up, what the customer does, and what the source is to get of that.

/// What a customer does at a prompt.
#[derive(Clone, Copy)]
pub enum Does {
    /// Gives the user name and the story's password.
    SignsIn,
    Types(&'static [(&'static str, &'static str)]),
    /// Types into these fields what the page says that it takes.
    Copies(&'static [&'static str]),
    /// Opens the link that the page names on another device.
    OpensLink,
    /// Nothing: it goes on by itself.
    Waits,
    /// Presses the button to another way.
    GoesAnotherWay,
}

use Does::{Copies, GoesAnotherWay, OpensLink, SignsIn, Types, Waits};

/// A prompt, and the form that the source gets when it is answered, if any.
pub struct Prompt {
    pub kind: &'static str,
    pub does: Does,
    form: Option<&'static str>,
}

/// A sign-in with this password, which no other story uses, and the prompts behind it.
pub struct Story {
    pub password: &'static str,
    prompts: &'static [Prompt],
}

const fn prompt(kind: &'static str, does: Does, form: &'static str) -> Prompt {
    Prompt { kind, does, form: Some(form) }
}

const fn silent(kind: &'static str, does: Does) -> Prompt {
    Prompt { kind, does, form: None }
}

const fn story(password: &'static str, prompts: &'static [Prompt]) -> Story {
    Story { password, prompts }
}

const CODE: Prompt = prompt("one_time_code", Types(&[("code", "123456")]), "code otp=123456");

pub const STORIES: &[Story] = &[
    story("pass_good", &[]),
    story(
        "identifier_first",
        &[
            prompt("identifier", Types(&[("identifier", "user_good")]), "identifier username=user_good"),
            prompt("password", Types(&[("password", "pass_good")]), "password password=pass_good"),
        ],
    ),
    story("mfa_sms", &[CODE]),
    story("mfa_select", &[prompt("mfa_method", Types(&[("choice", "email")]), "method method=email"), CODE]),
    story("mfa_destination_2", &[prompt("destination", Types(&[("choice", "2")]), "destination destination=2"), CODE]),
    story(
        "mfa_questions_2_1",
        &[
            prompt("security_question", Types(&[("answer_1", "answer_1_1")]), "questions q1=answer_1_1"),
            prompt("security_question", Types(&[("answer_1", "answer_2_1")]), "questions q1=answer_2_1"),
        ],
    ),
    story("mfa_phone", &[prompt("phone", Types(&[("phone", "+1 555 0100")]), "phone phone=+1 555 0100"), CODE]),
    story(
        "mfa_email_entry",
        &[prompt("email", Types(&[("email", "me@mail.example")]), "email email=me@mail.example"), CODE],
    ),
    story("mfa_push", &[silent("push_approval", Waits)]),
    story("terms", &[prompt("confirm", Types(&[("choice", "accept")]), "terms decision=accept")]),
    story("account_select_2", &[prompt("account_choice", Types(&[("choice", "2")]), "account account=2")]),
    story("tenant", &[prompt("form", Types(&[("tenant", "northwind")]), "tenant tenant=northwind")]),
    story("mfa_link", &[silent("magic_link", OpensLink)]),
    story("captcha", &[prompt("captcha", Types(&[("captcha", "nw7k4")]), "captcha captcha=nw7k4")]),
    story("mfa_image", &[prompt("image_choice", Types(&[("choice", "boat")]), "picture picture=boat")]),
    story(
        "mfa_question_choice",
        &[
            prompt("question_choice", Types(&[("choice", "2")]), "question question=2"),
            prompt("security_question", Copies(&["answer_1"]), "questions q1=answer_1_2"),
        ],
    ),
    story(
        "mfa_partial",
        &[prompt("partial_secret", Copies(&["char_1", "char_2", "char_3"]), "partial char_1=i&char_2=t&char_3=o")],
    ),
    story("mfa_reader", &[prompt("challenge_response", Types(&[("code", "123456")]), "reader otp=123456")]),
    story("mfa_qr", &[silent("qr_scan", Waits)]),
    story(
        "new_password",
        &[prompt(
            "new_password",
            Types(&[("password", "a long new password"), ("password_again", "a long new password")]),
            "new-password new_password=a long new password&new_password_again=a long new password",
        )],
    ),
    story("sso", &[prompt("sso", GoesAnotherWay, "sso action=another_way"), CODE]),
    story("passkey", &[prompt("passkey", GoesAnotherWay, "passkey action=another_way"), CODE]),
    story("hold_8", &[silent("source_hold", Waits)]),
];

/// What every story begins with.
const FIRST: Prompt = silent("credentials", SignsIn);

impl Story {
    /// Everything that is asked.
    pub fn prompts(&self) -> impl Iterator<Item = &'static Prompt> + use<> {
        [&FIRST].into_iter().chain(self.prompts)
    }

    /// At which of its prompts death comes to those who are struck once: behind the password, if there is anything.
    pub fn struck(&self) -> usize {
        usize::from(!self.prompts.is_empty())
    }

    /// Whether the source gets a form there.
    pub fn has_struck_form(&self) -> bool {
        self.prompts.first().is_none_or(|prompt| prompt.form.is_some())
    }

    /// All that the source gets when nobody dies, in order.
    pub fn forms(&self) -> Vec<String> {
        let login = format!("login password={}&username=user_good", self.password);
        let later = self.prompts.iter().filter_map(|prompt| prompt.form.map(ToOwned::to_owned));
        [login].into_iter().chain(later).collect()
    }
}
