//! Where codes go: the phone numbers on file, and what else may be typed or sent to.

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
}
