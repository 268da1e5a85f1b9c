//! `{{input.name}}` and `{{item.field}}`: what stands for an input of the workflow, or for a field of a record in the steps
//! that are done for each. A value is put in as it is, and never read as a template itself: all are put in in one go.

use std::borrow::Cow;

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Map, Value};
use url::Url;

use super::{Kind, Step};
use crate::domain::{
    job::{
        failure::{Failure, Reason},
        input::{Input, Inputs},
    },
    source::recipe::{Mark, lint::Mistake},
};

const OPEN: &str = "{{";
const CLOSE: &str = "}}";

/// What a template names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Name<'t> {
    /// An input of the workflow.
    Input(&'t str),
    /// A field of the record.
    Item(&'t str),
    /// Nothing that there is.
    Unknown,
}

impl<'t> Name<'t> {
    fn of(text: &'t str) -> Self {
        match text.split_once('.') {
            Some(("input", name)) => Self::Input(name),
            Some(("item", name)) => Self::Item(name),
            _ => Self::Unknown,
        }
    }
}

/// A text up to its first template, what that names, and the text behind it.
fn split(text: &str) -> Option<(&str, Name<'_>, &str)> {
    let (before, rest) = text.split_once(OPEN)?;
    Some(match rest.split_once(CLOSE) {
        Some((name, behind)) => (before, Name::of(name), behind),
        None => (before, Name::Unknown, ""),
    })
}

/// The templates of a text.
fn names(text: &str) -> impl Iterator<Item = Name<'_>> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let (_, name, behind) = split(rest)?;
        rest = behind;
        Some(name)
    })
}

