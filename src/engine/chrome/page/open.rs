//! A page of a source in a browser: its windows, where it is, and what it shows.

use std::time::Duration;

use base64::{Engine, engine::general_purpose::STANDARD};
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::time::{Instant, timeout_at};
use url::Url;

use crate::{
    engine::{
        arrival::Arrival,
        chrome::{
            contexts::{browsers::Browsers, context::Context, warm::BlankPage},
            devtools::DevtoolsError,
            process::windows::Window,
            tab::{Tab, state::blank},
        },
        error::PageError,
        limits::Limits,
    },
    net::{
        error::NetError,
        guard::{Blocked, Guard},
    },
    page::Seen,
};

/// A page of a source in a browser, with the windows it has opened: the newest is the one that a person sees.
pub struct ChromePage {
    pub(super) tabs: Vec<Tab>,
    pub(super) context: Context,
    pub(super) guard: Guard,
    pub(super) limits: Limits,
    /// How many requests had been made at the last look.
    pub(super) looked_at: usize,
    /// The document that got the last submission, by its loader.
    pub(super) submitted: String,
    /// When the step that is under way ends.
    step_ends: Option<Instant>,
}

/// How often a page is looked at while something is waited for.
pub(super) const TICK: Duration = Duration::from_millis(25);

/// A page as `page.js` describes it.
#[derive(Deserialize)]
struct Snapshot {
    url: String,
    html: String,
}

impl ChromePage {
    /// A blank page in a context of its own, which shares nothing with any other; waits for a permit.
    pub async fn open(browsers: &Browsers, guard: Guard, limits: Limits) -> Result<Self, PageError> {
        let BlankPage { context, tab } = browsers.blank(&limits.language).await?;
        context.proxy.allow(guard.clone());
        Ok(Self { tabs: vec![tab], context, guard, limits, looked_at: 0, submitted: String::new(), step_ends: None })
    }

    /// The window that a person sees.
    pub fn tab(&self) -> Result<&Tab, PageError> {
        self.tabs.last().ok_or_else(|| DevtoolsError::Gone.into())
    }

    pub fn deadline(&self) -> Instant {
        let end = Instant::now() + self.limits.total;
        self.step_ends.map_or(end, |step| step.min(end))
    }

    /// When the step that is under way ends: a file may take longer than an action.
    pub fn step_end(&self) -> Instant {
        self.step_ends.unwrap_or_else(|| self.deadline())
    }

    /// Ends every action from now on at `deadline`, if there is one.
    pub fn set_deadline(&mut self, deadline: Option<Instant>) {
        self.step_ends = deadline;
    }

    /// Runs part of an action until its deadline; `sent` says whether a request may have left when that passes.
    pub async fn until<T>(
        &mut self,
        deadline: Instant,
        sent: bool,
        action: impl AsyncFnOnce(&mut Self) -> Result<T, PageError>,
    ) -> Result<T, PageError> {
        timeout_at(deadline, action(self)).await.unwrap_or(Err(PageError::timed_out(sent)))
    }

    /// Attaches to windows that have opened, and forgets those that have closed.
    pub async fn follow_windows(&mut self) -> Result<(), PageError> {
        for window in self.context.windows() {
            match window {
                Window::Opened(target) if self.tabs.iter().all(|tab| tab.target != target) => {
                    // A window may have closed meanwhile.
                    let Ok(tab) = self.context.attach(&target).await else { continue };
                    self.tabs.push(tab);
                }
                Window::Closed(target) => self.tabs.retain(|tab| tab.target != target),
                Window::Opened(_) => {}
            }
        }
        self.tab().map(drop)
    }

    pub async fn navigate(&mut self, url: &Url, arrival: Arrival) -> Result<(), PageError> {
        self.guard.check(url).await?;
        // A person who types an address does so in one window.
        for opened in self.tabs.drain(1..) {
            opened.close().await;
        }
        let tab = self.tab()?;
        tab.state(|state| state.leads = arrival);
        let navigated = tab
            .call("Page.navigate", json!({"url": url.as_str()}))
            .await
            .map_err(|error| PageError::from(error).after_sending())?;
        if let Some(problem) = navigated["errorText"].as_str() {
            return Err(self.load_error(url, problem).after_sending());
        }
        self.arrive().await
    }

