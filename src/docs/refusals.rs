//! The table of refusals.

use std::sync::Arc;

use askama::Template;
use askama_web::WebTemplate;
use axum::extract::State;
use strum::VariantArray;

use super::{Frame, parts};
use crate::{
    app::App,
    domain::prompt::refusal::{Fixer, Refusal, Retry},
    view::{kit::layout::Layout, words::phrase::Phrase},
};

/// Every refusal: its row in the table, and what customers read.
#[derive(Template, WebTemplate)]
#[template(path = "docs/refusals.html")]
pub(super) struct Refusals {
    frame: Frame,
    /// The words that customers read, about a company and a source that stand for any.
    layout: Layout,
}

/// `GET /docs/refusals`
pub(super) async fn show(State(app): State<Arc<App>>) -> Refusals {
    let layout = Layout::sample(app.texts.words("en"));
    Refusals { frame: Frame, layout }
}

impl Refusals {
    const ALL: &[Refusal] = Refusal::VARIANTS;
    const RETRIES: &[Retry] = Retry::VARIANTS;
    const FIXERS: &[Fixer] = Fixer::VARIANTS;

    fn said(&self, refusal: Refusal, part: &str) -> Phrase {
        self.layout.refusal(refusal, part)
    }
}

/// What a value of `retry` promises.
fn promise(retry: Retry) -> &'static str {
    match retry {
        Retry::Now => "The same prompt is shown again and the sign-in goes on.",
        Retry::Later => "The same link can start a new sign-in.",
        Retry::Fix => "The customer must do something at the source first; then the same link can start a new sign-in.",
        Retry::New => "A new link is needed.",
        Retry::No => "There is nothing to try again.",
    }
}

/// Who is meant by a value of `fixer`.
fn person(fixer: Fixer) -> &'static str {
    match fixer {
        Fixer::Customer => "The person who signs in.",
        Fixer::Source => "The third-party system; waiting is all there is.",
        Fixer::Company => "You, who sent the link.",
        Fixer::Us => "Whoever runs this installation of Vestibule.",
    }
}
