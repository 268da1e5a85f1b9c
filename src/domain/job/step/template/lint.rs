//! Mistakes in templates: what they name is not there, or they stand where none can.

use serde_json::Value;

use super::{Name, OPEN, URL, is_whole, names, split, texts};
use crate::domain::{
    job::{
        input::{Input, Inputs},
        step::{Kind, Step},
    },
    source::recipe::lint::Mistake,
};

/// Every mistake in how a step names inputs, and fields, which it may only where there are records.
pub(in crate::domain::job::step) fn lint(
    step: &Step,
    key: &str,
    inputs: Option<&Inputs>,
    has_records: bool,
) -> Vec<Mistake> {
    let mut mistakes = Vec::new();
    let mut copy = step.clone();
    let texts = texts(&mut copy);
    for (name, text) in &texts {
        let mut add = |message: String| mistakes.push(Mistake::new(format!("{key}.{name}"), message));
        let declared = inputs.map(|inputs| &inputs.properties);
        for template in names(text) {
            match template {
                Name::Input(name) => match declared.and_then(|declared| declared.get(name)) {
                    None => add(format!("no input {name:?} is declared in `inputs`")),
                    Some(input) if input.is_file() => add(format!("the input {name:?} is a file, for an `upload`")),
                    Some(_) => {}
                },
                Name::Item(_) if has_records => {}
                Name::Item(_) => add("there is no record: `{{item.…}}` needs `of`".to_owned()),
                Name::Unknown => add("`{{` begins `{{input.name}}` or `{{item.field}}`".to_owned()),
            }
        }
        if name == URL && text.contains(OPEN) && !is_whole(text) && !begins_with_its_host(text) {
            add("`{{…}}` stands in its path or query, or `{{item.…}}` is the whole address".to_owned());
        }
    }
    if let Kind::Upload(upload) = &step.kind
        && !inputs.is_some_and(|inputs| inputs.properties.get(&upload.input).is_some_and(Input::is_file))
    {
        let message =
            format!("no input {:?} that is a file (`contentEncoding = \"base64\"`) is declared", upload.input);
        mistakes.push(Mistake::new(format!("{key}.input"), message));
    }
    for place in elsewhere(step) {
        if !texts.iter().any(|(name, _)| *name == place) {
            mistakes.push(Mistake::new(format!("{key}.{place}"), "`{{…}}` cannot stand here"));
        }
    }
    mistakes
}

/// The keys of all texts of a step that have a template; the steps of a loop are looked at by themselves.
fn elsewhere(step: &Step) -> Vec<String> {
    fn walk(value: &Value, key: &str, found: &mut Vec<String>) {
        match value {
            Value::String(text) if names(text).any(|name| name != Name::Unknown) => found.push(key.to_owned()),
            Value::Array(list) => {
                list.iter().zip(0..).for_each(|(value, index)| walk(value, &format!("{key}[{index}]"), found));
            }
            Value::Object(map) => {
                for (name, value) in map.iter().filter(|(name, _)| !key.is_empty() || *name != "steps") {
                    walk(value, &if key.is_empty() { name.clone() } else { format!("{key}.{name}") }, found);
                }
            }
            _ => {}
        }
    }
    let mut found = Vec::new();
    walk(&serde_json::to_value(step).unwrap_or_default(), "", &mut found);
    found
}

/// Whether an address has its host before its first template.
fn begins_with_its_host(text: &str) -> bool {
    let before = text.split(OPEN).next().unwrap_or_default();
    let behind_scheme = before.split_once("://").map_or(before, |(_, behind)| behind);
    behind_scheme.contains('/') && !before.contains('\\') && !before.starts_with("//")
}

/// An address with something in the place of each template, to be looked at as an address; `None` where it is a field as a
/// whole.
pub(in crate::domain::job::step) fn example(url: &str) -> Option<String> {
    if is_whole(url) {
        return None;
    }
    let (mut done, mut rest) = (String::new(), url);
    while let Some((before, _, behind)) = split(rest) {
        done.extend([before, "x"]);
        rest = behind;
    }
    done.push_str(rest);
    Some(done)
}
