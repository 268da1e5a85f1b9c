//! Sealing anew, with the key that signs now, what was sealed with the others.

use secrecy::{ExposeSecret, SecretString};
use strum::VariantArray;

use crate::{
    app::Vault,
    service::ServiceError,
    store::{
        Db,
        keyring::sealed::{self, Sealed, SealedRow},
    },
};

/// How many rows one transaction seals anew.
const BATCH: i64 = 200;

/// What has become of the texts so far.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Progress {
    /// How many there were to seal anew.
    pub found: u32,
    pub done: u32,
    /// Those that changed or went in the meantime.
    pub passed: u32,
    /// Those that no key of the ring opens.
    pub unreadable: u32,
}

/// How many texts are sealed with other keys than the one that signs.
pub async fn count(db: &Db, vault: &Vault) -> Result<u32, ServiceError> {
    let mut found = 0;
    for key in vault.old_keys() {
        for column in Sealed::VARIANTS {
            found += sealed::count(db, *column, key).await?;
        }
    }
    Ok(found)
}

/// Seals everything anew, a batch at a time; `tell` hears of each. Stopped at any point, it goes on when run again.
pub async fn run(db: &Db, vault: &Vault, mut tell: impl FnMut(Progress)) -> Result<Progress, ServiceError> {
    let mut progress = Progress { found: count(db, vault).await?, ..Progress::default() };
    for key in vault.old_keys() {
        for column in Sealed::VARIANTS {
            let mut after = String::new();
            loop {
                let rows = sealed::list(db, *column, key, &after, BATCH).await?;
                let Some(last) = rows.last() else { break };
                after.clone_from(&last.id);
                batch(db, vault, *column, &rows, &mut progress).await?;
                tell(progress);
            }
        }
    }
    Ok(progress)
}

async fn batch(
    db: &Db,
    vault: &Vault,
    column: Sealed,
    rows: &[SealedRow],
    progress: &mut Progress,
) -> Result<(), ServiceError> {
    let mut tx = db.begin().await?;
    for row in rows {
        let Some(anew) = anew(vault, column, row) else {
            progress.unreadable += 1;
            continue;
        };
        let is_done = sealed::update(&mut tx, column, row, anew.expose_secret()).await?;
        if is_done { progress.done += 1 } else { progress.passed += 1 }
    }
    Ok(tx.commit().await?)
}

fn anew(vault: &Vault, column: Sealed, row: &SealedRow) -> Option<SecretString> {
    let bound_to = bound_to(column, &row.id);
    if column != Sealed::Refusal {
        return vault.reseal(&row.text, &bound_to).map(SecretString::from);
    }
    let mut document: serde_json::Value = serde_json::from_str(&row.text).ok()?;
    let message = document.get_mut("source_message")?;
    *message = vault.reseal(message.as_str()?, &bound_to)?.into();
    Some(document.to_string().into())
}

/// The row that a text is sealed for, as whoever reads it names it.
fn bound_to(column: Sealed, id: &str) -> String {
    match column {
        Sealed::Challenge => format!("{id} challenge"),
        Sealed::Refusal => format!("{id} refusal"),
        Sealed::Checkpoint => format!("{id} checkpoint"),
        Sealed::Answer => format!("{id} answer"),
        Sealed::Secret | Sealed::OldSecret => format!("{id} secret"),
        Sealed::Headers => format!("{id} headers"),
        Sealed::SigningKey => format!("{id} key"),
        Sealed::Pending => format!("{id} pending"),
        Sealed::Letter => format!("{id} letter"),
        Sealed::AuthenticatorApp => format!("{id} app"),
        Sealed::ContentKey => format!("{id} content"),
        Sealed::Inputs => format!("{id} inputs"),
        Sealed::Page => format!("{id} page"),
        Sealed::Call => id.replacen(' ', " call ", 1),
    }
}
