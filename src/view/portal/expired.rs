//! The page of a link whose time is over.

use askama::Template;
use askama_web::WebTemplate;

use crate::{
    domain::refusal::Refusal,
    view::{layout::Layout, sample::Sample},
};

/// Says that the link has expired or was taken back; may know nothing of the link but that.
#[derive(Template, WebTemplate)]
#[template(path = "portal/expired.html")]
pub struct Expired {
    pub layout: Layout,
    refusal: Refusal,
}

impl Expired {
    /// The page of a link past its time.
    pub fn new(layout: Layout) -> Self {
        Self { layout, refusal: Refusal::LinkExpired }
    }

    /// The page of a link that the tenant took back.
    pub fn revoked(layout: Layout) -> Self {
        Self { layout, refusal: Refusal::LinkRevoked }
    }
}

impl Sample for Expired {
    fn samples(layout: &Layout) -> Vec<(&'static str, Self)> {
        vec![
            ("known", Self::new(layout.clone())),
            ("unknown", Self::new(layout.without_link())),
            ("revoked", Self::revoked(layout.clone())),
        ]
    }
}
