//! Taking a file, whatever makes the browser download it: a link, a form, a script.

use std::time::Duration;

use serde_json::json;
use tokio::time::{Instant, timeout};
use url::Url;

use super::open::{ChromePage, TICK};
use crate::{
    engine::{
        chrome::{
            contexts::downloads::Downloads,
            devtools::DevtoolsError,
            process::downloads::{Change, Download},
        },
        error::PageError,
        file::{FileHead, FileRequest, Given, IncomingFile, Way, asks_for_password},
        media_type,
    },
    net::error::NetError,
};

/// How long a page may take until a file begins to come: one that is made by a script or waited for.
const BEGINS: Duration = Duration::from_mins(1);
/// How often a page that gives no file is looked at.
const LOOK: Duration = Duration::from_millis(500);
/// For how long after a file another one may begin that came of the same action.
const ANOTHER: Duration = Duration::from_millis(150);

/// A download that has begun.
struct Begun {
    id: String,
    url: String,
    name: String,
    /// As the page says, of what it made itself.
    media_type: Option<String>,
}

impl ChromePage {
    /// Asks for a file, and waits until the browser has all of it.
    pub(super) async fn take_file(&mut self, asked: FileRequest) -> Result<Given, PageError> {
        let deadline = self.step_end();
        let mut downloads = self.context.allow_downloads().await?;
        self.tab()?.take_files().await?;
        let windows = self.tabs.len();
        let given = self.ask_for_file(asked, &mut downloads, deadline).await;
        if matches!(given, Ok(Given::File(_))) {
            // A window in which a file was opened has nothing to show.
            self.follow_windows().await?;
            for opened in self.tabs.drain(windows.min(self.tabs.len())..) {
                opened.close().await;
            }
        }
        // A tab that is gone needs nothing.
        if let Ok(tab) = self.tab() {
            tab.serve_nothing().await?;
        }
        given
    }

    async fn ask_for_file(
        &mut self,
        FileRequest { way, most }: FileRequest,
        downloads: &mut Downloads,
        deadline: Instant,
    ) -> Result<Given, PageError> {
        let loader = self.tab()?.state(|state| state.loader.clone());
        match way {
            Way::Press(submission) => self.act(submission).await?,
            Way::Open(url) => {
                self.guard.check(&url).await?;
                // A file is no page to arrive at: what comes of it is told by the download.
                self.tab()?.call("Page.navigate", json!({"url": url.as_str()})).await?;
            }
        }
        let waiting = self.until(deadline, true, async |page| page.await_file(downloads, &loader, most).await).await?;
        let begun = match waiting {
            Waited::Begun(begun) => begun,
            Waited::Given(given) => return Ok(*given),
        };
        let broken = |source| PageError::Setup { source };
        let file = downloads.open(&begun.id).map_err(broken)?;
        let size = file.metadata().map_err(broken)?.len();
        let known = self.tab().ok().and_then(|tab| tab.state(|state| state.media_types.get(&begun.url).cloned()));
        let media_type = known.or(begun.media_type).unwrap_or_else(|| media_type::of(&begun.url, &begun.name));
        let head = FileHead { name: begun.name, media_type, size: Some(size) };
        Ok(Given::File(IncomingFile::on_disk(head, tokio::fs::File::from_std(file), deadline)))
    }

    async fn await_file(&mut self, downloads: &mut Downloads, loader: &str, most: u64) -> Result<Waited, PageError> {
        let end = Instant::now() + BEGINS;
        let mut begun: Vec<Begun> = Vec::new();
        loop {
            let Ok(download) = timeout(LOOK, downloads.next()).await else {
                if downloads.count() == 0 && (Instant::now() >= end || self.leads_to_no_file(loader).await?) {
                    return Ok(Waited::Given(Box::new(Given::Page(self.snapshot().await?))));
                }
                continue;
            };
            let Download { id, change } = download?;
            match change {
                Change::Begun { url, name } => {
                    let media_type = self.made_type(&url).await;
                    begun.push(Begun { id, url, name, media_type });
                }
                Change::Received(_) | Change::Done(_) if !downloads.has(&id) => {}
                Change::Received(bytes) | Change::Done(bytes) if bytes > most => {
                    return Ok(Waited::Given(Box::new(Given::TooLarge)));
                }
                Change::Done(_) => {
                    let is_one = self.is_the_only_one(downloads).await?;
                    let found = begun.into_iter().find(|begun| begun.id == id);
                    let lost = || DevtoolsError::Refused { method: "download", message: "no beginning".to_owned() };
                    let found = found.ok_or_else(lost)?;
                    return Ok(if is_one { Waited::Begun(found) } else { Waited::Given(Box::new(Given::Several)) });
                }
                Change::Ended if downloads.has(&id) => return Err(interrupted()),
                Change::Received(_) | Change::Ended => {}
            }
        }
    }

    /// Whether no other file begins to come behind the first.
    async fn is_the_only_one(&self, downloads: &mut Downloads) -> Result<bool, PageError> {
        let end = Instant::now() + ANOTHER;
        while downloads.count() < 2 {
            let left = end.saturating_duration_since(Instant::now());
            let Ok(download) = timeout(left, downloads.next()).await else { return Ok(true) };
            let id = download?.id;
            // The file is there a moment after its beginning was told.
            tokio::time::sleep(TICK).await;
            downloads.has(&id);
        }
        Ok(false)
    }

    /// Whether the page has become one that gives no file: an error, or the way to sign in.
    async fn leads_to_no_file(&mut self, loader: &str) -> Result<bool, PageError> {
        self.follow_windows().await?;
        self.is_arrived()?;
        let (is_new, is_quiet, status) =
            self.tab()?.state(|state| (state.loader != loader, state.is_quiet(LOOK), state.status));
        if !is_new || !is_quiet {
            return Ok(false);
        }
        let seen = self.snapshot().await?;
        Ok(status >= 400 || self.limits.reader.read(seen.html.len(), || asks_for_password(&seen)).await)
    }

    /// The media type of what a script of the page made, as long as the page still has it.
    async fn made_type(&self, url: &str) -> Option<String> {
        let origin = Url::parse(url.strip_prefix("blob:")?).ok()?.origin();
        let tab = self.tab().ok()?;
        if tab.state(|state| state.url()).origin() != origin {
            return None;
        }
        let media_type: String = tab.evaluate("blobType", json!([url])).await.ok()?;
        Some(media_type).filter(|media_type| !media_type.is_empty())
    }
}

/// What waiting for a file led to.
enum Waited {
    /// All of this one is there.
    Begun(Begun),
    /// Something else than a file.
    Given(Box<Given>),
}

fn interrupted() -> PageError {
    let source = std::io::Error::other("the download broke");
    NetError::Broken { host: String::new(), source }.into()
}
