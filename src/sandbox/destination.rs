//! Where codes go: the phone numbers on file, and how the site masks whatever it sends to.

use super::method::Method;
use super::session::Session;

/// A phone number on file.
#[derive(Clone, Copy, Debug)]
pub struct Destination {
    /// The kind of phone, which two numbers may share.
    pub label: &'static str,
    /// The number as the site shows it, which no two share.
    pub masked: &'static str,
}

const fn number(label: &'static str, masked: &'static str) -> Destination {
    Destination { label, masked }
}

/// The numbers on file; the first is used when nobody chose.
pub const DESTINATIONS: [Destination; MOST as usize] = [
    number("Mobile", "+1 •••• 42"),
    number("Mobile", "+1 •••• 17"),
    number("Work", "+1 •••• 08"),
    number("Home", "+1 •••• 63"),
    number("Work", "+44 •••• 42"),
    number("Mobile", "+49 •••• 90"),
    number("Home", "+1 •••• 35"),
    number("Mobile", "+33 •••• 71"),
    number("Work", "+1 •••• 56"),
];

/// A number to type, from a range that belongs to nobody.
pub const EXAMPLE: &str = "+1 202 555 0142";

/// An address to type, in a domain that can never receive mail.
pub const EXAMPLE_EMAIL: &str = "other@mail.example";

/// The phone that requests go to.
pub const DEVICE: &str = "Pixel 9";

/// The most numbers the site can offer.
pub const MOST: u16 = 9;

/// The number with this value on the form, if it is among the first `count`.
pub fn chosen(value: &str, count: u16) -> Option<u16> {
    (1..=count).find(|n| n.to_string() == value)
}

/// Where a code sent by `method` goes, masked.
pub fn target(session: &Session, method: Method) -> String {
    match method {
        Method::Email | Method::Link if session.email.is_empty() => {
            session.persona().map_or("", |persona| persona.masked_email).to_owned()
        }
        Method::Email | Method::Link => mask_email(&session.email),
        Method::Totp => session.theme.language().say("authenticator app").to_owned(),
        Method::Backup => session.theme.language().say("list of backup codes").to_owned(),
        Method::Push | Method::PushNumber => DEVICE.to_owned(),
        Method::Reader | Method::Qr => String::new(),
        Method::Sms | Method::Call => phone_target(session),
    }
}

fn phone_target(session: &Session) -> String {
    if session.destination.is_none() && !session.phone.is_empty() {
        return mask(&session.phone);
    }
    let position = usize::from(session.destination.unwrap_or(1)).saturating_sub(1);
    let destination = DESTINATIONS.get(position).unwrap_or(&DESTINATIONS[0]);
    destination.masked.to_owned()
}

/// Leaves the last two digits of a typed number.
fn mask(phone: &str) -> String {
    let digits: Vec<char> = phone.chars().filter(char::is_ascii_digit).collect();
    let tail: String = digits[digits.len().saturating_sub(2)..].iter().collect();
    format!("•••• {tail}")
}

/// Leaves the first character of a typed address, and its domain.
fn mask_email(email: &str) -> String {
    let (name, domain) = email.split_once('@').unwrap_or((email, ""));
    let first: String = name.chars().take(1).collect();
    format!("{first}•••••@{domain}")
}

/// Whether a typed phone number could be one: digits, perhaps with a plus sign and separators.
pub fn is_phone(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let rest = text.strip_prefix('+').unwrap_or(text);
    let plain = rest.chars().all(|c| c.is_ascii_digit() || " -().".contains(c));
    plain && (7..=15).contains(&digits) && text.len() <= 30
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_numbers_look_the_same() {
        for (n, destination) in DESTINATIONS.iter().enumerate() {
            let mut others = DESTINATIONS[n + 1..].iter();
            assert!(others.all(|other| other.masked != destination.masked));
        }
    }

    #[test]
    fn a_phone_number_is_recognised_as_people_type_it() {
        for phone in ["+1 202 555 0142", "(202) 555-0142", "2025550142"] {
            assert!(is_phone(phone), "{phone}");
        }
        for text in ["", "+", "12345", "call me 2025550142", "1234567890123456", "2025550142+"] {
            assert!(!is_phone(text), "{text}");
        }
    }

    #[test]
    fn only_the_end_of_a_typed_number_is_shown() {
        assert_eq!(mask("+1 (202) 555-0142"), "•••• 42");
    }
}
