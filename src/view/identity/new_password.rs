//! The page on which a password is chosen.

use askama::Template;
use askama_web::WebTemplate;

use super::{Envelope, Field, WantedPasskey, envelope};
use crate::{
    domain::identity::hosted::{password::Weakness, step::Aim},
    view::{
        kit::{layout::Layout, sample::Sample},
        words::phrase::Phrase,
    },
};

/// Asks for a new password.
#[derive(Template, WebTemplate)]
#[template(path = "identity/new_password.html")]
pub struct NewPassword {
    pub layout: Layout,
    pub envelope: Envelope,
    pub aim: Aim,
    /// Whose it will be, for password managers.
    pub email: String,
    pub password: Field,
    /// A passkey in its place, where browsers make them for the site and one is offered.
    pub passkey: Option<WantedPasskey>,
    /// Whether the passkey was not taken.
    pub is_refused: bool,
}

impl NewPassword {
    fn say(&self, key: &str) -> Phrase {
        self.envelope.say(&self.layout, key)
    }

    /// Why a password cannot be chosen.
    pub fn weak(layout: &Layout, weakness: Weakness) -> Phrase {
        layout.say(&format!("id-password-{weakness}"))
    }

    /// Whether the person keeps what they did as a guest.
    fn is_guest(&self) -> bool {
        self.aim == Aim::Promote
    }
}

impl Sample for NewPassword {
    fn samples(layout: &Layout) -> Vec<(&'static str, Self)> {
        let layout = envelope::layout(layout);
        let page = |aim, weakness: Option<Weakness>| Self {
            layout: layout.clone(),
            envelope: Envelope::sample(),
            aim,
            email: "anna@example.com".to_owned(),
            password: Field::new_password(&layout).wrong(weakness.map(|weakness| Self::weak(&layout, weakness))),
            passkey: None,
            is_refused: false,
        };
        let passkey =
            |is_refused| Self { passkey: Some(WantedPasskey::sample()), is_refused, ..page(Aim::Promote, None) };
        vec![
            ("promote", page(Aim::Promote, None)),
            ("create", page(Aim::Create, None)),
            ("short", page(Aim::Promote, Some(Weakness::TooShort))),
            ("passkey", passkey(false)),
            ("passkey_refused", passkey(true)),
            ("easy", page(Aim::Reset, Some(Weakness::TooEasy))),
        ]
    }
}
