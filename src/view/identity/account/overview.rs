//! The account of a user at a glance.

use askama::Template;
use askama_web::WebTemplate;
use strum::{Display, EnumString, VariantArray};
use time::{Duration, OffsetDateTime};

use super::{
    super::{Envelope, envelope},
    browser,
};
use crate::view::{
    kit::{
        layout::Layout,
        sample::{NOW, Sample},
    },
    words::{moment::Moment, phrase::Phrase},
};

/// Shows where the user is signed in and how, and leads to what can be changed.
#[derive(Template, WebTemplate)]
#[template(path = "identity/account/overview.html")]
pub struct Account {
    pub layout: Layout,
    pub envelope: Envelope,
    pub email: String,
    pub places: Vec<SeenPlace>,
    /// The passkeys, where browsers make them for the site.
    pub passkeys: Option<Vec<SeenPasskey>>,
    pub biometric_keys: Vec<SeenKey>,
    pub has_password: bool,
    /// The recovery codes left, where a second factor is on.
    pub second_factor: Option<u32>,
    pub notice: Option<AccountNotice>,
}

/// What was just done; its name is part of the key of its text, and of an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Display, EnumString, VariantArray)]
#[strum(serialize_all = "kebab-case")]
pub enum AccountNotice {
    PasswordChanged,
    SecondFactorOn,
    SecondFactorOff,
    SignedOutThere,
    PasskeyAdded,
    PasskeyRemoved,
    KeyRemoved,
}

/// A passkey of the user.
pub struct SeenPasskey {
    pub id: String,
    /// The browser in which it was made.
    pub name: Phrase,
    pub added: Moment,
}

impl SeenPasskey {
    /// A passkey as it is shown.
    pub fn new(layout: &Layout, id: String, user_agent: Option<&str>, added_at: OffsetDateTime) -> Self {
        let name = named(layout, user_agent.unwrap_or_default());
        Self { id, name, added: Moment::new(&layout.words, added_at) }
    }

    /// One of a phone, and one of a browser that says nothing of itself.
    fn two(layout: &Layout) -> Vec<Self> {
        let made = |agent| Self::new(layout, "psk".to_owned(), agent, NOW - Duration::days(40));
        [Some(SAFARI), None].map(made).into()
    }
}

/// A biometric key of the user.
pub struct SeenKey {
    pub id: String,
    /// What the device says it is.
    pub device: Option<String>,
    pub added: Moment,
    pub last_used: Option<Moment>,
}

impl SeenKey {
    /// A key as it is shown, by when it was added and last used.
    pub fn new(
        layout: &Layout,
        (id, device): (String, Option<String>),
        added_at: OffsetDateTime,
        last_used_at: Option<OffsetDateTime>,
    ) -> Self {
        let moment = |at| Moment::new(&layout.words, at);
        Self { id, device, added: moment(added_at), last_used: last_used_at.map(moment) }
    }

    /// One of a phone, and one of a device that says nothing of itself and was not used yet.
    fn two(layout: &Layout) -> Vec<Self> {
        let phone = ("idn_a".to_owned(), Some("iPhone15,2".to_owned()));
        vec![
            Self::new(layout, phone, NOW - Duration::days(40), Some(NOW - Duration::hours(30))),
            Self::new(layout, ("idn_b".to_owned(), None), NOW - Duration::days(9), None),
        ]
    }
}

/// What a browser is called.
fn named(layout: &Layout, user_agent: &str) -> Phrase {
    match browser::named(user_agent) {
        Some((browser, system)) => layout.say("id-account-browser").with("browser", browser).with("system", system),
        None => layout.say("id-account-unknown"),
    }
}

/// A place where the user is signed in.
pub struct SeenPlace {
    pub id: String,
    pub is_this: bool,
    /// What is signed in: a browser, or an application by itself.
    pub name: Phrase,
    /// The names of the applications in a browser.
    pub applications: Vec<String>,
    pub last_used: Moment,
}

impl SeenPlace {
    /// A place as it is shown; without a User-Agent it is an application by itself.
    pub fn new(
        layout: &Layout,
        (id, is_this): (String, bool),
        (user_agent, applications): (Option<&str>, Vec<String>),
        last_used_at: OffsetDateTime,
    ) -> Self {
        let name = match (user_agent, applications.first()) {
            (None, Some(app)) => layout.say("id-account-application").with("app", app),
            (user_agent, _) => named(layout, user_agent.unwrap_or_default()),
        };
        let applications = if user_agent.is_some() { applications } else { Vec::new() };
        Self { id, is_this, name, applications, last_used: Moment::new(&layout.words, last_used_at) }
    }
}

impl Account {
    fn notice(&self) -> Option<Phrase> {
        self.notice.map(|notice| self.layout.say(&format!("id-account-done-{notice}")))
    }

    fn second_factor_said(&self) -> Phrase {
        match self.second_factor {
            Some(left) => self.layout.say("id-account-second-on").with("count", left),
            None => self.layout.say("id-account-second-off"),
        }
    }

    fn has_others(&self) -> bool {
        self.places.iter().any(|place| !place.is_this)
    }
}

const CHROME: &str = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/143.0.0.0 Safari/537.36";
const SAFARI: &str = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Safari/604.1";

impl Sample for Account {
    fn samples(layout: &Layout) -> Vec<(&'static str, Self)> {
        let layout = envelope::layout(layout);
        let reader = || vec!["Harbour Reader".to_owned()];
        let here = || SeenPlace::new(&layout, ("a".to_owned(), true), (Some(CHROME), reader()), NOW);
        let places = || {
            let phone = (Some(SAFARI), vec!["Harbour Reader".to_owned(), "Harbour Books".to_owned()]);
            vec![
                here(),
                SeenPlace::new(&layout, ("b".to_owned(), false), phone, NOW - Duration::hours(30)),
                SeenPlace::new(&layout, ("c".to_owned(), false), (None, reader()), NOW - Duration::days(3)),
                SeenPlace::new(&layout, ("d".to_owned(), false), (Some(""), Vec::new()), NOW - Duration::days(9)),
            ]
        };
        let page = |places, second_factor, notice| Self {
            layout: layout.clone(),
            envelope: Envelope::sample(),
            email: "anna@example.com".to_owned(),
            places,
            passkeys: None,
            biometric_keys: Vec::new(),
            has_password: true,
            second_factor,
            notice,
        };
        let after = |notice| page(vec![here()], None, Some(notice));
        vec![
            ("normal", page(vec![here()], None, None)),
            ("places", page(places(), Some(9), None)),
            ("passkeys", Self { passkeys: Some(SeenPasskey::two(&layout)), ..after(AccountNotice::PasskeyAdded) }),
            ("no_passkey", Self { passkeys: Some(Vec::new()), ..after(AccountNotice::PasskeyRemoved) }),
            ("keys", Self { biometric_keys: SeenKey::two(&layout), ..page(vec![here()], None, None) }),
            ("key_removed", after(AccountNotice::KeyRemoved)),
            ("last_code", Self { second_factor: Some(1), ..after(AccountNotice::SecondFactorOn) }),
            ("password", after(AccountNotice::PasswordChanged)),
            ("off", after(AccountNotice::SecondFactorOff)),
            ("ended", after(AccountNotice::SignedOutThere)),
        ]
    }
}
