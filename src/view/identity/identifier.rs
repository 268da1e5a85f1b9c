//! The page that asks for an address.

use askama::Template;
use askama_web::WebTemplate;

use super::{Envelope, Field, envelope};
use crate::{
    domain::identity::hosted::step::Aim,
    view::{
        kit::{layout::Layout, sample::Sample},
        words::phrase::Phrase,
    },
};

/// Asks for the address that a code is mailed to.
#[derive(Template, WebTemplate)]
#[template(path = "identity/identifier.html")]
pub struct Identifier {
    pub layout: Layout,
    pub envelope: Envelope,
    pub aim: Aim,
    pub email: Field,
}

impl Identifier {
    fn say(&self, key: &str) -> Phrase {
        self.envelope.say(&self.layout, key)
    }

    fn title(&self) -> Phrase {
        match self.aim {
            Aim::Promote => self.say("id-promote-title"),
            Aim::Reset => self.say("id-reset-title"),
            Aim::Create | Aim::Login => self.say("id-create-title"),
        }
    }

    fn intro(&self) -> Phrase {
        match self.aim {
            Aim::Promote => self.say("id-promote-intro"),
            Aim::Reset => self.say("id-reset-intro"),
            Aim::Create | Aim::Login => self.say("id-create-intro"),
        }
    }

    /// Whether whoever has an account may go and sign in with it.
    fn offers_sign_in(&self) -> bool {
        self.aim != Aim::Promote
    }
}

impl Sample for Identifier {
    fn samples(layout: &Layout) -> Vec<(&'static str, Self)> {
        let layout = envelope::layout(layout);
        let page = |aim, value: &str, is_wrong: bool| Self {
            layout: layout.clone(),
            envelope: Envelope::sample(),
            aim,
            email: Field::email(&layout, value).wrong(is_wrong.then(|| layout.say("problem-not-an-email"))),
        };
        vec![
            ("promote", page(Aim::Promote, "", false)),
            ("invalid", page(Aim::Promote, "anna", true)),
            ("create", page(Aim::Create, "", false)),
            ("reset", page(Aim::Reset, "", false)),
        ]
    }
}
