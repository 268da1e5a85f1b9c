//! The page between two prompts.

use askama::Template;
use askama_web::WebTemplate;
use time::Duration;

use crate::{
    domain::{id::Id, link::flow::Flow},
    view::{
        kit::{
            layout::Layout,
            sample::{self, Sample},
        },
        words::phrase::Phrase,
    },
};

/// Says what is going on while the source is at work, and looks again by itself.
#[derive(Template, WebTemplate)]
#[template(path = "portal/waiting.html")]
pub struct Waiting {
    pub layout: Layout,
    pub flow: Id<Flow>,
    pub title: Phrase,
    pub what: Phrase,
    /// Seconds until it has taken longer than usual; 0 once it has.
    pub slow_in: i64,
    /// Whether the source answers slowly at present, for everybody who signs in to it.
    pub is_source_slow: bool,
}

/// After so many seconds the page says that it takes longer than usual.
const USUAL: i64 = 8;

impl Waiting {
    /// The page after `turn` prompts, `waited` after the last answer: before the first the source is still being opened.
    pub fn new(layout: Layout, flow: Id<Flow>, turn: u32, waited: Duration) -> Self {
        let (title, what) = match turn {
            0 => (layout.say("waiting-opening-title"), layout.say("waiting-opening")),
            _ => (layout.say("waiting-checking-title"), layout.say("waiting-checking")),
        };
        let slow_in = (USUAL - waited.whole_seconds()).clamp(0, USUAL);
        Self { layout, flow, title, what, slow_in, is_source_slow: false }
    }

    /// The page while the source answers slowly for everybody, if it does.
    #[must_use]
    pub fn at_slow_source(self, is_source_slow: bool) -> Self {
        Self { is_source_slow, ..self }
    }
}

impl Sample for Waiting {
    fn samples(layout: &Layout) -> Vec<(&'static str, Self)> {
        let flow = Id::new(sample::NOW, 1);
        let page = |turn, seconds| Self::new(layout.clone(), flow, turn, Duration::seconds(seconds));
        vec![
            ("opening", page(0, 0)),
            ("checking", page(1, 0)),
            ("slow", page(1, 9)),
            ("slow-source", page(0, 0).at_slow_source(true)),
        ]
    }
}
