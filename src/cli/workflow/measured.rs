//! Files in a dry run: counted and hashed, and not kept.

use sha2::{Digest, Sha256};

use crate::{
    domain::{
        crypto::hex,
        job::{
            artifact::{Kind, file_name},
            failure::Failure,
            outcome::ItemOutcomes,
        },
    },
    engine::{
        file::FileHead,
        workflow::{Keeper, Place},
    },
};

/// The size and hash of the last file.
#[derive(Default)]
pub struct Measured {
    digest: Sha256,
    sha256: String,
    files: u64,
    items: ItemOutcomes,
}

impl Measured {
    /// The line that is printed for a file.
    pub fn told(&self, FileHead { name, media_type, size }: &FileHead) -> String {
        let (name, size) = (file_name(name), size.unwrap_or_default());
        format!("took {name}: {media_type}, {size} bytes, SHA-256 {}", self.sha256)
    }

    /// What is told of the items of a step.
    pub fn items(&self) -> String {
        let ItemOutcomes { count, done, failed, .. } = self.items;
        format!("{done} of {count} items done, {failed} failed; {} files so far", self.files)
    }
}

impl Keeper for Measured {
    async fn begin(&mut self, _: Place, _: Kind, _: &FileHead) -> Result<(), Failure> {
        self.digest = Sha256::new();
        Ok(())
    }

    async fn write(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        self.digest.update(bytes);
        Ok(())
    }

    async fn finish(&mut self) -> Result<String, Failure> {
        self.sha256 = hex(&self.digest.finalize_reset());
        self.files += 1;
        Ok(self.sha256.clone())
    }

    async fn give_up(&mut self) {
        self.digest.reset();
    }

    async fn item(&mut self, told: &ItemOutcomes, _: bool) -> Result<(), Failure> {
        self.items = told.clone();
        Ok(())
    }
}
