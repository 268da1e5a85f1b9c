//! The browser engine: pages that are made by scripts, each in an isolated context of a real browser.

mod act;
mod ahead;
mod browser;
mod browsers;
mod checkpoint;
mod context;
mod devtools;
mod ear;
mod folder;
mod memory;
mod proxy;
mod settle;
mod tab;

pub use browsers::{Browsers, NOT_INSTALLED, Settings, Stock};

use base64::{Engine, engine::general_purpose::STANDARD};
use secrecy::SecretString;
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::time::{Instant, timeout_at};
use url::Url;

use self::{
    ahead::Blank,
    browser::Window,
    checkpoint::Checkpoint,
    context::{Context, lost},
    devtools::Failure,
    tab::Tab,
};
use super::{Page, PageError, http::Limits};
use crate::{
    net::guard::{Blocked, Guard},
    page::{Seen, Submission},
};

/// A page of a source in a browser, with the windows it has opened: the newest is the one that a person sees.
pub struct ChromePage {
    tabs: Vec<Tab>,
    context: Context,
    guard: Guard,
    limits: Limits,
    /// How many requests had been made when the page was looked at last.
    looked_at: usize,
}

/// What the script inside a page says of it.
#[derive(Deserialize)]
struct Written {
    url: String,
    html: String,
}

impl ChromePage {
    /// A blank page in a context of its own, which shares nothing with any other; waits for a place.
    pub async fn open(browsers: &Browsers, guard: Guard, limits: Limits) -> Result<Self, PageError> {
        let Blank { context, tab } = browsers.blank(&limits.language).await?;
        context.proxy.lead(guard.clone());
        Ok(Self { tabs: vec![tab], context, guard, limits, looked_at: 0 })
    }

    /// The page and the session that a checkpoint describes. A page lives in its browser only, so the source is asked
    /// for it again.
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

    /// Whether a checkpoint is one of this engine.
    pub fn wrote(checkpoint: &SecretString) -> bool {
        Checkpoint::read(checkpoint).is_ok()
    }

    /// The window that a person sees.
    fn tab(&self) -> Result<&Tab, PageError> {
        self.tabs.last().ok_or_else(|| lost(Failure::Gone))
    }

    fn deadline(&self) -> Instant {
        Instant::now() + self.limits.total
    }

    /// Does something within the time of one action.
    async fn within<T>(
        &mut self,
        deadline: Instant,
        sent: bool,
        done: impl AsyncFnOnce(&mut Self) -> Result<T, PageError>,
    ) -> Result<T, PageError> {
        timeout_at(deadline, done(self)).await.unwrap_or(Err(PageError::TimedOut { sent }))
    }

    /// Takes in hand what has opened, and lets go of what has closed.
    async fn follow_windows(&mut self) -> Result<(), PageError> {
        for window in self.context.windows() {
            match window {
                Window::Opened(target) if self.tabs.iter().all(|tab| tab.target != target) => {
                    // A window may be gone before it is looked at.
                    let Ok(tab) = self.context.attach(&target).await else { continue };
                    self.tabs.push(tab);
                }
                Window::Closed(target) => self.tabs.retain(|tab| tab.target != target),
                Window::Opened(_) => {}
            }
        }
        self.tab().map(drop)
    }

    async fn navigate(&mut self, url: &Url) -> Result<(), PageError> {
        self.guard.check(url).await?;
        // A person who types an address does so in one window.
        for opened in self.tabs.drain(1..) {
            opened.close().await;
        }
        let tab = self.tab()?;
        let went = tab
            .call("Page.navigate", json!({"url": url.as_str()}))
            .await
            .map_err(|failure| lost(failure).after_sending())?;
        if let Some(problem) = went["errorText"].as_str() {
            return Err(self.trouble(url, problem).after_sending());
        }
        self.arrive().await
    }

    /// Why a page at `url` did not come about.
    fn trouble(&self, url: &Url, problem: &str) -> PageError {
        if let Some(blocked) = self.context.proxy.refusal(url) {
            return refused(blocked);
        }
        let host = url.host_str().unwrap_or_default().to_owned();
        PageError::Broken { host, source: std::io::Error::other(problem.to_owned()) }
    }

