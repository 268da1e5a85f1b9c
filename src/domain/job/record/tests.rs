//! Many samples of what sources write, and what nobody can be sure of.

use proptest::prelude::*;
use serde_json::json;

use super::*;

fn said(kind: FieldType, language: &str, words: &str) -> Result<Value, Unreadable> {
    of(&Field { kind, ..Field::default() }, language, words)
}

fn of(field: &Field, language: &str, words: &str) -> Result<Value, Unreadable> {
    let base = "https://app.example/account/".parse().unwrap();
    let locale = Locale::of(Some(language).filter(|tag| !tag.is_empty()));
    read(field, words, &Context { locale: &locale, base: &base })
}

#[test]
fn numbers_are_read_as_the_language_of_the_page_writes_them() {
    for (language, words, number) in [
        ("de", "1.234,56", "1234.56"),
        ("fr", "1 234,56", "1234.56"),
        ("fr", "1\u{202f}234,56", "1234.56"),
        ("en", "1,234.56", "1234.56"),
        ("de-CH", "1’234.56", "1234.56"),
        ("de-CH", "1'234'567", "1234567"),
        ("en-IN", "12,34,567.89", "1234567.89"),
        ("en-IN", "1,00,000", "100000"),
        ("ar", "١٬٢٣٤٫٥٦", "1234.56"),
        ("ar-EG", "١٢٣", "123"),
        ("fa", "۱۲٫۵", "12.5"),
        ("hi", "१,२३४.५", "1234.5"),
        ("ja", "１，２３４".replace('，', ",").as_str(), "1234"),
        ("de", "1.234", "1234"),
        ("en", "1.234", "1.234"),
        ("en", "1,234", "1234"),
        ("de", "1,234", "1.234"),
        // What can only be one number is read in every language.
        ("", "12.50", "12.50"),
        ("", "12,5", "12.5"),
        ("", "0.123", "0.123"),
        ("", "1234,567", "1234.567"),
        ("", "1.234.567", "1234567"),
        ("", "1.234,567", "1234.567"),
        ("de", "12.50", "12.50"),
        ("", "007", "7"),
        ("", "-12", "-12"),
        ("", "−12,5", "-12.5"),
        ("", "– 12", "-12"),
        ("", "+12", "12"),
        ("", "12.00-", "-12.00"),
        ("", "(12.00)", "-12.00"),
        ("", "-0.00", "0.00"),
        ("", ".50", "0.50"),
    ] {
        assert_eq!(said(FieldType::Decimal, language, words), Ok(json!(number)), "{language} {words}");
    }
}

#[test]
fn what_is_no_number_or_two_is_refused() {
    use Unreadable::{Ambiguous, Wrong};
    for words in [
        "",
        "none",
        "12 34",
        "12..5",
        "1,2,3",
        "1.23.456",
        "1,234,56",
        "12/34",
        "1-2",
        "12 apples",
        "1٢",
        "--12",
        "(-12)",
        "0,123,456",
        "1 2345",
        "12%",
        "1.234.56",
        "1,2345,678",
    ] {
        assert!(matches!(said(FieldType::Decimal, "de", words), Err(Wrong(_))), "{words}");
    }
    for (language, words) in [("", "1.234"), ("", "1,234"), ("fr-CH", "1,234"), ("ar", "1.234"), ("xx", "12,345")] {
        assert!(matches!(said(FieldType::Decimal, language, words), Err(Ambiguous(_))), "{language} {words}");
    }
    assert!(matches!(said(FieldType::Integer, "en", "1.5"), Err(Wrong(_))));
    assert!(matches!(said(FieldType::Integer, "en", "9007199254740992"), Err(Wrong(_))));
    assert_eq!(said(FieldType::Integer, "en", "9,007,199,254,740,991"), Ok(json!(9_007_199_254_740_991_i64)));
    assert_eq!(said(FieldType::Integer, "en", "(3)"), Ok(json!(-3)));
}

