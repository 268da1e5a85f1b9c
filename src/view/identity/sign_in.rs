//! The page on which somebody signs in.

use askama::Template;
use askama_web::WebTemplate;

use super::{Envelope, Field, envelope};
use crate::view::{
    kit::{layout::Layout, sample::Sample},
    words::phrase::Phrase,
};

/// Asks for address and password.
#[derive(Template, WebTemplate)]
#[template(path = "identity/sign_in.html")]
pub struct SignIn {
    pub layout: Layout,
    pub envelope: Envelope,
    pub email: Field,
    pub password: Field,
    /// Of a guest who signs in as the owner of an address: that address, which is not asked for again.
    pub owner: Option<String>,
    /// Whether address and password did not fit.
    pub is_wrong: bool,
    /// A way without password, where browsers make passkeys for the site.
    pub passkey: Option<AskedPasskey>,
}

/// What a device is asked to sign.
pub struct AskedPasskey {
    /// In base64url.
    pub challenge: String,
    /// The name of the site.
    pub site: String,
    /// Whether the last one was not taken.
    pub is_refused: bool,
}

impl SignIn {
    fn say(&self, key: &str) -> Phrase {
        self.envelope.say(&self.layout, key)
    }

    fn is_passkey_refused(&self) -> bool {
        self.passkey.as_ref().is_some_and(|passkey| passkey.is_refused)
    }

    fn title(&self) -> Phrase {
        if self.owner.is_some() { self.say("id-owner-title") } else { self.say("id-signin-title") }
    }
}

impl Sample for SignIn {
    fn samples(layout: &Layout) -> Vec<(&'static str, Self)> {
        let layout = envelope::layout(layout);
        let page = |email: &str, owner: Option<&str>, is_wrong| Self {
            layout: layout.clone(),
            envelope: Envelope::sample(),
            email: Field::email(&layout, email),
            password: Field::password(&layout),
            owner: owner.map(str::to_owned),
            is_wrong,
            passkey: None,
        };
        let passkey = |is_refused| {
            let (challenge, site) = ("c2FtcGxl".to_owned(), "login.example.com".to_owned());
            SignIn { passkey: Some(AskedPasskey { challenge, site, is_refused }), ..page("", None, false) }
        };
        vec![
            ("normal", page("", None, false)),
            ("wrong", page("anna@example.com", None, true)),
            ("passkey", passkey(false)),
            ("passkey_refused", passkey(true)),
            ("owner", page("", Some("anna@example.com"), false)),
        ]
    }
}
