//! A folder of the test's own, gone with it.

use std::{
    env, fs,
    path::{Path, PathBuf},
};

/// An empty folder that is removed when it is dropped.
pub struct Folder(PathBuf);

impl Folder {
    pub fn new() -> Self {
        let path = env::temp_dir().join(format!("vestibule-it-{:016x}", rand::random::<u64>()));
        fs::create_dir(&path).unwrap();
        Self(path)
    }

    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // What cannot be removed stays for the system to clean up; the test has said what it had to say.
        let _ = fs::remove_dir_all(&self.0);
    }
}