#[test]
fn money_has_its_currency_and_its_decimals() {
    for (language, words, amount, currency) in [
        ("de", "1.234,56 €", "1234.56", "EUR"),
        ("de", "€ 1.234", "1234.00", "EUR"),
        ("fr", "1 234,56 €", "1234.56", "EUR"),
        ("fr", "1 234,56 EUR", "1234.56", "EUR"),
        ("en-US", "$1,234.56", "1234.56", "USD"),
        ("en-CA", "$1,234.56", "1234.56", "CAD"),
        ("en", "US$ 12", "12.00", "USD"),
        ("en", "$12.00 USD", "12.00", "USD"),
        ("en", "USD (12.00)", "-12.00", "USD"),
        ("en-US", "($12.00)", "-12.00", "USD"),
        ("en-US", "-$12.00", "-12.00", "USD"),
        ("en-US", "$-12.00", "-12.00", "USD"),
        ("de-CH", "CHF 12.–", "12.00", "CHF"),
        ("de-CH", "CHF 12.--", "12.00", "CHF"),
        ("de", "12,- €", "12.00", "EUR"),
        ("de-CH", "Fr. 1’234.50", "1234.50", "CHF"),
        ("en-IN", "₹1,23,456.00", "123456.00", "INR"),
        ("en-IN", "Rs. 500", "500.00", "INR"),
        ("ar-SA", "١٬٢٣٤٫٥٦ ر.س", "1234.56", "SAR"),
        ("ar-KW", "د.ك 1.234", "1.234", "KWD"),
        ("ja", "¥1,234", "1234", "JPY"),
        ("ja", "1,234円", "1234", "JPY"),
        ("zh-CN", "¥12.50", "12.50", "CNY"),
        ("sv", "1 234,50 kr", "1234.50", "SEK"),
        ("nb", "kr 12", "12.00", "NOK"),
        ("pt-BR", "R$ 1.234,56", "1234.56", "BRL"),
        ("pl", "12,50 zł", "12.50", "PLN"),
        ("de", "12,50 €-", "", ""),
        ("en-GB", "£0.005", "0.005", "GBP"),
        ("en-GB", "-£5", "-5.00", "GBP"),
    ] {
        let money = said(FieldType::Money, language, words);
        match amount {
            "" => assert!(money.is_err(), "{language} {words}: {money:?}"),
            _ => assert_eq!(money, Ok(json!({"amount": amount, "currency": currency})), "{language} {words}"),
        }
    }
}

#[test]
fn money_that_could_be_two_amounts_or_of_two_currencies_is_refused() {
    use Unreadable::{Ambiguous, Wrong};
    for (language, words) in [
        ("en", "€1.234"),
        ("de", "1,234 €"),
        ("", "1.234 €"),
        ("", "1,234 EUR"),
        ("en", "$5.00"),
        ("", "Rs. 5"),
        ("", "5 kr"),
        ("", "¥5"),
    ] {
        assert!(matches!(said(FieldType::Money, language, words), Err(Ambiguous(_))), "{language} {words}");
    }
    for words in ["12.00", "12.00 points", "€12.00 USD", "€", "free", "€1 €2", "12.00 XXX"] {
        assert!(matches!(said(FieldType::Money, "en-US", words), Err(Wrong(_))), "{words}");
    }
    let dollars = Field { kind: FieldType::Money, currency: Some("USD".to_owned()), ..Field::default() };
    for words in ["$5.00", "5.00", "USD 5"] {
        assert_eq!(of(&dollars, "en", words), Ok(json!({"amount": "5.00", "currency": "USD"})), "{words}");
    }
    assert!(matches!(of(&dollars, "en", "€5.00"), Err(Wrong(_))));
    let german = Field { kind: FieldType::Money, format: Some("de".to_owned()), ..Field::default() };
    assert_eq!(of(&german, "en", "1.234 €"), Ok(json!({"amount": "1234.00", "currency": "EUR"})));
}

