//! The page on which somebody changes the password.

use askama::Template;
use askama_web::WebTemplate;

use super::super::{Envelope, Field, NewPassword, envelope};
use crate::{
    domain::identity::hosted::password::Weakness,
    view::kit::{layout::Layout, sample::Sample},
};

/// Asks for the password that there is, and another.
#[derive(Template, WebTemplate)]
#[template(path = "identity/account/password.html")]
pub struct ChangePassword {
    pub layout: Layout,
    pub envelope: Envelope,
    pub email: String,
    pub current: Field,
    pub password: Field,
}

impl ChangePassword {
    /// The page, with what is wrong: the current password, or the new one.
    pub fn new(
        layout: Layout,
        envelope: Envelope,
        email: String,
        (is_wrong, weakness): (bool, Option<Weakness>),
    ) -> Self {
        let error = is_wrong.then(|| layout.say("id-change-wrong"));
        let current = Field::current_password(&layout).wrong(error);
        let weak = weakness.map(|weakness| NewPassword::weak(&layout, weakness));
        let password = Field { autofocus: weakness.is_some(), ..Field::new_password(&layout) }.wrong(weak);
        let current = Field { autofocus: weakness.is_none(), ..current };
        Self { layout, envelope, email, current, password }
    }

    fn is_wrong(&self) -> bool {
        self.current.error.is_some() || self.password.error.is_some()
    }
}

impl Sample for ChangePassword {
    fn samples(layout: &Layout) -> Vec<(&'static str, Self)> {
        let layout = envelope::layout(layout);
        let email = || "anna@example.com".to_owned();
        let page = |mistakes| Self::new(layout.clone(), Envelope::sample(), email(), mistakes);
        vec![
            ("normal", page((false, None))),
            ("wrong", page((true, None))),
            ("easy", page((false, Some(Weakness::TooEasy)))),
        ]
    }
}
