//! Reading a content, or a part of it, as a stream.

use std::ops::Range;

use bytes::{Bytes, BytesMut};
use futures_util::{
    Stream, StreamExt, TryStreamExt,
    stream::{self, BoxStream},
};
use object_store::{GetOptions, GetRange, ObjectStore};

use super::{ObjectError, Objects};
use crate::domain::crypto::chunks::{ContentKey, Part, SEALED_CHUNK};

/// The name, key and size of a content.
pub struct Content {
    pub object: String,
    pub key: ContentKey,
    /// Bytes.
    pub size: u64,
}

impl Objects {
    /// The bytes `wanted` of a content, which are within its size.
    pub async fn read(
        &self,
        content: Content,
        wanted: Range<u64>,
    ) -> Result<impl Stream<Item = Result<Bytes, ObjectError>> + Send + use<>, ObjectError> {
        let part = Part::of(content.size, &wanted);
        let options = GetOptions { range: Some(GetRange::Bounded(part.sealed.clone())), ..GetOptions::default() };
        let sealed = self.store.get_opts(&content.object.as_str().into(), options).await?.into_stream();
        let reading = Reading {
            sealed: sealed.boxed(),
            read: BytesMut::new(),
            skip: part.skip,
            left: wanted.end - wanted.start,
            number: part.chunks.start,
            part,
            content,
        };
        Ok(stream::try_unfold(reading, Reading::next))
    }
}

/// A content that is being read.
struct Reading {
    content: Content,
    part: Part,
    sealed: BoxStream<'static, object_store::Result<Bytes>>,
    /// What was read and not opened yet.
    read: BytesMut,
    /// The number of the next chunk.
    number: u64,
    /// Bytes of it that are not wanted.
    skip: usize,
    /// Bytes that are wanted from it on.
    left: u64,
}

impl Reading {
    /// The wanted bytes of the next chunk.
    async fn next(mut self) -> Result<Option<(Bytes, Self)>, ObjectError> {
        if self.left == 0 || self.number == self.part.chunks.end {
            return Ok(None);
        }
        while self.read.len() < SEALED_CHUNK {
            let Some(bytes) = self.sealed.try_next().await? else { break };
            self.read.extend_from_slice(&bytes);
        }
        if self.read.is_empty() {
            return Err(ObjectError::Cut);
        }
        let sealed = self.read.split_to(self.read.len().min(SEALED_CHUNK));
        let chunk = self.part.chunk(self.number);
        let opened = Bytes::from(self.content.key.open(&self.content.object, chunk, sealed.to_vec())?);
        let end = opened.len().min(self.skip.saturating_add(usize::try_from(self.left).unwrap_or(usize::MAX)));
        let wanted = opened.slice(self.skip.min(end)..end);
        self.number += 1;
        self.skip = 0;
        self.left -= wanted.len() as u64;
        Ok(Some((wanted, self)))
    }
}
