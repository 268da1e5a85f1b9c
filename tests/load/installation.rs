//! A portal of its own, with its database and its company, for what would disturb others.

use std::{
    fs,
    net::SocketAddr,
    path::{Path, PathBuf},
};

use sqlx::{
    ConnectOptions, SqliteConnection,
    sqlite::{SqliteConnectOptions, SqliteJournalMode},
};

use super::{
    backend::{self, Backend},
    process::Process,
};

/// A running portal with a backend that has a job.
pub struct Installation {
    pub portal: Process,
    pub backend: Backend,
    pub folder: PathBuf,
}

impl Installation {
    /// Starts one with a folder of its own.
    pub async fn open(folder: &Path, name: &str, source: SocketAddr) -> anyhow::Result<Self> {
        Self::open_with(folder, name, source, &[]).await
    }

    /// Starts one with more settings.
    pub async fn open_with(
        folder: &Path,
        name: &str,
        source: SocketAddr,
        settings: &[(&str, &str)],
    ) -> anyhow::Result<Self> {
        let folder = folder.join(name);
        fs::create_dir(&folder)?;
        let key = backend::found(&folder).await?;
        let portal = Process::start_with("portal", &folder, settings).await?;
        let backend = Backend::define(portal.address, source, key).await?;
        Ok(Self { portal, backend, folder })
    }
}

/// A connection to the database of the installation in a folder.
pub async fn database(folder: &Path) -> anyhow::Result<SqliteConnection> {
    let path = folder.join("data").join("vestibule.db");
    Ok(SqliteConnectOptions::new().filename(path).journal_mode(SqliteJournalMode::Wal).connect().await?)
}
