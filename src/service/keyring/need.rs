//! What a key is still needed for, and its retirement once that is nothing.

use strum::VariantArray;
use time::{Duration, OffsetDateTime};

use super::{KeyringError, nodes};
use crate::store::{
    Db, StoreError,
    keyring::{
        keys,
        sealed::{self, Sealed},
    },
};

/// What needs one key.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Need {
    /// Links signed with it that have not expired.
    pub links: u32,
    /// Texts sealed with it.
    pub sealed: u32,
    /// Running servers that sign with it.
    pub signers: usize,
    /// When forms and addresses signed with it have ended.
    pub until: Option<OffsetDateTime>,
}

impl Need {
    /// Whether nothing needs the key.
    pub fn is_none(&self) -> bool {
        *self == Self::default()
    }

    /// What needs it, in words.
    pub fn in_words(&self) -> String {
        let mut words = Vec::new();
        if self.links > 0 {
            words.push(format!("{} link(s) that have not expired", self.links));
        }
        if self.sealed > 0 {
            words.push(format!("{} sealed text(s); run `vestibule keys reseal`", self.sealed));
        }
        if self.signers > 0 {
            words.push(format!("{} running server(s) that sign with it", self.signers));
        }
        if let Some(until) = self.until {
            words.push(format!("forms that were opened before, until {:02}:{:02} UTC", until.hour(), until.minute()));
        }
        words.join(", ")
    }
}

/// What needs a key; forms and signed addresses last for `rest` after the last signature.
pub async fn of(db: &Db, key: &str, rest: Duration, now: OffsetDateTime) -> Result<Need, StoreError> {
    let mut need = Need { links: keys::links(db, key, now).await?, ..Need::default() };
    for column in Sealed::VARIANTS {
        need.sealed += sealed::count(db, *column, key).await?;
    }
    need.signers = nodes::running(db, now).await?.iter().filter(|node| node.signing == key).count();
    let known = keys::list(db).await?.into_iter().find(|known| known.id == key);
    need.until = known.and_then(|known| known.signed_at).map(|at| at + rest).filter(|until| *until > now);
    Ok(need)
}

/// Writes that no ring needs a key any more; refused while something does.
pub async fn retire(db: &Db, key: &str, rest: Duration, now: OffsetDateTime) -> Result<(), KeyringError> {
    let mut tx = db.begin().await?;
    keys::lock(&mut tx).await?;
    let need = of(db, key, rest, now).await?;
    if !need.is_none() {
        return Err(KeyringError::Needed { key: key.to_owned(), needs: need.in_words() });
    }
    keys::retire(&mut tx, key, now).await?;
    Ok(tx.commit().await?)
}
