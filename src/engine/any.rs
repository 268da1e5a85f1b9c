//! A page in either engine, which can switch to the other one with its session.

use std::time::Duration;

use secrecy::SecretString;
use serde_json::Value;
use tokio::time::Instant;
use url::Url;

use super::{
    arrival::Arrival,
    chrome::{Browsers, ChromePage, NOT_INSTALLED},
    error::PageError,
    file::{FileRequest, Given, Printed},
    http::HttpPage,
    limits::Limits,
    page::Page,
    reading::Reader,
};
use crate::{
    domain::{job::step::PrintFormat, source::Engine},
    net::{gate::Gate, guard::Guard},
    page::{Seen, Submission},
};

/// The engine that a page is opened in, and its rules.
#[derive(Clone)]
pub struct EngineConfig {
    pub engine: Engine,
    pub browsers: Browsers,
    pub guard: Guard,
    pub limits: Limits,
}

/// A page of a source in one engine.
pub struct AnyPage {
    driver: Driver,
    config: EngineConfig,
    /// The checkpoint of the browser's page that was left: its storage is restored on the way back to a browser.
    browser_checkpoint: Option<SecretString>,
    /// When the step that is under way ends.
    deadline: Option<Instant>,
}

enum Driver {
    Http(HttpPage),
    Chrome(ChromePage),
}

impl AnyPage {
    /// A blank page in a new session; waits for a permit where that needs a browser.
    pub async fn open(config: EngineConfig) -> Result<Self, PageError> {
        let (guard, limits) = (config.guard.clone(), config.limits.clone());
        let driver = match config.engine {
            Engine::Http | Engine::Auto => Driver::Http(HttpPage::open(guard, limits)?),
            Engine::Chrome => Driver::Chrome(ChromePage::open(&config.browsers, guard, limits).await?),
        };
        Ok(Self { driver, config, browser_checkpoint: None, deadline: None })
    }

    /// The session that a checkpoint describes, in the engine that wrote it, without asking the source anything. Over
    /// HTTP with the page that was left, as the checkpoint holds its document; in a browser with a blank one.
    pub async fn restore(config: EngineConfig, checkpoint: &SecretString) -> Result<Self, PageError> {
        let (guard, limits) = (config.guard.clone(), config.limits.clone());
        let driver = if ChromePage::wrote(checkpoint) {
            Driver::Chrome(ChromePage::in_session(&config.browsers, guard, limits, checkpoint).await?)
        } else {
            Driver::Http(HttpPage::restore(guard, limits, checkpoint)?)
        };
        Ok(Self { driver, config, browser_checkpoint: None, deadline: None })
    }

    /// As [`Self::restore`], in the configured engine.
    pub async fn in_session(config: EngineConfig, checkpoint: &SecretString) -> Result<Self, PageError> {
        if config.engine != Engine::Http || !ChromePage::wrote(checkpoint) {
            return Self::restore(config, checkpoint).await;
        }
        let (guard, limits) = (config.guard.clone(), config.limits.clone());
        let page = HttpPage::continuing(guard, limits, ChromePage::session(checkpoint)?)?;
        Ok(Self { driver: Driver::Http(page), config, browser_checkpoint: Some(checkpoint.clone()), deadline: None })
    }

    /// Asks the source again for the page that a checkpoint describes, in whose session this page is; an error where it
    /// was arrived at so that it may not be asked for again. Over HTTP it is there.
    pub async fn reopen(&mut self, checkpoint: &SecretString, may: fn(Arrival) -> bool) -> Result<(), PageError> {
        match &mut self.driver {
            Driver::Http(_) => Ok(()),
            Driver::Chrome(page) => page.reopen(checkpoint, may).await,
        }
    }

    /// Continues the session in an engine; `auto` keeps the current one.
    pub async fn switch_engine(&mut self, engine: Engine) -> Result<(), PageError> {
        match (&mut self.driver, engine) {
            (Driver::Chrome(page), Engine::Http) => {
                let checkpoint = page.checkpoint().await?;
                let (guard, limits) = (self.config.guard.clone(), self.config.limits.clone());
                self.driver = Driver::Http(HttpPage::continuing(guard, limits, ChromePage::session(&checkpoint)?)?);
                self.browser_checkpoint = Some(checkpoint);
            }
            (Driver::Http(page), Engine::Chrome) => {
                let cookies = page.cookies();
                self.driver = Driver::Chrome(self.in_browser(cookies).await?);
            }
            _ => {}
        }
        self.config.engine = engine;
        Ok(())
    }

    /// Whether a browser holds the page.
    pub const fn is_in_browser(&self) -> bool {
        matches!(self.driver, Driver::Chrome(_))
    }

    /// The page as a file of at most `most` bytes, which only a browser can make of it.
    pub async fn print(&mut self, format: PrintFormat, most: usize) -> Result<Printed, PageError> {
        match &mut self.driver {
            Driver::Chrome(page) => page.print(format, most).await,
            Driver::Http(_) => Err(PageError::unsupported("printing without a browser")),
        }
    }

