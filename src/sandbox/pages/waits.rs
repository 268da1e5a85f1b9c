//! The pages on which nothing is typed.

use askama::Template;
use askama_web::WebTemplate;
use time::OffsetDateTime;

use super::frame::Frame;
use crate::sandbox::{
    clock::unix_milliseconds,
    records::destination,
    script::method::Method,
    session::{Session, chosen},
};

/// The number to choose on the phone.
const NUMBER: &str = "42";

/// A request on the phone.
pub fn push(session: &Session, numbered: bool) -> Push {
    let text = "We sent a request to {device}. Approve it to go on.";
    Push {
        frame: Frame::of("Check your phone", session),
        device: destination::DEVICE,
        lead: session.voice().fill(text, "device", &destination::DEVICE),
        number: numbered.then_some(NUMBER),
    }
}

/// A link in an e-mail.
pub fn link(session: &Session) -> Link {
    Link { frame: Frame::of("Check your e-mail", session), target: chosen::target(session, Method::Link) }
}

/// A picture to scan.
pub fn qr(session: &Session) -> Qr {
    Qr { frame: Frame::of("Scan the picture", session), number: session.pictures }
}

/// To come back later.
pub fn hold(session: &Session, seconds: u16, now: OffsetDateTime) -> Hold {
    let waited = unix_milliseconds(now).saturating_sub(session.code_sent_at) / 1000;
    Hold { frame: Frame::of("Please wait", session), seconds: i64::from(seconds).saturating_sub(waited).max(0) }
}

/// Another company's sign-in.
pub fn sso(session: &Session) -> Sso {
    Sso { frame: Frame::of("Sign in with your company", session) }
}

/// A key in the device.
pub fn passkey(session: &Session) -> Passkey {
    Passkey { frame: Frame::of("Use your passkey", session) }
}

/// The page that waits for a phone.
#[derive(Template, WebTemplate)]
#[template(path = "sandbox/push.html")]
pub struct Push {
    frame: Frame,
    device: &'static str,
    lead: String,
    number: Option<&'static str>,
}

/// The page that waits for a link to be opened.
#[derive(Template, WebTemplate)]
#[template(path = "sandbox/link.html")]
pub struct Link {
    frame: Frame,
    target: String,
}

/// The page with a picture to scan.
#[derive(Template, WebTemplate)]
#[template(path = "sandbox/qr.html")]
pub struct Qr {
    frame: Frame,
    number: u16,
}

/// The page to come back to.
#[derive(Template, WebTemplate)]
#[template(path = "sandbox/hold.html")]
pub struct Hold {
    frame: Frame,
    seconds: i64,
}

/// The page that leads to another company.
#[derive(Template, WebTemplate)]
#[template(path = "sandbox/sso.html")]
pub struct Sso {
    frame: Frame,
}

/// The page that asks for a passkey.
#[derive(Template, WebTemplate)]
#[template(path = "sandbox/passkey.html")]
pub struct Passkey {
    frame: Frame,
}
