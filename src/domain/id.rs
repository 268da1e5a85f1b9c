//! Opaque, prefixed, time-ordered ids: `lnk_01k…`, typed by what they name.

use std::{borrow::Cow, fmt, marker::PhantomData, str::FromStr};

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use time::OffsetDateTime;
use ulid::Ulid;

/// What an id names; gives its prefix.
pub trait Noun {
    /// The letters before the underscore, such as `lnk`.
    const PREFIX: &'static str;
}

/// The id of one `N`; sorts by the millisecond it was made.
pub struct Id<N> {
    ulid: Ulid,
    noun: PhantomData<fn() -> N>,
}

impl<N: Noun> Id<N> {
    /// An id made at `now` from 80 random bits.
    pub fn new(now: OffsetDateTime, random: u128) -> Self {
        let milliseconds = u64::try_from(now.unix_timestamp_nanos() / 1_000_000).unwrap_or_default();
        Self::from_ulid(Ulid::from_parts(milliseconds, random))
    }

    const fn from_ulid(ulid: Ulid) -> Self {
        Self { ulid, noun: PhantomData }
    }
}

/// A text that is not an id of the wanted noun.
#[derive(Debug, thiserror::Error)]
#[error("not an id of the form {0}_…")]
pub struct InvalidId(&'static str);

impl<N: Noun> FromStr for Id<N> {
    type Err = InvalidId;

    fn from_str(text: &str) -> Result<Self, InvalidId> {
        let invalid = || InvalidId(N::PREFIX);
        let rest = text.strip_prefix(N::PREFIX).and_then(|rest| rest.strip_prefix('_')).ok_or_else(invalid)?;
        let id = Ulid::from_string(rest).map(Self::from_ulid).map_err(|_| invalid())?;
        // One spelling per id: Crockford's alphabet would also read upper case and look-alikes.
        if id.to_string() == text { Ok(id) } else { Err(invalid()) }
    }
}

impl<N: Noun> fmt::Display for Id<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}_{}", N::PREFIX, self.ulid.to_string().to_ascii_lowercase())
    }
}

impl<N: Noun> fmt::Debug for Id<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl<N> Clone for Id<N> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<N> Copy for Id<N> {}

impl<N> PartialEq for Id<N> {
    fn eq(&self, other: &Self) -> bool {
        self.ulid == other.ulid
    }
}

impl<N> Eq for Id<N> {}

impl<N> std::hash::Hash for Id<N> {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.ulid.hash(state);
    }
}

impl<N: Noun> Serialize for Id<N> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de, N: Noun> Deserialize<'de> for Id<N> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

impl<N: Noun> JsonSchema for Id<N> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("{}_id", N::PREFIX).into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let prefix = N::PREFIX;
        // 26 of Crockford's digits hold 130 bits; an id has 128.
        json_schema!({
            "type": "string",
            "pattern": format!("^{prefix}_[0-7][0-9a-hjkmnp-tv-z]{{25}}$"),
            "examples": [format!("{prefix}_01k5v0jyfxt2m9r8q7e3c6b4ha")],
        })
    }
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;
    use crate::domain::link::Link;

    #[test]
    fn an_id_reads_back_as_it_was_written() {
        let id = Id::<Link>::new(datetime!(2026-01-02 03:04:05 UTC), 42);
        assert_eq!(id.to_string().parse::<Id<Link>>().unwrap(), id);
    }

    #[test]
    fn ids_sort_by_the_time_they_were_made() {
        let earlier = Id::<Link>::new(datetime!(2026-01-02 03:04:05 UTC), u128::MAX);
        let later = Id::<Link>::new(datetime!(2026-01-02 03:04:06 UTC), 0);
        assert!(earlier.to_string() < later.to_string());
    }

    #[test]
    fn other_prefixes_and_other_spellings_are_refused() {
        let id = Id::<Link>::new(datetime!(2026-01-02 03:04:05 UTC), 7).to_string();
        for text in [id.to_uppercase(), id.replace("lnk", "flw"), format!("{id}0"), String::new(), "lnk_".into()] {
            assert!(text.parse::<Id<Link>>().is_err(), "{text}");
        }
    }
}
