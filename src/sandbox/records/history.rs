//! Two hundred earlier invoices, and how five languages write them.

use time::{Date, Duration, Month, macros::date};

/// How many there are.
pub const COUNT: u32 = 200;

/// An earlier invoice. Amounts are in cents; what was paid back is negative.
#[derive(Debug, Clone, Copy)]
pub struct Past {
    pub position: u32,
    pub issued: Date,
    pub due: Date,
    pub cents: i64,
    pub is_paid: bool,
}

/// Every earlier invoice, newest first.
pub fn all() -> impl Iterator<Item = Past> {
    (1..=COUNT).rev().map(Past::numbered)
}

impl Past {
    fn numbered(position: u32) -> Self {
        let issued = date!(2010 - 01 - 15) + Duration::days(29 * i64::from(position));
        // Some of each kind: whole amounts, large ones, and a few that were paid back.
        let cents = match position % 8 {
            0 => i64::from(position) * 100,
            1 => i64::from(position) * 123_456,
            _ => i64::from(position) * 777 + 5,
        };
        let cents = if position % 10 == 3 { -cents } else { cents };
        Self { position, issued, due: issued + Duration::days(14), cents, is_paid: position < COUNT - 5 }
    }

    /// Its number, such as `NW-0042`.
    pub fn number(&self) -> String {
        format!("NW-{:04}", self.position)
    }

    /// The amount with a point, such as `-12.50`.
    pub fn amount(&self) -> String {
        let sign = if self.cents < 0 { "-" } else { "" };
        format!("{sign}{}.{:02}", self.cents.abs() / 100, self.cents.abs() % 100)
    }
}

/// A language in which the invoices are shown, with the currency they are in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Written {
    German,
    French,
    Swiss,
    Indian,
    Arabic,
}

const FRENCH_MONTHS: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];
const ARABIC_MONTHS: [&str; 12] =
    ["يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"];

impl Written {
    /// Every one of them.
    pub const ALL: [Self; 5] = [Self::German, Self::French, Self::Swiss, Self::Indian, Self::Arabic];

    /// The one with this language tag.
    pub fn tagged(tag: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|written| written.tag() == tag)
    }

    /// The language tag.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::German => "de",
            Self::French => "fr",
            Self::Swiss => "de-CH",
            Self::Indian => "en-IN",
            Self::Arabic => "ar-AE",
        }
    }

    /// The ISO 4217 code of the currency.
    pub const fn currency(self) -> &'static str {
        match self {
            Self::German | Self::French => "EUR",
            Self::Swiss => "CHF",
            Self::Indian => "INR",
            Self::Arabic => "AED",
        }
    }

    /// An amount of cents, as the language writes it.
    pub fn amount(self, cents: i64) -> String {
        let (whole, part) = (cents.unsigned_abs() / 100, cents.unsigned_abs() % 100);
        let minus = if cents < 0 { "-" } else { "" };
        match self {
            Self::German => format!("{minus}{},{part:02}\u{a0}€", by_thousands(whole, ".")),
            Self::French => format!("{minus}{},{part:02}\u{a0}€", by_thousands(whole, "\u{202f}")),
            Self::Swiss if part == 0 => format!("CHF {minus}{}.–", by_thousands(whole, "’")),
            Self::Swiss => format!("CHF {minus}{}.{part:02}", by_thousands(whole, "’")),
            Self::Indian if cents < 0 => format!("(₹{}.{part:02})", by_lakhs(whole)),
            Self::Indian => format!("₹{}.{part:02}", by_lakhs(whole)),
            Self::Arabic => arabic_digits(&format!("{minus}{}٫{part:02} د.إ", by_thousands(whole, "٬"))),
        }
    }

    /// A day, as the language writes it.
    pub fn day(self, day: Date) -> String {
        let (year, month, number) = (day.year(), u8::from(day.month()), day.day());
        match self {
            Self::German => format!("{number:02}.{month:02}.{year}"),
            Self::French if number == 1 => format!("1er {} {year}", named(FRENCH_MONTHS, day.month())),
            Self::French => format!("{number} {} {year}", named(FRENCH_MONTHS, day.month())),
            Self::Swiss => format!("{number}.{month}.{year}"),
            Self::Indian => format!("{number:02}/{month:02}/{year}"),
            Self::Arabic => arabic_digits(&format!("{number} {} {year}", named(ARABIC_MONTHS, day.month()))),
        }
    }

    /// Whether an invoice is paid.
    pub const fn state(self, is_paid: bool) -> &'static str {
        match (self, is_paid) {
            (Self::German | Self::Swiss, true) => "Bezahlt",
            (Self::German | Self::Swiss, false) => "Offen",
            (Self::French, true) => "Payée",
            (Self::French, false) => "À payer",
            (Self::Indian, true) => "Paid",
            (Self::Indian, false) => "Due",
            (Self::Arabic, true) => "مدفوعة",
            (Self::Arabic, false) => "مستحقة",
        }
    }

    /// How many invoices there are.
    pub fn total(self) -> String {
        match self {
            Self::German | Self::Swiss => format!("{COUNT} Rechnungen"),
            Self::French => format!("{COUNT} factures"),
            Self::Indian => format!("{COUNT} invoices"),
            Self::Arabic => arabic_digits(&format!("{COUNT} فاتورة")),
        }
    }
}