/// Every mistake in how a step names inputs, and fields, which it may only where there are records.
pub(super) fn lint(step: &Step, key: &str, inputs: Option<&Inputs>, has_records: bool) -> Vec<Mistake> {
    let mut mistakes = Vec::new();
    let texts = texts(step);
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
        if name == "url" && text.contains(OPEN) && !is_whole(text) && !begins_with_its_host(text) {
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

/// The texts of a step in which templates may stand, by their keys.
fn texts(step: &Step) -> Vec<(String, &str)> {
    let mut texts: Vec<(String, &str)> = match &step.kind {
        Kind::Visit(visit) => vec![("url".to_owned(), visit.url.as_str())],
        Kind::Download(download) => download.url.iter().map(|url| ("url".to_owned(), url.as_str())).collect(),
        Kind::Fill(fill) => vec![("value".to_owned(), fill.value.as_str())],
        Kind::Select(select) => vec![("option".to_owned(), select.option.as_str())],
        Kind::Expect(expect) => says("page", Some(&expect.page)),
        Kind::Extract(_)
        | Kind::WaitFor(_)
        | Kind::Stop(_)
        | Kind::Click(_)
        | Kind::Check(_)
        | Kind::Submit(_)
        | Kind::Upload(_)
        | Kind::Print(_)
        | Kind::ForEach(_)
        | Kind::Ask(_) => Vec::new(),
    };
    texts.extend(says("when", step.when.as_ref()));
    texts
}

fn says<'m>(key: &str, mark: Option<&'m Mark>) -> Vec<(String, &'m str)> {
    let texts = mark.into_iter().flat_map(|mark| &mark.says).zip(0..);
    texts.map(|(text, index)| (format!("{key}.says[{index}]"), text.as_str())).collect()
}

/// Whether an address is a field of a record and nothing else.
fn is_whole(text: &str) -> bool {
    matches!(split(text), Some(("", Name::Item(_), "")))
}

/// Whether an address has its host before its first template.
fn begins_with_its_host(text: &str) -> bool {
    let before = text.split(OPEN).next().unwrap_or_default();
    let behind_scheme = before.split_once("://").map_or(before, |(_, behind)| behind);
    behind_scheme.contains('/') && !before.contains('\\') && !before.starts_with("//")
}

/// An address with something in the place of each template, to be looked at as an address; `None` where it is a field as a
/// whole.
pub(super) fn example(url: &str) -> Option<String> {
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

/// What is put in.
#[derive(Clone, Copy)]
pub struct Values<'v> {
    /// The workflow's inputs.
    pub input: &'v Map<String, Value>,
    /// The record, in a step that is done for each.
    pub item: Option<&'v Map<String, Value>>,
}

impl<'v> Values<'v> {
    fn get(self, name: Name<'_>) -> Result<Cow<'v, str>, Failure> {
        let (found, what, name) = match name {
            Name::Input(name) => (self.input.get(name), "there is no input", name),
            Name::Item(name) => (self.item.and_then(|item| item.get(name)), "the record has no text or number", name),
            Name::Unknown => (None, "there is nothing", "{{"),
        };
        let text = match found {
            Some(Value::String(value)) => Some(value.into()),
            Some(Value::Number(value)) => Some(value.to_string().into()),
            Some(Value::Bool(value)) => Some(value.to_string().into()),
            Some(Value::Object(money)) => money.get("amount").and_then(Value::as_str).map(Cow::from),
            _ => None,
        };
        text.ok_or_else(|| Failure::new(Reason::FieldMissing, format!("{what} {name:?}")))
    }

    /// A text with the values in their places.
    fn put_into(self, text: &str, write: fn(&str) -> Result<Cow<'_, str>, Failure>) -> Result<String, Failure> {
        let (mut done, mut rest) = (String::new(), text);
        while let Some((before, name, behind)) = split(rest) {
            done.push_str(before);
            done.push_str(&write(&self.get(name)?)?);
            rest = behind;
        }
        done.push_str(rest);
        Ok(done)
    }

    /// An address: a whole one is what the record says, and in any other a value is one part of the path or query.
    fn address(self, text: &str) -> Result<String, Failure> {
        if !is_whole(text) {
            return self.put_into(text, part);
        }
        let url = self.put_into(text, whole)?;
        let is_address = Url::parse(&url).is_ok_and(|url| matches!(url.scheme(), "http" | "https"));
        if is_address { Ok(url) } else { Err(Failure::new(Reason::Unreadable, "the field is no address")) }
    }

    fn mark(self, mark: &mut Mark) -> Result<(), Failure> {
        for text in &mut mark.says {
            *text = self.put_into(text, whole)?;
        }
        Ok(())
    }
}

/// A step with the values in their places; the steps of a loop are filled one by one, when their records are known.
pub fn filled(step: &Step, values: Values<'_>) -> Result<Step, Failure> {
    let mut step = step.clone();
    if let Some(when) = &mut step.when {
        values.mark(when)?;
    }
    match &mut step.kind {
        Kind::Visit(visit) => visit.url = values.address(&visit.url)?,
        Kind::Download(download) => {
            if let Some(url) = &mut download.url {
                *url = values.address(url)?;
            }
        }
        Kind::Fill(fill) => fill.value = values.put_into(&fill.value, whole)?,
        Kind::Select(select) => select.option = values.put_into(&select.option, whole)?,
        Kind::Expect(expect) => values.mark(&mut expect.page)?,
        Kind::Extract(_)
        | Kind::WaitFor(_)
        | Kind::Stop(_)
        | Kind::Click(_)
        | Kind::Check(_)
        | Kind::Submit(_)
        | Kind::Upload(_)
        | Kind::Print(_)
        | Kind::ForEach(_)
        | Kind::Ask(_) => {}
    }
    Ok(step)
}

/// A value as it is.
#[expect(clippy::unnecessary_wraps, reason = "it stands where `part` stands")]
fn whole(value: &str) -> Result<Cow<'_, str>, Failure> {
    Ok(value.into())
}

/// A value as a part of an address, of which it cannot become more.
fn part(value: &str) -> Result<Cow<'_, str>, Failure> {
    if matches!(value, "." | "..") {
        return Err(Failure::new(Reason::Unreadable, format!("{value:?} cannot be a part of an address")));
    }
    Ok(utf8_percent_encode(value, NON_ALPHANUMERIC).to_string().into())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn step(step: Value) -> Step {
        serde_json::from_value(step).unwrap()
    }

    fn visited(url: &str, record: &Value) -> Result<String, Reason> {
        let step = step(json!({"step": "visit", "url": url}));
        let values = Values { input: &Map::new(), item: record.as_object() };
        match filled(&step, values).map_err(|failure| failure.reason)?.kind {
            Kind::Visit(visit) => Ok(visit.url),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_value_is_put_in_as_it_is_and_is_never_more_than_a_part() {
        let record = json!({
            "id": "NW 7/../..?x=1#a", "up": "..", "url": "https://a.example/x?y=1", "no": "javascript:alert(1)",
            "template": "{{item.id}}", "count": 7, "none": null, "raw": {"id": "x"},
        });
        for (url, expected) in [
            ("/a/{{item.count}}", Ok("/a/7")),
            ("/a/{{item.id}}?b={{item.count}}", Ok("/a/NW%207%2F%2E%2E%2F%2E%2E%3Fx%3D1%23a?b=7")),
            ("/a/{{item.template}}", Ok("/a/%7B%7Bitem%2Eid%7D%7D")),
            ("/a/{{item.up}}/b", Err(Reason::Unreadable)),
            ("/a/{{item.none}}", Err(Reason::FieldMissing)),
            ("/a/{{item.other}}", Err(Reason::FieldMissing)),
            ("/a/{{item.raw}}", Err(Reason::FieldMissing)),
            ("{{item.url}}", Ok("https://a.example/x?y=1")),
            ("{{item.no}}", Err(Reason::Unreadable)),
            ("{{item.id}}", Err(Reason::Unreadable)),
        ] {
            assert_eq!(visited(url, &record).as_deref(), expected.as_deref(), "{url}");
        }
        let filled = filled(
            &step(json!({"step": "fill", "at": "a", "value": "{{item.template}}!"})),
            Values { input: &Map::new(), item: record.as_object() },
        );
        assert_eq!(serde_json::to_value(filled.unwrap()).unwrap()["value"], "{{item.id}}!");
    }

    #[test]
    fn no_value_reaches_a_host() {
        for (url, is_good) in [
            ("{{item.url}}", true),
            ("/x/{{item.id}}", true),
            ("https://a.example/{{item.id}}", true),
            ("https://{{item.id}}.example/", false),
            ("https://a.example{{item.id}}", false),
            ("{{item.a}}{{item.b}}", false),
            ("//{{item.a}}/", false),
        ] {
            let step = step(json!({"step": "visit", "url": url}));
            assert_eq!(lint(&step, "k", None, true).is_empty(), is_good, "{url}");
        }
        assert_eq!(lint(&step(json!({"step": "fill", "at": "a", "value": "{{item.x}}"})), "k", None, false).len(), 1);
    }

    #[test]
    fn an_input_stands_in_texts_only_and_must_be_declared() {
        let inputs: Inputs = serde_json::from_value(json!({"properties": {
            "month": {"type": "string"}, "bill": {"type": "string", "contentEncoding": "base64"},
        }}))
        .unwrap();
        for (keys, wrong) in [
            (json!({"step": "visit", "url": "/x/{{input.month}}"}), None),
            (
                json!({"step": "fill", "at": "a", "value": "{{input.month}}!", "when": {"says": ["{{input.month}}"]}}),
                None,
            ),
            (json!({"step": "visit", "url": "/x/{{input.moon}}"}), Some("k.url")),
            (json!({"step": "visit", "url": "{{input.month}}"}), Some("k.url")),
            (json!({"step": "visit", "url": "https://{{input.month}}.example/"}), Some("k.url")),
            (json!({"step": "visit", "url": "/x/{{ input.month }}"}), Some("k.url")),
            (json!({"step": "fill", "at": "a", "value": "{{input.bill}}"}), Some("k.value")),
            (json!({"step": "fill", "at": "#{{input.month}}", "value": "x"}), Some("k.at")),
            (json!({"step": "extract", "name": "{{input.month}}", "fields": {"a": "b"}}), Some("k.name")),
            (json!({"step": "extract", "name": "x", "fields": {"a": {"at": "#{{input.month}}"}}}), Some("k.fields.a")),
            (json!({"step": "stop", "message": "{{input.month}}"}), Some("k.message")),
        ] {
            let mistakes = lint(&step(keys.clone()), "k", Some(&inputs), false);
            let key = mistakes.first().map(|mistake| mistake.key.as_str());
            assert_eq!(
                key.map(|key| key.trim_end_matches(".at")),
                wrong.map(|key| key.trim_end_matches(".at")),
                "{keys}"
            );
        }
    }

    #[test]
    fn an_input_that_looks_like_a_template_is_put_in_as_it_is() {
        let input = json!({"a": "{{item.id}}{{input.b}}", "b": "../x?y#z", "up": "..", "yes": true});
        let item = json!({"id": "{{input.b}}"});
        let values = Values { input: input.as_object().unwrap(), item: item.as_object() };
        let text = |text: &str| filled(&step(json!({"step": "fill", "at": "a", "value": text})), values).unwrap();
        let value = |step: Step| serde_json::to_value(step).unwrap()["value"].clone();
        assert_eq!(value(text("{{input.a}} {{item.id}} {{input.yes}}")), "{{item.id}}{{input.b}} {{input.b}} true");
        let url = |url: &str| filled(&step(json!({"step": "visit", "url": url})), values).map(|step| step.kind);
        let Ok(Kind::Visit(visit)) = url("/a/{{input.b}}") else { panic!("no address") };
        assert_eq!(visit.url, "/a/%2E%2E%2Fx%3Fy%23z");
        assert!(url("/a/{{input.up}}/b").is_err());
    }
}
