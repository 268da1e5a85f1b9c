//! How a language writes numbers and dates, as far as everybody who writes it agrees.

/// The language of a page or a field.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Locale {
    language: String,
    region: String,
}

/// In which order day, month and year stand in a date of numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateOrder {
    DayMonthYear,
    MonthDayYear,
    YearMonthDay,
}

/// Languages that write a comma before the decimals, wherever they are written but for [`POINT_REGIONS`].
const COMMA: &str = " af az be bg bs ca cs da de el es et eu fi fr gl hr hu hy id is it ka kk lt lv mk nb nl nn no pl \
                     pt ro ru sk sl sq sr sv tr uk uz vi ";
/// Languages that write a point.
const POINT: &str = " bn en gu he hi ja kn ko ml mr ms ne pa si ta te th tl ur zh cy ga mt sw ";
/// Where a language is written with a point although others of it have a comma, or the other way round.
const POINT_REGIONS: &str = " de-CH de-LI it-CH es-MX es-US es-PR es-GT es-HN es-NI es-PA es-SV es-DO es-PE ar-EG \
                             ar-SA ar-AE ar-KW ar-QA ar-BH ar-OM ar-JO ar-IQ ar-YE ";
const COMMA_REGIONS: &str = " ar-MA ar-DZ ar-TN ar-LY ";
/// Where both are written.
const BOTH: &str = " fr-CH en-ZA es-CR ";

/// Languages that write the year first.
const YEAR_FIRST: &str = " ja zh ko hu lt mn ";
/// Languages that write the day first in numbers, wherever they are written.
const DAY_FIRST: &str = " ar az be bg bs ca cs da de el es et fi fr gl he hr hy id is it ka lv mk nb nl nn no pl pt ro \
                         ru sk sl sq sr tr uk vi hi bn ms th ";
/// Regions in which English is written with the day first.
const DAY_FIRST_REGIONS: &str = " GB IE AU NZ IN SG MT HK ";

fn has(list: &str, word: &str) -> bool {
    !word.is_empty() && list.split_ascii_whitespace().any(|listed| listed == word)
}

impl Locale {
    /// The locale of a language tag such as `de` or `en-GB`; without one, nothing is known.
    pub fn of(tag: Option<&str>) -> Self {
        let mut parts = tag.unwrap_or_default().split(['-', '_']);
        let language = parts.next().unwrap_or_default().to_ascii_lowercase();
        let region = parts.find(|part| part.len() == 2).unwrap_or_default().to_ascii_uppercase();
        Self { language, region }
    }

    fn tag(&self) -> String {
        format!("{}-{}", self.language, self.region)
    }

    /// The language, in small letters; empty when it is not known.
    pub fn language(&self) -> &str {
        &self.language
    }

    /// The region, in capitals; empty when it is not known.
    pub fn region(&self) -> &str {
        &self.region
    }

    /// What stands before decimals, where that is sure.
    pub fn decimal_sign(&self) -> Option<char> {
        let tag = self.tag();
        if has(BOTH, &tag) {
            None
        } else if has(POINT_REGIONS, &tag) {
            Some('.')
        } else if has(COMMA_REGIONS, &tag) || has(COMMA, &self.language) {
            Some(',')
        } else {
            has(POINT, &self.language).then_some('.')
        }
    }

    /// The order of a date in numbers, where that is sure.
    pub fn date_order(&self) -> Option<DateOrder> {
        if has(YEAR_FIRST, &self.language) {
            return Some(DateOrder::YearMonthDay);
        }
        if self.language == "en" && self.region == "US" {
            return Some(DateOrder::MonthDayYear);
        }
        let is_day_first = has(DAY_FIRST, &self.language) && !matches!(self.region.as_str(), "US" | "PR");
        let is_english_day_first = self.language == "en" && has(DAY_FIRST_REGIONS, &self.region);
        (is_day_first || is_english_day_first).then_some(DateOrder::DayMonthYear)
    }
}
