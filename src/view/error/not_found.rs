//! The page of everything that is not there.

use askama::Template;
use askama_web::WebTemplate;

use crate::view::kit::{layout::Layout, sample::Sample};

/// The same for links that are malformed, forged and unknown.
#[derive(Template, WebTemplate)]
#[template(path = "error/not_found.html")]
pub struct NotFound {
    pub layout: Layout,
}

impl Sample for NotFound {
    fn samples(layout: &Layout) -> Vec<(&'static str, Self)> {
        vec![("any", Self { layout: layout.without_link() })]
    }
}
