//! Reading a workflow from a file, and saying where each mistake stands in it.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::{input::Inputs, permissions::Permissions, step::Step, workflow};
use crate::domain::source::{
    file::{Located, read_as},
    recipe::lint::Mistake,
};

/// A workflow as somebody wrote it down.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Definition {
    pub name: String,
    pub steps: Vec<Step>,
    /// What it may do at the source, where its author declared it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub permissions: Option<Permissions>,
    /// What it is given with each link.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub inputs: Option<Inputs>,
}

/// As it is written: each step is read by itself, so that a mistake in it has its whole key.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    name: String,
    steps: Vec<Map<String, Value>>,
    permissions: Option<Permissions>,
    inputs: Option<Inputs>,
}

/// The workflow in a text, or all that is wrong with it.
pub fn read(text: &str, is_json: bool) -> Result<Definition, Vec<Located>> {
    read_as(text, is_json, |Written { name, steps, permissions, inputs }: Written| {
        let (mut read, mut mistakes) = (Vec::new(), Vec::new());
        for (keys, index) in steps.into_iter().zip(0..) {
            match Step::from_keys(keys) {
                Ok(step) => read.push(step),
                Err(Mistake { key, message }) if key == "." => {
                    mistakes.push(Mistake::new(format!("steps[{index}]"), message));
                }
                Err(Mistake { key, message }) => mistakes.push(Mistake::new(format!("steps[{index}].{key}"), message)),
            }
        }
        if mistakes.is_empty() {
            mistakes = workflow::lint(&name, &read, inputs.as_ref());
            mistakes.extend(permissions.iter().flat_map(|permissions| permissions.lint("permissions")));
        }
        if mistakes.is_empty() { Ok(Definition { name, steps: read, permissions, inputs }) } else { Err(mistakes) }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = r#"
name = "Read invoices"

[[steps]]
step = "visit"
url = "/invoices"

[[steps]]
id = "list"
step = "extract"
name = "invoices"
rows = "tr"

[steps.fields]
number = "td"
amount = { at = "td.amount", type = "money" }
"#;

    #[test]
    fn a_good_file_is_read() {
        assert_eq!(read(GOOD, false).unwrap().steps.len(), 2);
    }

    #[test]
    fn an_input_that_is_not_declared_is_told_with_its_line_and_key() {
        let text = "name = \"A\"\n[inputs.properties.month]\ntype = \"string\"\n[[steps]]\nstep = \"visit\"\nurl = \"/a/{{input.month}}\"\n";
        assert!(read(text, false).unwrap().inputs.is_some());
        for (from, to, line, key) in [
            ("{{input.month", "{{input.moon", 6, "steps[0].url"),
            ("\"string\"", "\"text\"", 3, "inputs.properties.month.type"),
        ] {
            let mistakes = read(&text.replace(from, to), false).unwrap_err();
            assert_eq!((mistakes[0].line, mistakes[0].key.as_str()), (line, key), "{mistakes:?}");
        }
    }

    #[test]
    fn each_mistake_is_told_with_its_line_and_key() {
        for (from, to, line, key) in [
            ("\"visit\"", "\"dance\"", 5, "steps[0].step"),
            ("url =", "to =", 6, "steps[0].to"),
            ("\"money\"", "\"moneys\"", 16, "steps[1].fields.amount"),
            ("\"tr\"", "\"tr[\"", 12, "steps[1].rows"),
            ("\"/invoices\"", "\"invoices\"", 6, "steps[0].url"),
            ("\"list\"", "\"A list\"", 9, "steps[1].id"),
        ] {
            let mistakes = read(&GOOD.replace(from, to), false).unwrap_err();
            assert_eq!((mistakes[0].line, mistakes[0].key.as_str()), (line, key), "{mistakes:?}");
        }
    }
}