fn named(months: [&'static str; 12], month: Month) -> &'static str {
    months[usize::from(u8::from(month)) - 1]
}

fn by_thousands(number: u64, sign: &str) -> String {
    match number / 1000 {
        0 => number.to_string(),
        thousands => format!("{}{sign}{:03}", by_thousands(thousands, sign), number % 1000),
    }
}

/// Groups as they are written in India: thousands, then hundreds of them.
fn by_lakhs(number: u64) -> String {
    fn hundreds(number: u64) -> String {
        match number / 100 {
            0 => number.to_string(),
            more => format!("{},{:02}", hundreds(more), number % 100),
        }
    }
    match number / 1000 {
        0 => number.to_string(),
        thousands => format!("{},{:03}", hundreds(thousands), number % 1000),
    }
}

fn arabic_digits(text: &str) -> String {
    const DIGITS: [char; 10] = ['٠', '١', '٢', '٣', '٤', '٥', '٦', '٧', '٨', '٩'];
    let digit = |c: char| c.to_digit(10).and_then(|digit| DIGITS.get(usize::try_from(digit).ok()?).copied());
    text.chars().map(|c| digit(c).unwrap_or(c)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_and_days_are_written_as_the_languages_do() {
        let written = |cents| Written::ALL.map(|written| written.amount(cents));
        let expected = [
            "1.234.567,05\u{a0}€",
            "1\u{202f}234\u{202f}567,05\u{a0}€",
            "CHF 1’234’567.05",
            "₹12,34,567.05",
            "١٬٢٣٤٬٥٦٧٫٠٥ د.إ",
        ];
        assert_eq!(written(123_456_705), expected);
        assert_eq!(written(-12_00), ["-12,00\u{a0}€", "-12,00\u{a0}€", "CHF -12.–", "(₹12.00)", "-١٢٫٠٠ د.إ"]);
        let days = Written::ALL.map(|written| written.day(date!(2026 - 03 - 01)));
        assert_eq!(days, ["01.03.2026", "1er mars 2026", "1.3.2026", "01/03/2026", "١ مارس ٢٠٢٦"]);
    }

    #[test]
    fn there_are_two_hundred_invoices_of_every_kind() {
        assert_eq!(all().count(), 200);
        assert!(all().any(|past| past.cents < 0) && all().any(|past| past.cents % 100 == 0));
        assert!(all().any(|past| past.cents > 10_000_000) && all().any(|past| !past.is_paid));
    }
}
