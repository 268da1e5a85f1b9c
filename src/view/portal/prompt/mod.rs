//! The page of any challenge: what the challenge carries decides what is on the page.

mod ask;
mod input;
pub mod kind_words;
mod values;

use askama::Template;
use askama_web::WebTemplate;

pub use ask::{Ask, Envelope};

use crate::{
    domain::prompt::challenge::{Again, Challenge, Entry},
    view::kit::layout::Layout,
};

/// Asks what the source asks.
#[derive(Template, WebTemplate)]
#[template(path = "portal/prompt.html")]
pub struct Prompt {
    pub layout: Layout,
    pub ask: Ask,
}

impl Prompt {
    /// The page that shows a challenge.
    pub fn new(layout: Layout, challenge: Challenge, envelope: Envelope) -> Self {
        let ask = Ask::new(&layout, challenge, envelope);
        Self { layout, ask }
    }
}
