//! The page on which somebody adds a passkey.

use askama::Template;
use askama_web::WebTemplate;

use super::super::{Envelope, WantedPasskey, envelope};
use crate::view::kit::{layout::Layout, sample::Sample};

/// Has a device make a passkey, which takes a script.
#[derive(Template, WebTemplate)]
#[template(path = "identity/account/passkey.html")]
pub struct NewPasskeyPage {
    pub layout: Layout,
    pub envelope: Envelope,
    pub email: String,
    pub wanted: WantedPasskey,
    /// Whether the last one was not taken.
    pub is_refused: bool,
}

impl Sample for NewPasskeyPage {
    fn samples(layout: &Layout) -> Vec<(&'static str, Self)> {
        let page = |is_refused| Self {
            layout: envelope::layout(layout),
            envelope: Envelope::sample(),
            email: "anna@example.com".to_owned(),
            wanted: WantedPasskey::sample(),
            is_refused,
        };
        vec![("normal", page(false)), ("refused", page(true))]
    }
}
