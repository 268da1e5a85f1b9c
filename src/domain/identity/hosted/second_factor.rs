//! The second factor of users who have switched it on: codes of an app, and recovery codes for who has lost it.

use schemars::JsonSchema;
use secrecy::SecretString;
use serde::Serialize;
use time::Duration;

use super::otp;

/// What a user proves who they are with, beside a password.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FactorKind {
    /// The codes of an authenticator app, with their recovery codes.
    Totp,
    Passkey,
    /// A key of a device that a biometric check guards.
    Biometric,
}

/// Why a second factor or passkey of a user was removed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FactorRemoval {
    /// The user removed it.
    ByUser,
    /// The company has, for a user who has lost it, or the user has, by another password.
    Reset,
    /// It was of a device that was reset, or that another device took the place of.
    DeviceEnded,
}

/// How many recovery codes somebody gets.
pub const RECOVERY_CODES: usize = 10;
/// After how many wrong codes in a row there is a pause.
pub const TRIES: i64 = 5;
/// The first pause; each one after it is twice as long.
const PAUSE: Duration = Duration::minutes(15);
/// The longest pause.
const LONGEST_PAUSE: Duration = Duration::days(1);
/// The characters of a recovery code, each of which stands for five bits.
const ALPHABET: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";
const LENGTH: usize = 16;

/// How long nothing is tried after so many wrong codes in a row, if there is a pause now.
pub fn pause(failures: i64) -> Option<Duration> {
    if failures == 0 || failures % TRIES != 0 {
        return None;
    }
    let doublings = u32::try_from(failures / TRIES - 1).unwrap_or(u32::MAX).min(16);
    Some((PAUSE * 2_i32.pow(doublings)).min(LONGEST_PAUSE))
}

/// What somebody typed.
#[derive(Debug, Clone)]
pub enum Typed {
    /// Of an app.
    App(String),
    /// A recovery code as it is hashed.
    Recovery(SecretString),
}

impl Typed {
    /// Reads what somebody typed; `None` for what is no code of either kind.
    pub fn read(text: &str) -> Option<Self> {
        if let Some(code) = otp::read(text) {
            return Some(Self::App(code));
        }
        let is_between = |c: &char| c.is_whitespace() || *c == '-';
        let code: String = text.chars().filter(|c| !is_between(c)).take(LENGTH + 1).collect();
        let code = code.to_ascii_lowercase();
        let is_code = code.len() == LENGTH && code.bytes().all(|byte| ALPHABET.contains(&byte));
        is_code.then(|| Self::Recovery(code.into()))
    }
}

/// A recovery code as it is hashed.
pub fn recovery_code(random: [u8; LENGTH]) -> String {
    random.iter().map(|byte| char::from(ALPHABET[usize::from(byte & 31)])).collect()
}

/// A recovery code as it is shown: in groups of four.
pub fn shown(code: &str) -> String {
    let groups: Vec<&str> = (0..LENGTH).step_by(4).filter_map(|at| code.get(at..at + 4)).collect();
    groups.join("-")
}

#[cfg(test)]
mod tests {
    use secrecy::ExposeSecret;

    use super::*;

    #[test]
    fn every_fifth_wrong_code_brings_a_pause_twice_as_long() {
        let minutes = |failures| pause(failures).map(Duration::whole_minutes);
        assert_eq!([0, 1, 4, 6].map(minutes), [None; 4]);
        assert_eq!([5, 10, 15].map(minutes), [Some(15), Some(30), Some(60)]);
        assert_eq!([500, 5_000_000].map(minutes), [Some(24 * 60); 2]);
    }

    #[test]
    fn a_recovery_code_is_read_as_it_is_shown_and_without_its_dashes() {
        let code = recovery_code(*b"0123456789abcdef");
        assert_eq!(code.len(), LENGTH);
        for typed in [shown(&code), code.clone(), format!(" {} ", shown(&code).to_uppercase())] {
            let Some(Typed::Recovery(read)) = Typed::read(&typed) else { panic!("{typed}") };
            assert_eq!(read.expose_secret(), code);
        }
        for typed in ["", "abc", "abcd-efgh-ijkl-mno1", "abcd-efgh-ijkl-mnopq", "12345"] {
            assert!(Typed::read(typed).is_none(), "{typed}");
        }
        assert!(matches!(Typed::read("123 456"), Some(Typed::App(code)) if code == "123456"));
    }
}
