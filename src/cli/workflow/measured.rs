//! Files in a dry run: counted and hashed, and not kept.

use sha2::{Digest, Sha256};

use crate::{
    domain::{
        crypto::hex,
        job::{artifact::file_name, failure::Failure},
    },
    engine::{
        file::FileHead,
        workflow::{Keeper, Place},
    },
};

/// What was measured of the last file.
#[derive(Default)]
pub struct Measured {
    digest: Sha256,
    sha256: String,
}

impl Measured {
    /// What is told of a file.
    pub fn told(&self, FileHead { name, media_type, size }: &FileHead) -> String {
        let (name, size) = (file_name(name), size.unwrap_or_default());
        format!("took {name}: {media_type}, {size} bytes, SHA-256 {}", self.sha256)
    }
}

impl Keeper for Measured {
    async fn begin(&mut self, _: Place, _: &FileHead) -> Result<(), Failure> {
        self.digest = Sha256::new();
        Ok(())
    }

    async fn write(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        self.digest.update(bytes);
        Ok(())
    }

    async fn finish(&mut self) -> Result<(), Failure> {
        self.sha256 = hex(&self.digest.finalize_reset());
        Ok(())
    }

    async fn give_up(&mut self) {
        self.digest.reset();
    }
}
