//! Codes that are mailed.

use secrecy::{ExposeSecret, SecretString};
use time::OffsetDateTime;

use super::flows::Found;
use crate::{
    app::App,
    domain::{
        crypto::keyring::Purpose,
        id::Id,
        identity::{
            OneTimeCode,
            hosted::{email::Email, otp},
        },
        letter::Letter,
    },
    service::{ServiceError, letters},
    store::{
        Tx,
        identity::hosted::mailed_codes::{self, Tried},
    },
};

/// Writes the letter with a code, in the words of the page.
pub type Compose<'a> = &'a (dyn Fn(&Email, &str) -> Letter + Sync);

/// A code as it is stored. It has few digits: without our key nobody can try them all against a stolen database.
fn hashed(app: &App, id: Id<OneTimeCode>, code: &SecretString) -> String {
    app.vault.index(Purpose::MailedCode, &[&id.to_string(), code.expose_secret()])
}

/// Makes a code and has it mailed: its id.
pub(super) async fn send(
    app: &App,
    tx: &mut Tx,
    found: &Found,
    to: &Email,
    compose: Compose<'_>,
    now: OffsetDateTime,
) -> Result<Id<OneTimeCode>, ServiceError> {
    let id = app.id();
    let code = SecretString::from(otp::digits(rand::random()));
    let party = (found.party.pool.id, found.party.client.id);
    if let Some((before, _)) = found.pending.code {
        mailed_codes::drop(tx, before).await?;
    }
    let expires_at = mailed_codes::insert(tx, id, &hashed(app, id, &code), party, now).await?;
    letters::write(app, tx, &compose(to, code.expose_secret()), expires_at).await?;
    Ok(id)
}

/// Tries a code that somebody typed.
pub(super) async fn attempt(
    app: &App,
    tx: &mut Tx,
    found: &Found,
    typed: &SecretString,
    now: OffsetDateTime,
) -> Result<Tried, ServiceError> {
    let Some((id, _)) = found.pending.code else { return Ok(Tried::Over) };
    Ok(mailed_codes::attempt(tx, id, &hashed(app, id, typed), now).await?)
}

/// How many tries the code of a sign-in has left.
pub async fn tries_left(app: &App, found: &Found) -> Result<i64, ServiceError> {
    match found.pending.code {
        Some((id, _)) => Ok(mailed_codes::tries_left(&app.db, id, app.clock.now()).await?),
        None => Ok(0),
    }
}

/// Seconds until another code may be asked for.
pub fn wait(app: &App, found: &Found) -> u32 {
    let sent_at = found.pending.code.and_then(|(_, at)| OffsetDateTime::from_unix_timestamp(at).ok());
    sent_at.map_or(0, |sent_at| otp::wait(sent_at, app.clock.now()))
}
