//! The pages of a sign-in that worked: right after it, and whenever the link is opened later.

use askama::Template;
use askama_web::WebTemplate;
use time::OffsetDateTime;

use super::progress::{Told, Words};
use crate::{
    domain::job::{
        outcome::Counts,
        permissions::promise::Reading,
        progress::{Doing, Progress},
        saying::Saying,
    },
    view::{
        kit::{
            layout::Layout,
            sample::{self, Sample},
        },
        words::moment::Moment,
    },
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
    /// What is being done, for the browser that signed in.
    pub progress: Option<Told>,
    /// What was done, where it is known.
    pub deeds: Option<Counts>,
    /// Where the tenant wants the customer back, with everything appended.
    pub return_url: Option<String>,
}

impl Done {
    /// The page while the jobs run.
    pub fn running(layout: Layout, events: Option<String>, return_url: Option<String>) -> Self {
        Self { layout, finished: None, events, progress: None, deeds: None, return_url }
    }

    /// The same with what is being done.
    #[must_use]
    pub fn with(self, progress: Option<&Progress>) -> Self {
        let progress = progress.map(|progress| Told::new(&self.layout, progress));
        Self { progress, ..self }
    }

    /// The page once the jobs were done, at `at`.
    pub fn finished(layout: Layout, at: OffsetDateTime, deeds: Option<Counts>, return_url: Option<String>) -> Self {
        let finished = Some(Moment::new(&layout.words, at));
        Self { layout, finished, events: None, progress: None, deeds, return_url }
    }
}

impl Sample for Done {
    fn samples(layout: &Layout) -> Vec<(&'static str, Self)> {
        let back = || Some("https://harbour.example/back?link_id=lnk_1&status=IN_PROGRESS".to_owned());
        let events = || Some("/f/flw_sample/events?signed_in=true".to_owned());
        let at = |doing| Progress { doing, step: 3, steps: 8, counts: sample_counts() };
        let said = Doing::Said(Saying::Plain("Looking for your invoices of the last 12 months".to_owned()));
        vec![
            ("close", Self::running(layout.clone(), events(), None)),
            ("way-back", Self::running(layout.clone(), events(), back())),
            (
                "reading",
                Self::running(layout.clone(), events(), None).with(Some(&at(Doing::Reading(Reading::Invoices)))),
            ),
            ("said", Self::running(layout.clone(), events(), back()).with(Some(&at(said)))),
            ("finished", Self::finished(layout.clone(), sample::NOW, Some(sample_counts()), back())),
        ]
    }
}

/// What a run of a sample did.
pub fn sample_counts() -> Counts {
    Counts { pages: 12, records: 200, files: 3, bytes: 1 << 20, writes: 0 }
}

/// Says that everything of a link is done.
#[derive(Template, WebTemplate)]
#[template(path = "portal/receipt.html")]
pub struct Receipt {
    pub layout: Layout,
    pub finished: Option<Moment>,
    /// What was done, where it is known.
    pub deeds: Option<Counts>,
    /// Where the tenant wants the customer back, with everything appended.
    pub return_url: Option<String>,
}

impl Receipt {
    /// The receipt of a link that was completed at `at`, where that is known.
    pub fn new(layout: Layout, at: Option<OffsetDateTime>, deeds: Option<Counts>, return_url: Option<String>) -> Self {
        let finished = at.map(|at| Moment::new(&layout.words, at));
        Self { layout, finished, deeds, return_url }
    }
}

impl Sample for Receipt {
    fn samples(layout: &Layout) -> Vec<(&'static str, Self)> {
        let (at, back) = (Some(sample::NOW), || Some("https://harbour.example/back".to_owned()));
        vec![
            ("completed", Self::new(layout.clone(), at, Some(sample_counts()), back())),
            ("signed-in", Self::new(layout.clone(), at, None, back())),
        ]
    }
}
