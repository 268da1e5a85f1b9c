//! API keys: long random texts of which only the hash is kept. The text says the environment, `vst_test_…` or
//! `vst_live_…`; keys from before there were two have neither.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use secrecy::SecretString;
use sha2::{Digest, Sha256};

use super::environment::Environment;

const PREFIX: &str = "vst_";

/// A key from 32 random bytes, and its hash.
pub fn make(environment: Environment, random: [u8; 32]) -> (SecretString, String) {
    let label = label(environment);
    (format!("{PREFIX}{label}{}", URL_SAFE_NO_PAD.encode(random)).into(), digest(label, random))
}

/// The hash by which a key is known; `None` for what is not a key. With 256 random bits, no salt or work is needed. It
/// covers the environment, so that a key with another one in its text is another key.
pub fn hash(key: &str) -> Option<String> {
    let rest = key.strip_prefix(PREFIX)?;
    let labels = [Environment::Test, Environment::Live].map(label);
    let label = labels.into_iter().find(|label| rest.starts_with(label)).unwrap_or_default();
    let random: [u8; 32] = URL_SAFE_NO_PAD.decode(&rest[label.len()..]).ok()?.try_into().ok()?;
    Some(digest(label, random))
}

const fn label(environment: Environment) -> &'static str {
    match environment {
        Environment::Test => "test_",
        Environment::Live => "live_",
    }
}

fn digest(label: &str, random: [u8; 32]) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::new().chain_update(label).chain_update(random).finalize())
}

#[cfg(test)]
mod tests {
    use secrecy::ExposeSecret;

    use super::*;

    #[test]
    fn a_key_says_its_environment_and_cannot_be_made_to_say_another() {
        let random = [0x5A; 32];
        let (test, test_hash) = make(Environment::Test, random);
        let (live, live_hash) = make(Environment::Live, random);
        assert!(test.expose_secret().starts_with("vst_test_") && live.expose_secret().starts_with("vst_live_"));
        assert_eq!(hash(test.expose_secret()).as_ref(), Some(&test_hash));
        assert_eq!(hash(live.expose_secret()).as_ref(), Some(&live_hash));
        let old = format!("vst_{}", URL_SAFE_NO_PAD.encode(random));
        let old_hash = URL_SAFE_NO_PAD.encode(Sha256::digest(random));
        assert_eq!(hash(&old).as_ref(), Some(&old_hash), "keys from before are still known");
        assert!(test_hash != live_hash && test_hash != old_hash && live_hash != old_hash);
    }

    #[test]
    fn what_is_not_a_key_has_no_hash() {
        for text in ["", "vst_", "vst_test_", "vst_live_AAAA", "test_", "vst_demo_x", "vst_é"] {
            assert_eq!(hash(text), None, "{text}");
        }
    }
}
