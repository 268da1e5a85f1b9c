//! How to test with the sandbox, from the tables that drive it.

use askama::Template;
use askama_web::WebTemplate;

use super::Frame;
use crate::sandbox::{
    records::persona::{PERSONAS, Persona},
    script::{
        refusal::{REFUSALS, Refusal},
        words::{WORDS, Word},
    },
    speech::theme::Theme,
    values::{self, PromptValues},
};

/// Themes, people, words, answers and codes.
#[derive(Template, WebTemplate)]
#[template(path = "docs/sandbox.html")]
pub(super) struct Sandbox {
    frame: Frame,
    prompts: Vec<PromptValues>,
}

impl Sandbox {
    const THEMES: [Theme; Theme::ALL.len()] = Theme::ALL;
    const PERSONAS: &[Persona] = PERSONAS;
    const WORDS: &[Word] = WORDS;
    const REFUSALS: &[Refusal] = REFUSALS;

    pub(super) fn new() -> Self {
        Self { frame: Frame, prompts: values::of_every_prompt() }
    }
}
