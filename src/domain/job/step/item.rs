//! `{{item.field}}`: what stands for a field of a record in the steps that are done for each. A value is put in as it is,
//! and never read as a template itself.

use std::borrow::Cow;

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Map, Value};
use url::Url;

use super::{Kind, Step};
use crate::domain::{
    job::failure::{Failure, Reason},
    source::recipe::lint::Mistake,
};

const OPEN: &str = "{{item.";
const CLOSE: &str = "}}";

/// Every mistake in how a step names fields, which it may only where there are records.
pub(super) fn lint(step: &Step, key: &str, has_records: bool) -> Vec<Mistake> {
    let mut mistakes = Vec::new();
    for (name, text) in texts(step).into_iter().filter(|(_, text)| text.contains(OPEN)) {
        let mut add = |message: &str| mistakes.push(Mistake::new(format!("{key}.{name}"), message));
        if !has_records {
            add("there is no record: `{{item.…}}` needs `of`");
        }
        if name == "url" && !is_whole(text) && !begins_with_its_host(text) {
            add("`{{item.…}}` is the whole address, or stands in its path or query");
        }
    }
    mistakes
}

/// The texts of a step in which fields may stand, by their keys.
fn texts(step: &Step) -> Vec<(&'static str, &str)> {
    match &step.kind {
        Kind::Visit(visit) => vec![("url", &visit.url)],
        Kind::Download(download) => download.url.iter().map(|url| ("url", url.as_str())).collect(),
        Kind::Fill(fill) => vec![("value", &fill.value)],
        Kind::Select(select) => vec![("option", &select.option)],
        Kind::Extract(_)
        | Kind::Expect(_)
        | Kind::WaitFor(_)
        | Kind::Stop(_)
        | Kind::Click(_)
        | Kind::Check(_)
        | Kind::Submit(_)
        | Kind::ForEach(_)
        | Kind::Ask(_) => Vec::new(),
    }
}

/// Whether an address is a field and nothing else.
fn is_whole(text: &str) -> bool {
    text.strip_prefix(OPEN).and_then(|rest| rest.strip_suffix(CLOSE)).is_some_and(|name| !name.contains(CLOSE))
}

/// Whether an address has its host before its first field.
fn begins_with_its_host(text: &str) -> bool {
    let before = text.split(OPEN).next().unwrap_or_default();
    let behind_scheme = before.split_once("://").map_or(before, |(_, behind)| behind);
    behind_scheme.contains('/') && !before.contains('\\') && !before.starts_with("//")
}

/// A step with the fields of a record in their places.
pub fn filled(step: &Step, record: &Map<String, Value>) -> Result<Step, Failure> {
    let mut step = step.clone();
    match &mut step.kind {
        Kind::Visit(visit) => visit.url = address(&visit.url, record)?,
        Kind::Download(download) => {
            if let Some(url) = &mut download.url {
                *url = address(url, record)?;
            }
        }
        Kind::Fill(fill) => fill.value = replaced(&fill.value, record, |value| Ok(value.into()))?,
        Kind::Select(select) => select.option = replaced(&select.option, record, |value| Ok(value.into()))?,
        Kind::Extract(_)
        | Kind::Expect(_)
        | Kind::WaitFor(_)
        | Kind::Stop(_)
        | Kind::Click(_)
        | Kind::Check(_)
        | Kind::Submit(_)
        | Kind::ForEach(_)
        | Kind::Ask(_) => {}
    }
    Ok(step)
}

/// An address: a whole one is what the record says, and in any other a value is one part of the path or query.
fn address(text: &str, record: &Map<String, Value>) -> Result<String, Failure> {
    if !is_whole(text) {
        return replaced(text, record, part);
    }
    let url = replaced(text, record, |value| Ok(value.into()))?;
    let is_address = Url::parse(&url).is_ok_and(|url| matches!(url.scheme(), "http" | "https"));
    if is_address { Ok(url) } else { Err(Failure::new(Reason::Unreadable, "the field is no address")) }
}

/// A value as a part of an address, of which it cannot become more.
fn part(value: &str) -> Result<Cow<'_, str>, Failure> {
    if matches!(value, "." | "..") {
        return Err(Failure::new(Reason::Unreadable, format!("{value:?} cannot be a part of an address")));
    }
    Ok(utf8_percent_encode(value, NON_ALPHANUMERIC).to_string().into())
}

fn replaced<'v>(
    text: &str,
    record: &'v Map<String, Value>,
    write: impl Fn(&'v str) -> Result<Cow<'v, str>, Failure>,
) -> Result<String, Failure> {
    let (mut done, mut rest) = (String::new(), text);
    while let Some((before, behind)) = rest.split_once(OPEN) {
        let (name, behind) = behind.split_once(CLOSE).unwrap_or((behind, ""));
        done.push_str(before);
        match record.get(name) {
            Some(Value::String(value)) => done.push_str(&write(value)?),
            Some(Value::Number(value)) => done.push_str(&value.to_string()),
            Some(Value::Object(money)) => match money.get("amount").and_then(Value::as_str) {
                Some(amount) => done.push_str(amount),
                None => return Err(missing(name)),
            },
            _ => return Err(missing(name)),
        }
        rest = behind;
    }
    done.push_str(rest);
    Ok(done)
}

fn missing(name: &str) -> Failure {
    Failure::new(Reason::FieldMissing, format!("the record has no text or number {name:?}"))
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
        match filled(&step, record.as_object().unwrap()).map_err(|failure| failure.reason)?.kind {
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
            record.as_object().unwrap(),
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
            assert_eq!(lint(&step, "k", true).is_empty(), is_good, "{url}");
        }
        assert_eq!(lint(&step(json!({"step": "fill", "at": "a", "value": "{{item.x}}"})), "k", false).len(), 1);
    }
}
