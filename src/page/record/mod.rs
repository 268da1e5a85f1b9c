//! Reading a page into typed records.

mod list;
#[cfg(test)]
mod tests;

pub use list::RecordList;

use scraper::ElementRef;
use serde_json::{Map, Value};

use super::{Seen, Target, dom::Document};
use crate::domain::{
    job::{
        failure::{Failure, Reason},
        record::{Context, Field, FieldType, Locale, Unreadable, count, read},
        step::Extract,
    },
    source::{recipe::Css, source_text::clean},
};

/// The longest words of a field, in characters.
const LONGEST: usize = 20_000;
/// How much of the words a failure quotes, in characters.
const QUOTED: usize = 80;

/// What was read of one row, or of the page.
pub type Record = Map<String, Value>;

/// What one page has for an `extract`.
#[derive(Debug)]
pub struct PageRecords {
    pub records: Vec<Record>,
    /// What tells each record from others, where the fields say so.
    pub keys: Vec<String>,
    /// What leads to the next page.
    pub next: Option<Target>,
    /// How many records the page itself says there are on all pages.
    pub total: Option<u64>,
}

/// Reads a page, the `number`th (from 1) of the same list.
pub fn read_page(extract: &Extract, seen: &Seen, number: usize) -> Result<PageRecords, Failure> {
    seen.read(|document| {
        let found = Reading { extract, document, number }.page();
        if document.is_exhausted() {
            return Err(Failure::new(Reason::PageTooLarge, "the page is too much to read"));
        }
        found
    })
}

struct Reading<'a> {
    extract: &'a Extract,
    document: &'a Document,
    number: usize,
}

impl<'a> Reading<'a> {
    fn page(&self) -> Result<PageRecords, Failure> {
        let mut page = PageRecords { records: Vec::new(), keys: Vec::new(), next: None, total: None };
        let rows: Vec<Option<ElementRef<'a>>> = match &self.extract.rows {
            Some(rows) => self.document.all(rows).into_iter().map(Some).collect(),
            None => vec![None],
        };
        for (row, number) in rows.into_iter().zip(1..) {
            let record = self.record(row, number)?;
            let keys = self.extract.fields.iter().filter(|(_, field)| field.key);
            let keys: Vec<&Value> = keys.filter_map(|(name, _)| record.get(name)).collect();
            if !keys.is_empty() {
                page.keys.push(keys.into_iter().cloned().collect::<Value>().to_string());
            }
            page.records.push(record);
        }
        page.next = self.extract.next.as_ref().and_then(|css| self.next(css));
        page.total = self.extract.total.as_ref().map(|css| self.total(css)).transpose()?;
        Ok(page)
    }

    fn record(&self, row: Option<ElementRef<'a>>, number: usize) -> Result<Record, Failure> {
        let (mut record, mut raw) = (Record::new(), Map::new());
        let base = self.document.url();
        let locale = self.locale(row);
        for (name, field) in &self.extract.fields {
            let Some(words) = self.words(field, row) else {
                if self.extract.requires(name, field, row.is_some()) {
                    return Err(self.missing(name, row.map(|_| number)));
                }
                record.insert(name.clone(), Value::Null);
                continue;
            };
            if words.chars().count() >= LONGEST {
                let message = format!("{} has more than {LONGEST} characters", self.place(name, row.map(|_| number)));
                return Err(Failure::new(Reason::PageTooLarge, message));
            }
            let value = read(field, &words, &Context { locale: &locale, base })
                .map_err(|unreadable| self.unreadable(name, row.map(|_| number), &words, unreadable))?;
            record.insert(name.clone(), value);
            if field.kind != FieldType::Text {
                raw.insert(name.clone(), words.into());
            }
        }
        if self.extract.has_raw() {
            record.insert("raw".to_owned(), Value::Object(raw));
        }
        Ok(record)
    }

    /// The words of a field; none where it is not there, or says nothing.
    fn words(&self, field: &Field, row: Option<ElementRef<'a>>) -> Option<String> {
        let attribute = match (&field.attribute, field.kind) {
            (Some(attribute), _) => Some(attribute.as_str()),
            (None, FieldType::Url | FieldType::File) => Some("href"),
            (None, _) => None,
        };
        let element = match (row, &field.at) {
            (Some(row), Some(css)) => *self.document.all_in(row, css).first()?,
            (Some(row), None) => row,
            // All that a selector of a page finds is one text, as it always was.
            (None, Some(css)) if field.kind == FieldType::Text && attribute.is_none() => {
                return self.document.words(css, LONGEST);
            }
            (None, css) => *self.document.all(css.as_ref()?).first()?,
        };
        let Some(attribute) = attribute else { return self.document.text(element, LONGEST) };
        let said = element.attr(attribute);
        match field.kind {
            // An attribute such as `checked` says yes by being there.
            FieldType::Boolean if said.is_none_or(|said| said.is_empty() || said == attribute) => {
                Some(said.is_some().to_string())
            }
            _ => clean(said?, LONGEST),
        }
    }

    /// The link or button to the next page, unless it is switched off.
    fn next(&self, css: &Css) -> Option<Target> {
        let element = *self.document.all(css).first()?;
        let is_off = element.attr("disabled").is_some()
            || element.attr("aria-disabled") == Some("true")
            || element.value().classes().any(|class| class == "disabled");
        (!is_off).then(|| Target::first(&css.0))
    }

    /// The language of a row, or of the page.
    fn locale(&self, row: Option<ElementRef<'a>>) -> Locale {
        Locale::of(self.document.lang_of(row.unwrap_or_else(|| self.document.root())).as_deref())
    }

    fn total(&self, css: &Css) -> Result<u64, Failure> {
        let words = self.document.words(css, LONGEST).ok_or_else(|| self.missing("total", None))?;
        let locale = self.locale(self.document.all(css).first().copied());
        count(&words, &locale).map_err(|unreadable| self.unreadable("total", None, &words, unreadable))
    }

    fn place(&self, name: &str, row: Option<usize>) -> String {
        match (row, self.number) {
            (None, _) => format!("{name:?}"),
            (Some(row), 1) => format!("row {row}, {name:?}"),
            (Some(row), page) => format!("page {page}, row {row}, {name:?}"),
        }
    }

    fn missing(&self, name: &str, row: Option<usize>) -> Failure {
        let message = match row {
            Some(_) => format!("{} is not there", self.place(name, row)),
            None => format!("nothing on the page is {name:?}"),
        };
        Failure::new(Reason::FieldMissing, message)
    }

    fn unreadable(&self, name: &str, row: Option<usize>, words: &str, unreadable: Unreadable) -> Failure {
        let (reason, why) = match unreadable {
            Unreadable::Wrong(why) => (Reason::Unreadable, why),
            Unreadable::Ambiguous(why) => (Reason::Ambiguous, why),
        };
        let quoted = clean(words, QUOTED).unwrap_or_default();
        let kind: &str = self.extract.fields.get(name).map_or("count", |field| field.kind.into());
        Failure::new(
            reason,
            format!("{}: \u{201c}{quoted}\u{201d} cannot be read as {kind}: {why}", self.place(name, row)),
        )
    }
}
