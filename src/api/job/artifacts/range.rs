//! The part of a content that a `Range` header asks for (RFC 9110, section 14).

use std::ops::Range;

use axum::http::{
    HeaderMap,
    header::{IF_RANGE, RANGE},
};

/// What is asked for of a content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wanted {
    /// All of it: nothing else was asked for, or in a way that is not answered, such as several parts at once.
    Whole,
    Part(Range<u64>),
    /// A part behind its end.
    Nothing,
}

impl Wanted {
    /// What the headers ask for of a content of `size` bytes that has this `ETag`.
    pub fn of(headers: &HeaderMap, size: u64, etag: &str) -> Self {
        let Some(range) = headers.get(RANGE).and_then(|range| range.to_str().ok()) else { return Self::Whole };
        if headers.get(IF_RANGE).is_some_and(|condition| condition != etag) {
            return Self::Whole;
        }
        part(range, size).unwrap_or(Self::Whole)
    }
}

fn part(range: &str, size: u64) -> Option<Wanted> {
    let (unit, range) = range.split_once('=')?;
    let (start, end) = range.trim().split_once('-')?;
    if !unit.trim().eq_ignore_ascii_case("bytes") || range.contains(',') {
        return None;
    }
    let part = match (number(start)?, number(end)?) {
        (None, None) => return None,
        (None, Some(length)) => size.saturating_sub(length)..size,
        (Some(start), None) => start..size,
        (Some(start), Some(last)) if last < start => return None,
        (Some(start), Some(last)) => start..last.saturating_add(1).min(size),
    };
    Some(if part.start < part.end { Wanted::Part(part) } else { Wanted::Nothing })
}

/// A number, or none where the text is empty; `None` where it is no number.
#[expect(clippy::option_option, reason = "a number, no number, or a mistake")]
fn number(text: &str) -> Option<Option<u64>> {
    let text = text.trim();
    if text.is_empty() {
        return Some(None);
    }
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().unwrap_or(u64::MAX)).map(Some)
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn wanted(range: &'static str) -> Wanted {
        Wanted::of(&HeaderMap::from_iter([(RANGE, HeaderValue::from_static(range))]), 100, "\"x\"")
    }

    #[test]
    fn one_part_is_read_and_everything_else_is_the_whole() {
        for (range, part) in [
            ("bytes=0-0", 0..1),
            ("bytes=10-19", 10..20),
            ("bytes=90-", 90..100),
            ("bytes=90-999", 90..100),
            ("bytes=-5", 95..100),
            ("bytes=-500", 0..100),
            ("BYTES= 3 - 4 ", 3..5),
            ("bytes=0-99999999999999999999999", 0..100),
        ] {
            assert_eq!(wanted(range), Wanted::Part(part), "{range}");
        }
        for range in
            ["", "bytes", "bytes=", "bytes=-", "bytes=5-4", "bytes=0-1,3-4", "lines=0-1", "bytes=+1-2", "bytes=a-b"]
        {
            assert_eq!(wanted(range), Wanted::Whole, "{range}");
        }
        for range in ["bytes=100-", "bytes=100-200", "bytes=-0"] {
            assert_eq!(wanted(range), Wanted::Nothing, "{range}");
        }
    }

    #[test]
    fn a_part_of_another_content_is_not_given() {
        let header = |etag| HeaderMap::from_iter([(RANGE, HeaderValue::from_static("bytes=1-2")), (IF_RANGE, etag)]);
        assert_eq!(Wanted::of(&header(HeaderValue::from_static("\"x\"")), 9, "\"x\""), Wanted::Part(1..3));
        assert_eq!(Wanted::of(&header(HeaderValue::from_static("\"y\"")), 9, "\"x\""), Wanted::Whole);
    }
}