    /// A browser's page with this session, and with the storage of an earlier browser's page.
    async fn in_browser(&self, cookies: Vec<Value>) -> Result<ChromePage, PageError> {
        let (guard, limits) = (self.config.guard.clone(), self.config.limits.clone());
        let begun = Instant::now();
        let mut page = match &self.browser_checkpoint {
            Some(checkpoint) => ChromePage::in_session(&self.config.browsers, guard, limits, checkpoint).await?,
            None => ChromePage::open(&self.config.browsers, guard, limits).await?,
        };
        // Waiting for a browser takes nothing of the time that the source has.
        page.set_deadline(self.deadline.map(|deadline| deadline + begun.elapsed()));
        page.set_cookies(cookies).await?;
        Ok(page)
    }

    /// Starts a step that may take longer or shorter than others, up to [`Page::end_step`].
    pub fn begin_step_within(&mut self, time: Duration) {
        self.set_deadline(Some(Instant::now() + time));
    }

    /// The gate that its requests pass, where it is a workflow's.
    pub fn gate(&self) -> Option<&Gate> {
        self.config.guard.gate().map(AsRef::as_ref)
    }

    fn set_deadline(&mut self, deadline: Option<Instant>) {
        self.deadline = deadline;
        match &mut self.driver {
            Driver::Http(page) => page.set_deadline(deadline),
            Driver::Chrome(page) => page.set_deadline(deadline),
        }
    }

    /// Whether the page can be brought back from a checkpoint without doing again what led to it: over HTTP that holds
    /// the document.
    pub fn can_be_restored(&self) -> bool {
        match &self.driver {
            Driver::Http(_) => true,
            Driver::Chrome(page) => page.can_be_restored(),
        }
    }

    /// Whether the page is open in a browser, and holds more than its checkpoint.
    pub fn is_alive(&self) -> bool {
        matches!(self.driver, Driver::Chrome(_))
    }
}

impl Page for AnyPage {
    async fn go_as(&mut self, url: &Url, arrival: Arrival) -> Result<(), PageError> {
        match &mut self.driver {
            Driver::Http(page) => page.go_as(url, arrival).await,
            Driver::Chrome(page) => page.go_as(url, arrival).await,
        }
    }

    async fn look(&mut self) -> Result<Seen, PageError> {
        match &mut self.driver {
            Driver::Http(page) => page.look().await,
            Driver::Chrome(page) => page.look().await,
        }
    }

    async fn submit(&mut self, submission: Submission) -> Result<(), PageError> {
        match &mut self.driver {
            Driver::Http(page) => page.submit(submission).await,
            Driver::Chrome(page) => page.submit(submission).await,
        }
    }

    async fn download(&mut self, asked: FileRequest) -> Result<Given, PageError> {
        match &mut self.driver {
            Driver::Http(page) => page.download(asked).await,
            Driver::Chrome(page) => page.download(asked).await,
        }
    }

    async fn refresh(&mut self) -> Result<(), PageError> {
        match &mut self.driver {
            Driver::Http(page) => page.refresh().await,
            Driver::Chrome(page) => page.refresh().await,
        }
    }

    fn reader(&self) -> &Reader {
        &self.config.limits.reader
    }

    fn arrival(&self) -> Arrival {
        match &self.driver {
            Driver::Http(page) => page.arrival(),
            Driver::Chrome(page) => page.arrival(),
        }
    }

    fn begin_step(&mut self) {
        self.set_deadline(Some(Instant::now() + self.config.limits.total));
    }

    fn end_step(&mut self) {
        self.set_deadline(None);
    }

    async fn wait_for_change(&mut self) -> Result<bool, PageError> {
        match &mut self.driver {
            Driver::Http(page) => page.wait_for_change().await,
            Driver::Chrome(page) => page.wait_for_change().await,
        }
    }

    fn is_answered(&self) -> bool {
        match &self.driver {
            Driver::Http(page) => page.is_answered(),
            Driver::Chrome(page) => page.is_answered(),
        }
    }

    /// A page without scripts gains nothing there; whether it has some is told without parsing it.
    fn can_switch_to_browser(&self) -> bool {
        match &self.driver {
            Driver::Http(page) => self.config.engine == Engine::Auto && page.has_scripts(),
            Driver::Chrome(_) => false,
        }
    }

    /// Continues in a browser with the session's cookies, and with the document itself where it answered a form or a
    /// link; does nothing when no browser is installed.
    async fn switch_to_browser(&mut self) -> Result<(), PageError> {
        let Driver::Http(page) = &mut self.driver else { return Ok(()) };
        if !self.config.browsers.is_installed() {
            tracing::warn!("a page needs a script, and {NOT_INSTALLED}");
            return Ok(());
        }
        let (seen, cookies) = (page.look().await?, page.cookies());
        let (is_to_be_shown, arrival) = (page.is_to_be_shown(), page.arrival());
        let mut page = self.in_browser(cookies).await?;
        if is_to_be_shown {
            page.show(&seen, arrival).await?;
        } else {
            page.go(&seen.url).await?;
        }
        self.driver = Driver::Chrome(page);
        Ok(())
    }

    async fn picture(&mut self, url: &Url, most: usize) -> Result<Vec<u8>, PageError> {
        match &mut self.driver {
            Driver::Http(page) => page.picture(url, most).await,
            Driver::Chrome(page) => page.picture(url, most).await,
        }
    }

    async fn checkpoint(&mut self) -> Result<SecretString, PageError> {
        match &mut self.driver {
            Driver::Http(page) => page.checkpoint().await,
            Driver::Chrome(page) => page.checkpoint().await,
        }
    }
}