#[test]
fn days_are_read_in_words_and_numbers() {
    for (language, words, day) in [
        ("", "2026-03-01", "2026-03-01"),
        ("", "2026/3/1", "2026-03-01"),
        ("", "2026年3月1日", "2026-03-01"),
        ("ja", "2026年3月1日 (日曜日)", "2026-03-01"),
        ("de", "1.3.2026", "2026-03-01"),
        ("de", "1. März 2026", "2026-03-01"),
        ("de", "Sonntag, 1. März 2026", "2026-03-01"),
        ("en-US", "3/1/2026", "2026-03-01"),
        ("en-GB", "1/3/2026", "2026-03-01"),
        ("en", "March 1, 2026", "2026-03-01"),
        ("en", "Sun, 1st Mar 2026", "2026-03-01"),
        ("en", "1 Sept 2026", "2026-09-01"),
        ("fr", "1er mars 2026", "2026-03-01"),
        ("fr", "mar. 3 mars 2026", "2026-03-03"),
        ("es", "1 de marzo de 2026", "2026-03-01"),
        ("pt", "1 de março de 2026", "2026-03-01"),
        ("it", "1 marzo 2026", "2026-03-01"),
        ("nl", "1 maart 2026", "2026-03-01"),
        ("ar", "١ مارس ٢٠٢٦", "2026-03-01"),
        ("ar", "٠١/٠٣/٢٠٢٦", "2026-03-01"),
        ("en", "3/14/2026", "2026-03-14"),
        ("en", "14/3/2026", "2026-03-14"),
        ("en", "4/4/2026", "2026-04-04"),
        ("", "2024-02-29", "2024-02-29"),
        ("en", "2026-03-01 10:20", "2026-03-01"),
    ] {
        assert_eq!(said(FieldType::Date, language, words), Ok(json!(day)), "{language} {words}");
    }
    let ordered = |order: &str| Field { kind: FieldType::Date, format: Some(order.to_owned()), ..Field::default() };
    for (order, day) in [("dmy", "2003-02-01"), ("mdy", "2003-01-02"), ("ymd", "2001-02-03")] {
        assert_eq!(of(&ordered(order), "en", "01/02/03"), Ok(json!(day)), "{order}");
    }
}

#[test]
fn a_day_that_could_be_two_or_is_none_is_refused() {
    use Unreadable::{Ambiguous, Wrong};
    for (language, words) in
        [("en", "3/4/2026"), ("", "03.04.2026"), ("de", "01.03.26"), ("ja", "3/4/2026"), ("en", "1 Mar 26")]
    {
        assert!(matches!(said(FieldType::Date, language, words), Err(Ambiguous(_))), "{language} {words}");
    }
    for words in [
        "",
        "today",
        "2026-02-30",
        "2026-13-01",
        "March 2026",
        "31 April 2026",
        "1 2 3 2026",
        "in 3 days",
        "99999-1-1",
        "2026-03-01 25:00",
        "1 Mar Apr 2026",
    ] {
        assert!(matches!(said(FieldType::Date, "en", words), Err(Wrong(_))), "{words}");
    }
}

#[test]
fn times_are_in_utc_where_they_name_their_offset() {
    for (language, words, moment) in [
        ("", "2026-03-01T10:20:30Z", "2026-03-01T10:20:30Z"),
        ("", "2026-03-01T10:20:30.123+02:00", "2026-03-01T08:20:30Z"),
        ("", "2026-03-01 23:30 -0500", "2026-03-02T04:30:00Z"),
        ("", "2026-03-01 10:20", "2026-03-01T10:20:00"),
        ("de", "01.03.2026, 10:20 Uhr", "2026-03-01T10:20:00"),
        ("en-US", "March 1, 2026 3:05 PM", "2026-03-01T15:05:00"),
        ("en-US", "March 1, 2026 at 12:05 a.m.", "2026-03-01T00:05:00"),
        ("en", "10:20 UTC, 1 March 2026", "2026-03-01T10:20:00Z"),
    ] {
        assert_eq!(said(FieldType::Datetime, language, words), Ok(json!(moment)), "{language} {words}");
    }
    for words in ["2026-03-01", "2026-03-01 10:61", "2026-03-01 13:00 PM", "10:20", "2026-03-01 10:20 +99:00"] {
        assert!(said(FieldType::Datetime, "en", words).is_err(), "{words}");
    }
}

