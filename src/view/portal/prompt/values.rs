//! The panel beside a prompt of a test source: the values it takes, by field.

use super::ask::Ask;
use crate::{domain::prompt::challenge::TestValue, view::kit::layout::Layout};

/// The values for one field.
pub struct Values {
    pub field: Option<String>,
    /// What the page calls the field; `None` for values that belong to none.
    pub label: Option<String>,
    /// Those that are always in sight.
    pub first: Vec<TestValue>,
    /// The others, folded away.
    pub more: Vec<TestValue>,
}

impl Values {
    /// How many are folded away.
    pub fn folded(&self) -> u32 {
        self.more.len().try_into().unwrap_or(u32::MAX)
    }
}

/// So many values of a field are in sight. One more is not worth a fold.
const IN_SIGHT: usize = 5;

impl Ask {
    /// The values that the source says it takes, by field.
    pub fn values(&self, layout: &Layout) -> Vec<Values> {
        let all = &self.challenge.test_values;
        let mut fields: Vec<&Option<String>> = Vec::new();
        for value in all {
            if !fields.contains(&&value.field) {
                fields.push(&value.field);
            }
        }
        let values = |field: &Option<String>| {
            let mut first: Vec<TestValue> = all.iter().filter(|value| value.field == *field).cloned().collect();
            let more = first.split_off(if first.len() > IN_SIGHT + 1 { IN_SIGHT } else { first.len() });
            Values { label: self.label(layout, field.as_deref()), field: field.clone(), first, more }
        };
        fields.into_iter().map(values).collect()
    }

    /// What the page calls a field.
    fn label(&self, layout: &Layout, field: Option<&str>) -> Option<String> {
        match field? {
            "choice" => Some(layout.say("field-choice").to_string()),
            name => self.inputs.iter().find(|input| input.name == name).map(|input| input.label.clone()),
        }
    }
}
