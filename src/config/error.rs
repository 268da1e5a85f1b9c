//! Why the settings cannot be used.

use std::io;

/// Why the settings cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    #[error("{path} cannot be read: {error}")]
    File { path: String, error: io::Error },
    #[error("{path}: {error}")]
    Syntax { path: String, error: toml::de::Error },
    #[error("{name} must be {wanted}, not {given:?}")]
    Variable { name: String, wanted: &'static str, given: String },
    #[error("a setting cannot be used: {0}")]
    Setting(toml::de::Error),
    #[error("there is no variable {name}; did you mean {nearest}?")]
    UnknownVariable { name: String, nearest: String },
    #[error("public_url is {given:?}: {problem}")]
    PublicUrl { given: String, problem: String },
    #[error("the artifact store cannot be used: {0}")]
    Artifacts(String),
    #[error("database_url cannot be used: {0}")]
    DatabaseUrl(String),
    #[error("database_connections is {given}: a server needs at least {least}")]
    DatabaseConnections { given: u32, least: u32 },
    #[error("mail_url cannot be used: {0}")]
    MailUrl(String),
}
