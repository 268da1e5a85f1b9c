//! One labelled input, and what a page has a device make.

use crate::view::{kit::layout::Layout, words::phrase::Phrase};

/// The longest code of six digits, with the spaces that some put in.
const LONGEST_CODE: u16 = 16;
/// The longest recovery code, with the spaces that some put in.
const LONGEST_RECOVERY_CODE: u16 = 32;

/// An input with what the browser and its helpers are told about it.
pub struct Field {
    pub name: &'static str,
    pub label: Phrase,
    /// The `type` attribute.
    pub kind: &'static str,
    /// The `autocomplete` attribute.
    pub autocomplete: &'static str,
    pub value: String,
    pub hint: Option<Phrase>,
    pub error: Option<Phrase>,
    pub autofocus: bool,
    pub longest: u16,
}

impl Field {
    fn new(name: &'static str, label: Phrase, kind: &'static str, autocomplete: &'static str) -> Self {
        let longest = if name == "code" { LONGEST_CODE } else { 256 };
        Self {
            name,
            label,
            kind,
            autocomplete,
            value: String::new(),
            hint: None,
            error: None,
            autofocus: true,
            longest,
        }
    }

    /// An address, which is what a person signs in with.
    pub fn email(layout: &Layout, value: &str) -> Self {
        let field = Self::new("email", layout.say("field-email"), "email", "username");
        Self { value: value.to_owned(), ..field }
    }

    /// The password that there is.
    pub fn password(layout: &Layout) -> Self {
        let field = Self::new("password", layout.say("field-password"), "password", "current-password");
        Self { autofocus: false, ..field }
    }

    /// A password that is chosen.
    pub fn new_password(layout: &Layout) -> Self {
        let field = Self::new("password", layout.say("field-new-password"), "password", "new-password");
        Self { hint: Some(layout.say("id-password-hint")), ..field }
    }

    /// The password that there is, on the way to another.
    pub fn current_password(layout: &Layout) -> Self {
        Self::new("current", layout.say("id-change-current"), "password", "current-password")
    }

    /// A code of an app, or a recovery code.
    pub fn factor(layout: &Layout) -> Self {
        let field = Self::new("code", layout.say("id-mfa-field"), "text", "one-time-code");
        Self { longest: LONGEST_RECOVERY_CODE, ..field }
    }

    /// A mailed code.
    pub fn code(layout: &Layout) -> Self {
        Self::new("code", layout.say("field-code"), "text", "one-time-code")
    }

    /// The same with what is wrong about what was typed.
    #[must_use]
    pub fn wrong(self, error: Option<Phrase>) -> Self {
        Self { error, ..self }
    }

    /// Whether it is typed digit by digit, and shown large.
    pub fn is_code(&self) -> bool {
        self.longest == LONGEST_CODE
    }

    /// The ids of what belongs to it, for `aria-describedby`.
    pub fn described_by(&self) -> Option<String> {
        let parts = [("error", self.error.is_some()), ("hint", self.hint.is_some())];
        let ids: Vec<String> =
            parts.into_iter().filter(|(_, there)| *there).map(|(part, _)| format!("{}-{part}", self.name)).collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    }
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

impl WantedPasskey {
    /// One for samples.
    pub fn sample() -> Self {
        Self {
            challenge: "c2FtcGxl".to_owned(),
            site: "login.example.com".to_owned(),
            user: "usr_sample".to_owned(),
            known: String::new(),
            algorithms: "-7 -257".to_owned(),
        }
    }
}
