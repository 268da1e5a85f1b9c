//! The catalogue of the API's errors.

use askama::Template;
use askama_web::WebTemplate;
use strum::VariantArray;

use super::{Frame, parts};
use crate::domain::problem::Code;

/// Every code: its statuses, what it means and what to do.
#[derive(Template, WebTemplate)]
#[template(path = "docs/errors.html")]
pub(super) struct Errors {
    frame: Frame,
}

impl Errors {
    const ALL: &[Code] = Code::VARIANTS;

    pub(super) const fn new() -> Self {
        Self { frame: Frame }
    }
}
