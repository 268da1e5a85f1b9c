//! Reading a page, and those that follow it.

use serde_json::{Value, json};

use super::{Extracted, Outcome, WorkflowRun, keeper::Keeper};
use crate::{
    domain::job::{
        artifact::file_name,
        failure::{Failure, Reason},
        record::FieldType,
        schema::Holder,
        step::{Download, Extract},
    },
    engine::{file::FileHead, page::Page},
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
        let (mut list, holder) = (RecordList::default(), Holder::new(extract)?);
        let mut page = self.first_page(extract).await?;
        loop {
            list.begin(&page)?;
            self.take_files(extract, &mut page, list.len()).await?;
            let (next, records) = (page.next.take(), page.records);
            let length = records.len().saturating_mul(extract.fields.len());
            self.page.reader().read(length, || list.push(records, &holder)).await?;
            let Some(next) = next else { break };
            self.press(next).await?;
            page = self.next_page(extract, &list).await?;
        }
        let (count, pages) = (list.len(), list.count);
        let records = list.finish(extract)?;
        if self.needed.contains(&extract.name) {
            self.records.insert(extract.name.clone(), records.clone());
        }
        let is_list = extract.rows.is_some();
        Ok(Outcome::Extracted(Extracted { name: extract.name.clone(), records, is_list, count, pages }))
    }

    /// Takes the files behind the links of a page's records, the first of which is the list's `before`th.
    async fn take_files(&mut self, extract: &Extract, page: &mut PageRecords, before: usize) -> Result<(), Failure> {
        for ((name, _), field) in extract.fields.iter().filter(|(_, field)| field.kind == FieldType::File).zip(0..) {
            for (record, number) in page.records.iter_mut().zip(before..) {
                let Some(Value::String(url)) = record.get(name) else { continue };
                let download = Download { at: None, url: Some(url.clone()) };
                self.place.item = Some((u32::try_from(number).unwrap_or(u32::MAX), field));
                let taken = self.take(&download).await;
                self.place.item = None;
                let (FileHead { name: file, media_type, size }, sha256) = taken.map_err(|failure| {
                    Failure::new(failure.reason, format!("record {number}, {name:?}: {}", failure.message))
                })?;
                let told = json!({"name": file_name(&file), "media_type": media_type, "size": size, "sha256": sha256});
                record.insert(name.clone(), told);
            }
        }
        Ok(())
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
