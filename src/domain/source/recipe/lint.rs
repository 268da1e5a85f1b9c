//! What is wrong with a recipe that could be read: each mistake with the key it stands at.

use super::{Css, Mark, Recipe, Screen};
use crate::domain::prompt::challenge::Kind;

/// One mistake, at a key such as `recipe.screens[2].fields.code`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    pub key: String,
    pub message: String,
}

impl Mistake {
    /// A mistake at a key.
    pub fn new(key: impl Into<String>, message: impl Into<String>) -> Self {
        Self { key: key.into(), message: message.into() }
    }
}

impl Css {
    /// What is wrong with a selector that stands at `key`.
    pub fn mistake(&self, key: String) -> Option<Mistake> {
        self.parse().err().map(|_| Mistake::new(key, format!("not a CSS selector: {:?}", self.0)))
    }
}

/// Every mistake in a recipe that stands at `key`; none means that it can be run.
pub fn lint(recipe: &Recipe, key: &str) -> Vec<Mistake> {
    let mut mistakes = Mistakes::default();
    if recipe.complete && recipe.screens.is_empty() {
        mistakes.add(format!("{key}.screens"), "a complete recipe needs at least one screen");
    }
    if recipe.complete && recipe.signed_in.is_none() {
        mistakes.add(format!("{key}.signed_in"), "a complete recipe says how to tell that one is signed in");
    }
    for (index, screen) in recipe.screens.iter().enumerate() {
        let at = format!("{key}.screens[{index}]");
        mistakes.screen(screen, &at);
        if recipe.screens.iter().take(index).any(|earlier| earlier.name == screen.name) {
            mistakes.add(format!("{at}.name"), "another screen has this name");
        }
        if recipe.screens.iter().take(index).any(|earlier| earlier.when == screen.when) {
            mistakes.add(format!("{at}.when"), "never reached: an earlier screen has the same mark");
        }
    }
    if let Some(mark) = &recipe.signed_in {
        mistakes.mark(mark, &format!("{key}.signed_in"));
    }
    for (index, ending) in recipe.refused.iter().enumerate() {
        mistakes.mark(&ending.when, &format!("{key}.refused[{index}].when"));
        mistakes.css(ending.message.as_ref(), format!("{key}.refused[{index}].message"));
    }
    for (index, complaint) in recipe.errors.iter().enumerate() {
        mistakes.css(Some(&complaint.at), format!("{key}.errors[{index}].at"));
    }
    mistakes.css(recipe.tries_left.as_ref().map(|number| &number.at), format!("{key}.tries_left.at"));
    mistakes.css(recipe.test_values.as_ref(), format!("{key}.test_values"));
    mistakes.0
}

#[derive(Default)]
struct Mistakes(Vec<Mistake>);

impl Mistakes {
    fn add(&mut self, key: String, message: impl Into<String>) {
        self.0.push(Mistake::new(key, message));
    }

    fn css(&mut self, css: Option<&Css>, key: String) {
        self.0.extend(css.and_then(|css| css.mistake(key)));
    }

    fn mark(&mut self, mark: &Mark, key: &str) {
        if !mark.says_something() {
            self.add(key.to_owned(), "needs `all`, `says` or `path`: an empty mark is never seen");
        }
        if mark.path.as_ref().is_some_and(|path| !path.starts_with('/')) {
            self.add(format!("{key}.path"), "a path starts with `/`");
        }
        for (name, list) in [("all", &mark.all), ("none", &mark.none)] {
            for (index, css) in list.iter().enumerate() {
                self.css(Some(css), format!("{key}.{name}[{index}]"));
            }
        }
    }

    fn screen(&mut self, screen: &Screen, at: &str) {
        self.mark(&screen.when, &format!("{at}.when"));
        self.fields(screen, at);
        if is_choice(screen.ask) != screen.choices.is_some() {
            let message = if is_choice(screen.ask) { "needs `choices`" } else { "has no use for `choices`" };
            self.add(format!("{at}.choices"), format!("a {} prompt {message}", screen.ask));
        }
        let single = [
            ("choices.at", screen.choices.as_ref().map(|choices| &choices.at)),
            ("submit", screen.submit.as_ref()),
            ("message", screen.message.as_ref()),
            ("resend.at", screen.resend.as_ref().map(|again| &again.at)),
            ("alternatives", screen.alternatives.as_ref()),
            ("back", screen.back.as_ref()),
            ("picture", screen.picture.as_ref()),
            ("shown", screen.shown.as_ref()),
            ("choices.labels", screen.choices.as_ref().and_then(|choices| choices.labels.as_ref())),
            ("choices.recommended", screen.choices.as_ref().and_then(|choices| choices.recommended.as_ref())),
            ("choices.pictures", screen.choices.as_ref().and_then(|choices| choices.pictures.as_ref())),
            ("expires_in.at", screen.expires_in.as_ref().map(|number| &number.at)),
            ("held_for.at", screen.held_for.as_ref().map(|number| &number.at)),
        ];
        for (name, css) in single {
            self.css(css, format!("{at}.{name}"));
        }
        if screen.ask == Kind::Captcha && screen.picture.is_none() {
            self.add(format!("{at}.picture"), "a captcha prompt needs `picture`");
        }
        for (index, complaint) in screen.errors.iter().enumerate() {
            self.css(Some(&complaint.at), format!("{at}.errors[{index}].at"));
        }
    }

