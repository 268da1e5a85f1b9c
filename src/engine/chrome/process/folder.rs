//! The private folder of a browser's profile, which goes with the process that made it.

use std::{
    fs::{self, DirBuilder, File},
    io,
    os::unix::fs::DirBuilderExt,
    path::{Path, PathBuf},
};

/// What the file is called by whose lock a folder is somebody's.
const LOCK: &str = "lock";

/// A folder, until it is dropped.
pub(super) struct Folder {
    path: PathBuf,
    _lock: File,
}

impl Folder {
    /// A fresh folder below `parent` that only we can read.
    pub(super) fn make(parent: &Path) -> io::Result<Self> {
        DirBuilder::new().recursive(true).mode(0o700).create(parent)?;
        let path = parent.join(format!("{:016x}", rand::random::<u64>()));
        // The lock comes first and beside: a folder without one that is held is a leftover.
        let lock = File::create(lock_of(&path))?;
        lock.try_lock().map_err(io::Error::from)?;
        DirBuilder::new().mode(0o700).create(&path)?;
        Ok(Self { path, _lock: lock })
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        remove(&self.path);
    }
}

/// Removes what processes have left behind that are no more.
pub fn sweep(parent: &Path) {
    for entry in fs::read_dir(parent).into_iter().flatten().flatten() {
        let path = entry.path();
        let lock = if path.extension().is_some_and(|extension| extension == LOCK) { path } else { lock_of(&path) };
        let is_held = File::open(&lock).is_ok_and(|lock| lock.try_lock().is_err());
        if !is_held {
            remove(&lock.with_extension(""));
        }
    }
}

fn lock_of(path: &Path) -> PathBuf {
    path.with_extension(LOCK)
}

/// The watcher beside the browser removes the folder as well; whoever comes second finds nothing.
fn remove(path: &Path) {
    for removed in [fs::remove_dir_all(path), fs::remove_file(lock_of(path))] {
        match removed {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                tracing::warn!(%error, "a browser's folder could not be removed");
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_dead_left_behind_is_removed_and_what_lives_stays() {
        let parent = std::env::temp_dir().join(format!("vestibule-folders-{:016x}", rand::random::<u64>()));
        let living = Folder::make(&parent).unwrap();
        let dead = parent.join("0123456789abcdef");
        fs::create_dir(&dead).unwrap();
        fs::write(dead.join("Cookies"), "left").unwrap();
        fs::write(lock_of(&dead), "").unwrap();
        fs::write(parent.join("fedcba9876543210.lock"), "").unwrap();
        sweep(&parent);
        let left: Vec<_> = fs::read_dir(&parent).unwrap().map(|entry| entry.unwrap().path()).collect();
        assert_eq!(left.len(), 2, "{left:?}");
        assert!(living.path().is_dir());
        drop(living);
        assert_eq!(fs::read_dir(&parent).unwrap().count(), 0);
        fs::remove_dir(&parent).unwrap();
    }
}
