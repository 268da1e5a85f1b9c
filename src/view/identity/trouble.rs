//! The page for a sign-in that cannot go on.

use askama::Template;
use askama_web::WebTemplate;
use strum::{Display, VariantArray};

use super::envelope;
use crate::view::{
    kit::{layout::Layout, sample::Sample},
    words::phrase::Phrase,
};

/// Why it cannot go on; its name is part of the keys of its texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Display, VariantArray)]
#[strum(serialize_all = "kebab-case")]
pub enum IdentityTrouble {
    /// The promotion code has expired or was used, or the guest is none any more.
    PromotionOver,
    /// The pool has no guests any more.
    GuestsOff,
    /// The application is unknown, or wants to be answered where it may not be.
    UnknownClient,
    /// The sign-in took too long, or began in another browser.
    FlowOver,
    /// Too many tries.
    TooOften,
}

/// Says why, and what to do.
#[derive(Template, WebTemplate)]
#[template(path = "identity/trouble.html")]
pub struct TroublePage {
    pub layout: Layout,
    pub trouble: IdentityTrouble,
    /// What is wrong, for the application's developers.
    pub detail: Option<String>,
}

impl TroublePage {
    fn part(&self, part: &str) -> Phrase {
        self.layout.say(&format!("id-trouble-{}-{part}", self.trouble))
    }
}

impl Sample for TroublePage {
    fn samples(layout: &Layout) -> Vec<(&'static str, Self)> {
        let page = |trouble| Self { layout: envelope::layout(layout), trouble, detail: None };
        let refused = "invalid_request: the redirect_uri is not registered for this client".to_owned();
        vec![
            ("promotion_over", page(IdentityTrouble::PromotionOver)),
            ("guests_off", page(IdentityTrouble::GuestsOff)),
            ("unknown_client", page(IdentityTrouble::UnknownClient)),
            ("bad_redirect", Self { detail: Some(refused), ..page(IdentityTrouble::UnknownClient) }),
            ("flow_over", page(IdentityTrouble::FlowOver)),
            ("too_often", page(IdentityTrouble::TooOften)),
        ]
    }
}
