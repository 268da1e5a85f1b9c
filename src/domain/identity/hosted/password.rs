//! Passwords: which may be chosen, and how they are kept. Hashing takes much memory and time by intent; whoever calls it
//! does so where nobody waits.

use argon2::{Argon2, PasswordHasher, PasswordVerifier};
use secrecy::{ExposeSecret, SecretString};
use strum::{Display, IntoStaticStr, VariantArray};
use zxcvbn::Score;

/// The fewest characters of a password.
pub const SHORTEST: usize = 8;
/// The most bytes of a password.
pub const LONGEST: usize = 256;
/// So many wrong tries in a row end a password; a mailed code brings a new one.
pub const MOST_FAILURES: i64 = 100;

/// Why a password cannot be chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Display, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "kebab-case")]
pub enum Weakness {
    TooShort,
    TooLong,
    /// Among the first that somebody would try.
    TooEasy,
}

/// Why a password cannot be chosen by somebody with these names, if it cannot.
pub fn weakness(password: &SecretString, names: &[&str]) -> Option<Weakness> {
    let text = password.expose_secret();
    if text.chars().count() < SHORTEST {
        return Some(Weakness::TooShort);
    }
    if text.len() > LONGEST {
        return Some(Weakness::TooLong);
    }
    (zxcvbn::zxcvbn(text, names).score() < Score::Two).then_some(Weakness::TooEasy)
}

/// The hash of a password as a PHC string, by Argon2id.
pub fn hash(password: &SecretString, salt: [u8; 16]) -> Option<String> {
    let hashed = Argon2::default().hash_password_with_salt(password.expose_secret().as_bytes(), &salt);
    hashed.ok().map(|hash| hash.to_string())
}

/// Whether a hash is of this password.
pub fn is_of(hash: &str, password: &SecretString) -> bool {
    let text = password.expose_secret();
    text.len() <= LONGEST && Argon2::default().verify_password(text.as_bytes(), hash).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_long_and_easy_passwords_are_not_taken() {
        let cases = [
            ("Xq7%vB1", Some(Weakness::TooShort)),
            ("password", Some(Weakness::TooEasy)),
            ("anna@example.com", Some(Weakness::TooEasy)),
            ("aaaaaaaaaaaa", Some(Weakness::TooEasy)),
            ("a long enough Sentence 42", None),
            ("Übermut-schlägt-Zaun", None),
        ];
        for (password, expected) in cases {
            let found = weakness(&password.into(), &["anna@example.com", "anna", "example.com"]);
            assert_eq!(found, expected, "{password}");
        }
        assert_eq!(weakness(&"x y".repeat(100).into(), &[]), Some(Weakness::TooLong));
    }

    #[test]
    fn a_hash_is_of_its_password_alone() {
        let hash = hash(&"a long enough Sentence 42".into(), [7; 16]).unwrap();
        assert!(hash.starts_with("$argon2id$") && !hash.contains("Sentence"), "{hash}");
        assert!(is_of(&hash, &"a long enough Sentence 42".into()));
        assert!(!is_of(&hash, &"a long enough Sentence 43".into()));
        assert!(!is_of("no hash", &"a long enough Sentence 42".into()));
    }
}
