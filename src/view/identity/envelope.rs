//! What every form of a sign-in has around it.

use crate::view::{kit::layout::Layout, words::phrase::Phrase};

/// Where the form goes, what shows that it is ours, and for which application.
#[derive(Clone)]
pub struct Envelope {
    /// The page's own address.
    pub address: String,
    pub csrf: String,
    /// The name of the application, or of the company for its own pages.
    pub app: String,
    /// Whether the page can lead back to the application that sent the person.
    pub leads_back: bool,
}

impl Envelope {
    /// The text with this key; `$app` is given to it too.
    pub(super) fn say(&self, layout: &Layout, key: &str) -> Phrase {
        layout.say(key).with("app", &self.app)
    }

    /// An envelope for samples.
    pub(super) fn sample() -> Self {
        Self {
            address: "/sample".to_owned(),
            csrf: "sample".to_owned(),
            app: "Harbour Reader".to_owned(),
            leads_back: true,
        }
    }
}

/// The layout of a page that is about a pool and no source.
pub(super) fn layout(layout: &Layout) -> Layout {
    Layout { source: None, status: None, test: false, ..layout.clone() }
}
