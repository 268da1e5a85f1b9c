//! Putting values in the places of templates.

use std::borrow::Cow;

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Map, Value};
use url::Url;

use super::{NAME, Name, URL, is_whole, split, texts};
use crate::domain::job::{
    artifact::file_name,
    failure::{Failure, Reason},
    step::Step,
};

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
}

/// A step with the values in their places; the steps of a loop are filled one by one, when their records are known.
pub fn filled(step: &Step, values: Values<'_>) -> Result<Step, Failure> {
    let mut step = step.clone();
    for (key, text) in texts(&mut step) {
        *text = match key.as_str() {
            URL => values.address(text)?,
            NAME => file_name(&values.put_into(text, flat)?),
            _ => values.put_into(text, whole)?,
        };
    }
    Ok(step)
}

/// A value as it is.
#[expect(clippy::unnecessary_wraps, reason = "it stands where `part` stands")]
fn whole(value: &str) -> Result<Cow<'_, str>, Failure> {
    Ok(value.into())
}

/// A value as a part of the name of a file, which it cannot lead to another folder.
#[expect(clippy::unnecessary_wraps, reason = "it stands where `part` stands")]
fn flat(value: &str) -> Result<Cow<'_, str>, Failure> {
    Ok(value.replace(['/', '\\'], "_").into())
}

/// A value as a part of an address, of which it cannot become more.
fn part(value: &str) -> Result<Cow<'_, str>, Failure> {
    if matches!(value, "." | "..") {
        return Err(Failure::new(Reason::Unreadable, format!("{value:?} cannot be a part of an address")));
    }
    Ok(utf8_percent_encode(value, NON_ALPHANUMERIC).to_string().into())
}
