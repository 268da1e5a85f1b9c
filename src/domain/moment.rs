//! A moment as programs read it.

use std::fmt;

use schemars::JsonSchema;
use serde::Serialize;
use time::{OffsetDateTime, format_description::well_known::Rfc3339};

/// RFC 3339 in UTC, to the microsecond.
#[derive(Serialize, JsonSchema)]
#[serde(transparent)]
#[schemars(inline)]
pub struct Moment(#[schemars(extend("format" = "date-time", "pattern" = "Z$"))] String);

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<OffsetDateTime> for Moment {
    fn from(time: OffsetDateTime) -> Self {
        let text = time.replace_nanosecond(time.nanosecond() / 1_000 * 1_000).unwrap_or(time);
        Self(text.format(&Rfc3339).expect("a time of this millennium can be written"))
    }
}
