//! Settings: `default.toml`, then a file, then variables; and the file of keys.

mod check;
mod error;
mod exposed;
mod keyring;
mod load;

use std::path::PathBuf;

use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;

pub use check::variables as check_variables;
pub use error::ConfigError;
pub use exposed::exposed;
pub use keyring::{KeysError, keep as keep_keyring, load as keyring, make as make_keyring, random_key};
pub use load::load;

/// The settings and their defaults, with a sentence each.
pub const DEFAULT: &str = include_str!("default.toml");

/// Every setting; `default.toml` says what each does.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(clippy::struct_excessive_bools, reason = "each is a setting of its own")]
pub struct Config {
    pub listen: String,
    pub metrics_listen: String,
    pub connections: usize,
    pub address_connections: usize,
    /// Seconds.
    pub head_timeout: u32,
    /// Seconds.
    pub body_timeout: u32,
    /// Seconds.
    pub idle_timeout: u32,
    pub http2: bool,
    pub public_url: String,
    pub operator: String,
    pub privacy_url: String,
    pub help_url: String,
    pub data_dir: PathBuf,
    pub database_url: SecretString,
    pub database_connections: u32,
    pub keys: SecretString,
    pub allow_private: Vec<String>,
    pub sandbox: String,
    /// Seconds.
    pub answer_timeout: u32,
    /// Seconds.
    pub source_timeout: u32,
    /// Seconds.
    pub webhook_timeout: u32,
    pub mail_url: SecretString,
    pub mail_from: String,
    pub source_icons: bool,
    pub artifacts: String,
    pub s3_endpoint: String,
    pub s3_region: String,
    pub s3_key_id: String,
    pub s3_secret_key: SecretString,
    pub artifact_days: u32,
    pub session_minutes: u32,
    pub workers: usize,
    pub browser: PathBuf,
    pub browser_contexts: usize,
    pub browser_contexts_each: usize,
    pub browser_lives: usize,
    /// MiB.
    pub browser_memory: u32,
    pub api_calls: u32,
    pub api_failures: u32,
    pub address_forms: u32,
    pub link_forms: u32,
    pub token_requests: u32,
    pub user_tokens: u32,
    pub open_challenges: u32,
    pub behind_proxy: bool,
    pub previews: bool,
    pub log: String,
    pub log_format: LogFormat,
}

impl Config {
    /// Whether the database is on a server, and not in a file of the data folder.
    pub fn has_server_database(&self) -> bool {
        !self.database_url.expose_secret().is_empty()
    }
}

/// How log lines look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    Text,
    Json,
}
