//! The visitor's session. All of it travels in the cookie, so it survives the death of the process that wrote it.
//!
//! Nothing is signed or hidden: this is a made-up site, and whoever forges the cookie fools only themselves.

pub mod chosen;
pub mod message;

use axum::http::HeaderValue;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};

use super::{
    records::persona::{self, Persona},
    script::{
        behaviour::Behaviour,
        method::Method,
        prompt::Prompt,
        refusal::{self, Refusal},
    },
    session::message::{Message, MessageKind},
    speech::{
        theme::Theme,
        voice::{Tone, Voice},
    },
};

/// The cookie's name; its path keeps the themes apart.
pub const COOKIE: &str = "northwind_session";

/// Everything the site remembers about a visitor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    /// Names the session in the ledger.
    pub id: String,
    /// What every form must send back.
    pub csrf_token: String,
    /// The theme the session began in.
    pub theme: Theme,
    /// The user name as it was typed, right or wrong.
    pub identifier: String,
    /// The accepted password, which is the words that steer the site.
    pub words: String,
    /// How far the sign-in has come.
    pub stage: Stage,
    /// The method chosen for the code.
    pub method: Option<Method>,
    /// The phone number that was typed for the code.
    pub phone: String,
    /// The phone number that was chosen for the code, counted from 1.
    pub destination: Option<u16>,
    /// When the last code was sent, in Unix milliseconds.
    pub code_sent_at: i64,
    /// The e-mail address that was typed for the code.
    pub email: String,
    /// The security question that was chosen, counted from 1.
    pub question: Option<u16>,
    /// The organisation that was chosen, counted from 1.
    pub account: Option<u16>,
    /// The position of the prompt that a code by text message was wanted in the place of.
    pub code_instead: Option<usize>,
    /// Whether that which the page waits for has come, and did not lead on.
    pub has_waited: bool,
    /// How many pictures were shown before this one.
    pub pictures: u16,
    /// When the last form was read, in Unix milliseconds.
    pub touched_at: i64,
    /// The address the site was asked under, which each request says anew.
    #[serde(skip)]
    pub origin: String,
    /// How many wrong answers were given since the password.
    pub failures: u16,
    /// What the last form led to; shown until the next form is sent.
    pub message: Option<Message>,
    /// What the settings form has saved.
    pub settings: Settings,
}

/// How far a sign-in has come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// The first page.
    Login,
    /// The password page of the stepwise theme.
    Password,
    /// The prompt at this position of the words' prompts.
    Prompt(usize),
    /// Inside the account.
    SignedIn,
    /// Refused by a page with this refusal code.
    Stopped(String),
}

/// What the settings form can change.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    /// Where invoices are announced; empty means the account's own address.
    pub invoice_email: String,
    /// Whether invoices come on paper too.
    pub paper: bool,
}

impl Session {
    /// A session at the first page.
    pub fn new(theme: Theme) -> Self {
        Self {
            id: random_word(),
            csrf_token: random_word(),
            theme,
            identifier: String::new(),
            words: String::new(),
            stage: Stage::Login,
            method: None,
            phone: String::new(),
            destination: None,
            code_sent_at: 0,
            email: String::new(),
            question: None,
            account: None,
            code_instead: None,
            has_waited: false,
            pictures: 0,
            touched_at: 0,
            origin: String::new(),
            failures: 0,
            message: None,
            settings: Settings::default(),
        }
    }

    /// The session in a cookie of this theme, if it is one this program could have written.
    pub fn from_cookie(value: &str, theme: Theme) -> Option<Self> {
        let json = URL_SAFE_NO_PAD.decode(value).ok()?;
        let session: Self = serde_json::from_slice(&json).ok()?;
        (session.theme == theme && session.is_sound()).then_some(session)
    }

    /// The `Set-Cookie` header that carries the session.
    pub fn to_cookie(&self) -> HeaderValue {
        let json = serde_json::to_vec(self).expect("a session has nothing that JSON has not");
        let value = URL_SAFE_NO_PAD.encode(json);
        let cookie = format!("{COOKIE}={value}; {}", attributes(self.theme));
        HeaderValue::try_from(cookie).expect("base64url and attributes are visible ASCII")
    }

    /// The `Set-Cookie` header that ends a theme's session.
    pub fn end_cookie(theme: Theme) -> String {
        format!("{COOKIE}=; Max-Age=0; {}", attributes(theme))
    }

    fn is_sound(&self) -> bool {
        match &self.stage {
            Stage::Prompt(_) => self.prompt().is_some(),
            Stage::Stopped(_) => self.stopped_by().is_some(),
            Stage::SignedIn => self.persona().is_some(),
            Stage::Login | Stage::Password => true,
        }
    }

