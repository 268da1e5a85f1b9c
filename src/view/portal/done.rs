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

/// Says that the source accepted the sign-in.
#[derive(Template, WebTemplate)]
#[template(path = "portal/done.html")]
pub struct Done {
    pub layout: Layout,
    /// Where the tenant wants the customer back, with everything appended.
    pub return_url: Option<String>,
}

impl Sample for Done {
    fn samples(layout: &Layout) -> Vec<(&'static str, Self)> {
        let back = "https://harbour.example/back?link_id=lnk_1&status=IN_PROGRESS".to_owned();
        vec![
            ("close", Self { layout: layout.clone(), return_url: None }),
            ("way-back", Self { layout: layout.clone(), return_url: Some(back) }),
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
