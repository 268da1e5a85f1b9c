//! The page that says that an address has an account already, or none.

use askama::Template;
use askama_web::WebTemplate;

use super::{Envelope, envelope};
use crate::{
    domain::identity::hosted::step::Aim,
    view::{
        kit::{layout::Layout, sample::Sample},
        words::phrase::Phrase,
    },
};

/// Says so, to somebody who has shown that the address is theirs, and offers what can be done.
#[derive(Template, WebTemplate)]
#[template(path = "identity/conflict.html")]
pub struct Conflict {
    pub layout: Layout,
    pub envelope: Envelope,
    pub aim: Aim,
    pub email: String,
    /// Whether a guest may sign in as the owner.
    pub may_merge: bool,
}

impl Conflict {
    fn say(&self, key: &str) -> Phrase {
        self.envelope.say(&self.layout, key)
    }

    fn title(&self) -> Phrase {
        if self.aim == Aim::Reset { self.say("id-unknown-title") } else { self.say("id-taken-title") }
    }

    fn what(&self) -> Phrase {
        let what = match self.aim {
            Aim::Reset => self.say("id-unknown-what"),
            Aim::Promote if self.may_merge => self.say("id-taken-merge"),
            Aim::Promote => self.say("id-taken-promote"),
            Aim::Create | Aim::Login => self.say("id-taken-create"),
        };
        what.with("email", &self.email)
    }

    fn is_unknown(&self) -> bool {
        self.aim == Aim::Reset
    }

    fn offers_sign_in(&self) -> bool {
        self.may_merge || matches!(self.aim, Aim::Create | Aim::Login)
    }

    fn offers_reset(&self) -> bool {
        matches!(self.aim, Aim::Create | Aim::Login)
    }
}

impl Sample for Conflict {
    fn samples(layout: &Layout) -> Vec<(&'static str, Self)> {
        let layout = envelope::layout(layout);
        let page = |aim, may_merge| Self {
            layout: layout.clone(),
            envelope: Envelope::sample(),
            aim,
            email: "anna@example.com".to_owned(),
            may_merge,
        };
        vec![
            ("promote", page(Aim::Promote, false)),
            ("merge", page(Aim::Promote, true)),
            ("create", page(Aim::Create, false)),
            ("reset", page(Aim::Reset, false)),
        ]
    }
}
