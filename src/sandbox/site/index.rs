//! The page for whoever came to test with the site.

use askama::Template;
use askama_web::WebTemplate;

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
#[template(path = "sandbox/index.html")]
pub struct Index {
    themes: [Theme; Theme::ALL.len()],
    personas: &'static [Persona],
    words: &'static [Word],
    prompts: Vec<PromptValues>,
    refusals: &'static [Refusal],
}

/// `GET /`.
pub async fn show() -> Index {
    Index {
        themes: Theme::ALL,
        personas: PERSONAS,
        words: WORDS,
        prompts: values::of_every_prompt(),
        refusals: REFUSALS,
    }
}
