//! Codes of authenticator apps (TOTP, RFC 6238): six digits that follow from a key and the time, in steps of 30 seconds.

use secrecy::{ExposeSecret, SecretString};
use time::OffsetDateTime;
use totp_rs::{Builder, Secret, Totp};

/// A key for an app, in base32.
pub fn key(random: [u8; 20]) -> SecretString {
    Secret::new_stack(random).to_base32().into()
}

/// The step whose code this is, if it is the current one or next to it. That no step is used twice is the caller's part.
pub fn step_of(key: &SecretString, code: &str, now: OffsetDateTime) -> Option<i64> {
    let seconds = u64::try_from(now.unix_timestamp()).ok()?;
    let step = totp(key, "", "")?.check(code, seconds)?;
    i64::try_from(step).ok()
}

/// The address with which an app takes a key over; it names the key.
pub fn address(key: &SecretString, issuer: &str, account: &str) -> Option<SecretString> {
    // A colon stands between the two in the address.
    totp(key, &issuer.replace(':', " "), &account.replace(':', " "))?.to_url().ok().map(SecretString::from)
}

fn totp(key: &SecretString, issuer: &str, account: &str) -> Option<Totp> {
    let secret = Secret::try_from_base32(key.expose_secret()).ok()?;
    let builder = Builder::new().with_secret(secret).with_account_name(account);
    builder.with_issuer((!issuer.is_empty()).then_some(issuer)).build().ok()
}

#[cfg(test)]
mod tests {
    use time::Duration;

    use super::*;

    /// The key of RFC 6238, appendix B.
    const KEY: &[u8; 20] = b"12345678901234567890";

    #[test]
    fn the_codes_are_those_of_the_standard() {
        // The standard writes eight digits, of which apps show the last six.
        for (seconds, code) in [(59, "287082"), (1_111_111_109, "081804"), (2_000_000_000, "279037")] {
            let now = OffsetDateTime::from_unix_timestamp(seconds).unwrap();
            assert_eq!(step_of(&key(*KEY), code, now), Some(seconds / 30), "{seconds}");
        }
    }

    #[test]
    fn a_clock_may_be_off_by_one_step() {
        let at = OffsetDateTime::from_unix_timestamp(1_111_111_109).unwrap();
        let step = |late| step_of(&key(*KEY), "081804", at + Duration::seconds(late));
        assert!(step(30).is_some() && step(-30).is_some());
        assert!(step(60).is_none() && step(-60).is_none());
    }

    #[test]
    fn an_app_is_told_where_the_key_belongs() {
        let address = address(&key(*KEY), "Harbour: Books", "anna@example.com").unwrap();
        let expected = "otpauth://totp/Harbour%20%20Books:anna%40example.com?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
        assert!(address.expose_secret().starts_with(expected), "{}", address.expose_secret());
    }
}
