//! Typed values out of a source's words: numbers, money, dates and the rest, in the language of the page.
//!
//! Words that could be two values are a mistake, never a guess.

mod currency;
mod date;
mod field;
mod locale;
mod money;
mod months;
mod number;
mod plain;

pub use field::{Field, FieldType};
pub use locale::Locale;
pub use number::count;

use serde_json::Value;
use url::Url;

/// Why words are not a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unreadable {
    /// They are no value of the type.
    Wrong(&'static str),
    /// They could be two values.
    Ambiguous(&'static str),
}

/// What the words of a field are read with.
#[derive(Debug, Clone)]
pub struct Context<'a> {
    /// The language that the page says it is in.
    pub locale: &'a Locale,
    /// What relative addresses start from.
    pub base: &'a Url,
}

/// The value that words of a field stand for.
pub fn read(field: &Field, words: &str, context: &Context<'_>) -> Result<Value, Unreadable> {
    let own = field.format.as_deref().map(|tag| Locale::of(Some(tag)));
    let locale = own.as_ref().unwrap_or(context.locale);
    match field.kind {
        FieldType::Text => Ok(words.into()),
        FieldType::Integer => number::integer(words, locale),
        FieldType::Decimal => number::decimal(words, locale),
        FieldType::Money => money::read(words, locale, field.currency.as_deref()),
        FieldType::Date => date::date(words, locale, field.format.as_deref()),
        FieldType::Datetime => date::datetime(words, locale, field.format.as_deref()),
        FieldType::Boolean => plain::boolean(words, field.format.as_deref()),
        FieldType::Enum => plain::one_of(words, &field.values),
        FieldType::Url | FieldType::File => plain::url(words, context.base),
    }
}

#[cfg(test)]
mod tests;
