//! Numbers as people write them.

use serde_json::Value;

use super::{Locale, Unreadable};

/// The most digits of a number.
const MOST_DIGITS: usize = 40;
/// The largest integer that every reader of JSON keeps exactly.
const LARGEST: i64 = 9_007_199_254_740_991;

/// A number, and the words around it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number {
    pub is_negative: bool,
    /// Without zeros at the front.
    pub whole: String,
    pub fraction: String,
    /// Only the language says that the sign before three digits is a decimal sign.
    pub is_by_language: bool,
    /// What stands before and after it, such as a currency.
    pub before: String,
    pub after: String,
}

impl Number {
    /// Digits with a point, such as `-1234.50`.
    pub fn text(&self) -> String {
        let is_zero = self.whole == "0" && self.fraction.bytes().all(|b| b == b'0');
        let sign = if self.is_negative && !is_zero { "-" } else { "" };
        let point = if self.fraction.is_empty() { "" } else { "." };
        format!("{sign}{}{point}{}", self.whole, self.fraction)
    }

    fn alone(self) -> Result<Self, Unreadable> {
        let is_alone = self.before.is_empty() && self.after.is_empty();
        if is_alone { Ok(self) } else { Err(Unreadable::Wrong("there are words beside the number")) }
    }
}

/// A decimal: a string, since many readers of JSON would round it.
pub fn decimal(words: &str, locale: &Locale) -> Result<Value, Unreadable> {
    Ok(number(words, locale.decimal_sign())?.alone()?.text().into())
}

/// An integer.
pub fn integer(words: &str, locale: &Locale) -> Result<Value, Unreadable> {
    let number = number(words, locale.decimal_sign())?.alone()?;
    if !number.fraction.is_empty() {
        return Err(Unreadable::Wrong("it is no whole number"));
    }
    let integer = number.text().parse::<i64>().ok().filter(|integer| integer.abs() <= LARGEST);
    Ok(integer.ok_or(Unreadable::Wrong("it is too large for an integer"))?.into())
}

/// How many of something a page says there are: the only number in the words.
pub fn count(words: &str, locale: &Locale) -> Result<u64, Unreadable> {
    let number = number(words, locale.decimal_sign())?;
    if !number.fraction.is_empty() || number.is_negative {
        return Err(Unreadable::Wrong("it is no count"));
    }
    number.whole.parse().map_err(|_| Unreadable::Wrong("it is too large for a count"))
}

/// The only number in the words; `decimal` is the sign before decimals, where it is known.
pub fn number(words: &str, decimal: Option<char>) -> Result<Number, Unreadable> {
    let text = with_plain_digits(words)?;
    let (Some(first), Some(last)) = (text.find(|c: char| c.is_ascii_digit()), text.rfind(|c: char| c.is_ascii_digit()))
    else {
        return Err(Unreadable::Wrong("there is no number"));
    };
    let (before, core, after) = (&text[..first], &text[first..=last], without_dash(&text[last + 1..]));
    let (is_negative, before, after) = sign(before.trim(), after)?;
    let (before, leads_with_point) = match before.as_str() {
        "." | "," => (String::new(), true),
        _ => (before, false),
    };
    let (whole, fraction, is_by_language) = parts(core, decimal)?;
    let (whole, fraction) = match (leads_with_point, fraction.is_empty()) {
        (false, _) => (whole, fraction),
        (true, true) => ("0".to_owned(), whole),
        (true, false) => return Err(Unreadable::Wrong("it begins with a decimal sign and has another")),
    };
    if whole.len() + fraction.len() > MOST_DIGITS {
        return Err(Unreadable::Wrong("it has too many digits"));
    }
    let whole = match whole.trim_start_matches('0') {
        "" => "0".to_owned(),
        whole => whole.to_owned(),
    };
    Ok(Number { is_negative, whole, fraction, is_by_language, before, after })
}

/// The words with the digits of every script as `0` to `9`; of one script only.
pub fn with_plain_digits(words: &str) -> Result<String, Unreadable> {
    /// The zeros of Arabic, Persian, Devanagari, Bengali, Gujarati, Tamil, Thai and full width.
    const ZEROS: [char; 9] = ['0', '٠', '۰', '०', '০', '૦', '௦', '๐', '０'];
    let mut script = None;
    let mut text = String::with_capacity(words.len());
    for c in words.trim().chars() {
        let value = ZEROS.iter().find_map(|zero| {
            let value = u32::from(c).checked_sub(u32::from(*zero)).filter(|value| *value < 10)?;
            Some((*zero, char::from_digit(value, 10)?))
        });
        match value {
            Some((zero, _)) if script.is_some_and(|script| script != zero) => {
                return Err(Unreadable::Wrong("its digits are of two scripts"));
            }
            Some((zero, digit)) => {
                script = Some(zero);
                text.push(digit);
            }
            None if c.is_whitespace() => text.push(' '),
            None => text.push(c),
        }
    }
    Ok(text)
}