    /// What the accepted password asks of the site.
    pub fn behaviour(&self) -> Behaviour {
        Behaviour::of(&self.words)
    }

    /// The account holder, if the user name is one.
    pub fn persona(&self) -> Option<&'static Persona> {
        persona::find(&self.identifier)
    }

    /// The prompt the session waits at.
    pub fn prompt(&self) -> Option<Prompt> {
        let Stage::Prompt(position) = self.stage else {
            return None;
        };
        let prompt = self.behaviour().prompts(self.method).get(position).copied()?;
        let wants_code = self.code_instead == Some(position) && prompt.has_code_instead();
        Some(if wants_code { Prompt::Code(Method::Sms) } else { prompt })
    }

    /// What the button to another way says, where there is one.
    pub fn other_way(&self) -> Option<&'static str> {
        let prompt = self.prompt()?;
        if self.method.is_some() && prompt.is_of_a_method() && self.behaviour().selects() {
            return Some("Try another way");
        }
        prompt.has_code_instead().then_some("Use a code instead")
    }

    /// Whether the page should look again by itself.
    pub fn is_waiting(&self) -> bool {
        !self.has_waited && self.prompt().is_some_and(Prompt::waits)
    }

    /// Whether the sign-in has rested for too long.
    pub fn is_over(&self, now: i64) -> bool {
        let lifetime = self.behaviour().session_lifetime();
        let rested = now.saturating_sub(self.touched_at);
        matches!(self.stage, Stage::Prompt(_)) && lifetime.is_some_and(|seconds| rested > i64::from(seconds) * 1000)
    }

    /// A session in the place of one that is over.
    pub fn after_the_end(&self) -> Self {
        let mut session = Self { id: self.id.clone(), ..Self::new(self.theme) };
        session.warn("session_ended", session.theme.language().say("Your session has ended. Please sign in again."));
        session
    }

    /// How the pages speak: from the password on, as the words want it.
    pub fn voice(&self) -> Voice {
        let tone = match self.stage {
            Stage::Prompt(_) | Stage::Stopped(_) => self.behaviour().tone(),
            Stage::Login | Stage::Password | Stage::SignedIn => Tone::Plain,
        };
        Voice { language: self.theme.language(), tone }
    }

    /// The refusal that ended the sign-in.
    pub fn stopped_by(&self) -> Option<&'static Refusal> {
        match &self.stage {
            Stage::Stopped(code) => refusal::find(code),
            _ => None,
        }
    }

    /// What a form of the current page carries, so that an older page is noticed.
    pub fn step(&self) -> String {
        match (&self.stage, self.prompt()) {
            (Stage::Prompt(position), Some(prompt)) => format!("{}-{position}", prompt.name()),
            (Stage::Password, _) => "password".to_owned(),
            (Stage::SignedIn, _) => "account".to_owned(),
            (Stage::Stopped(_), _) => "stopped".to_owned(),
            (Stage::Login | Stage::Prompt(_), _) => "login".to_owned(),
        }
    }

    /// The path of the page the visitor belongs on.
    pub fn path(&self) -> String {
        let theme = self.theme.name();
        match (&self.stage, self.prompt()) {
            (Stage::Prompt(_), Some(prompt)) => format!("/{theme}/verify/{}", prompt.name()),
            (Stage::Password, _) => format!("/{theme}/password"),
            (Stage::SignedIn, _) => format!("/{theme}/account"),
            (Stage::Stopped(_), _) => format!("/{theme}/problem"),
            (Stage::Login | Stage::Prompt(_), _) => format!("/{theme}/login"),
        }
    }

    /// Shows an error above the next form.
    pub fn warn(&mut self, code: &str, text: impl Into<String>) {
        self.tell(MessageKind::Error, code, text.into());
    }

    /// Shows a notice above the next form.
    pub fn notify(&mut self, code: &str, text: impl Into<String>) {
        self.tell(MessageKind::Notice, code, text.into());
    }

    fn tell(&mut self, kind: MessageKind, code: &str, text: String) {
        self.message = Some(Message { kind, code: code.to_owned(), text, attempts_left: None });
    }

    /// Says how many more wrong answers the error above the next form leaves.
    pub fn warn_of_lock(&mut self, left: u16) {
        let language = self.theme.language();
        let Some(message) = &mut self.message else {
            return;
        };
        let sentence = match left {
            1 => language.say("You have 1 attempt left.").to_owned(),
            _ => language.fill("You have {n} attempts left.", "n", &left),
        };
        message.text = format!("{} {sentence}", message.text);
        message.attempts_left = Some(left);
    }
}

fn attributes(theme: Theme) -> String {
    format!("Path=/{}; HttpOnly; SameSite=Lax", theme.name())
}

fn random_word() -> String {
    format!("{:032x}", rand::random::<u128>())
}

#[cfg(test)]
mod tests;
