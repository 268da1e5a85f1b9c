//! Reading a page.

use serde_json::{Map, Value};

use super::{Extracted, Outcome, WorkflowRun};
use crate::{
    domain::{
        job::{
            failure::{Failure, Reason},
            step::Extract,
        },
        source::source_text::MESSAGE,
    },
    engine::page::Page,
    page::{Seen, dom::Document},
};

/// The most rows that one step extracts.
const MOST_ROWS: usize = 10_000;

impl WorkflowRun {
    pub(super) async fn extract(&mut self, extract: &Extract) -> Result<Outcome, Failure> {
        let content = self.extracted(extract).await?;
        Ok(Outcome::Extracted(Extracted { name: extract.name.clone(), content }))
    }

    /// What is to be taken off the page; where scripts run, if it is not there without them.
    async fn extracted(&mut self, extract: &Extract) -> Result<Value, Failure> {
        let seen = self.page.look().await?;
        let found = self.page.reader().read(seen.html.len(), || read(extract, &seen)).await;
        if found.is_ok() || !self.page.can_switch_to_browser() {
            return found;
        }
        self.page.switch_to_browser().await?;
        let seen = self.page.look().await?;
        self.page.reader().read(seen.html.len(), || read(extract, &seen)).await
    }
}

/// One object, or one for each row; a field that is found nowhere means that the page is not what it was.
fn read(extract: &Extract, seen: &Seen) -> Result<Value, Failure> {
    let document = Document::new(&seen.html, &seen.url);
    let missing = |what: String| Failure::new(Reason::SourceChanged, what);
    let Some(rows) = &extract.rows else {
        let mut object = Map::new();
        for (name, css) in &extract.fields {
            let found = document.words(css, MESSAGE);
            let found = found.ok_or_else(|| missing(format!("nothing on the page is {name:?}")))?;
            object.insert(name.clone(), Value::String(found));
        }
        return Ok(Value::Object(object));
    };
    let mut list = Vec::new();
    for row in document.all(rows).into_iter().take(MOST_ROWS) {
        let mut object = Map::new();
        for (name, css) in &extract.fields {
            let found = document.all_in(row, css).first().and_then(|element| document.text(*element, MESSAGE));
            object.insert(name.clone(), found.map_or(Value::Null, Value::String));
        }
        list.push(Value::Object(object));
    }
    if document.is_exhausted() {
        return Err(Failure::new(Reason::PageTooLarge, "the page is too much to read"));
    }
    if list.is_empty() { Err(missing("nothing on the page is a row".to_owned())) } else { Ok(Value::Array(list)) }
}
