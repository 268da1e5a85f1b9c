//! A browser's page written down: where it was, its cookies and its storage. What its scripts held is gone with it.

use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use url::Url;

use super::open::ChromePage;
use crate::{
    engine::{
        arrival::Arrival, chrome::contexts::browsers::Browsers, error::PageError, http::BrowserSession, limits::Limits,
        page::Page,
    },
    net::guard::Guard,
    page::Seen,
};

/// A page and its session; it holds the session's cookies, so it is secret.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Checkpoint {
    /// The cookies as DevTools writes and reads them.
    pub(super) browser_cookies: Vec<Value>,
    /// The browser's `User-Agent`.
    #[serde(default)]
    agent: String,
    /// How the page was arrived at.
    #[serde(default)]
    arrival: Arrival,
    state: State,
}

/// The address and the storage of a page.
#[derive(Serialize, Deserialize)]
struct State {
    url: String,
    local: Vec<(String, String)>,
    session: Vec<(String, String)>,
}

impl Checkpoint {
    /// The checkpoint of a page.
    pub(super) async fn of(page: &mut ChromePage) -> Result<Self, PageError> {
        let mut found = page.context.call("Storage.getCookies", json!({})).await?;
        let browser_cookies = found["cookies"].as_array_mut().map(std::mem::take).unwrap_or_default();
        let tab = page.tab()?;
        let state = page.evaluate(tab, "state", json!([])).await?;
        let agent = page.context.user_agent()?.name.clone();
        Ok(Self { browser_cookies, agent, arrival: page.arrival(), state })
    }

    pub(super) fn write(&self) -> SecretString {
        serde_json::to_string(self).expect("texts and cookies can be written as JSON").into()
    }

    /// Reads what `write` wrote; an error says nothing about the content.
    pub(super) fn read(text: &SecretString) -> Result<Self, PageError> {
        serde_json::from_str(text.expose_secret()).map_err(|_| PageError::Checkpoint)
    }

    /// The address of the page; `None` of one that was not opened yet.
    fn url(&self) -> Result<Option<Url>, PageError> {
        let url = Url::parse(&self.state.url).map_err(|_| PageError::Checkpoint)?;
        Ok(if url.scheme() == "about" { None } else { Some(url) })
    }

    /// Brings a blank page into the session: it has the cookies and the storage, and the source is asked nothing.
    /// Storage belongs to an origin, so an empty document is shown there.
    async fn enter(self, page: &mut ChromePage) -> Result<(), PageError> {
        let url = self.url()?;
        page.set_cookies(self.browser_cookies).await?;
        let Some(url) = url else { return Ok(()) };
        let url = url.join("/").map_err(|_| PageError::Checkpoint)?;
        page.show(&Seen::new(url, 200, ""), Arrival::Led).await?;
        page.evaluate(page.tab()?, "store", json!([self.state.local, self.state.session])).await
    }
}

impl ChromePage {
    /// A blank page in the session that a checkpoint describes.
    pub async fn in_session(
        browsers: &Browsers,
        guard: Guard,
        limits: Limits,
        checkpoint: &SecretString,
    ) -> Result<Self, PageError> {
        let checkpoint = Checkpoint::read(checkpoint)?;
        let mut page = Self::open(browsers, guard, limits).await?;
        checkpoint.enter(&mut page).await?;
        Ok(page)
    }

    /// Asks the source again for the page that a checkpoint describes, in whose session this page is: a page lives in
    /// its browser only. One that was arrived at so that it may not be asked for again is an error.
    pub async fn reopen(&mut self, checkpoint: &SecretString, may: fn(Arrival) -> bool) -> Result<(), PageError> {
        let checkpoint = Checkpoint::read(checkpoint)?;
        match checkpoint.url()? {
            Some(_) if !may(checkpoint.arrival) => Err(PageError::Unrepeatable),
            Some(url) => self.go(&url).await,
            None => Ok(()),
        }
    }

    /// Whether asking for the page's address brings the page back to which the last submission led, and does nothing of
    /// that again: the source redirected there, and nothing was sent since.
    pub fn can_be_restored(&self) -> bool {
        let [tab] = self.tabs.as_slice() else { return false };
        self.is_answered() && tab.state(|state| state.is_redirected())
    }

    /// Whether a checkpoint is one of this engine.
    pub fn wrote(checkpoint: &SecretString) -> bool {
        Checkpoint::read(checkpoint).is_ok()
    }

    /// The session that a checkpoint of a browser's page holds.
    pub fn session(checkpoint: &SecretString) -> Result<BrowserSession, PageError> {
        let Checkpoint { browser_cookies, agent, .. } = Checkpoint::read(checkpoint)?;
        Ok(BrowserSession { cookies: browser_cookies, user_agent: agent })
    }

    /// Sets cookies, as DevTools writes them.
    pub async fn set_cookies(&self, cookies: Vec<Value>) -> Result<(), PageError> {
        if cookies.is_empty() {
            return Ok(());
        }
        let kept: Vec<Value> = cookies.into_iter().map(settable).collect();
        self.context.call("Storage.setCookies", json!({"cookies": kept})).await.map(drop).map_err(PageError::from)
    }
}

/// A cookie as DevTools reported it, without the fields that cannot be set.
fn settable(mut cookie: Value) -> Value {
    const SETTABLE: [&str; 10] =
        ["name", "value", "url", "domain", "path", "expires", "httpOnly", "secure", "sameSite", "partitionKey"];
    if let Some(fields) = cookie.as_object_mut() {
        if fields.get("session") == Some(&true.into()) {
            fields.remove("expires");
        }
        fields.retain(|name, _| SETTABLE.contains(&name.as_str()));
    }
    cookie
}
