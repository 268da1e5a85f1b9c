//! What an engine sees of a source's page, and what it may be told to do with it.

pub mod checkpoint;
pub mod dom;
pub mod recipe;
pub mod recognise;
pub mod record;
mod seen;

use std::{fmt, sync::Arc};

use secrecy::SecretString;

pub use self::seen::Seen;

/// One element of a page: the `nth` (from 0) that `selector` matches, in document order.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Target {
    pub selector: String,
    pub nth: usize,
}

impl Target {
    /// The first element that `selector` matches.
    pub fn first(selector: &str) -> Self {
        Self { selector: selector.to_owned(), nth: 0 }
    }
}

/// A file that is put into a field.
#[derive(Clone, PartialEq, Eq)]
pub struct Attachment {
    pub name: String,
    pub media_type: String,
    pub content: Arc<[u8]>,
}

impl fmt::Debug for Attachment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Attachment").field("name", &self.name).finish_non_exhaustive()
    }
}

/// One visit to a form: fill these fields, choose these options, then press that.
#[derive(Default)]
pub struct Submission {
    /// Text for inputs and text areas.
    pub fill: Vec<(Target, SecretString)>,
    /// Radios and checkboxes to check, options to select.
    pub choose: Vec<Target>,
    /// Checkboxes to leave unchecked.
    pub clear: Vec<Target>,
    /// Files for fields that take one.
    pub attach: Vec<(Target, Attachment)>,
    /// The button or link to press; `None` presses Enter: the default button of the form last touched.
    pub press: Option<Target>,
}

impl Submission {
    /// The same once more, for an engine that could not do it and another that can.
    #[must_use]
    pub fn copy(&self) -> Self {
        Self {
            fill: self.fill.clone(),
            choose: self.choose.clone(),
            clear: self.clear.clone(),
            attach: self.attach.clone(),
            press: self.press.clone(),
        }
    }

    /// Whether nothing is filled, chosen or pressed.
    pub fn is_empty(&self) -> bool {
        let Self { fill, choose, clear, attach, press } = self;
        fill.is_empty() && choose.is_empty() && clear.is_empty() && attach.is_empty() && press.is_none()
    }
}
