//! Before a server or a command works with a database: whether its keys are the ones that belong to it.

use std::path::Path;

use time::OffsetDateTime;

use super::KeyringError;
use crate::{
    domain::crypto::keyring::Keyring,
    store::{Db, keyring::keys},
};

/// Under which name the index key is known.
const INDEX: &str = ":index";

/// Refuses to go on without keys where there must be some; `folder` is where they were looked for.
pub async fn may_begin(db: &Db, folder: &Path) -> Result<(), KeyringError> {
    let is_fresh = keys::list(db).await?.is_empty() && !keys::is_used(db).await?;
    if is_fresh {
        return Ok(());
    }
    Err(KeyringError::Missing { folder: folder.display().to_string() })
}

/// Compares a ring with the keys that the database was used with, and makes its new keys known.
pub async fn fit(db: &Db, ring: &Keyring, now: OffsetDateTime) -> Result<(), KeyringError> {
    let mut tx = db.begin().await?;
    keys::insert(&mut tx, INDEX, &ring.index().check(), now).await?;
    keys::lock(&mut tx).await?;
    for key in ring.keys() {
        keys::insert(&mut tx, key.id(), &key.check(), now).await?;
    }
    for known in keys::list(&mut tx).await? {
        let is_needed = known.signed_at.is_some() && known.retired_at.is_none();
        match ring.find(&known.id) {
            _ if known.id == INDEX => {
                if known.check_value != ring.index().check() {
                    return Err(KeyringError::OtherIndex);
                }
            }
            Some(key) if known.check_value != key.check() => return Err(KeyringError::Other(known.id)),
            Some(key) if known.retired_at.is_some() && key.id() == ring.signing().id() => {
                return Err(KeyringError::Retired(known.id));
            }
            None if is_needed => return Err(KeyringError::Lacks(known.id)),
            Some(_) | None => {}
        }
    }
    Ok(tx.commit().await?)
}
