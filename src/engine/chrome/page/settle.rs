//! Waiting until a page has come to rest: what it asked for is there, and nothing changes any more.

use std::time::Duration;

use serde_json::json;
use tokio::time::{Instant, sleep};

use super::open::{ChromePage, TICK};
use crate::engine::error::PageError;

/// For how long nothing is asked for and nothing changes on a page at rest.
const QUIET: Duration = Duration::from_millis(200);
/// As [`QUIET`], for a page that was just opened and has a field to type into: it shows what it is there for.
const BRIEF: Duration = Duration::from_millis(60);
/// How long a page may change without a pause, as a clock or an animation does.
const RESTLESS: Duration = Duration::from_millis(1500);
/// How long a page may make requests all the time, as one that polls does; what it sends, and the scripts that make it, are
/// waited for.
pub(super) const BUSY: Duration = Duration::from_secs(6);
/// How long a page may take to react to an action at all.
pub(super) const SLOW: Duration = Duration::from_millis(1500);

/// How long a page that fits nothing, or seems to ask for the same again, may take to go on by itself: redirects by a
/// script's timer were met that took three seconds.
pub(super) const LATE: Duration = Duration::from_secs(4);

/// The activity of a page so far, to tell later whether it reacted.
#[derive(Clone, Copy)]
pub(super) struct Activity {
    requests: usize,
    changes: usize,
    windows: usize,
}

impl ChromePage {
    /// The activity of the page so far.
    pub(super) async fn activity(&mut self) -> Result<Activity, PageError> {
        self.follow_windows().await?;
        let tab = self.tab()?;
        let changes = self.evaluate(tab, "changes", json!([])).await?;
        let requests = tab.state(|state| state.requests);
        Ok(Activity { requests, changes, windows: self.tabs.len() })
    }

    /// Waits until the page reacts to an action, if it does within [`SLOW`].
    pub(super) async fn await_reaction(&mut self, before: Activity) -> Result<(), PageError> {
        self.await_change(before, SLOW).await.map(drop)
    }

    /// Waits for a while until the page does anything; whether it has.
    pub(super) async fn await_change(&mut self, before: Activity, most: Duration) -> Result<bool, PageError> {
        let end = Instant::now() + most;
        while Instant::now() < end {
            sleep(TICK).await;
            self.follow_windows().await?;
            let tab = self.tab()?;
            let now = tab.state(|state| (state.requests, state.is_ready));
            if now != (before.requests, true) || self.tabs.len() != before.windows {
                return Ok(true);
            }
            // A document that was replaced meanwhile is a reaction as well.
            if tab.evaluate("changes", json!([])).await.ok() != Some(before.changes) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Waits until the requests that typing has caused are answered, for [`SLOW`] at most.
    pub(super) async fn await_effects(&mut self) -> Result<(), PageError> {
        let end = Instant::now() + SLOW;
        sleep(TICK * 2).await;
        while Instant::now() < end && !self.tab()?.state(|state| state.is_quiet(TICK * 3)) {
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

    /// The caller bounds the time for pages that never finish loading.
    async fn rest(&mut self, is_opened: bool) -> Result<(), PageError> {
        let end = Instant::now() + BUSY;
        let most = json!([millis(if is_opened { BRIEF } else { QUIET }), millis(QUIET), millis(RESTLESS)]);
        loop {
            self.follow_windows().await?;
            let tab = self.tab()?;
            if Instant::now() > end && tab.state(|state| state.is_ready && !state.awaits_response()) {
                return self.is_arrived();
            }
            if tab.state(|state| state.is_quiet(Duration::ZERO)) {
                let requests = tab.state(|state| state.requests);
                // The document may be replaced meanwhile; then it is not at rest.
                if let Ok(quiet) = tab.evaluate("rest", most.clone()).await.map(Duration::from_millis) {
                    sleep(quiet.saturating_sub(tab.state(|state| state.active.elapsed()))).await;
                    if tab.state(|state| state.requests == requests && state.is_quiet(quiet)) {
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
