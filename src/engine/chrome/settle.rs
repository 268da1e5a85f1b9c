//! Waiting until a page has come to rest: what it asked for is there, and nothing changes any more.

use std::time::Duration;

use serde_json::json;
use tokio::time::{Instant, sleep};

use super::ChromePage;
use crate::engine::PageError;

/// How often a page is looked after.
pub(super) const TICK: Duration = Duration::from_millis(25);
/// For how long nothing is asked for and nothing changes on a page at rest.
const QUIET: Duration = Duration::from_millis(200);
/// As [`QUIET`], for a page that was just opened and has a field to type into: it shows what it is there for.
const BRIEF: Duration = Duration::from_millis(60);
/// How long a page may change without a pause, as a clock or an animation does.
const RESTLESS: Duration = Duration::from_millis(1500);
/// How long a page may ask for something all the time, as one does that looks for news; what it sends, and the scripts that make
/// it, are waited for.
pub(super) const BUSY: Duration = Duration::from_secs(6);
/// How long a page may take to do anything at all about what was done to it.
pub(super) const SLOW: Duration = Duration::from_millis(1500);

/// What a page had done when something was done to it.
#[derive(Clone, Copy)]
pub(super) struct Before {
    requests: usize,
    changes: usize,
    windows: usize,
}

impl ChromePage {
    /// What the page has done so far.
    pub(super) async fn before(&mut self) -> Result<Before, PageError> {
        self.follow_windows().await?;
        let tab = self.tab()?;
        let changes = self.ask(tab, "changes", json!([])).await?;
        let requests = tab.heard(|heard| heard.requests);
        Ok(Before { requests, changes, windows: self.tabs.len() })
    }

    /// Waits until the page does something about what was done to it, if it is going to.
    pub(super) async fn stir(&mut self, before: Before) -> Result<(), PageError> {
        let end = Instant::now() + SLOW;
        while Instant::now() < end {
            sleep(TICK).await;
            self.follow_windows().await?;
            let tab = self.tab()?;
            let heard = tab.heard(|heard| (heard.requests, heard.is_ready));
            if heard != (before.requests, true) || self.tabs.len() != before.windows {
                return Ok(());
            }
            // A document that has gone away meanwhile is a change as well.
            if tab.ask("changes", json!([])).await.ok() != Some(before.changes) {
                return Ok(());
            }
        }
        Ok(())
    }

    /// Waits a moment for what typing has set off.
    pub(super) async fn pause(&mut self) -> Result<(), PageError> {
        let end = Instant::now() + SLOW;
        sleep(TICK * 2).await;
        while Instant::now() < end && !self.tab()?.heard(|heard| heard.is_quiet(TICK * 3)) {
            self.tab()?.is_alive()?;
            sleep(TICK).await;
        }
        Ok(())
    }

    /// Waits until the page is at rest after something was done to it.
    pub(super) async fn settle(&mut self) -> Result<(), PageError> {
        self.rest(false).await
    }

    /// Waits until a page that was opened is at rest.
    pub(super) async fn arrive(&mut self) -> Result<(), PageError> {
        self.rest(true).await
    }

    /// The caller bounds the time for pages that never are complete.
    async fn rest(&mut self, is_opened: bool) -> Result<(), PageError> {
        let end = Instant::now() + BUSY;
        let most = json!([millis(if is_opened { BRIEF } else { QUIET }), millis(QUIET), millis(RESTLESS)]);
        loop {
            self.follow_windows().await?;
            let tab = self.tab()?;
            if Instant::now() > end && tab.heard(|heard| heard.is_ready && !heard.is_owed()) {
                return self.is_arrived();
            }
            if tab.heard(|heard| heard.is_quiet(Duration::ZERO)) {
                let asked = tab.heard(|heard| heard.requests);
                // The document may go away meanwhile; then it is not at rest.
                if let Ok(quiet) = tab.ask("rest", most.clone()).await.map(Duration::from_millis) {
                    sleep(quiet.saturating_sub(tab.heard(|heard| heard.active.elapsed()))).await;
                    if tab.heard(|heard| heard.requests == asked && heard.is_quiet(quiet)) {
                        return self.is_arrived();
                    }
                }
            }
            tab.is_alive()?;
            sleep(TICK).await;
        }
    }
}

fn millis(time: Duration) -> u64 {
    time.as_millis().try_into().unwrap_or(u64::MAX)
}
