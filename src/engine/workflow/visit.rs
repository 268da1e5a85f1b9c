//! Opening a page.

use url::Url;

use super::{Outcome, WorkflowRun, keeper::Keeper};
use crate::{
    domain::job::{
        failure::{Failure, Reason},
        step::Visit,
    },
    engine::{error::PageError, page::Page},
    page::{Seen, recognise},
};

impl<K: Keeper> WorkflowRun<K> {
    pub(super) async fn visit(&mut self, visit: &Visit) -> Result<Outcome, Failure> {
        if let Some(engine) = visit.engine {
            self.page.switch_engine(engine).await?;
        }
        let url = self.address(&visit.url)?;
        self.open(&url).await
    }

    /// The address that a step names.
    pub(super) fn address(&self, url: &str) -> Result<Url, Failure> {
        self.base.join(url).map_err(|error| Failure::new(Reason::SourceChanged, format!("{url}: {error}")))
    }

    /// Opens a page; one that the source has not, or does not give, is a failure.
    pub(super) async fn open(&mut self, url: &Url) -> Result<Outcome, Failure> {
        let seen = self.go(url).await?;
        match seen.status {
            ..400 => Ok(Outcome::Done),
            404 | 410 => Err(Failure::new(Reason::SourceChanged, format!("the source answered {}", seen.status))),
            status => Err(Failure::new(Reason::SourceUnavailable, format!("the source answered {status}"))),
        }
    }

    /// What a page shows; where scripts run, if it is nothing without them.
    async fn go(&mut self, url: &Url) -> Result<Seen, PageError> {
        self.page.go(url).await?;
        self.opened += 1;
        let seen = self.page.look().await?;
        if !self.page.can_switch_to_browser()
            || !self.page.reader().read(seen.html.len(), || recognise::needs_script_inside(&seen)).await
        {
            return Ok(seen);
        }
        self.page.switch_to_browser().await?;
        self.page.look().await
    }
}
