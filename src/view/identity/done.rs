//! The pages after a sign-in and after a sign-out.

use askama::Template;
use askama_web::WebTemplate;

use super::{Envelope, envelope};
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

/// Asks whether somebody wants to sign out, where no application has shown that it may do so.
#[derive(Template, WebTemplate)]
#[template(path = "identity/sign_out.html")]
pub struct SignOut {
    pub layout: Layout,
    pub envelope: Envelope,
    /// The address of whoever is signed in; a guest has none.
    pub email: String,
    /// What the application asked for, which the form sends again.
    pub kept: Vec<(String, String)>,
}

impl Sample for SignOut {
    fn samples(layout: &Layout) -> Vec<(&'static str, Self)> {
        let page = |email: &str| Self {
            layout: envelope::layout(layout),
            envelope: Envelope::sample(),
            email: email.to_owned(),
            kept: Vec::new(),
        };
        vec![("normal", page("anna@example.com")), ("guest", page(""))]
    }
}