#[test]
fn booleans_values_and_addresses_are_read() {
    assert_eq!(said(FieldType::Boolean, "", "Ja"), Ok(json!(true)));
    assert_eq!(said(FieldType::Boolean, "", "✗"), Ok(json!(false)));
    assert!(said(FieldType::Boolean, "", "perhaps").is_err());
    let paid = Field { kind: FieldType::Boolean, format: Some("Paid, Settled|Open".to_owned()), ..Field::default() };
    assert_eq!(of(&paid, "", "settled"), Ok(json!(true)));
    assert_eq!(of(&paid, "", "OPEN"), Ok(json!(false)));
    assert!(of(&paid, "", "yes").is_err());

    let values = [("paid", vec!["Bezahlt", "Paid"]), ("open", vec!["Offen"])];
    let values = values.map(|(name, words)| (name.to_owned(), words.into_iter().map(str::to_owned).collect()));
    let state = Field { kind: FieldType::Enum, values: values.into(), ..Field::default() };
    assert_eq!(of(&state, "de", "bezahlt"), Ok(json!("paid")));
    assert!(of(&state, "de", "Storniert").is_err());

    assert_eq!(said(FieldType::Url, "", "../a.pdf?x=1"), Ok(json!("https://app.example/a.pdf?x=1")));
    assert!(said(FieldType::Url, "", "javascript:void(0)").is_err());
    assert!(said(FieldType::Url, "", "https://u:p@app.example/").is_err());
}

/// How a language writes thousands and decimals.
const WRITTEN: [(&str, &str, char); 6] = [
    ("de", ".", ','),
    ("en", ",", '.'),
    ("fr", "\u{202f}", ','),
    ("de-CH", "’", '.'),
    ("ar-EG", "٬", '٫'),
    ("sv", " ", ','),
];

fn grouped(whole: u64, sign: &str) -> String {
    let digits = whole.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push_str(sign);
        }
        text.push(digit);
    }
    text
}

proptest! {
    #[test]
    fn an_amount_is_read_back_however_a_language_writes_it(
        whole in 0_u64..10_000_000_000, cents in 0_u8..100, is_negative: bool, written in 0_usize..6,
    ) {
        let (language, sign, decimal) = WRITTEN[written];
        let minus = if is_negative { "-" } else { "" };
        let words = format!("{minus}{}{decimal}{cents:02} EUR", grouped(whole, sign));
        let sign = if is_negative && (whole, cents) != (0, 0) { "-" } else { "" };
        let amount = format!("{sign}{whole}.{cents:02}");
        prop_assert_eq!(
            said(FieldType::Money, language, &words),
            Ok(json!({"amount": amount, "currency": "EUR"})), "{}", words
        );
    }

    /// The language decides between two readings, and makes up none.
    #[test]
    fn what_can_be_read_without_a_language_is_the_same_in_each(words in "[-(]?[0-9]{1,4}([.,' ][0-9]{1,4}){0,3}[)]?") {
        if let Ok(number) = said(FieldType::Decimal, "", &words) {
            for language in ["de", "en", "fr-CH", "en-IN", "ar"] {
                prop_assert_eq!(said(FieldType::Decimal, language, &words), Ok(number.clone()));
            }
        }
    }

    #[test]
    fn no_words_make_a_reader_stumble(words in "\\PC{0,40}", language in "[a-z]{2}(-[A-Z]{2})?") {
        for kind in [FieldType::Integer, FieldType::Decimal, FieldType::Money, FieldType::Date, FieldType::Datetime,
            FieldType::Boolean, FieldType::Url]
        {
            let _ = said(kind, &language, &words);
        }
    }

    #[test]
    fn a_day_is_read_back_in_every_order(year in 1900_i32..2100, day in 1_u16..=365) {
        let date = time::Date::from_ordinal_date(year, day).unwrap();
        let (month, day) = (u8::from(date.month()), date.day());
        let iso = format!("{year}-{month:02}-{day:02}");
        for (language, words) in [
            ("de", format!("{day}.{month}.{year}")),
            ("en-US", format!("{month}/{day}/{year}")),
            ("ja", format!("{year}年{month}月{day}日")),
            ("en", format!("{} {day}, {year}", date.month())),
        ] {
            prop_assert_eq!(said(FieldType::Date, language, &words), Ok(json!(iso.clone())), "{}", words);
        }
    }
}
