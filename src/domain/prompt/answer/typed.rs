//! One field's value as it was typed, made fit for the source.

use secrecy::SecretString;
use time::{Date, macros::format_description};
use url::Url;

use crate::domain::prompt::{
    challenge::{Choice, CodeFormat, Entry, Field, Sensitivity},
    form::Problem,
};

/// The longest answer that is taken, in bytes.
pub const LONGEST_ANSWER: usize = 4096;

impl Field {
    /// Passwords go to the source exactly as typed; everything else loses what a keyboard adds by accident.
    pub(super) fn read(&self, typed: &str, code: Option<CodeFormat>) -> Result<SecretString, Problem> {
        if typed.len() > LONGEST_ANSWER {
            return Err(Problem::TooLong);
        }
        let value = match &self.entry {
            Entry::Tick => return Ok(if typed.is_empty() { "" } else { "on" }.into()),
            _ if self.optional && typed.trim().is_empty() => return Ok(SecretString::default()),
            Entry::Option(options) => offered(options, typed)?,
            Entry::Date => date(typed)?,
            Entry::Lines => typed.to_owned(),
            Entry::Line => self.line(typed, code)?,
        };
        if value.is_empty() { Err(Problem::Missing) } else { Ok(value.into()) }
    }

    fn line(&self, typed: &str, code: Option<CodeFormat>) -> Result<String, Problem> {
        match (self.name.as_str(), self.sensitivity) {
            ("phone", _) => phone(typed),
            ("email", _) => email(typed),
            ("link", _) => link(typed),
            ("captcha", _) | (_, Sensitivity::Identifier | Sensitivity::Public) => Ok(typed.trim().to_owned()),
            (_, Sensitivity::OneTime) => one_time(typed, code),
            (_, Sensitivity::Secret) => Ok(typed.to_owned()),
        }
    }
}

fn offered(options: &[Choice], typed: &str) -> Result<String, Problem> {
    match options.iter().find(|option| option.id == typed) {
        _ if typed.is_empty() => Err(Problem::Missing),
        Some(option) => Ok(option.id.clone()),
        None => Err(Problem::NotOffered),
    }
}

/// As browsers send it: year, month and day.
fn date(typed: &str) -> Result<String, Problem> {
    let typed = typed.trim();
    match Date::parse(typed, format_description!("[year]-[month]-[day]")) {
        _ if typed.is_empty() => Err(Problem::Missing),
        Ok(_) => Ok(typed.to_owned()),
        Err(_) => Err(Problem::NotADate),
    }
}

fn phone(typed: &str) -> Result<String, Problem> {
    let digits = typed.chars().filter(char::is_ascii_digit).count();
    match digits {
        _ if typed.trim().is_empty() => Err(Problem::Missing),
        4..=20 => Ok(typed.trim().to_owned()),
        _ => Err(Problem::NotAPhone),
    }
}

fn email(typed: &str) -> Result<String, Problem> {
    let typed = typed.trim();
    match typed.rsplit_once('@') {
        _ if typed.is_empty() => Err(Problem::Missing),
        Some((name, host)) if !name.is_empty() && !host.is_empty() && !typed.contains(char::is_whitespace) => {
            Ok(typed.to_owned())
        }
        _ => Err(Problem::NotAnEmail),
    }
}

/// A link is copied out of a message, often with the words around it or the punctuation behind it.
fn link(typed: &str) -> Result<String, Problem> {
    let mut links = typed.split_whitespace().filter_map(web_address);
    match (links.next(), links.next()) {
        _ if typed.trim().is_empty() => Err(Problem::Missing),
        (Some(link), None) => Ok(link.to_owned()),
        _ => Err(Problem::NotALink),
    }
}

/// The web address in a word, without what the sentence puts around it.
fn web_address(word: &str) -> Option<&str> {
    let word = word.trim_start_matches(['<', '(', '[', '"', '\'', '\u{ab}', '\u{201c}', '\u{201e}']);
    let word = word
        .trim_end_matches(['.', ',', ';', ':', '!', '?', '>', ')', ']', '"', '\'', '\u{bb}', '\u{201c}', '\u{201d}']);
    let is_web = |url: Url| matches!(url.scheme(), "https" | "http");
    Url::parse(word).is_ok_and(is_web).then_some(word)
}

/// Codes are copied out of messages: spaces and hyphens go from digits, and full-width digits become plain ones. Where
/// letters were typed, spaces and hyphens may be part of the code, so it goes as typed.
fn one_time(typed: &str, format: Option<CodeFormat>) -> Result<String, Problem> {
    let has_letters = typed.chars().any(char::is_alphabetic);
    let is_kept = |c: &char| has_letters || !c.is_whitespace() && !is_hyphen(*c);
    let narrowed = |c| if has_letters && is_hyphen(c) { c } else { narrow(c) };
    let code: String = typed.trim().chars().filter(is_kept).map(narrowed).collect();
    let Some(format) = format else {
        return Ok(code);
    };
    let length = code.chars().filter(|c| !is_hyphen(*c) && !c.is_whitespace()).count();
    let wrong_length = format.length.is_some_and(|wanted| length != usize::from(wanted));
    let wrong_letters = !format.letters && !code.chars().all(|c| c.is_ascii_digit());
    if !code.is_empty() && (wrong_length || wrong_letters) {
        return code_in_sentence(typed, format).ok_or(Problem::NotACode);
    }
    Ok(code)
}

/// The only run of digits in a pasted message that is as long as the code; a space or hyphen may part it once.
fn code_in_sentence(typed: &str, format: CodeFormat) -> Option<String> {
    let wanted = usize::from(format.length.filter(|_| !format.letters)?);
    let narrowed: String = typed.chars().map(narrow).collect();
    let runs: Vec<&str> = narrowed.split(|c: char| !c.is_ascii_digit() && !is_gap(c)).collect();
    let digits = |run: &&str| run.chars().filter(char::is_ascii_digit).collect::<String>();
    let words = runs.iter().flat_map(|run| run.split(is_gap)).map(str::to_owned);
    let whole: Vec<String> = words.filter(|word| word.len() == wanted).collect();
    let parted: Vec<String> = runs.iter().filter(|run| run.trim().matches(is_gap).count() == 1).map(digits).collect();
    let mut found: Vec<String> =
        whole.into_iter().chain(parted.into_iter().filter(|run| run.len() == wanted)).collect();
    found.dedup();
    if found.len() == 1 { found.pop() } else { None }
}

/// What may stand between the two halves of a code.
fn is_gap(c: char) -> bool {
    c == ' ' || c == '-'
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{ff0d}')
}

fn narrow(c: char) -> char {
    match c {
        hyphen if is_hyphen(hyphen) => '-',
        '\u{ff10}'..='\u{ff19}' => char::from_u32(u32::from(c) - 0xff10 + u32::from('0')).unwrap_or(c),
        _ => c,
    }
}
