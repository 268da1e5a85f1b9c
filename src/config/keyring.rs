//! Reading and writing the ring of keys: the file `keys.toml`, made on first start and readable by its owner only, or
//! the setting `keys`.

use std::{
    fs::{self, OpenOptions},
    io::{self, Write},
    os::unix::fs::{OpenOptionsExt, PermissionsExt},
    path::{Path, PathBuf},
};

use base64::{Engine, engine::general_purpose::STANDARD};
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use zeroize::{Zeroize, Zeroizing};

use super::Config;
use crate::domain::crypto::keyring::{InvalidKey, Key, Keyring};

const FILE: &str = "keys.toml";

/// What names of keys are made of.
const LETTERS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// Why there is no ring of keys.
#[derive(Debug, thiserror::Error)]
pub enum KeysError {
    #[error("{path}: {error}")]
    File { path: PathBuf, error: io::Error },
    #[error("{path} can be read by others than its owner; run: chmod 600 {path}")]
    Open { path: PathBuf },
    #[error("the keys cannot be read: {0}")]
    Syntax(String),
    #[error("a key's secret is 32 bytes in base64")]
    Secret,
    #[error(transparent)]
    Ring(#[from] InvalidKey),
    #[error("there is no ring of keys yet; the first start of the server makes one")]
    None,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    signing: String,
    /// The index key; a ring of an earlier version has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    index: Option<WrittenSecret>,
    keys: Vec<WrittenKey>,
}

/// 32 bytes in base64, wiped from memory.
#[derive(Serialize, Deserialize)]
struct WrittenSecret(String);

impl WrittenSecret {
    fn new(root: &[u8; 32]) -> Self {
        Self(STANDARD.encode(root))
    }

    fn root(&self) -> Result<[u8; 32], KeysError> {
        let bytes = Zeroizing::new(STANDARD.decode(&self.0).map_err(|_| KeysError::Secret)?);
        bytes.as_slice().try_into().map_err(|_| KeysError::Secret)
    }
}

impl Drop for WrittenSecret {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenKey {
    id: String,
    secret: WrittenSecret,
}

/// The ring from the setting, or from the file in the data folder; `None` when there is neither.
pub fn load(config: &Config) -> Result<Option<Keyring>, KeysError> {
    if is_variable(config) {
        return parse(&config.keys).map(Some);
    }
    read(&path(config))?.map(|text| parse(&text)).transpose()
}

/// Makes the file with one random key and a random index key.
pub fn make(config: &Config) -> Result<Keyring, KeysError> {
    let key = random_key()?;
    let id = key.id().to_owned();
    let ring = Keyring::new(vec![key], &id, Some(rand::random()))?;
    write(&path(config), &ring)?;
    Ok(ring)
}

/// A key with a random secret and a random name, so that no two of different rings are taken for one another.
pub fn random_key() -> Result<Key, KeysError> {
    let letters: String =
        rand::random::<[u8; 7]>().iter().map(|byte| LETTERS[usize::from(byte & 31)] as char).collect();
    Ok(Key::new(&format!("k{letters}"), rand::random())?)
}

/// Keeps a changed ring: in the file, or, where it came by the setting, as the text that belongs there now.
pub fn keep(config: &Config, ring: &Keyring) -> Result<Option<Zeroizing<String>>, KeysError> {
    if is_variable(config) {
        return text(ring).map(Some);
    }
    write(&path(config), ring)?;
    Ok(None)
}

fn is_variable(config: &Config) -> bool {
    !config.keys.expose_secret().is_empty()
}

fn path(config: &Config) -> PathBuf {
    config.data_dir.join(FILE)
}

fn read(path: &Path) -> Result<Option<SecretString>, KeysError> {
    let failed = |error| KeysError::File { path: path.to_owned(), error };
    match fs::metadata(path) {
        Ok(meta) if meta.permissions().mode() & 0o077 != 0 => Err(KeysError::Open { path: path.to_owned() }),
        Ok(_) => Ok(Some(fs::read_to_string(path).map_err(failed)?.into())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(failed(error)),
    }
}

fn parse(text: &SecretString) -> Result<Keyring, KeysError> {
    // The message of a TOML error quotes the text, so only its first line, which does not, may be told.
    let written: Written = toml::from_str(text.expose_secret())
        .map_err(|error| KeysError::Syntax(error.message().lines().next().unwrap_or_default().to_owned()))?;
    let mut keys = Vec::new();
    for key in &written.keys {
        keys.push(Key::new(&key.id, key.secret.root()?)?);
    }
    let index = written.index.as_ref().map(WrittenSecret::root).transpose()?;
    Ok(Keyring::new(keys, &written.signing, index)?)
}

fn text(ring: &Keyring) -> Result<Zeroizing<String>, KeysError> {
    let keys = ring.keys().iter();
    let keys = keys.map(|key| WrittenKey { id: key.id().to_owned(), secret: WrittenSecret::new(key.root()) });
    let written = Written {
        signing: ring.signing().id().to_owned(),
        index: Some(WrittenSecret::new(ring.index().root())),
        keys: keys.collect(),
    };
    Ok(Zeroizing::new(toml::to_string(&written).map_err(|error| KeysError::Syntax(error.to_string()))?))
}

/// Written beside and moved over, so that a crash leaves the old file or the new one.
fn write(path: &Path, ring: &Keyring) -> Result<(), KeysError> {
    let failed = |error| KeysError::File { path: path.to_owned(), error };
    let text = text(ring)?;
    let beside = path.with_extension("toml.new");
    let mut file =
        OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&beside).map_err(failed)?;
    file.write_all(text.as_bytes()).and_then(|()| file.sync_all()).map_err(failed)?;
    fs::rename(&beside, path).map_err(failed)
}
