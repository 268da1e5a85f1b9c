//! The page on which somebody changes a second factor that is on.

use askama::Template;
use askama_web::WebTemplate;

use super::super::{Envelope, Field, SecondFactor, envelope, second_factor::FactorMistake};
use crate::view::kit::{layout::Layout, sample::Sample};

/// Asks for the second factor, and what is to be done.
#[derive(Template, WebTemplate)]
#[template(path = "identity/account/second_factor.html")]
pub struct ChangeSecondFactor {
    pub layout: Layout,
    pub envelope: Envelope,
    pub code: Field,
}

impl ChangeSecondFactor {
    /// The page, with what is wrong about the code.
    pub fn new(layout: Layout, envelope: Envelope, mistake: Option<FactorMistake>) -> Self {
        let code = SecondFactor::code(&layout, mistake);
        Self { layout, envelope, code }
    }
}

impl Sample for ChangeSecondFactor {
    fn samples(layout: &Layout) -> Vec<(&'static str, Self)> {
        let page = |mistake| Self::new(envelope::layout(layout), Envelope::sample(), mistake);
        vec![("normal", page(None)), ("wrong", page(Some(FactorMistake::Wrong)))]
    }
}
