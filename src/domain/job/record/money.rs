//! Amounts of money.

use serde_json::{Value, json};

use super::{
    Locale, Unreadable,
    currency::{self, Currency},
    number::number,
};

/// `{amount, currency}`: the amount with the decimals that the currency has.
pub fn read(words: &str, locale: &Locale, usual: Option<&str>) -> Result<Value, Unreadable> {
    let mut number = number(words, locale.decimal_sign())?;
    let currency = currency(&number.before, &number.after, locale, usual)?;
    let decimals = currency.decimals;
    // A price of a litre has more decimals than its currency, and is written with more than three or by a sure sign.
    if number.is_by_language && decimals != 3 {
        return Err(Unreadable::Ambiguous("the sign before three digits may part thousands or decimals"));
    }
    while number.fraction.len() < decimals {
        number.fraction.push('0');
    }
    Ok(json!({"amount": number.text(), "currency": currency.code}))
}

/// The currency that stands before or after an amount, or the usual one of the field.
fn currency(before: &str, after: &str, locale: &Locale, usual: Option<&str>) -> Result<Currency, Unreadable> {
    let mut possible: Option<Vec<Currency>> = None;
    for words in [before, after].into_iter().filter(|words| !words.is_empty()) {
        let named = currency::named(words);
        if named.is_empty() {
            return Err(Unreadable::Wrong("the words beside the number are no currency"));
        }
        match &mut possible {
            Some(possible) => possible.retain(|currency| named.contains(currency)),
            None => possible = Some(named),
        }
    }
    let usual = usual.and_then(currency::coded);
    let Some(possible) = possible else { return usual.ok_or(Unreadable::Wrong("it says no currency")) };
    match (possible.as_slice(), usual) {
        ([], _) => Err(Unreadable::Wrong("it says two currencies")),
        (_, Some(usual)) if possible.contains(&usual) => Ok(usual),
        (_, Some(_)) => Err(Unreadable::Wrong("it is in another currency than the field")),
        ([only], None) => Ok(*only),
        (several, None) => currency::local(several, locale).ok_or(Unreadable::Ambiguous(
            "several currencies are written like this; the field's `currency` can say which",
        )),
    }
}
