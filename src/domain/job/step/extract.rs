//! `extract`: reads the page, or each row of it, into an artifact.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::domain::{
    job::{
        profile::Profile,
        record::{Field, FieldType},
    },
    source::recipe::{Css, lint::Mistake},
};

/// The most fields of a record.
const MOST_FIELDS: usize = 60;

/// What to read off a page.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Extract {
    /// The artifact's name.
    pub name: String,
    /// With it the result is a list with one object per element found; without it, one object for the page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rows: Option<Css>,
    /// The object's keys, and where the words of each stand. A record with types other than `text` has the source's
    /// own words beside them, in `raw`.
    pub fields: BTreeMap<String, Field>,
    /// The link or button to the next page of the list; it is followed until it is not there or switched off.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<Css>,
    /// Where the page says how many rows there are on all pages: another number fails the run.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub total: Option<Css>,
    /// What the records are: their fields then have the names and types of the profile.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub profile: Option<Profile>,
    /// Whether there may be no row.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub allow_empty: bool,
}

impl Extract {
    /// Whether its records have the source's words beside the values.
    pub fn has_raw(&self) -> bool {
        self.fields.values().any(|field| field.kind != FieldType::Text)
    }

    /// Whether a record without this field of its is a failure.
    pub fn requires(&self, name: &str, field: &Field, has_rows: bool) -> bool {
        field.is_required(has_rows) || self.profile.is_some_and(|profile| profile.requires(name))
    }

    pub(super) fn lint(&self, key: &str, mistakes: &mut Vec<Mistake>) {
        let mut add = |name: &str, message: &str| mistakes.push(Mistake::new(format!("{key}.{name}"), message));
        if !(1..=80).contains(&self.name.len()) {
            add("name", "an artifact's name has 1 to 80 bytes");
        }
        match self.fields.len() {
            0 => add("fields", "needs at least one field"),
            1..=MOST_FIELDS => {}
            _ => add("fields", "a record has at most 60 fields"),
        }
        if self.has_raw() && self.fields.contains_key("raw") {
            add("fields.raw", "`raw` is where the source's own words are");
        }
        if self.rows.is_none() {
            let lists =
                [("next", self.next.is_some()), ("total", self.total.is_some()), ("allow_empty", self.allow_empty)];
            for (name, _) in lists.into_iter().filter(|(_, is_there)| *is_there) {
                add(name, "only a list has it: say what its `rows` are");
            }
        }
        let lists = [("rows", &self.rows), ("next", &self.next), ("total", &self.total)];
        let lists = lists.into_iter().filter_map(|(name, css)| Some((format!("{key}.{name}"), css.as_ref()?)));
        mistakes.extend(lists.filter_map(|(key, css)| css.mistake(key)));
        mistakes.extend(self.profile.into_iter().flat_map(|profile| profile.lint(&self.fields, key)));
        for (name, field) in self.fields.iter().take(MOST_FIELDS) {
            mistakes.extend(field.lint(&format!("{key}.fields.{name}"), self.rows.is_some()));
        }
    }

    pub(super) fn says(&self) -> String {
        match (&self.rows, &self.next) {
            (None, _) => format!("read {:?}", self.name),
            (Some(_), None) => format!("read the list {:?}", self.name),
            (Some(_), Some(_)) => format!("read the list {:?} over its pages", self.name),
        }
    }
}
