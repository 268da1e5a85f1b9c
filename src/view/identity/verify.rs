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

impl Verify {
    fn say(&self, key: &str) -> Phrase {
        self.envelope.say(&self.layout, key)
    }
}

impl Sample for Verify {
    fn samples(layout: &Layout) -> Vec<(&'static str, Self)> {
        let layout = envelope::layout(layout);
        let page = |wait, error: Option<Phrase>| Self {
            layout: layout.clone(),
            envelope: Envelope::sample(),
            email: "anna@example.com".to_owned(),
            code: Field::code(&layout).wrong(error),
            wait,
        };
        vec![
            ("normal", page(42, None)),
            ("again", page(0, None)),
            ("wrong", page(20, Some(layout.say("id-code-wrong").with("count", 3_u32)))),
            ("last", page(0, Some(layout.say("id-code-wrong").with("count", 1_u32)))),
            ("over", page(0, Some(layout.say("id-code-over")))),
        ]
    }
}
