//! Databases in which every migration has run, for tests to begin with a copy: the migrations take longer than many a
//! test. The first test that wants one makes it.

use std::{
    fs,
    path::{Path, PathBuf},
};

use sha2::{Digest, Sha256};
use sqlx::{AssertSqlSafe, Connection, PgConnection};
use vestibule::store::Db;

/// Copies the file that the tests of this machine share.
pub async fn copy_to(folder: &Path) {
    let shared = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{}.db", name()));
    if !shared.exists() {
        let made = shared.with_extension(format!("{:016x}", rand::random::<u64>()));
        Db::sqlite(&made).await.unwrap().close().await;
        fs::rename(made, &shared).unwrap();
    }
    fs::copy(shared, folder.join("vestibule.db")).unwrap();
}

/// The database on a server from which the tests' own are made.
pub async fn on_server(server: &str) -> String {
    let name = name();
    let mut connection = PgConnection::connect(&format!("{server}/postgres")).await.unwrap();
    let mut tell = async |sql: String| sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut connection).await.unwrap();
    // Held until this connection ends: the others wait for the one that is first.
    tell("SELECT pg_advisory_lock(1)".to_owned()).await;
    let found = tell(format!("SELECT 1 FROM pg_database WHERE datname = '{name}'")).await;
    if found.rows_affected() == 0 {
        tell("DROP DATABASE IF EXISTS migrating".to_owned()).await;
        tell("CREATE DATABASE migrating".to_owned()).await;
        Db::postgres(&format!("{server}/migrating"), 1).await.unwrap().close().await;
        tell(format!("ALTER DATABASE migrating RENAME TO {name}")).await;
    }
    connection.close().await.unwrap();
    name
}

/// A name for what these migrations make.
fn name() -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations");
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    let mut digest = Sha256::new();
    for file in files {
        digest.update(fs::read(file).unwrap());
    }
    let digest = digest.finalize();
    digest[..8].iter().fold("migrated_".to_owned(), |name, byte| format!("{name}{byte:02x}"))
}