/// Without the dash that stands for no cents, as in `12.–`.
fn without_dash(after: &str) -> &str {
    let Some(rest) = after.strip_prefix(['.', ',', ':']) else { return after };
    let without = rest.trim_start_matches(['-', '–', '—', '−']);
    if without.len() < rest.len() { without } else { after }
}

const fn is_minus(c: char) -> bool {
    matches!(c, '-' | '−' | '–' | '‐' | '﹣' | '－')
}

/// Whether the number is negative, and what else stands before and after it.
fn sign(before: &str, after: &str) -> Result<(bool, String, String), Unreadable> {
    let (mut signs, mut is_negative) = (0, false);
    let mut before = before.to_owned();
    let mut rest = after.trim_end().to_owned();
    if let (Some(opens), Some(closes)) = (before.find('('), rest.find(')')) {
        before.remove(opens);
        rest.remove(closes);
        (signs, is_negative) = (1, true);
    }
    for _ in 0..2 {
        let at_start = before.chars().next().filter(|c| is_minus(*c) || *c == '+');
        let at_end = before.chars().next_back().filter(|c| is_minus(*c) || *c == '+');
        let Some(found) = at_start.or(at_end) else { break };
        let without = if at_start.is_some() { before.strip_prefix(found) } else { before.strip_suffix(found) };
        before = without.unwrap_or_default().trim().to_owned();
        signs += 1;
        is_negative |= is_minus(found);
    }
    // A minus behind the number stands right at it; elsewhere it belongs to the words.
    if let Some(without) = rest.strip_prefix(['-', '−']) {
        rest = without.to_owned();
        signs += 1;
        is_negative = true;
    }
    if signs > 1 {
        return Err(Unreadable::Wrong("it has more than one sign"));
    }
    Ok((is_negative, before.trim().to_owned(), rest.trim().to_owned()))
}

/// The digits before and after the decimal sign, and whether only the language tells which sign that is.
fn parts(core: &str, decimal: Option<char>) -> Result<(String, String, bool), Unreadable> {
    let mut signs = Vec::new();
    let mut groups = vec![String::new()];
    for c in core.chars() {
        match c {
            '0'..='9' => groups.last_mut().into_iter().for_each(|group| group.push(c)),
            '.' | ',' | ' ' | '\'' | '٫' | '٬' => {
                signs.push(c);
                groups.push(String::new());
            }
            '’' | '‘' | 'ʼ' => {
                signs.push('\'');
                groups.push(String::new());
            }
            _ => return Err(Unreadable::Wrong("there is more than one number, or something in it")),
        }
    }
    if groups.iter().any(String::is_empty) {
        return Err(Unreadable::Wrong("two signs stand together in it"));
    }
    let whole = |groups: &[String]| groups.concat();
    let Some((last, earlier)) = signs.split_last() else { return Ok((whole(&groups), String::new(), false)) };
    let tail = groups.last().cloned().unwrap_or_default();
    let head = groups.get(..groups.len() - 1).unwrap_or_default();
    let decimals = |by_language| Ok((whole(head), tail.clone(), by_language));
    let groups_only = || Ok((whole(&groups), String::new(), false));
    match (is_grouped(&signs, &groups), is_decimal_sign(*last) && is_grouped(earlier, head) && !earlier.contains(last))
    {
        (false, false) => Err(Unreadable::Wrong("its digits are not grouped as those of a number")),
        (true, false) => groups_only(),
        (false, true) => decimals(false),
        (true, true) => match decimal {
            Some(sign) if sign == *last => decimals(true),
            Some(_) => groups_only(),
            None => Err(Unreadable::Ambiguous("the sign before three digits may part thousands or decimals")),
        },
    }
}

const fn is_decimal_sign(c: char) -> bool {
    matches!(c, '.' | ',' | '٫')
}

/// Whether one sign parts all of these digits into thousands, or into lakhs and crores.
fn is_grouped(signs: &[char], groups: &[String]) -> bool {
    let (Some(first), Some((lead, rest))) = (signs.first(), groups.split_first()) else { return true };
    let lengths = |all: &[String], length| all.iter().all(|group| group.len() == length);
    let is_same = *first != '٫' && signs.iter().all(|sign| sign == first) && !lead.starts_with('0');
    let is_by_thousands = (1..=3).contains(&lead.len()) && lengths(rest, 3);
    let is_indian = *first == ','
        && (1..=2).contains(&lead.len())
        && rest.split_last().is_some_and(|(last, middle)| last.len() == 3 && !middle.is_empty() && lengths(middle, 2));
    is_same && (is_by_thousands || is_indian)
}
