//! An address of mail, as it identifies a user.

use serde::{Deserialize, Serialize};

/// The longest address, by RFC 5321.
const LONGEST: usize = 254;
/// The longest part before the at sign, by RFC 5321.
const LONGEST_LOCAL: usize = 64;

/// An address that can be written to, as far as its form tells.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Email(String);

impl Email {
    /// Reads an address as somebody types it. International domain names become ASCII; letters of other scripts before
    /// the at sign are not taken, since few mail servers take them.
    pub fn parse(text: &str) -> Option<Self> {
        let (local, domain) = text.trim().rsplit_once('@')?;
        let is_atom = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~".contains(c);
        let is_local =
            local.len() <= LONGEST_LOCAL && local.split('.').all(|part| !part.is_empty() && part.chars().all(is_atom));
        let url::Host::Domain(domain) = url::Host::parse(domain).ok()? else { return None };
        let labels = domain.split('.').count();
        let is_domain = labels > 1 && domain.split('.').all(is_label);
        let email = format!("{local}@{domain}");
        (is_local && is_domain && email.len() <= LONGEST).then_some(Self(email))
    }

    /// As mail is sent to it.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// By what it is told from others: people write their addresses with and without capitals.
    pub fn unique_key(&self) -> String {
        self.0.to_ascii_lowercase()
    }
}

fn is_label(label: &str) -> bool {
    let is_fine = |c: char| c.is_ascii_alphanumeric() || c == '-';
    (1..=63).contains(&label.len()) && label.chars().all(is_fine) && !label.starts_with('-') && !label.ends_with('-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_that_can_be_written_to_are_taken() {
        let cases = [
            ("anna@example.com", "anna@example.com"),
            ("  Anna.B+shop@Example.COM ", "Anna.B+shop@example.com"),
            ("o'neil@example.co.uk", "o'neil@example.co.uk"),
            ("a@bücher.example", "a@xn--bcher-kva.example"),
        ];
        for (text, expected) in cases {
            assert_eq!(Email::parse(text).unwrap().as_str(), expected, "{text}");
        }
        assert_eq!(Email::parse("Anna@Example.com").unwrap().unique_key(), "anna@example.com");
    }

    #[test]
    fn what_no_mail_can_go_to_is_not_an_address() {
        let long = format!("{}@example.com", "a".repeat(65));
        let texts = [
            "",
            "anna",
            "@example.com",
            "anna@",
            "anna@localhost",
            "a b@example.com",
            "a..b@example.com",
            ".a@example.com",
            "anna@[127.0.0.1]",
            "anna@127.0.0.1",
            "a\r\nBcc: x@example.com",
            "a@example.com>",
            "<a@example.com",
            "a@-example.com",
            "änna@example.com",
            "a@exa_mple.com",
            "a@example.com.",
            &long,
        ];
        for text in texts {
            assert_eq!(Email::parse(text), None, "{text:?}");
        }
    }
}
