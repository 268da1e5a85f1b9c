//! The page on which somebody sets up an authenticator app.

use askama::Template;
use askama_web::WebTemplate;
use secrecy::{ExposeSecret, SecretString};

use super::{
    super::{Envelope, Field, second_factor::FactorMistake},
    picture::Picture,
};
use crate::view::{
    identity::envelope,
    kit::{layout::Layout, sample::Sample},
};

/// Shows the key of an app, and asks for a code that shows that the app has it.
#[derive(Template, WebTemplate)]
#[template(path = "identity/account/app.html")]
pub struct NewApp {
    pub layout: Layout,
    pub envelope: Envelope,
    /// The address that apps open.
    pub address: String,
    /// The key as it is typed, in groups of four.
    pub key: String,
    pub code: Field,
    picture: Option<Picture>,
}

impl NewApp {
    /// The page for a key.
    pub fn new(
        layout: Layout,
        envelope: Envelope,
        (key, address): (&SecretString, &SecretString),
        mistake: Option<FactorMistake>,
    ) -> Self {
        let mistake = mistake.map(|mistake| match mistake {
            FactorMistake::Wrong => layout.say("id-app-wrong"),
            FactorMistake::Paused | FactorMistake::Malformed => layout.say("id-code-malformed"),
        });
        let code = Field { label: layout.say("id-app-code"), ..Field::code(&layout) }.wrong(mistake);
        let key: Vec<char> = key.expose_secret().chars().collect();
        let groups: Vec<String> = key.chunks(4).map(|group| group.iter().collect()).collect();
        let address = address.expose_secret().to_owned();
        Self { picture: Picture::of(&address), layout, envelope, address, key: groups.join(" "), code }
    }
}

impl Sample for NewApp {
    fn samples(layout: &Layout) -> Vec<(&'static str, Self)> {
        let layout = envelope::layout(layout);
        let key = SecretString::from("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        let address = "otpauth://totp/Harbour%20Books:anna%40example.com?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
        let address = SecretString::from(address);
        let page = |mistake| Self::new(layout.clone(), Envelope::sample(), (&key, &address), mistake);
        vec![
            ("normal", page(None)),
            ("wrong", page(Some(FactorMistake::Wrong))),
            ("malformed", page(Some(FactorMistake::Malformed))),
        ]
    }
}
