//! Waiting for a page to change.

use std::time::Duration;

use tokio::time::{Instant, sleep};

use super::{Outcome, WorkflowRun, keeper::Keeper};
use crate::{
    domain::job::{
        failure::{Failure, Reason},
        step::WaitFor,
    },
    engine::page::Page,
};

/// The time between two looks at a page that only the source can change.
const PAUSE: Duration = Duration::from_secs(1);

impl<K: Keeper> WorkflowRun<K> {
    /// In a browser the page changes by itself; otherwise it is asked for again.
    pub(super) async fn wait_for(&mut self, wait: &WaitFor, timeout: Option<u16>) -> Result<Outcome, Failure> {
        let time = timeout.unwrap_or(WaitFor::USUAL_TIME);
        let end = Instant::now() + Duration::from_secs(time.into());
        match self.wait_until(wait, end).await {
            // A page that was asked for again shortly before the end may take longer than is left.
            Err(failure) if failure.reason == Reason::TimedOut => {
                let what = if wait.gone { "was still there" } else { "did not appear" };
                Err(Failure::new(Reason::TimedOut, format!("{} {what} in {time} seconds", wait.at.0)))
            }
            outcome => outcome,
        }
    }

    async fn wait_until(&mut self, wait: &WaitFor, end: Instant) -> Result<Outcome, Failure> {
        while self.reads(|document| document.has(&wait.at) == wait.gone).await? {
            if Instant::now() >= end {
                return Err(Failure::new(Reason::TimedOut, "the time is up"));
            }
            if self.page.can_switch_to_browser() {
                self.page.switch_to_browser().await?;
            } else if self.page.is_alive() {
                self.page.wait_for_change().await?;
            } else {
                sleep(PAUSE.min(end.saturating_duration_since(Instant::now()))).await;
                self.page.refresh().await?;
            }
        }
        Ok(Outcome::Done)
    }
}
