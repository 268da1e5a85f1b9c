//! Ready-made kinds of records, with the names that schema.org has for their parts where it has one.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::{IntoStaticStr, VariantArray};

use super::record::{Field, FieldType};
use crate::domain::source::recipe::lint::Mistake;

/// What the records of an `extract` are, so that those of many sources look the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, IntoStaticStr, VariantArray)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Profile {
    Invoice,
    Document,
    Transaction,
    Subscription,
}

/// A field of a profile: its name, its type, and whether a record is nothing without it.
pub type ProfileField = (&'static str, FieldType, bool);

const INVOICE: &[ProfileField] = &[
    ("identifier", FieldType::Text, true),
    ("totalPaymentDue", FieldType::Money, true),
    ("dateIssued", FieldType::Date, false),
    ("paymentDueDate", FieldType::Date, false),
    ("paymentStatus", FieldType::Enum, false),
    ("billingPeriod", FieldType::Text, false),
    ("accountId", FieldType::Text, false),
    ("description", FieldType::Text, false),
    ("url", FieldType::Url, false),
];
const DOCUMENT: &[ProfileField] = &[
    ("name", FieldType::Text, true),
    ("identifier", FieldType::Text, false),
    ("dateCreated", FieldType::Date, false),
    ("encodingFormat", FieldType::Text, false),
    ("description", FieldType::Text, false),
    ("url", FieldType::Url, false),
];
const TRANSACTION: &[ProfileField] = &[
    ("amount", FieldType::Money, true),
    ("date", FieldType::Date, true),
    ("identifier", FieldType::Text, false),
    ("description", FieldType::Text, false),
    ("accountId", FieldType::Text, false),
    ("balance", FieldType::Money, false),
];
const SUBSCRIPTION: &[ProfileField] = &[
    ("name", FieldType::Text, true),
    ("identifier", FieldType::Text, false),
    ("price", FieldType::Money, false),
    ("billingPeriod", FieldType::Text, false),
    ("startDate", FieldType::Date, false),
    ("endDate", FieldType::Date, false),
    ("status", FieldType::Enum, false),
];

impl Profile {
    /// Its fields.
    pub const fn fields(self) -> &'static [ProfileField] {
        match self {
            Self::Invoice => INVOICE,
            Self::Document => DOCUMENT,
            Self::Transaction => TRANSACTION,
            Self::Subscription => SUBSCRIPTION,
        }
    }

    /// Every mistake in the fields, below `key`, of what is to be of the profile; others may be beside.
    pub fn lint(self, fields: &BTreeMap<String, Field>, key: &str) -> Vec<Mistake> {
        let name: &str = self.into();
        let mistake = |(field, kind, is_required): &ProfileField| match fields.get(*field) {
            None if *is_required => {
                Some(Mistake::new(format!("{key}.fields"), format!("the profile `{name}` needs `{field}`")))
            }
            Some(found) if found.kind != *kind => {
                let kind: &str = kind.into();
                Some(Mistake::new(format!("{key}.fields.{field}"), format!("in the profile `{name}` it is `{kind}`")))
            }
            Some(Field { required: Some(false), .. }) if *is_required => {
                let message = format!("the profile `{name}` has it in every record");
                Some(Mistake::new(format!("{key}.fields.{field}.required"), message))
            }
            None | Some(_) => None,
        };
        self.fields().iter().filter_map(mistake).collect()
    }

    /// Whether a record of the profile is nothing without this field.
    pub fn requires(self, name: &str) -> bool {
        self.fields().iter().any(|(field, _, is_required)| *field == name && *is_required)
    }
}
