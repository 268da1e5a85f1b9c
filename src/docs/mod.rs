//! The developers' face: pages in English about what programs meet, made from the tables that the program itself uses.

mod api;
mod errors;
mod events;
mod refusals;
mod sandbox;

use std::sync::Arc;

use askama::Template;
use askama_web::WebTemplate;
use axum::{Router, routing::get};
use serde_json::Value;

use crate::{app::App, view::kit::assets};

/// The developers' routes; one of the pages is about the API as it is described.
pub fn routes(api: &Value) -> Router<Arc<App>> {
    let (api, events) = (api::Api::new(api), events::Events::new(api));
    Router::new()
        .route("/docs/api", get(async move || api))
        .route("/docs/errors", get(async || errors::Errors::new()))
        .route("/docs/events", get(async move || events))
        .route("/docs", get(async || Index { frame: Frame }))
        .route("/docs/refusals", get(refusals::show))
        .route("/docs/sandbox", get(async || sandbox::Sandbox::new()))
}

/// What every page of the docs has around it.
#[derive(Clone)]
struct Frame;

impl Frame {
    /// The URL of an embedded file.
    #[expect(clippy::unused_self, reason = "templates call methods of what they hold")]
    fn asset(&self, name: &str) -> &'static str {
        assets::url(name)
    }
}

/// A sentence split at its back quotes: every second part is code.
fn parts(sentence: &'static str) -> impl Iterator<Item = (bool, &'static str)> {
    sentence.split('`').enumerate().map(|(index, part)| (index % 2 == 1, part))
}

/// What there is to read.
#[derive(Template, WebTemplate)]
#[template(path = "docs/index.html")]
struct Index {
    frame: Frame,
}
