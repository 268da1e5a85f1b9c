//! The page that asks for a mailed code.

use askama::Template;
use askama_web::WebTemplate;

use super::{Envelope, Field, envelope};
use crate::view::{
    kit::{layout::Layout, sample::Sample},
    words::phrase::Phrase,
};

/// Asks for the code that was mailed, and offers another.
#[derive(Template, WebTemplate)]
#[template(path = "identity/verify.html")]
pub struct Verify {
    pub layout: Layout,
    pub envelope: Envelope,
    /// Where the code went.
    pub email: String,
    pub code: Field,
    /// Seconds until another code may be asked for.
    pub wait: u32,
}

/// What is wrong with a code that was typed.
#[derive(Clone, Copy)]
pub enum CodeMistake {
    /// So many tries are left.
    Wrong(u32),
    /// It cannot be used any more.
    Over,
    /// It does not have the form of a code.
    Malformed,
}

impl Verify {
    /// The field for the code.
    pub fn code(layout: &Layout, mistake: Option<CodeMistake>) -> Field {
        Field::code(layout).wrong(mistake.map(|mistake| match mistake {
            CodeMistake::Wrong(left) => layout.say("id-code-wrong").with("count", left),
            CodeMistake::Over => layout.say("id-code-over"),
            CodeMistake::Malformed => layout.say("id-code-malformed"),
        }))
    }

    fn say(&self, key: &str) -> Phrase {
        self.envelope.say(&self.layout, key)
    }
}

impl Sample for Verify {
    fn samples(layout: &Layout) -> Vec<(&'static str, Self)> {
        let layout = envelope::layout(layout);
        let page = |wait, mistake| Self {
            layout: layout.clone(),
            envelope: Envelope::sample(),
            email: "anna@example.com".to_owned(),
            code: Self::code(&layout, mistake),
            wait,
        };
        vec![
            ("normal", page(42, None)),
            ("again", page(0, None)),
            ("wrong", page(20, Some(CodeMistake::Wrong(3)))),
            ("last", page(0, Some(CodeMistake::Wrong(1)))),
            ("over", page(0, Some(CodeMistake::Over))),
            ("malformed", page(20, Some(CodeMistake::Malformed))),
        ]
    }
}
