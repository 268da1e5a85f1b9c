//! The page for a browser that is not the one the flow belongs to.

use askama::Template;
use askama_web::WebTemplate;

use crate::{
    domain::prompt::refusal::Refusal,
    view::kit::{layout::Layout, sample::Sample},
};

/// Says that the sign-in goes on in another browser; shows nothing of it.
#[derive(Template, WebTemplate)]
#[template(path = "portal/elsewhere.html")]
pub struct Elsewhere {
    pub layout: Layout,
    /// The link to start over with; `None` for a browser that came by the flow's address.
    pub token: Option<String>,
}

impl Elsewhere {
    const REFUSAL: Refusal = Refusal::FlowElsewhere;
}

impl Sample for Elsewhere {
    fn samples(layout: &Layout) -> Vec<(&'static str, Self)> {
        vec![
            ("start-over", Self { layout: layout.clone(), token: Some("v1.sample".to_owned()) }),
            ("no-link", Self { layout: layout.without_link(), token: None }),
        ]
    }
}
