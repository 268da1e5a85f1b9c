//! A page that whichever engine holds, and that moves from plain HTTP into a browser where a script is needed.

use secrecy::SecretString;
use url::Url;

use super::{
    Page, PageError,
    chrome::{Browsers, ChromePage},
    guard::Guard,
    http::{HttpPage, Limits},
};
use crate::domain::{
    dom::{Document, words},
    page::{Seen, Submission},
    recipe::Css,
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

    /// Whether the browser it lives in, or its tab, is gone.
    pub fn has_died(&self) -> bool {
        match &self.held {
            Held::Http(_) => false,
            Held::Chrome(page) => page.has_died(),
        }
    }

    /// Goes on in a browser where the page is nothing without its script.
    async fn move_on(&mut self) -> Result<(), PageError> {
        if matches!(self.held, Held::Http(_)) && needs_script(&self.look().await?) {
            self.run_scripts().await?;
        }
        Ok(())
    }
}

impl Page for AnyPage {
    async fn go(&mut self, url: &Url) -> Result<(), PageError> {
        match &mut self.held {
            Held::Http(page) => page.go(url).await?,
            Held::Chrome(page) => return page.go(url).await,
        }
        self.move_on().await
    }

    async fn look(&mut self) -> Result<Seen, PageError> {
        match &mut self.held {
            Held::Http(page) => page.look().await,
            Held::Chrome(page) => page.look().await,
        }
    }

    async fn submit(&mut self, submission: Submission) -> Result<(), PageError> {
        match &mut self.held {
            Held::Http(page) => page.submit(submission).await?,
            Held::Chrome(page) => return page.submit(submission).await,
        }
        self.move_on().await.map_err(PageError::after_sending)
    }

    async fn again(&mut self) -> Result<(), PageError> {
        match &mut self.held {
            Held::Http(page) => page.again().await,
            Held::Chrome(page) => page.again().await,
        }
    }

    /// With the session's cookies.
    async fn run_scripts(&mut self) -> Result<bool, PageError> {
        let Held::Http(page) = &mut self.held else { return Ok(false) };
        if self.means.engine != Engine::Auto {
            return Ok(false);
        }
        let url = page.look().await?.url;
        let cookies = page.cookies();
        let (guard, limits) = (self.means.guard.clone(), self.means.limits.clone());
        let mut page = ChromePage::open(&self.means.browsers, guard, limits).await?;
        page.set_cookies(cookies).await?;
        page.go(&url).await?;
        self.held = Held::Chrome(page);
        Ok(true)
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

/// Fewer characters than this say nothing to a person that they would act upon.
const FEW_WORDS: usize = 200;

/// Whether a page has scripts and, without them, neither words nor anything to fill in or press.
fn needs_script(seen: &Seen) -> bool {
    let document = Document::new(&seen.html, &seen.url);
    let has = |css: &str| document.has(&Css(css.to_owned()));
    let is_usable = has("input:not([type=hidden]), select, textarea, button, a[href]");
    let has_words = document
        .all(&Css("body".to_owned()))
        .into_iter()
        .any(|body| words(body, FEW_WORDS).is_some_and(|words| words.chars().count() >= FEW_WORDS));
    seen.status < 400 && has("script, [onload]") && !is_usable && !has_words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn needs_script(html: &str) -> bool {
        let url = "https://shop.example/login".parse().unwrap();
        super::needs_script(&Seen { url, status: 200, html: html.to_owned() })
    }

    #[test]
    fn a_page_that_is_nothing_without_its_script_needs_a_browser() {
        assert!(needs_script("<div id=root></div><script src=/app.js></script>"));
        assert!(needs_script(
            "<noscript><a href=/>Please switch on scripts</a></noscript><p>Loading…</p><script></script>"
        ));
        assert!(needs_script(
            "<body onload='document.forms[0].submit()'><form method=post><input type=hidden name=t></form>"
        ));
    }

    #[test]
    fn a_page_that_can_be_used_or_read_without_its_script_needs_none() {
        assert!(!needs_script("<form><input name=user><script></script></form>"));
        assert!(!needs_script("<script></script><p>Back soon.</p><a href=/>Home</a>"));
        assert!(!needs_script("<p>The shop is closed.</p>"));
        assert!(!needs_script(&format!("<script></script><p>{}</p>", "The shop is closed today. ".repeat(20))));
    }
}
