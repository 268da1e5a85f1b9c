//! The page that shows recovery codes, once.

use askama::Template;
use askama_web::WebTemplate;

use super::super::{Envelope, envelope};
use crate::view::kit::{layout::Layout, sample::Sample};

/// Shows recovery codes.
#[derive(Template, WebTemplate)]
#[template(path = "identity/account/recovery.html")]
pub struct RecoveryCodes {
    pub layout: Layout,
    pub envelope: Envelope,
    pub codes: Vec<String>,
}

impl Sample for RecoveryCodes {
    fn samples(layout: &Layout) -> Vec<(&'static str, Self)> {
        let codes = (2..8).map(|n| format!("k{n}qw-5jzr-e7tm-p{n}xa")).collect();
        vec![("normal", Self { layout: envelope::layout(layout), envelope: Envelope::sample(), codes })]
    }
}
