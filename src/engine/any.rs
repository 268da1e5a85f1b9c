//! A page that whichever engine holds, and that moves from plain HTTP into a browser where a script is needed.

use secrecy::SecretString;
use url::Url;

use super::{
    Page, PageError,
    chrome::{Browsers, ChromePage, NOT_INSTALLED},
    guard::Guard,
    http::{HttpPage, Limits},
};
use crate::domain::{
    page::{Seen, Submission},
    source::Engine,
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
        Ok(Self { held, means })
    }

    /// The page and the session that a checkpoint describes, in the engine that wrote it.
    pub async fn restore(means: Means, checkpoint: &SecretString) -> Result<Self, PageError> {
        let (guard, limits) = (means.guard.clone(), means.limits.clone());
        let held = if ChromePage::wrote(checkpoint) {
            Held::Chrome(ChromePage::restore(&means.browsers, guard, limits, checkpoint).await?)
        } else {
            Held::Http(HttpPage::restore(guard, limits, checkpoint)?)
        };
        Ok(Self { held, means })
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
        let (guard, limits) = (self.means.guard.clone(), self.means.limits.clone());
        let mut page = ChromePage::open(&self.means.browsers, guard, limits).await?;
        page.set_cookies(cookies).await?;
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
