//! What every page of a theme has around its content.

use crate::sandbox::{
    script::prompt::Prompt,
    session::{Session, Stage, message::Message},
    speech::voice::Voice,
    values::{self, TestValue},
};

/// How long a page that waits is shown before it looks again, in seconds.
const REFRESH: u16 = 2;

/// The furniture of a page.
pub struct Frame {
    /// The page's title and heading.
    pub title: String,
    /// The first segment of the page's paths.
    pub theme: &'static str,
    /// How the page speaks.
    pub voice: Voice,
    /// What the page's form must send back.
    pub csrf_token: String,
    /// The step the page's form belongs to.
    pub step: String,
    /// What the last form led to.
    pub message: Option<Message>,
    /// Whether somebody is signed in.
    pub is_member: bool,
    /// After how many seconds the page asks for itself.
    pub refresh: Option<u16>,
    /// What the button says that sends once more.
    pub resend: Option<String>,
    /// What the button says that leads to another way.
    pub other_way: Option<String>,
    /// What may be typed on the page.
    pub values: Vec<TestValue>,
}

impl Frame {
    /// The frame of a session's page.
    pub fn of(title: &'static str, session: &Session) -> Self {
        let voice = session.voice();
        Self {
            title: voice.say(title),
            theme: session.theme.name(),
            voice,
            csrf_token: session.csrf_token.clone(),
            step: session.step(),
            message: session.message.clone(),
            is_member: session.stage == Stage::SignedIn,
            refresh: session.is_waiting().then_some(REFRESH),
            resend: resend(session).map(|text| voice.say(text)),
            other_way: session.other_way().map(|text| voice.say(text)),
            values: values::of(session),
        }
    }

    /// A text in the page's voice.
    pub fn say(&self, english: &'static str) -> String {
        self.voice.say(english)
    }

    /// A text in the page's language, about the site and not of it.
    pub fn plain(&self, english: &'static str) -> &'static str {
        self.voice.language.say(english)
    }

    /// A text in the page's voice, with a number in it.
    pub fn count(&self, english: &'static str, number: &dyn ToString) -> String {
        self.voice.fill(english, "n", number)
    }
}

fn resend(session: &Session) -> Option<&'static str> {
    let prompt = session.prompt().filter(|prompt| prompt.can_resend())?;
    Some(match prompt {
        Prompt::Push { .. } => "Send again",
        Prompt::Link => "Send a new link",
        _ => "Send a new code",
    })
}
