//! The ring of keys against the database: whether it fits, who has which key, and what a key is needed for.

pub mod need;
pub mod nodes;
pub mod reseal;
pub mod start;

use crate::store::StoreError;

/// Why a ring cannot be used, or cannot be changed as somebody wants it.
#[derive(Debug, thiserror::Error)]
pub enum KeyringError {
    #[error(
        "there are no keys in {folder}, but the database was used before: put back its keys.toml, or set \
         VESTIBULE_KEYS; without its keys, links already sent do not work and what is sealed cannot be read"
    )]
    Missing { folder: String },
    #[error(
        "the key {0} is not the {0} that this database was used with: put back its ring of keys, or use the database \
         that belongs to these"
    )]
    Other(String),
    #[error(
        "the index key is not the one that this database was used with: put back its ring of keys, or use the database \
         that belongs to these"
    )]
    OtherIndex,
    #[error("the ring lacks the key {0}, which this database needs: copy the ring of a node that has it")]
    Lacks(String),
    #[error("the key {0} was retired and cannot sign: promote another one with `vestibule keys promote`")]
    Retired(String),
    #[error(
        "the key {key} would sign, but {nodes} running server(s) do not have it: give every server the ring with the \
         key first and restart it, and promote the key then"
    )]
    Unknown { key: String, nodes: usize },
    #[error("the key {0} signs; promote another one first")]
    Signing(String),
    #[error("the key {key} is still needed: {needs}")]
    Needed { key: String, needs: String },
    #[error(transparent)]
    Store(#[from] StoreError),
}
