//! Days and times as people write them.

use serde_json::Value;
use time::{
    Date, Month, OffsetDateTime, PrimitiveDateTime, Time, UtcOffset,
    format_description::{BorrowedFormatItem, well_known::Rfc3339},
    macros::format_description,
};

use super::{
    Locale, Unreadable,
    locale::DateOrder,
    months::{is_other, month},
    number::with_plain_digits,
};

const DAY: &[BorrowedFormatItem<'_>] = format_description!("[year]-[month]-[day]");
const MOMENT: &[BorrowedFormatItem<'_>] = format_description!("[year]-[month]-[day]T[hour]:[minute]:[second]");

/// The orders that a field's `format` may name.
pub const ORDERS: [&str; 3] = ["dmy", "mdy", "ymd"];

/// A day, as `YYYY-MM-DD`.
pub fn date(words: &str, locale: &Locale, format: Option<&str>) -> Result<Value, Unreadable> {
    let (day, _) = clock(&with_plain_digits(words)?)?;
    written(day_of(&day, order(locale, format))?.format(DAY))
}

/// A day with a time: in UTC where the words name their offset, else as they say it.
pub fn datetime(words: &str, locale: &Locale, format: Option<&str>) -> Result<Value, Unreadable> {
    let (day, time) = clock(&with_plain_digits(words)?)?;
    let (time, offset) = time.ok_or(Unreadable::Wrong("it has no time of the day"))?;
    let local = PrimitiveDateTime::new(day_of(&day, order(locale, format))?, time);
    match offset {
        Some(offset) => {
            let moment: Option<OffsetDateTime> = local.assume_offset(offset).checked_to_offset(UtcOffset::UTC);
            written(moment.ok_or(Unreadable::Wrong("there is no such time"))?.format(&Rfc3339))
        }
        None => written(local.format(MOMENT)),
    }
}

fn written(text: Result<String, time::error::Format>) -> Result<Value, Unreadable> {
    text.map(Value::from).map_err(|_| Unreadable::Wrong("there is no such day"))
}

/// The order of a date of numbers, and whether the field itself says so.
fn order(locale: &Locale, format: Option<&str>) -> (Option<DateOrder>, bool) {
    match format {
        Some("dmy") => (Some(DateOrder::DayMonthYear), true),
        Some("mdy") => (Some(DateOrder::MonthDayYear), true),
        Some("ymd") => (Some(DateOrder::YearMonthDay), true),
        _ => (locale.date_order(), false),
    }
}

/// The numbers of a date with how many digits each has, and its month where that is a word.
#[derive(Default)]
struct Parts {
    numbers: Vec<(u16, usize)>,
    /// With whether its word may be a weekday as well.
    month: Option<(u8, bool)>,
}

fn day_of(words: &str, (order, is_own): (Option<DateOrder>, bool)) -> Result<Date, Unreadable> {
    let Parts { numbers, month } = parts(words)?;
    let by_length = |wanted: usize| numbers.iter().position(|(_, length)| (*length == 4) == (wanted == 4));
    match (numbers.as_slice(), month) {
        ([_, _], Some((month, _))) => {
            let year = by_length(4).ok_or(Unreadable::Ambiguous("which number is the year is not sure"))?;
            let day = numbers.get(1 - year).map_or(0, |(day, _)| *day);
            of(numbers.get(year).map_or(0, |(year, _)| *year), month.into(), day)
        }
        ([(year, 4), (month, _), (day, _)], None) => of(*year, *month, *day),
        ([(first, _), (second, _), (year, 4)], None) => {
            let is_day_first = match (*first > 12, *second > 12) {
                (true, _) => true,
                (_, true) => false,
                (false, false) if first == second => true,
                (false, false) => match order {
                    Some(DateOrder::DayMonthYear) => true,
                    Some(DateOrder::MonthDayYear) => false,
                    Some(DateOrder::YearMonthDay) | None => {
                        return Err(Unreadable::Ambiguous("the first number may be the day or the month"));
                    }
                },
            };
            if is_day_first { of(*year, *second, *first) } else { of(*year, *first, *second) }
        }
        // Two digits are a year of this century only where the field says in which order they stand.
        ([(a, ..=2), (b, ..=2), (c, ..=2)], None) => match order.filter(|_| is_own) {
            Some(DateOrder::DayMonthYear) => of(2000 + c, *b, *a),
            Some(DateOrder::MonthDayYear) => of(2000 + c, *a, *b),
            Some(DateOrder::YearMonthDay) => of(2000 + a, *b, *c),
            None => Err(Unreadable::Ambiguous("its year has two digits")),
        },
        _ => Err(Unreadable::Wrong("it is no day of a month of a year")),
    }
}

fn of(year: u16, month: u16, day: u16) -> Result<Date, Unreadable> {
    let month = u8::try_from(month).ok().and_then(|month| Month::try_from(month).ok());
    let date = month.zip(u8::try_from(day).ok());
    let date = date.and_then(|(month, day)| Date::from_calendar_date(year.into(), month, day).ok());
    date.ok_or(Unreadable::Wrong("there is no such day"))
}

fn parts(words: &str) -> Result<Parts, Unreadable> {
    let mut parts = Parts::default();
    let mut rest = words;
    while let Some(c) = rest.chars().next() {
        let of_kind = |is: fn(char) -> bool| rest.find(|c| !is(c)).unwrap_or(rest.len());
        let length = if c.is_ascii_digit() {
            let length = of_kind(|c| c.is_ascii_digit());
            let number = rest[..length].parse().map_err(|_| Unreadable::Wrong("a number in it is too large"))?;
            parts.numbers.push((number, length));
            length
        } else if c.is_alphabetic() {
            let length = of_kind(char::is_alphabetic);
            parts.word(&rest[..length].to_lowercase())?;
            length
        } else if matches!(c, ' ' | '.' | ',' | '/' | '-' | '–' | '،' | 'º' | 'ª' | '(' | ')') {
            c.len_utf8()
        } else {
            return Err(Unreadable::Wrong("there is something in it that is in no date"));
        };
        rest = &rest[length..];
    }
    Ok(parts)
}

impl Parts {
    fn word(&mut self, word: &str) -> Result<(), Unreadable> {
        // Japanese and Chinese name the parts behind their numbers; a weekday may follow.
        if matches!(word, "年" | "月" | "日" | "년" | "월" | "일") {
            return Ok(());
        }
        let is_other = is_other(word);
        let Some(month) = month(word) else {
            return if is_other { Ok(()) } else { Err(Unreadable::Wrong("a word in it is in no date")) };
        };
        match self.month {
            // `mar` before the numbers is a Tuesday, where another month follows.
            Some((known, _)) if known == month => Ok(()),
            Some((_, false)) => Err(Unreadable::Wrong("it names two months")),
            Some((_, true)) | None => {
                self.month = Some((month, is_other && self.numbers.is_empty()));
                Ok(())
            }
        }
    }
}

type Clock = (Time, Option<UtcOffset>);

/// The words without their time of the day, and that time.
fn clock(words: &str) -> Result<(String, Option<Clock>), Unreadable> {
    let Some(colon) = words.find(':') else { return Ok((words.to_owned(), None)) };
    let digits = words[..colon].bytes().rev().take_while(u8::is_ascii_digit).count();
    let (day, time) = words.split_at(colon - digits);
    let length = time.find(|c: char| !c.is_ascii_digit() && !matches!(c, ':' | '.')).unwrap_or(time.len());
    let (time, behind) = time.split_at(length);
    let wrong = || Unreadable::Wrong("its time of the day is none");
    let mut numbers = time.trim_end_matches('.').split(':').map(|part| {
        let seconds = part.split('.').next().unwrap_or_default();
        if seconds.len() > 2 { None } else { seconds.parse::<u8>().ok() }
    });
    let hour = numbers.next().flatten().ok_or_else(wrong)?;
    let minute = numbers.next().flatten().ok_or_else(wrong)?;
    let second = numbers.next().unwrap_or(Some(0)).ok_or_else(wrong)?;
    let (hour, behind) = half_of_day(hour, behind).ok_or_else(wrong)?;
    let time = Time::from_hms(hour, minute, second).ok().filter(|_| numbers.next().is_none()).ok_or_else(wrong)?;
    let (offset, behind) = offset(behind)?;
    let day = day.strip_suffix(['T', 't']).unwrap_or(day);
    Ok((format!("{day} {behind}"), Some((time, offset))))
}

/// The hour of 24, and what stands behind `am` and `pm`.
fn half_of_day(hour: u8, behind: &str) -> Option<(u8, &str)> {
    let behind = behind.trim_start();
    let begins = |half: &str| {
        let found = behind.get(..half.len()).filter(|start| start.eq_ignore_ascii_case(half));
        found.and_then(|_| behind.get(half.len()..))
    };
    let half = |names: [&str; 2]| names.into_iter().find_map(begins);
    match (half(["a.m.", "am"]), half(["p.m.", "pm"])) {
        (Some(rest), _) => (1..=12).contains(&hour).then_some((hour % 12, rest)),
        (_, Some(rest)) => (1..=12).contains(&hour).then_some((hour % 12 + 12, rest)),
        (None, None) => Some((hour, behind)),
    }
}

/// The offset from UTC that begins here, and what is behind it.
fn offset(text: &str) -> Result<(Option<UtcOffset>, &str), Unreadable> {
    let text = text.trim_start();
    for utc in ["Z", "UTC", "GMT"] {
        if let Some(rest) = text.strip_prefix(utc).filter(|rest| !rest.starts_with(char::is_alphabetic)) {
            return Ok((Some(UtcOffset::UTC), rest));
        }
    }
    let Some(rest) = text.strip_prefix(['+', '-', '−']) else { return Ok((None, text)) };
    let digits: String = rest.chars().take(6).filter(char::is_ascii_digit).collect();
    let wrong = || Unreadable::Wrong("its offset from UTC is none");
    let hours: i8 = digits.get(..2).and_then(|hours| hours.parse().ok()).ok_or_else(wrong)?;
    let minutes: i8 = digits.get(2..4).unwrap_or("0").parse().map_err(|_| wrong())?;
    let sign = if text.starts_with('+') { 1 } else { -1 };
    let offset = UtcOffset::from_hms(sign * hours, sign * minutes, 0).map_err(|_| wrong())?;
    Ok((Some(offset), rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == ':')))
}
