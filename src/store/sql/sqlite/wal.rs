//! The files of SQLite: private, and without what was deleted.

use std::{
    fs::{self, File, Permissions},
    io,
    os::unix::fs::{OpenOptionsExt, PermissionsExt},
    path::Path,
    sync::{Mutex, PoisonError},
    time::Duration,
};

use sqlx::{AssertSqlSafe, Executor, SqliteConnection};
use tokio::time::Instant;

/// How often the log is emptied at most: each time costs a flush of the disk or two.
const EVERY: Duration = Duration::from_secs(5);
/// How long a checkpoint waits for readers, in milliseconds: all writers wait meanwhile.
const READERS: u32 = 100;

/// When the write-ahead log was last emptied, and after how many commits.
#[derive(Default)]
pub struct Wal(Mutex<Option<(Instant, u64)>>);

impl Wal {
    /// Whether something was committed since the log was emptied, some time ago.
    pub fn is_due(&self, commits: u64) -> bool {
        let last = *self.0.lock().unwrap_or_else(PoisonError::into_inner);
        last.is_none_or(|(at, before)| before != commits && at.elapsed() >= EVERY)
    }

    /// Writes what the log holds into the database's file and empties the log, so that what was deleted is in neither;
    /// done another time where readers are in the way.
    pub async fn empty(
        &self,
        connection: &mut SqliteConnection,
        commits: u64,
        lock_wait: Duration,
    ) -> Result<(), sqlx::Error> {
        connection.execute(AssertSqlSafe(format!("PRAGMA busy_timeout = {READERS}"))).await?;
        let emptied: Result<(i64, i64, i64), _> =
            sqlx::query_as("PRAGMA wal_checkpoint(TRUNCATE)").fetch_one(&mut *connection).await;
        connection.execute(AssertSqlSafe(format!("PRAGMA busy_timeout = {}", lock_wait.as_millis()))).await?;
        let (is_busy, _, _) = emptied?;
        if is_busy == 0 {
            *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some((Instant::now(), commits));
        }
        Ok(())
    }
}

/// Makes the file of a database, or takes it away from everybody but its owner; SQLite gives the files beside it the
/// same permissions.
pub fn make_private(path: &Path) -> io::Result<()> {
    File::options().append(true).create(true).mode(0o600).open(path)?;
    for suffix in ["", "-wal", "-shm"] {
        let mut file = path.as_os_str().to_owned();
        file.push(suffix);
        match fs::set_permissions(Path::new(&file), Permissions::from_mode(0o600)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    Ok(())
}