    /// Whether what the tab shows is a page of the source, and not what the browser or the proxy put there.
    fn is_arrived(&self) -> Result<(), PageError> {
        let (failure, status, url) = self.tab()?.heard(|heard| (heard.failure.clone(), heard.status, heard.url()));
        if let Some(wanted) = failure {
            let url = Url::parse(&wanted).unwrap_or_else(|_| blank());
            return Err(self.trouble(&url, "the browser shows an error in its place"));
        }
        match matches!(status, 403 | 502).then(|| self.context.proxy.refusal(&url)).flatten() {
            Some(blocked) => Err(refused(blocked)),
            None => Ok(()),
        }
    }

    async fn written(&mut self) -> Result<Seen, PageError> {
        self.follow_windows().await?;
        self.is_arrived()?;
        let tab = self.tab()?;
        let Written { url, mut html } = self.ask(tab, "look", json!([self.limits.document])).await?;
        let (status, requests, dialogs) = tab.heard(|heard| (heard.status, heard.requests, heard.dialogs.clone()));
        for said in &dialogs {
            html.extend(["<p role=\"alert\" data-vestibule-dialog>", &escaped(said), "</p>"]);
        }
        self.looked_at = requests;
        Ok(Seen { url: Url::parse(&url).unwrap_or_else(|_| blank()), status, html })
    }

    /// What a script of ours in the page says. A page that goes away meanwhile is asked again in its next document.
    async fn ask<T: serde::de::DeserializeOwned>(
        &self,
        tab: &Tab,
        function: &'static str,
        arguments: Value,
    ) -> Result<T, PageError> {
        const TRIES: usize = 5;
        let mut refused = None;
        for _ in 0..TRIES {
            match tab.ask(function, arguments.clone()).await {
                Ok(said) => return Ok(said),
                Err(Failure::Gone) => return Err(lost(Failure::Gone)),
                Err(failure) => refused = Some(failure),
            }
            tokio::time::sleep(settle::TICK).await;
        }
        Err(lost(refused.unwrap_or(Failure::Gone)))
    }
}

impl Page for ChromePage {
    async fn go(&mut self, url: &Url) -> Result<(), PageError> {
        let deadline = self.deadline();
        self.within(deadline, true, async |page| page.navigate(url).await).await
    }

    async fn look(&mut self) -> Result<Seen, PageError> {
        let deadline = self.deadline();
        self.within(deadline, false, async |page| page.written().await).await
    }

    async fn submit(&mut self, submission: Submission) -> Result<(), PageError> {
        self.act(submission).await
    }

    /// A page that asks the source by itself is left to it: loading it anew would lose what its scripts know.
    async fn again(&mut self) -> Result<(), PageError> {
        let deadline = self.deadline();
        let looked_at = self.looked_at;
        self.within(deadline, true, async |page| {
            page.settle().await?;
            let (requests, url) = page.tab()?.heard(|heard| (heard.requests, heard.url()));
            if requests > looked_at { Ok(()) } else { page.navigate(&url).await }
        })
        .await
    }

    async fn picture(&mut self, url: &Url, most: usize) -> Result<Vec<u8>, PageError> {
        let deadline = self.deadline();
        self.within(deadline, false, async |page| page.shown(url, most).await).await
    }

    async fn checkpoint(&mut self) -> Result<SecretString, PageError> {
        let deadline = self.deadline();
        self.within(deadline, false, async |page| Ok(Checkpoint::of(page).await?.write())).await
    }
}

impl ChromePage {
    /// A picture as the page shows it: asking for it again might bring another.
    async fn shown(&mut self, url: &Url, most: usize) -> Result<Vec<u8>, PageError> {
        let tab = self.tab()?;
        let wanted = json!({"frameId": tab.target, "url": url.as_str()});
        let found = tab.call("Page.getResourceContent", wanted).await.map_err(lost)?;
        let content = found["content"].as_str().unwrap_or_default();
        if content.len() > most.saturating_mul(2) {
            return Err(PageError::TooLarge);
        }
        let bytes = if found["base64Encoded"] == true {
            STANDARD.decode(content).unwrap_or_default()
        } else {
            content.as_bytes().to_vec()
        };
        if bytes.len() > most { Err(PageError::TooLarge) } else { Ok(bytes) }
    }
}

fn refused(blocked: Blocked) -> PageError {
    PageError::from(blocked).after_sending()
}

fn blank() -> Url {
    Url::parse("about:blank").expect("about:blank is a URL")
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
