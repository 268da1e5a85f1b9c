//! Currencies by their ISO 4217 codes, and the signs that people write for them.

use super::Locale;

/// A currency of ISO 4217.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Currency {
    pub code: &'static str,
    /// Digits after the point.
    pub decimals: usize,
}

/// Currencies with two decimals.
const TWO: &str = "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF \
    CNY COP CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR \
    IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN \
    NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL \
    THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VED VES WST XCD YER ZAR ZMW";
/// Currencies without decimals.
const NONE: &str = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF";
/// Currencies with three decimals.
const THREE: &str = "BHD IQD JOD KWD LYD OMR TND";

/// What people write, and the codes that it may stand for.
const SIGNS: [(&str, &str); 66] = [
    ("€", "EUR"),
    ("euro", "EUR"),
    ("euros", "EUR"),
    ("£", "GBP"),
    ("us$", "USD"),
    ("$us", "USD"),
    ("c$", "CAD"),
    ("ca$", "CAD"),
    ("$ca", "CAD"),
    ("can$", "CAD"),
    ("a$", "AUD"),
    ("au$", "AUD"),
    ("nz$", "NZD"),
    ("hk$", "HKD"),
    ("nt$", "TWD"),
    ("s$", "SGD"),
    ("mx$", "MXN"),
    ("r$", "BRL"),
    ("$", "USD CAD AUD NZD HKD SGD TWD MXN ARS CLP COP UYU BBD BSD BMD BZD FJD GYD JMD KYD LRD NAD SBD SRD TTD XCD"),
    ("¥", "JPY CNY"),
    ("￥", "JPY CNY"),
    ("円", "JPY"),
    ("元", "CNY TWD HKD"),
    ("₹", "INR"),
    ("rs", "INR PKR LKR NPR MUR SCR"),
    ("rs.", "INR PKR LKR NPR MUR SCR"),
    ("₨", "INR PKR LKR NPR MUR SCR"),
    ("kr", "SEK NOK DKK ISK"),
    ("kr.", "SEK NOK DKK ISK"),
    ("fr.", "CHF"),
    ("sfr.", "CHF"),
    ("zł", "PLN"),
    ("kč", "CZK"),
    ("ft", "HUF"),
    ("lei", "RON MDL"),
    ("лв", "BGN"),
    ("лв.", "BGN"),
    ("₽", "RUB"),
    ("руб.", "RUB BYN"),
    ("₴", "UAH"),
    ("грн", "UAH"),
    ("₺", "TRY"),
    ("tl", "TRY"),
    ("₪", "ILS"),
    ("₩", "KRW"),
    ("원", "KRW"),
    ("₫", "VND"),
    ("đ", "VND"),
    ("฿", "THB"),
    ("₱", "PHP"),
    ("₦", "NGN"),
    ("₵", "GHS"),
    ("₸", "KZT"),
    ("₾", "GEL"),
    ("rp", "IDR"),
    ("rm", "MYR"),
    ("r", "ZAR"),
    ("s/", "PEN"),
    ("د.إ", "AED"),
    ("ر.س", "SAR"),
    ("ر.ق", "QAR"),
    ("د.ك", "KWD"),
    ("د.ب", "BHD"),
    ("ج.م", "EGP"),
    ("د.م.", "MAD"),
    ("د.ت", "TND"),
];

/// The currency with this code.
pub fn coded(code: &str) -> Option<Currency> {
    [(TWO, 2), (NONE, 0), (THREE, 3)].into_iter().find_map(|(list, decimals)| {
        let code = list.split_ascii_whitespace().find(|listed| *listed == code)?;
        Some(Currency { code, decimals })
    })
}

/// The currencies that words may stand for.
pub fn named(words: &str) -> Vec<Currency> {
    if let Some(coded) = coded(&words.to_uppercase()) {
        return vec![coded];
    }
    let words = words.to_lowercase();
    let codes = SIGNS.iter().find(|(sign, _)| *sign == words).map_or("", |(_, codes)| codes);
    codes.split_ascii_whitespace().filter_map(coded).collect()
}

/// The one of several that is meant where this is written, if that is sure.
pub fn local(several: &[Currency], locale: &Locale) -> Option<Currency> {
    let code = match (locale.language(), locale.region()) {
        (_, "US") => "USD",
        (_, "CA") => "CAD",
        (_, "AU") => "AUD",
        (_, "NZ") => "NZD",
        (_, "HK") => "HKD",
        (_, "SG") => "SGD",
        (_, "TW") => "TWD",
        (_, "MX") => "MXN",
        (_, "AR") => "ARS",
        (_, "CL") => "CLP",
        (_, "CO") => "COP",
        (_, "PK") => "PKR",
        (_, "LK") => "LKR",
        ("hi" | "bn" | "gu" | "kn" | "ml" | "mr" | "pa" | "ta" | "te", _) | ("en", "IN") => "INR",
        ("ne", _) => "NPR",
        ("ja", _) => "JPY",
        ("zh", "CN") => "CNY",
        ("sv", _) => "SEK",
        ("nb" | "nn" | "no", _) => "NOK",
        ("da", _) => "DKK",
        ("is", _) => "ISK",
        ("ro", "MD") => "MDL",
        ("ro", _) => "RON",
        ("ru", "RU") => "RUB",
        ("be", _) | ("ru", "BY") => "BYN",
        _ => return None,
    };
    several.iter().find(|currency| currency.code == code).copied()
}
