//! A page that whichever engine holds, and that moves between them with its session.

use secrecy::SecretString;
use serde_json::Value;
use url::Url;

use super::{
    Page, PageError,
    chrome::{Browsers, ChromePage, NOT_INSTALLED},
    http::{HttpPage, Limits},
};
use crate::{
    domain::source::Engine,
    net::guard::Guard,
    page::{Seen, Submission},
};

/// What a page of a source is opened with.
#[derive(Clone)]
pub struct Means {
    pub engine: Engine,
    pub browsers: Browsers,
    pub guard: Guard,
    pub limits: Limits,
}

/// A page of a source in the hands of one engine.
pub struct AnyPage {
    held: Held,
    means: Means,
    /// What was written down of the browser's page that was left: its storage is of no use without a browser.
    left: Option<SecretString>,
}

enum Held {
    Http(HttpPage),
    Chrome(ChromePage),
}

impl AnyPage {
    /// A blank page in a new session; waits for a place where that is a browser's.
    pub async fn open(means: Means) -> Result<Self, PageError> {
        let (guard, limits) = (means.guard.clone(), means.limits.clone());
        let held = match means.engine {
            Engine::Http | Engine::Auto => Held::Http(HttpPage::open(guard, limits)?),
            Engine::Chrome => Held::Chrome(ChromePage::open(&means.browsers, guard, limits).await?),
        };
        Ok(Self { held, means, left: None })
    }

    /// The page and the session that a checkpoint describes, in the engine that wrote it.
    pub async fn restore(means: Means, checkpoint: &SecretString) -> Result<Self, PageError> {
        let (guard, limits) = (means.guard.clone(), means.limits.clone());
        let held = if ChromePage::wrote(checkpoint) {
            Held::Chrome(ChromePage::restore(&means.browsers, guard, limits, checkpoint).await?)
        } else {
            Held::Http(HttpPage::restore(guard, limits, checkpoint)?)
        };
        Ok(Self { held, means, left: None })
    }

    /// A page in the session that a checkpoint describes; without a browser where there is to be none.
    pub async fn within(means: Means, checkpoint: &SecretString) -> Result<Self, PageError> {
        if means.engine != Engine::Http || !ChromePage::wrote(checkpoint) {
            return Self::restore(means, checkpoint).await;
        }
        let (guard, limits) = (means.guard.clone(), means.limits.clone());
        let page = HttpPage::carried(guard, limits, ChromePage::session(checkpoint)?)?;
        Ok(Self { held: Held::Http(page), means, left: Some(checkpoint.clone()) })
    }

    /// Hands the session over to an engine, to go on there; `auto` stays where it is.
    pub async fn carry(&mut self, engine: Engine) -> Result<(), PageError> {
        match (&mut self.held, engine) {
            (Held::Chrome(page), Engine::Http) => {
                let left = page.checkpoint().await?;
                let (guard, limits) = (self.means.guard.clone(), self.means.limits.clone());
                self.held = Held::Http(HttpPage::carried(guard, limits, ChromePage::session(&left)?)?);
                self.left = Some(left);
            }
            (Held::Http(page), Engine::Chrome) => {
                let cookies = page.cookies();
                self.held = Held::Chrome(self.in_browser(cookies).await?);
            }
            _ => {}
        }
        self.means.engine = engine;
        Ok(())
    }

    /// A browser's page with this session, and with what was stored there before.
    async fn in_browser(&self, cookies: Vec<Value>) -> Result<ChromePage, PageError> {
        let (guard, limits) = (self.means.guard.clone(), self.means.limits.clone());
        let page = match &self.left {
            Some(left) => ChromePage::restore(&self.means.browsers, guard, limits, left).await?,
            None => ChromePage::open(&self.means.browsers, guard, limits).await?,
        };
        page.set_cookies(cookies).await?;
        Ok(page)
    }

    /// Whether the page lives in a browser, and is more than its checkpoint.
    pub fn is_alive(&self) -> bool {
        matches!(self.held, Held::Chrome(_))
    }
}

impl Page for AnyPage {
    async fn go(&mut self, url: &Url) -> Result<(), PageError> {
        match &mut self.held {
            Held::Http(page) => page.go(url).await,
            Held::Chrome(page) => page.go(url).await,
        }
    }

    async fn look(&mut self) -> Result<Seen, PageError> {
        match &mut self.held {
            Held::Http(page) => page.look().await,
            Held::Chrome(page) => page.look().await,
        }
    }

    async fn submit(&mut self, submission: Submission) -> Result<(), PageError> {
        match &mut self.held {
            Held::Http(page) => page.submit(submission).await,
            Held::Chrome(page) => page.submit(submission).await,
        }
    }

    async fn again(&mut self) -> Result<(), PageError> {
        match &mut self.held {
            Held::Http(page) => page.again().await,
            Held::Chrome(page) => page.again().await,
        }
    }

    /// A page without scripts gains nothing; it need not be read for that, and reading a large one takes long.
    fn can_move_on(&self) -> bool {
        match &self.held {
            Held::Http(page) => self.means.engine == Engine::Auto && page.has_scripts(),
            Held::Chrome(_) => false,
        }
    }

    /// Goes on in a browser, with the session's cookies; stays where it is when no browser is installed.
    async fn move_on(&mut self) -> Result<(), PageError> {
        let Held::Http(page) = &mut self.held else { return Ok(()) };
        if !self.means.browsers.is_installed() {
            tracing::warn!("a page needs a script, and {NOT_INSTALLED}");
            return Ok(());
        }
        let (url, cookies) = (page.look().await?.url, page.cookies());
        let mut page = self.in_browser(cookies).await?;
        page.go(&url).await?;
        self.held = Held::Chrome(page);
        Ok(())
    }

    async fn picture(&mut self, url: &Url, most: usize) -> Result<Vec<u8>, PageError> {
        match &mut self.held {
            Held::Http(page) => page.picture(url, most).await,
            Held::Chrome(page) => page.picture(url, most).await,
        }
    }

    async fn checkpoint(&mut self) -> Result<SecretString, PageError> {
        match &mut self.held {
            Held::Http(page) => page.checkpoint().await,
            Held::Chrome(page) => page.checkpoint().await,
        }
    }
}
