//! Whether a page is as a definition says: `when`, and `expect`.

use super::{Outcome, WorkflowRun, keeper::Keeper};
use crate::{
    domain::{
        job::{
            failure::{Failure, Reason},
            step::Expect,
        },
        source::recipe::Mark,
    },
    engine::page::Page,
    page::dom::Document,
};

impl<K: Keeper> WorkflowRun<K> {
    pub(super) async fn expect(&mut self, expect: &Expect) -> Result<Outcome, Failure> {
        if self.holds(&expect.page).await? {
            return Ok(Outcome::Done);
        }
        if self.page.can_switch_to_browser() {
            self.page.switch_to_browser().await?;
            if self.holds(&expect.page).await? {
                return Ok(Outcome::Done);
            }
        }
        Err(Failure::new(Reason::ExpectationFailed, expect.message.clone()))
    }

    /// Whether the page is like this now.
    pub(super) async fn holds(&mut self, mark: &Mark) -> Result<bool, Failure> {
        self.reads(|document| document.holds(mark)).await
    }

    /// What is made of the page as it is now.
    pub(super) async fn reads<T: Send>(&mut self, read: impl FnOnce(&Document) -> T + Send) -> Result<T, Failure> {
        let seen = self.page.look().await?;
        let read = |document: &Document| {
            let found = read(document);
            if document.is_exhausted() { None } else { Some(found) }
        };
        let found = self.page.reader().read(seen.html.len(), || seen.read(read)).await;
        found.ok_or_else(|| Failure::new(Reason::PageTooLarge, "the page is too much to read"))
    }
}
