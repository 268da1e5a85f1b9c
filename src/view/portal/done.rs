//! The pages of a sign-in that worked: right after it, and whenever the link is opened later.

use askama::Template;
use askama_web::WebTemplate;
use time::OffsetDateTime;

use crate::view::{
    kit::{
        layout::Layout,
        sample::{self, Sample},
    },
    words::moment::Moment,
};

/// Says that the source accepted the sign-in, and how the jobs after it stand.
#[derive(Template, WebTemplate)]
#[template(path = "portal/done.html")]
pub struct Done {
    pub layout: Layout,
    /// When the jobs were done; `None` while they run.
    pub finished: Option<Moment>,
    /// Where the page hears that the jobs have ended, while they run and for the browser that signed in.
    pub events: Option<String>,
    /// Where the tenant wants the customer back, with everything appended.
    pub return_url: Option<String>,
}

impl Done {
    /// The page while the jobs run.
    pub fn running(layout: Layout, events: Option<String>, return_url: Option<String>) -> Self {
        Self { layout, finished: None, events, return_url }
    }

    /// The page once the jobs were done, at `at`.
    pub fn finished(layout: Layout, at: OffsetDateTime, return_url: Option<String>) -> Self {
        let finished = Some(Moment::new(&layout.words, at));
        Self { layout, finished, events: None, return_url }
    }
}

impl Sample for Done {
    fn samples(layout: &Layout) -> Vec<(&'static str, Self)> {
        let back = || Some("https://harbour.example/back?link_id=lnk_1&status=IN_PROGRESS".to_owned());
        let events = || Some("/f/flw_sample/events?signed_in=true".to_owned());
        vec![
            ("close", Self::running(layout.clone(), events(), None)),
            ("way-back", Self::running(layout.clone(), events(), back())),
            ("finished", Self::finished(layout.clone(), sample::NOW, back())),
        ]
    }
}

/// Says that everything of a link is done.
#[derive(Template, WebTemplate)]
#[template(path = "portal/receipt.html")]
pub struct Receipt {
    pub layout: Layout,
    pub finished: Option<Moment>,
    /// Where the tenant wants the customer back, with everything appended.
    pub return_url: Option<String>,
}

impl Receipt {
    /// The receipt of a link that was completed at `at`, where that is known.
    pub fn new(layout: Layout, at: Option<OffsetDateTime>, return_url: Option<String>) -> Self {
        let finished = at.map(|at| Moment::new(&layout.words, at));
        Self { layout, finished, return_url }
    }
}

impl Sample for Receipt {
    fn samples(layout: &Layout) -> Vec<(&'static str, Self)> {
        let at = Some(sample::NOW);
        vec![("completed", Self::new(layout.clone(), at, Some("https://harbour.example/back".to_owned())))]
    }
}
