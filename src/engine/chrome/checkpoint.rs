//! A browser's page written down: where it was, its cookies and its storage. What its scripts held is gone with it.

use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use url::Url;

use super::{ChromePage, context::lost};
use crate::engine::{Page, PageError, http::Carried};

/// A page and its session; it holds the session's cookies, so it is secret.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Checkpoint {
    /// As the browser writes and reads them.
    pub(super) browser_cookies: Vec<Value>,
    /// As what the browser came.
    #[serde(default)]
    agent: String,
    state: State,
}

/// What a page says of itself.
#[derive(Serialize, Deserialize)]
struct State {
    url: String,
    local: Vec<(String, String)>,
    session: Vec<(String, String)>,
}

/// Puts the storage back before any script of the site runs; once, as the site goes on from there.
const SEED: &str = "(origin, local, session) => {
  if (location.origin !== origin) return;
  for (const [key, value] of local) localStorage.setItem(key, value);
  for (const [key, value] of session) sessionStorage.setItem(key, value);
}";

impl Checkpoint {
    /// What there is to write down of a page.
    pub(super) async fn of(page: &mut ChromePage) -> Result<Self, PageError> {
        let mut found = page.context.call("Storage.getCookies", json!({})).await.map_err(lost)?;
        let browser_cookies = found["cookies"].as_array_mut().map(std::mem::take).unwrap_or_default();
        let tab = page.tab()?;
        let state = page.ask(tab, "state", json!([])).await?;
        let agent = page.context.agent().map_err(lost)?.name.clone();
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
        let seeded = tab.call("Page.addScriptToEvaluateOnNewDocument", seed).await.map_err(lost)?;
        page.go(&url).await?;
        let tab = page.tab()?;
        let seed = json!({"identifier": seeded["identifier"]});
        tab.call("Page.removeScriptToEvaluateOnNewDocument", seed).await.map(drop).map_err(lost)
    }
}

impl ChromePage {
    /// The session that a checkpoint of a browser's page holds.
    pub fn session(checkpoint: &SecretString) -> Result<Carried, PageError> {
        let Checkpoint { browser_cookies, agent, .. } = Checkpoint::read(checkpoint)?;
        Ok(Carried { cookies: browser_cookies, agent })
    }

    /// Gives the context these cookies, as the browser writes them.
    pub async fn set_cookies(&self, cookies: Vec<Value>) -> Result<(), PageError> {
        if cookies.is_empty() {
            return Ok(());
        }
        let kept: Vec<Value> = cookies.into_iter().map(settable).collect();
        self.context.call("Storage.setCookies", json!({"cookies": kept})).await.map(drop).map_err(lost)
    }
}

/// A cookie as it was told, without what cannot be set.
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