    fn fields(&mut self, screen: &Screen, at: &str) {
        for (name, css) in &screen.fields {
            self.css(Some(css), format!("{at}.fields.{name}"));
            if !may_take(screen.ask, name) {
                self.add(format!("{at}.fields.{name}"), format!("a {} prompt has no such field", screen.ask));
            }
        }
        for (index, name) in screen.optional.iter().enumerate() {
            let is_extra = screen.fields.contains_key(name) && !needs(screen.ask).contains(&name.as_str());
            if !is_extra {
                self.add(format!("{at}.optional[{index}]"), "only an extra field of `fields` may stay empty");
            }
        }
        if screen.ask == Kind::Form && screen.fields.is_empty() {
            self.add(format!("{at}.fields"), "a form prompt needs at least one field");
        }
        for name in needs(screen.ask) {
            if !screen.fields.contains_key(*name) {
                self.add(format!("{at}.fields"), format!("a {} prompt needs the field `{name}`", screen.ask));
            }
        }
    }
}

fn is_choice(kind: Kind) -> bool {
    match kind {
        Kind::MfaMethod
        | Kind::Destination
        | Kind::Confirm
        | Kind::AccountChoice
        | Kind::ImageChoice
        | Kind::QuestionChoice => true,
        Kind::Credentials
        | Kind::Identifier
        | Kind::Password
        | Kind::OneTimeCode
        | Kind::SecurityQuestion
        | Kind::Phone
        | Kind::Email
        | Kind::PushApproval
        | Kind::Form
        | Kind::MagicLink
        | Kind::Captcha
        | Kind::PartialSecret
        | Kind::ChallengeResponse
        | Kind::QrScan
        | Kind::NewPassword
        | Kind::Sso
        | Kind::Passkey
        | Kind::SourceHold => false,
    }
}

fn needs(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Credentials => &["identifier", "password"],
        Kind::Identifier => &["identifier"],
        Kind::Password | Kind::NewPassword => &["password"],
        Kind::OneTimeCode | Kind::ChallengeResponse => &["code"],
        Kind::SecurityQuestion => &["answer"],
        Kind::Phone => &["phone"],
        Kind::Email => &["email"],
        Kind::Captcha => &["captcha"],
        Kind::PartialSecret => &["char"],
        Kind::MfaMethod
        | Kind::Destination
        | Kind::Confirm
        | Kind::AccountChoice
        | Kind::ImageChoice
        | Kind::QuestionChoice
        | Kind::PushApproval
        | Kind::Form
        | Kind::MagicLink
        | Kind::QrScan
        | Kind::Sso
        | Kind::Passkey
        | Kind::SourceHold => &[],
    }
}

/// Names that forms and prompts use for themselves.
const RESERVED: &[&str] = &["turn", "csrf", "action", "choice", "alternative"];

fn may_take(kind: Kind, name: &str) -> bool {
    let is_extra = may_ask_more(kind)
        && !RESERVED.contains(&name)
        && !name.is_empty()
        && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
    needs(kind).contains(&name) || is_extra || (kind == Kind::NewPassword && name == "password_again")
}

/// Whether a prompt of this kind may have fields of the source's own beside those it needs.
fn may_ask_more(kind: Kind) -> bool {
    match kind {
        Kind::Credentials | Kind::Form | Kind::Identifier | Kind::Password | Kind::OneTimeCode | Kind::NewPassword => {
            true
        }
        Kind::MfaMethod
        | Kind::Destination
        | Kind::SecurityQuestion
        | Kind::Phone
        | Kind::Email
        | Kind::PushApproval
        | Kind::Confirm
        | Kind::AccountChoice
        | Kind::MagicLink
        | Kind::Captcha
        | Kind::ImageChoice
        | Kind::QuestionChoice
        | Kind::PartialSecret
        | Kind::ChallengeResponse
        | Kind::QrScan
        | Kind::Sso
        | Kind::Passkey
        | Kind::SourceHold => false,
    }
}
