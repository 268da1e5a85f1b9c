//! Reading a page, and those that follow it.

use serde_json::Value;

use super::{Extracted, Outcome, WorkflowRun, keeper::Keeper};
use crate::{
    domain::job::{
        failure::{Failure, Reason},
        schema,
        step::Extract,
    },
    engine::page::Page,
    page::{
        Submission, Target,
        record::{PageRecords, RecordList, read_page},
    },
};

/// How often a page that still says what the page before it said is looked at again: its script may be about to change
/// it.
const MOST_LOOKS: usize = 5;

impl<K: Keeper> WorkflowRun<K> {
    pub(super) async fn extract(&mut self, extract: &Extract) -> Result<Outcome, Failure> {
        let mut list = RecordList::default();
        let mut page = self.first_page(extract).await?;
        loop {
            let next = page.next.take();
            list.add(page)?;
            let Some(next) = next else { break };
            self.press(next).await?;
            page = self.next_page(extract, &list).await?;
        }
        let (count, pages) = (list.len(), list.count);
        let content = list.finish(extract)?;
        let length = count.saturating_mul(extract.fields.len());
        self.page.reader().read(length, || schema::hold(extract, &content)).await?;
        if self.needed.contains(&extract.name) {
            let records = content.as_array().into_iter().flatten().filter_map(Value::as_object).cloned().collect();
            self.records.insert(extract.name.clone(), records);
        }
        Ok(Outcome::Extracted(Extracted { name: extract.name.clone(), content, count, pages }))
    }

    /// What is to be taken off the page; where scripts run, if it is not there without them.
    async fn first_page(&mut self, extract: &Extract) -> Result<PageRecords, Failure> {
        let found = self.read(extract, 1).await;
        let is_there = match &found {
            Ok(page) => !page.records.is_empty(),
            Err(failure) => failure.reason != Reason::FieldMissing,
        };
        if is_there || !self.page.can_switch_to_browser() {
            return found;
        }
        self.page.switch_to_browser().await?;
        self.read(extract, 1).await
    }

    async fn next_page(&mut self, extract: &Extract, list: &RecordList) -> Result<PageRecords, Failure> {
        for _ in 1..MOST_LOOKS {
            let page = self.read(extract, list.count + 1).await;
            let is_new = page.as_ref().is_ok_and(|page| !page.records.is_empty() && !list.knows(page));
            if is_new || !self.page.wait_for_change().await? {
                return page;
            }
        }
        self.read(extract, list.count + 1).await
    }

    async fn read(&mut self, extract: &Extract, number: usize) -> Result<PageRecords, Failure> {
        let seen = self.page.look().await?;
        if seen.status >= 400 {
            return Err(Failure::new(Reason::SourceUnavailable, format!("the source answered {}", seen.status)));
        }
        self.page.reader().read(seen.html.len(), || read_page(extract, &seen, number)).await
    }

    /// Presses a link or button of the page.
    pub(super) async fn press(&mut self, target: Target) -> Result<(), Failure> {
        self.page.submit(Submission { press: Some(target), ..Submission::default() }).await?;
        self.opened += 1;
        Ok(())
    }
}
