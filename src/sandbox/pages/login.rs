//! The pages for user name and password.

use askama::Template;
use askama_web::WebTemplate;

use super::frame::Frame;
use crate::sandbox::session::Session;

/// User name and password together.
pub fn both(session: &Session) -> Login {
    Login { frame: Frame::of("Sign in", session), identifier: session.identifier.clone() }
}

/// The user name alone.
pub fn identifier(session: &Session) -> Identifier {
    Identifier { frame: Frame::of("Sign in", session), identifier: session.identifier.clone() }
}

/// The user name alone, asked of somebody who has given it before.
pub fn identifier_once_more(session: &Session) -> Identifier {
    Identifier { frame: Frame::of("Sign in", session), identifier: String::new() }
}

/// The password alone.
pub fn password(session: &Session) -> Password {
    Password { frame: Frame::of("Sign in", session), identifier: session.identifier.clone() }
}

/// The page for user name and password.
#[derive(Template, WebTemplate)]
#[template(path = "sandbox/login.html")]
pub struct Login {
    frame: Frame,
    identifier: String,
}

/// The page for the user name.
#[derive(Template, WebTemplate)]
#[template(path = "sandbox/identifier.html")]
pub struct Identifier {
    frame: Frame,
    identifier: String,
}

/// The page for the password.
#[derive(Template, WebTemplate)]
#[template(path = "sandbox/password.html")]
pub struct Password {
    frame: Frame,
    identifier: String,
}
