//! The mail with a code.

use askama::Template;

use crate::{
    domain::{
        identity::hosted::{email::Email, step::Aim},
        letter::Letter,
    },
    view::{
        kit::layout::Layout,
        words::{phrase::Phrase, texts::Words},
    },
};

/// A mail with a code, in plain text and in HTML.
pub struct CodeLetter {
    /// In the words of the page on which the code was asked for.
    pub layout: Layout,
    /// The name of the application.
    pub app: String,
    pub aim: Aim,
}

#[derive(Template)]
#[template(path = "identity/mail.txt", escape = "none")]
struct Plain<'a> {
    letter: &'a CodeLetter,
    code: &'a str,
}

#[derive(Template)]
#[template(path = "identity/mail.html")]
struct Html<'a> {
    letter: &'a CodeLetter,
    words: &'a Words,
    code: &'a str,
}

impl CodeLetter {
    fn say(&self, key: &str) -> Phrase {
        self.layout.say(key).with("app", &self.app)
    }

    fn what(&self) -> Phrase {
        match self.aim {
            Aim::Reset => self.say("id-mail-reset"),
            Aim::Promote | Aim::Create | Aim::Login => self.say("id-mail-account"),
        }
    }

    /// The mail to an address with a code.
    pub fn to(&self, email: &Email, code: &str) -> Letter {
        let written = |template: &dyn askama::DynTemplate| {
            template.dyn_render().expect("only a writer that fails makes a template fail")
        };
        Letter {
            to: email.as_str().to_owned(),
            subject: self.say("id-mail-subject").with("code", code).to_string(),
            text: written(&Plain { letter: self, code }),
            html: written(&Html { letter: self, words: &self.layout.words, code }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::words::texts::Texts;

    #[test]
    fn a_mail_has_its_code_in_both_parts_in_every_language_and_no_other_number_of_six_digits() {
        let email = Email::parse("anna@example.com").unwrap();
        for words in Texts::load().unwrap().all() {
            for aim in [Aim::Promote, Aim::Reset] {
                let app = "<b>Shop</b>".to_owned();
                let letter = CodeLetter { layout: Layout::sample(words.clone()), app, aim }.to(&email, "271828");
                assert!(letter.text.contains("271828") && letter.subject.contains("271828"), "{}", letter.text);
                assert!(letter.text.contains("<b>Shop</b>") && !letter.html.contains("<b>Shop</b>"));
                let runs = letter.html.split(|c: char| !c.is_ascii_digit()).filter(|run| run.len() == 6);
                assert_eq!(runs.collect::<Vec<_>>(), ["271828"], "{}", letter.html);
                assert!(!letter.html.contains("http"), "a mail loads nothing and leads nowhere");
            }
        }
    }
}
