//! An authenticator app, as somebody has it on their phone.

use time::OffsetDateTime;
use totp_rs::{Builder, Secret, Totp};

use crate::support::Page;

pub struct AuthenticatorApp(Totp);

impl AuthenticatorApp {
    /// Takes over the key that a page shows.
    pub fn scans(page: &Page) -> Self {
        let key = page.texts("[data-key]").remove(0).replace(' ', "");
        let secret = Secret::try_from_base32(key).unwrap();
        Self(Builder::new().with_secret(secret).build().unwrap())
    }

    /// What it shows at a time.
    pub fn code(&self, now: OffsetDateTime) -> String {
        self.0.generate(u64::try_from(now.unix_timestamp()).unwrap()).to_string()
    }
}
