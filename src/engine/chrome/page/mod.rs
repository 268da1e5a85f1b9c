//! A page of a source in a browser: opening it, waiting for it, acting on it and writing it down.

mod actions;
mod checkpoint;
mod download;
mod frames;
pub mod open;
mod print;
mod settle;

use secrecy::SecretString;
use tokio::time::Instant;
use url::Url;

use self::{checkpoint::Checkpoint, open::ChromePage, settle::LATE};
use crate::{
    domain::job::step::PrintFormat,
    engine::{
        arrival::Arrival,
        error::PageError,
        file::{FileRequest, Given, Printed},
        page::Page,
        reading::Reader,
    },
    page::{Seen, Submission},
};

impl ChromePage {
    /// The page as a file of at most `most` bytes.
    pub async fn print(&mut self, format: PrintFormat, most: usize) -> Result<Printed, PageError> {
        let deadline = self.deadline();
        self.until(deadline, false, async |page| page.printed(format, most).await).await
    }
}

impl Page for ChromePage {
    async fn go_as(&mut self, url: &Url, arrival: Arrival) -> Result<(), PageError> {
        let deadline = self.deadline();
        self.until(deadline, true, async |page| page.navigate(url, arrival).await).await
    }

    async fn look(&mut self) -> Result<Seen, PageError> {
        let deadline = self.deadline();
        self.until(deadline, false, async |page| page.snapshot().await).await
    }

    async fn submit(&mut self, submission: Submission) -> Result<(), PageError> {
        self.act(submission).await
    }

    async fn download(&mut self, asked: FileRequest) -> Result<Given, PageError> {
        self.take_file(asked).await
    }

    /// A page that polls the source by itself is left alone: loading it again would lose the state of its scripts.
    async fn refresh(&mut self) -> Result<(), PageError> {
        let deadline = self.deadline();
        let looked_at = self.looked_at;
        self.until(deadline, true, async |page| {
            page.settle().await?;
            let (requests, url) = page.tab()?.state(|state| (state.requests, state.url()));
            if requests > looked_at { Ok(()) } else { page.navigate(&url, Arrival::Led).await }
        })
        .await
    }

    fn reader(&self) -> &Reader {
        &self.limits.reader
    }

    fn arrival(&self) -> Arrival {
        self.tab().map(|tab| tab.state(|state| state.arrival)).unwrap_or_default()
    }

    fn begin_step(&mut self) {
        self.set_deadline(Some(Instant::now() + self.limits.total));
    }

    fn end_step(&mut self) {
        self.set_deadline(None);
    }

    async fn wait_for_change(&mut self) -> Result<bool, PageError> {
        let deadline = self.deadline();
        self.until(deadline, true, async |page| {
            let before = page.activity().await?;
            let has_changed = page.await_change(before, LATE).await?;
            if has_changed {
                page.settle().await?;
            }
            Ok(has_changed)
        })
        .await
    }

    fn is_answered(&self) -> bool {
        self.tab().is_ok_and(|tab| tab.state(|state| state.loader != self.submitted))
    }

    async fn picture(&mut self, url: &Url, most: usize) -> Result<Vec<u8>, PageError> {
        let deadline = self.deadline();
        self.until(deadline, false, async |page| page.shown(url, most).await).await
    }

    async fn checkpoint(&mut self) -> Result<SecretString, PageError> {
        let deadline = self.deadline();
        self.until(deadline, false, async |page| Ok(Checkpoint::of(page).await?.write())).await
    }
}
