//! The records of a list that goes on over pages, and whether they are all of them, once.

use std::collections::HashSet;

use serde_json::Value;

use super::{PageRecords, Record};
use crate::domain::job::{
    failure::{Failure, Reason},
    schema::Holder,
    step::Extract,
};

/// The most records of one step.
pub const MOST_RECORDS: usize = 100_000;
/// The most pages of one step.
pub const MOST_PAGES: usize = 2_000;

/// The records of the pages that were read.
#[derive(Debug, Default)]
pub struct RecordList {
    /// As JSON: as maps, a hundred thousand of them would take several times as much memory.
    records: Vec<Box<str>>,
    keys: HashSet<String>,
    /// Without keys: what each page said.
    pages: HashSet<String>,
    /// How many pages were read.
    pub count: usize,
    total: Option<u64>,
}

impl RecordList {
    /// Whether the records of a page were on an earlier page.
    pub fn knows(&self, page: &PageRecords) -> bool {
        if page.keys.is_empty() {
            !page.records.is_empty() && self.pages.contains(&whole(page))
        } else {
            page.keys.iter().all(|key| self.keys.contains(key))
        }
    }

    /// Takes the next page up, if it is a new one; its records are added by [`Self::push`] next.
    pub fn begin(&mut self, page: &PageRecords) -> Result<(), Failure> {
        let number = self.count + 1;
        if self.knows(page) {
            let message = format!("page {number} has the records of an earlier page");
            return Err(Failure::new(Reason::PageRepeated, message));
        }
        if self.records.len() + page.records.len() > MOST_RECORDS {
            return Err(Failure::new(Reason::TooManyRecords, format!("there are more than {MOST_RECORDS} records")));
        }
        if number == MOST_PAGES && page.next.is_some() {
            return Err(Failure::new(Reason::TooManyPages, format!("there are more than {MOST_PAGES} pages")));
        }
        if page.keys.is_empty() {
            self.pages.insert(whole(page));
        }
        for (key, row) in page.keys.iter().zip(1..) {
            if self.keys.contains(key) {
                let message = format!("page {number}, row {row} has the key {key} of an earlier record");
                return Err(Failure::new(Reason::DuplicateRecord, message));
            }
            self.keys.insert(key.clone());
        }
        self.total = self.total.or(page.total);
        self.count = number;
        Ok(())
    }

    /// Adds the records of the page, each held against the schema of the step.
    pub fn push(&mut self, records: Vec<Record>, holder: &Holder) -> Result<(), Failure> {
        for record in records {
            let record = Value::Object(record);
            holder.hold(self.records.len(), &record)?;
            self.records.push(record.to_string().into());
        }
        Ok(())
    }

    /// How many records there are.
    pub const fn len(&self) -> usize {
        self.records.len()
    }

    /// Whether there are none.
    pub const fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// The records, each as JSON; as many as the page counts, and not none unless that is allowed.
    pub fn finish(self, extract: &Extract) -> Result<Vec<Box<str>>, Failure> {
        let count = self.records.len();
        if let Some(total) = self.total.filter(|total| u64::try_from(count) != Ok(*total)) {
            let message = format!("{count} records were read, and the page says that there are {total}");
            return Err(Failure::new(Reason::Incomplete, message));
        }
        if extract.rows.is_some() && count == 0 && !extract.allow_empty {
            return Err(Failure::new(Reason::NoRecords, "nothing on the page is a row"));
        }
        Ok(self.records)
    }
}

fn whole(page: &PageRecords) -> String {
    page.records.iter().cloned().map(Value::Object).collect::<Value>().to_string()
}
