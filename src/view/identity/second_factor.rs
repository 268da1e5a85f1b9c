//! The page on which somebody who has shown one factor shows the second.

use askama::Template;
use askama_web::WebTemplate;

use super::{Envelope, Field, envelope};
use crate::view::{
    kit::{layout::Layout, sample::Sample},
    words::phrase::Phrase,
};

/// Asks for a code of an app, or a recovery code.
#[derive(Template, WebTemplate)]
#[template(path = "identity/second_factor.html")]
pub struct SecondFactor {
    pub layout: Layout,
    pub envelope: Envelope,
    pub code: Field,
}

/// What is wrong with a code of an app or a recovery code.
#[derive(Clone, Copy)]
pub enum FactorMistake {
    /// It is not right, or was used before.
    Wrong,
    /// No code is tried for a while.
    Paused,
    /// It is no code at all.
    Malformed,
}

impl FactorMistake {
    /// The mistake in words.
    pub fn say(self, layout: &Layout) -> Phrase {
        match self {
            Self::Wrong => layout.say("id-mfa-wrong"),
            Self::Paused => layout.say("id-mfa-paused"),
            Self::Malformed => layout.say("id-mfa-malformed"),
        }
    }
}

impl SecondFactor {
    /// The field for the code.
    pub fn code(layout: &Layout, mistake: Option<FactorMistake>) -> Field {
        Field::factor(layout).wrong(mistake.map(|mistake| mistake.say(layout)))
    }

    fn say(&self, key: &str) -> Phrase {
        self.envelope.say(&self.layout, key)
    }
}

impl Sample for SecondFactor {
    fn samples(layout: &Layout) -> Vec<(&'static str, Self)> {
        let layout = envelope::layout(layout);
        let page =
            |mistake| Self { layout: layout.clone(), envelope: Envelope::sample(), code: Self::code(&layout, mistake) };
        vec![
            ("normal", page(None)),
            ("wrong", page(Some(FactorMistake::Wrong))),
            ("paused", page(Some(FactorMistake::Paused))),
            ("malformed", page(Some(FactorMistake::Malformed))),
        ]
    }
}
