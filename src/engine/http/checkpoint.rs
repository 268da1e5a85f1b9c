//! A page written down, to go on with after a restart.

use std::borrow::Cow;

use cookie_store::Cookie;
use encoding_rs::{Encoding, UTF_8};
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};

use super::{fetched::Fetched, jar::Jar};
use crate::{
    engine::{arrival::Arrival, error::PageError},
    page::Seen,
};

/// A page and its session as they are written down; it holds the session's cookies, so it is secret.
#[derive(Serialize, Deserialize)]
pub(super) struct Checkpoint<'a> {
    url: Cow<'a, str>,
    status: u16,
    html: Cow<'a, str>,
    encoding: Cow<'a, str>,
    cut: bool,
    #[serde(default)]
    arrival: Arrival,
    /// The session's `User-Agent`; empty for the usual one.
    #[serde(default)]
    agent: Cow<'a, str>,
    cookies: Vec<Cookie<'a>>,
}

impl Checkpoint<'_> {
    /// Writes down a page and every cookie of its session, those without an expiry too.
    pub(super) fn write(fetched: &Fetched, agent: &str, jar: &Jar) -> SecretString {
        let checkpoint = Checkpoint {
            url: fetched.seen.url.as_str().into(),
            status: fetched.seen.status,
            html: (&*fetched.seen.html).into(),
            encoding: fetched.encoding.name().into(),
            cut: fetched.cut,
            arrival: fetched.arrival,
            agent: agent.into(),
            cookies: jar.cookies().into_iter().cloned().collect(),
        };
        serde_json::to_string(&checkpoint).expect("text, numbers and cookies can be written as JSON").into()
    }

    /// Reads what `write` wrote; an error says nothing about the content.
    pub(super) fn read(text: &SecretString) -> Result<(Fetched, String, Jar), PageError> {
        let read: Checkpoint<'static> =
            serde_json::from_str(text.expose_secret()).map_err(|_| PageError::Checkpoint)?;
        let url = read.url.parse().map_err(|_| PageError::Checkpoint)?;
        let fetched = Fetched {
            seen: Seen::new(url, read.status, read.html),
            encoding: Encoding::for_label(read.encoding.as_bytes()).unwrap_or(UTF_8),
            cut: read.cut,
            arrival: read.arrival,
        };
        Ok((fetched, read.agent.into_owned(), Jar::from(read.cookies)))
    }
}
