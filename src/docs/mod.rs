//! The developers' face: pages in English about what programs meet, made from the tables that the program itself uses.

mod api;
mod errors;
mod events;
mod identity;
mod refusals;
mod sandbox;

use std::sync::{Arc, LazyLock};

use askama::Template;
use askama_web::WebTemplate;
use axum::{Router, routing::get};
use serde_json::Value;

use crate::{app::App, view::kit::assets};

/// The developers' routes; those about the API and its events are made of its OpenAPI document when they are asked for.
pub fn routes(description: impl FnOnce() -> Value + Send + 'static) -> Router<Arc<App>> {
    let described = Arc::new(LazyLock::new(move || {
        let description = description();
        (api::Api::new(&description), events::Events::new(&description))
    }));
    let (api, events) = (Arc::clone(&described), described);
    Router::new()
        .route("/docs/api", get(async move || api.0.clone()))
        .route("/docs/errors", get(async || errors::Errors::new()))
        .route("/docs/events", get(async move || events.1.clone()))
        .route("/docs/identity", get(async || identity::Identity::new()))
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
