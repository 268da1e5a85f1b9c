//! The page between two prompts.

use askama::Template;
use askama_web::WebTemplate;

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
}

impl Waiting {
    /// The page after `turn` prompts: before the first the source is still being opened.
    pub fn new(layout: Layout, flow: Id<Flow>, turn: u32) -> Self {
        let (title, what) = match turn {
            0 => (layout.say("waiting-opening-title"), layout.say("waiting-opening")),
            _ => (layout.say("waiting-checking-title"), layout.say("waiting-checking")),
        };
        Self { layout, flow, title, what }
    }
}

impl Sample for Waiting {
    fn samples(layout: &Layout) -> Vec<(&'static str, Self)> {
        let flow = Id::new(sample::NOW, 1);
        vec![("opening", Self::new(layout.clone(), flow, 0)), ("checking", Self::new(layout.clone(), flow, 1))]
    }
}
