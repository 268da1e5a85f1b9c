//! The file of keys: made on first start, readable by its owner only, and turned by adding a key.

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
    #[error("the keys come from the setting `keys`, not from a file of ours: add the new key there")]
    NotOurs,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    signing: String,
    keys: Vec<WrittenKey>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenKey {
    id: String,
    secret: String,
}

impl Drop for WrittenKey {
    fn drop(&mut self) {
        self.secret.zeroize();
    }
}

/// The ring from the setting or from the file in the data folder, which is made with one random key when missing.
pub fn load_or_make(config: &Config) -> Result<Keyring, KeysError> {
    if !config.keys.expose_secret().is_empty() {
        return parse(&config.keys);
    }
    let path = config.data_dir.join(FILE);
    if let Some(text) = read(&path)? {
        return parse(&text);
    }
    let ring = Keyring::new(vec![random_key("k1")?], "k1")?;
    write(&path, &ring)?;
    Ok(ring)
}

/// Adds a key that signs from the next start on; links already sent stay true. Its id.
pub fn rotate(config: &Config) -> Result<String, KeysError> {
    if !config.keys.expose_secret().is_empty() {
        return Err(KeysError::NotOurs);
    }
    let ring = load_or_make(config)?;
    let id = format!("k{}", ring.keys().len() + 1);
    let mut keys = Vec::new();
    for key in ring.keys() {
        keys.push(Key::new(key.id(), *key.root())?);
    }
    keys.push(random_key(&id)?);
    write(&config.data_dir.join(FILE), &Keyring::new(keys, &id)?)?;
    Ok(id)
}

fn random_key(id: &str) -> Result<Key, KeysError> {
    Ok(Key::new(id, rand::random())?)
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
        let secret = Zeroizing::new(STANDARD.decode(&key.secret).map_err(|_| KeysError::Secret)?);
        keys.push(Key::new(&key.id, secret.as_slice().try_into().map_err(|_| KeysError::Secret)?)?);
    }
    Ok(Keyring::new(keys, &written.signing)?)
}

/// Written beside and moved over, so that a crash leaves the old file or the new one.
fn write(path: &Path, ring: &Keyring) -> Result<(), KeysError> {
    let failed = |error| KeysError::File { path: path.to_owned(), error };
    let keys =
        ring.keys().iter().map(|key| WrittenKey { id: key.id().to_owned(), secret: STANDARD.encode(key.root()) });
    let written = Written { signing: ring.signing().id().to_owned(), keys: keys.collect() };
    let text = Zeroizing::new(toml::to_string(&written).map_err(|error| KeysError::Syntax(error.to_string()))?);
    let beside = path.with_extension("toml.new");
    let mut file =
        OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&beside).map_err(failed)?;
    file.write_all(text.as_bytes()).and_then(|()| file.sync_all()).map_err(failed)?;
    fs::rename(&beside, path).map_err(failed)
}
