//! Values that are words: yes and no, one of a list, addresses.

use std::collections::BTreeMap;

use serde_json::Value;
use url::Url;

use super::Unreadable;

/// What says yes, in the languages of the pages; and no.
const YES: &str = "true yes y on ja oui sí si sim sì はい نعم ✓ ✔ ☑ 1";
const NO: &str = "false no n off nein non não いいえ لا ✗ ✘ ☐ 0";

/// Whether the words say yes; `words` are the field's own for it, such as `Paid|Open`.
pub fn boolean(words: &str, own: Option<&str>) -> Result<Value, Unreadable> {
    let words = words.trim().to_lowercase();
    let is_in = |list: &str, parts: char| list.split(parts).any(|listed| listed.trim().to_lowercase() == words);
    let (yes, no) = match own.and_then(|own| own.split_once('|')) {
        Some((yes, no)) => (is_in(yes, ','), is_in(no, ',')),
        None => (is_in(YES, ' '), is_in(NO, ' ')),
    };
    match (yes, no) {
        (true, false) => Ok(true.into()),
        (false, true) => Ok(false.into()),
        (true, true) => Err(Unreadable::Ambiguous("the field has these words for both")),
        (false, false) => Err(Unreadable::Wrong("it says neither yes nor no")),
    }
}

/// Reads words as the value of an `enum` that lists them.
pub fn one_of(words: &str, values: &BTreeMap<String, Vec<String>>) -> Result<Value, Unreadable> {
    let words = words.trim().to_lowercase();
    let said = |(name, listed): &(&String, &Vec<String>)| {
        name.to_lowercase() == words || listed.iter().any(|listed| listed.trim().to_lowercase() == words)
    };
    let mut found = values.iter().filter(said).map(|(name, _)| name);
    match (found.next(), found.next()) {
        (Some(name), None) => Ok(name.as_str().into()),
        (Some(_), Some(_)) => Err(Unreadable::Ambiguous("two of the field's values have these words")),
        (None, _) => Err(Unreadable::Wrong("it is none of the field's values")),
    }
}

/// The whole address of a page or file.
pub fn url(words: &str, base: &Url) -> Result<Value, Unreadable> {
    let url = base.join(words.trim()).map_err(|_| Unreadable::Wrong("it is no address"))?;
    let is_web = matches!(url.scheme(), "http" | "https") && url.username().is_empty() && url.password().is_none();
    if is_web { Ok(url.as_str().into()) } else { Err(Unreadable::Wrong("it is no address of a page")) }
}
