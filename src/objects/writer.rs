//! Writing a content: sealed chunk by chunk, and there as a whole or not at all.

use object_store::{ObjectStoreExt, WriteMultipart};
use sha2::{Digest, Sha256};
use tokio::task::yield_now;

use super::{Content, ObjectError, Objects};
use crate::domain::crypto::{
    chunks::{CHUNK, Chunk, ContentKey},
    hex,
};

/// How many bytes are sent to the store at once; S3 takes no fewer than 5 MiB.
const PART: usize = 5 * 1024 * 1024;
/// How many of these may be under way while more is written.
const PARTS_UNDER_WAY: usize = 1;

/// An object that is being written; one that is dropped before its end leaves nothing to read.
pub struct Writer {
    store: Objects,
    object: String,
    key: ContentKey,
    upload: WriteMultipart,
    /// What is not sealed yet, of the chunk that comes next.
    open: Vec<u8>,
    next: u64,
    digest: Sha256,
    size: u64,
}

/// What was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// Bytes of the content.
    pub size: u64,
    /// Of the content, in hexadecimal digits.
    pub sha256: String,
}

impl Objects {
    /// Begins an object.
    pub async fn write(&self, object: &str, key: ContentKey) -> Result<Writer, ObjectError> {
        let upload = self.store.put_multipart(&object.into()).await?;
        Ok(Writer {
            store: self.clone(),
            object: object.to_owned(),
            key,
            upload: WriteMultipart::new_with_chunk_size(upload, PART),
            open: Vec::with_capacity(CHUNK),
            next: 0,
            digest: Sha256::new(),
            size: 0,
        })
    }
}

impl Writer {
    /// How many bytes of content were written.
    pub const fn size(&self) -> u64 {
        self.size
    }

    /// Adds bytes to the content.
    pub async fn write(&mut self, mut bytes: &[u8]) -> Result<(), ObjectError> {
        self.digest.update(bytes);
        self.size += bytes.len() as u64;
        while !bytes.is_empty() {
            // A full chunk waits until more comes, as it could be the last.
            if self.open.len() == CHUNK {
                self.seal(false).await?;
            }
            let (now, later) = bytes.split_at(bytes.len().min(CHUNK - self.open.len()));
            self.open.extend_from_slice(now);
            bytes = later;
        }
        Ok(())
    }

    async fn seal(&mut self, is_last: bool) -> Result<(), ObjectError> {
        let open = std::mem::replace(&mut self.open, Vec::with_capacity(CHUNK));
        let sealed = self.key.seal(&self.object, Chunk { number: self.next, is_last }, open);
        self.next += 1;
        // A source that never keeps us waiting must not keep everybody else waiting.
        yield_now().await;
        self.upload.wait_for_capacity(PARTS_UNDER_WAY).await?;
        self.upload.put(sealed.into());
        Ok(())
    }

    /// Ends the object; from then on it can be read, which is tried.
    pub async fn finish(mut self) -> Result<Written, ObjectError> {
        self.seal(true).await?;
        self.upload.finish().await?;
        let Self { store, object, key, size, digest, .. } = self;
        store.verify(Content { object, key, size }).await?;
        Ok(Written { size, sha256: hex(&digest.finalize()) })
    }

    /// Gives the object up.
    pub async fn abort(self) -> Result<(), ObjectError> {
        Ok(self.upload.abort().await?)
    }
}