    /// Shows a document that was fetched without the browser, at its address, which is not asked for.
    pub async fn show(&mut self, seen: &Seen, arrival: Arrival) -> Result<(), PageError> {
        let deadline = self.deadline();
        self.until(deadline, true, async |page| {
            page.tab()?.serve(seen.status, seen.html.to_string()).await?;
            let shown = page.navigate(&seen.url, arrival).await;
            page.tab()?.serve_nothing().await?;
            shown
        })
        .await
    }

    /// Why a page at `url` did not load.
    fn load_error(&self, url: &Url, problem: &str) -> PageError {
        if let Some(blocked) = self.context.proxy.take_refusal(url) {
            return refused(blocked);
        }
        let host = url.host_str().unwrap_or_default().to_owned();
        NetError::Broken { host, source: std::io::Error::other(problem.to_owned()) }.into()
    }

    /// Fails where the tab shows an error page of the browser or of the proxy in place of the source's page.
    pub fn is_arrived(&self) -> Result<(), PageError> {
        let (failure, status, url) = self.tab()?.state(|state| (state.failure.clone(), state.status, state.url()));
        if let Some(requested) = failure {
            let url = Url::parse(&requested).unwrap_or_else(|_| blank());
            return Err(self.load_error(&url, "the browser shows an error page"));
        }
        match matches!(status, 403 | 502).then(|| self.context.proxy.take_refusal(&url)).flatten() {
            Some(blocked) => Err(refused(blocked)),
            None => Ok(()),
        }
    }

    pub async fn snapshot(&mut self) -> Result<Seen, PageError> {
        self.follow_windows().await?;
        self.is_arrived()?;
        let tab = self.tab()?;
        let Snapshot { url, mut html } = self.evaluate(tab, "look", json!([self.limits.document])).await?;
        html = self.with_frames(html, false).await?;
        let (status, requests, dialogs) = tab.state(|state| (state.status, state.requests, state.dialogs.clone()));
        for message in &dialogs {
            html.extend(["<p role=\"alert\" data-vestibule-dialog>", &escaped(message), "</p>"]);
        }
        self.looked_at = requests;
        Ok(Seen::new(Url::parse(&url).unwrap_or_else(|_| blank()), status, html))
    }

    /// The result of a function of `page.js`; repeated in the next document where the page navigates meanwhile.
    pub async fn evaluate<T: serde::de::DeserializeOwned>(
        &self,
        tab: &Tab,
        function: &'static str,
        arguments: Value,
    ) -> Result<T, PageError> {
        self.evaluate_in(tab, 0, function, arguments).await
    }

    /// As [`Self::evaluate`], in a frame.
    pub async fn evaluate_in<T: serde::de::DeserializeOwned>(
        &self,
        tab: &Tab,
        frame: usize,
        function: &'static str,
        arguments: Value,
    ) -> Result<T, PageError> {
        const TRIES: usize = 5;
        let mut last = None;
        for _ in 0..TRIES {
            match tab.evaluate_in(frame, function, arguments.clone()).await {
                Ok(result) => return Ok(result),
                Err(DevtoolsError::Gone) => return Err(DevtoolsError::Gone.into()),
                Err(error) => last = Some(error),
            }
            tokio::time::sleep(TICK).await;
        }
        Err(last.unwrap_or(DevtoolsError::Gone).into())
    }
}

impl ChromePage {
    /// A picture as the page shows it: asking for it again might bring another.
    pub async fn shown(&mut self, url: &Url, most: usize) -> Result<Vec<u8>, PageError> {
        let tab = self.tab()?;
        let resource = json!({"frameId": tab.target, "url": url.as_str()});
        let found = tab.call("Page.getResourceContent", resource).await?;
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

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
