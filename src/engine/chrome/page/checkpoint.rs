//! A browser's page written down: where it was, its cookies and its storage. What its scripts held is gone with it.

use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use url::Url;

use super::open::ChromePage;
use crate::{
    engine::{
        chrome::contexts::browsers::Browsers, error::PageError, http::BrowserSession, limits::Limits, page::Page,
    },
    net::guard::Guard,
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
    state: State,
}

/// The address and the storage of a page.
#[derive(Serialize, Deserialize)]
struct State {
    url: String,
    local: Vec<(String, String)>,
    session: Vec<(String, String)>,
}

/// Restores the storage before any script of the site runs; only once, as the site changes it from there on.
const SEED: &str = "(origin, local, session) => {
  if (location.origin !== origin) return;
  for (const [key, value] of local) localStorage.setItem(key, value);
  for (const [key, value] of session) sessionStorage.setItem(key, value);
}";

impl Checkpoint {
    /// The checkpoint of a page.
    pub(super) async fn of(page: &mut ChromePage) -> Result<Self, PageError> {
        let mut found = page.context.call("Storage.getCookies", json!({})).await?;
        let browser_cookies = found["cookies"].as_array_mut().map(std::mem::take).unwrap_or_default();
        let tab = page.tab()?;
        let state = page.evaluate(tab, "state", json!([])).await?;
        let agent = page.context.user_agent()?.name.clone();
        Ok(Self { browser_cookies, agent, state })
    }

    pub(super) fn write(&self) -> SecretString {
        serde_json::to_string(self).expect("texts and cookies can be written as JSON").into()
    }

    /// Reads what `write` wrote; an error says nothing about the content.
    pub(super) fn read(text: &SecretString) -> Result<Self, PageError> {
        serde_json::from_str(text.expose_secret()).map_err(|_| PageError::Checkpoint)
    }

    /// Brings a blank page to where this was written down.
    pub(super) async fn restore(self, page: &mut ChromePage) -> Result<(), PageError> {
        let url = Url::parse(&self.state.url).map_err(|_| PageError::Checkpoint)?;
        page.set_cookies(self.browser_cookies).await?;
        if url.scheme() == "about" {
            return Ok(());
        }
        let origin = url.origin().ascii_serialization();
        let given = json!([origin, self.state.local, self.state.session]).to_string();
        let seed = json!({"source": format!("({SEED})(...{given})"), "worldName": "vestibule-storage"});
        let tab = page.tab()?;
        let seeded = tab.call("Page.addScriptToEvaluateOnNewDocument", seed).await?;
        page.go(&url).await?;
        let tab = page.tab()?;
        let seed = json!({"identifier": seeded["identifier"]});
        tab.call("Page.removeScriptToEvaluateOnNewDocument", seed).await.map(drop).map_err(PageError::from)
    }
}

impl ChromePage {
    /// The page and the session that a checkpoint describes. A page lives in its browser only, so it is loaded from the
    /// source again.
    pub async fn restore(
        browsers: &Browsers,
        guard: Guard,
        limits: Limits,
        checkpoint: &SecretString,
    ) -> Result<Self, PageError> {
        let checkpoint = Checkpoint::read(checkpoint)?;
        let mut page = Self::open(browsers, guard, limits).await?;
        checkpoint.restore(&mut page).await?;
        Ok(page)
    }

    /// Whether a checkpoint brings the page back that the last submission led to, without doing any of that again: a form may
    /// have left in the address itself.
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
