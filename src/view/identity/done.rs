//! The pages after a sign-in and after a sign-out.

use askama::Template;
use askama_web::WebTemplate;

use super::envelope;
use crate::view::kit::{layout::Layout, sample::Sample};

/// Says that a sign-in is over; seen only by whoever comes back to it.
#[derive(Template, WebTemplate)]
#[template(path = "identity/done.html")]
pub struct Done {
    pub layout: Layout,
    /// The name of the application.
    pub app: String,
}

impl Sample for Done {
    fn samples(layout: &Layout) -> Vec<(&'static str, Self)> {
        vec![("normal", Self { layout: envelope::layout(layout), app: "Harbour Reader".to_owned() })]
    }
}

/// Says that nobody is signed in any more.
#[derive(Template, WebTemplate)]
#[template(path = "identity/signed_out.html")]
pub struct SignedOut {
    pub layout: Layout,
}

impl Sample for SignedOut {
    fn samples(layout: &Layout) -> Vec<(&'static str, Self)> {
        vec![("normal", Self { layout: envelope::layout(layout) })]
    }
}
