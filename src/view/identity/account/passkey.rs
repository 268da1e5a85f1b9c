//! The page on which somebody adds a passkey.

use askama::Template;
use askama_web::WebTemplate;

use super::super::{Envelope, envelope};
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

/// What a device is asked to make.
pub struct WantedPasskey {
    /// In base64url.
    pub challenge: String,
    /// The name of the site.
    pub site: String,
    /// The id of the user.
    pub user: String,
    /// How devices name the passkeys that the user has, with spaces between.
    pub known: String,
    /// The numbers of the kinds of keys, with spaces between.
    pub algorithms: String,
}

impl Sample for NewPasskeyPage {
    fn samples(layout: &Layout) -> Vec<(&'static str, Self)> {
        let page = |is_refused| Self {
            layout: envelope::layout(layout),
            envelope: Envelope::sample(),
            email: "anna@example.com".to_owned(),
            wanted: WantedPasskey {
                challenge: "c2FtcGxl".to_owned(),
                site: "login.example.com".to_owned(),
                user: "usr_sample".to_owned(),
                known: String::new(),
                algorithms: "-7 -257".to_owned(),
            },
            is_refused,
        };
        vec![("normal", page(false)), ("refused", page(true))]
    }
}
