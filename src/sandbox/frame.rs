//! What every page of a theme has around its content.

use super::message::Message;
use super::session::{Session, Stage};
use super::values::{self, TestValue};

/// The furniture of a page.
pub struct Frame {
    /// The page's title and heading.
    pub title: &'static str,
    /// The first segment of the page's paths.
    pub theme: &'static str,
    /// What the page's form must send back.
    pub csrf_token: String,
    /// The step the page's form belongs to.
    pub step: String,
    /// What the last form led to.
    pub message: Option<Message>,
    /// Whether somebody is signed in.
    pub is_member: bool,
    /// What may be typed on the page.
    pub values: Vec<TestValue>,
}

impl Frame {
    /// The frame of a session's page.
    pub fn of(title: &'static str, session: &Session) -> Self {
        Self {
            title,
            theme: session.theme.name(),
            csrf_token: session.csrf_token.clone(),
            step: session.step(),
            message: session.message.clone(),
            is_member: session.stage == Stage::SignedIn,
            values: values::of(session),
        }
    }
}
