//! Sealing contents of any length in chunks, so that they are written and read in bounded memory, from any place on:
//! XChaCha20-Poly1305 with a key for each content. The number of the chunk and whether it is the last are its nonce, so
//! chunks cannot be left out, moved or taken from another content.

use std::ops::Range;

use base64::{Engine, engine::general_purpose::STANDARD_NO_PAD};
use secrecy::{ExposeSecret, SecretString};
use zeroize::Zeroizing;

use super::xchacha::{self, NONCE, TAG};

/// Bytes of content in each chunk but the last.
pub const CHUNK: usize = 64 * 1024;
/// Bytes of a sealed chunk.
pub const SEALED_CHUNK: usize = CHUNK + TAG;

/// The content cannot be opened: it was altered or cut, or it is another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a sealed content cannot be opened")]
pub struct Altered;

/// The key of one content.
#[derive(Clone)]
pub struct ContentKey(Zeroizing<[u8; 32]>);

impl ContentKey {
    /// A key from 32 random bytes; it may seal one content only.
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// The key as text, to be sealed.
    pub fn to_text(&self) -> SecretString {
        STANDARD_NO_PAD.encode(*self.0).into()
    }

    /// Reads what [`Self::to_text`] wrote.
    pub fn from_text(text: &SecretString) -> Option<Self> {
        let bytes = Zeroizing::new(STANDARD_NO_PAD.decode(text.expose_secret()).ok()?);
        Some(Self::new(bytes.as_slice().try_into().ok()?))
    }

    /// Seals a chunk of the content of this name.
    pub fn seal(&self, name: &str, chunk: Chunk, mut bytes: Vec<u8>) -> Vec<u8> {
        xchacha::seal(&self.0, &chunk.nonce(), name.as_bytes(), &mut bytes);
        bytes
    }

    /// Opens what [`Self::seal`] made for the same name and chunk.
    pub fn open(&self, name: &str, chunk: Chunk, mut sealed: Vec<u8>) -> Result<Vec<u8>, Altered> {
        let length = xchacha::open(&self.0, &chunk.nonce(), name.as_bytes(), &mut sealed).ok_or(Altered)?.len();
        sealed.truncate(length);
        Ok(sealed)
    }
}

/// Which chunk of a content one is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Chunk {
    /// From 0.
    pub number: u64,
    pub is_last: bool,
}

impl Chunk {
    fn nonce(self) -> [u8; NONCE] {
        let mut nonce = [0; NONCE];
        nonce[..8].copy_from_slice(&self.number.to_be_bytes());
        nonce[8] = u8::from(self.is_last);
        nonce
    }
}

/// The chunks that hold a part of a content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The chunks, by their numbers.
    pub chunks: Range<u64>,
    /// Where they are in the sealed content.
    pub sealed: Range<u64>,
    /// How many bytes of the first chunk are not asked for.
    pub skip: usize,
    /// The number of the content's last chunk.
    last: u64,
}

impl Part {
    /// The chunks of the bytes `wanted` of a content that has `size` bytes; an empty content has one chunk.
    pub fn of(size: u64, wanted: &Range<u64>) -> Self {
        let chunk = CHUNK as u64;
        let count = size.div_ceil(chunk).max(1);
        let chunks = wanted.start / chunk..wanted.end.div_ceil(chunk).clamp(1, count);
        let sealed_size = size + count * TAG as u64;
        let sealed = chunks.start * SEALED_CHUNK as u64..(chunks.end * SEALED_CHUNK as u64).min(sealed_size);
        let skip = usize::try_from(wanted.start % chunk).expect("a place in a chunk is small");
        Self { chunks, sealed, skip, last: count - 1 }
    }

    /// The chunk of this number.
    pub const fn chunk(&self, number: u64) -> Chunk {
        Chunk { number, is_last: number == self.last }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sealed(key: &ContentKey, content: &[u8]) -> Vec<Vec<u8>> {
        let count = content.len().div_ceil(CHUNK).max(1);
        let chunk = |number: usize| Chunk { number: number as u64, is_last: number + 1 == count };
        let bytes = |number: usize| content[number * CHUNK..content.len().min((number + 1) * CHUNK)].to_vec();
        (0..count).map(|number| key.seal("name", chunk(number), bytes(number))).collect()
    }

    #[test]
    fn any_part_of_a_content_is_opened_from_the_chunks_that_hold_it() {
        let key = ContentKey::new([7; 32]);
        for size in [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK] {
            let content: Vec<u8> = (0..size).map(|at| u8::try_from(at % 251).unwrap()).collect();
            let whole = sealed(&key, &content).concat();
            let places = [0, 1, size / 2, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, size.saturating_sub(1), size];
            for start in places.into_iter().filter(|start| *start <= size) {
                for end in places.into_iter().filter(|end| start <= *end && *end <= size) {
                    let part = Part::of(size as u64, &(start as u64..end as u64));
                    let range = usize::try_from(part.sealed.start).unwrap()..usize::try_from(part.sealed.end).unwrap();
                    let mut opened = Vec::new();
                    for (sealed, number) in whole[range].chunks(SEALED_CHUNK).zip(part.chunks.clone()) {
                        opened.extend(key.open("name", part.chunk(number), sealed.to_vec()).unwrap());
                    }
                    assert_eq!(opened[part.skip..][..end - start], content[start..end], "{size} {start} {end}");
                }
            }
        }
    }

    #[test]
    fn what_was_cut_moved_altered_or_renamed_does_not_open() {
        let key = ContentKey::new([7; 32]);
        let chunks = sealed(&key, &vec![1; 2 * CHUNK]);
        let chunk = |number, is_last| Chunk { number, is_last };
        assert!(key.open("name", chunk(0, false), chunks[0].clone()).is_ok());
        assert_eq!(key.open("name", chunk(0, true), chunks[0].clone()), Err(Altered), "cut after the first");
        assert_eq!(key.open("name", chunk(0, false), chunks[1].clone()), Err(Altered), "moved");
        assert_eq!(key.open("other", chunk(0, false), chunks[0].clone()), Err(Altered), "renamed");
        assert_eq!(key.open("name", chunk(0, false), chunks[0][1..].to_vec()), Err(Altered), "altered");
        assert_eq!(key.open("name", chunk(0, false), vec![0; 3]), Err(Altered), "too short");
        let other = ContentKey::new([8; 32]);
        assert_eq!(other.open("name", chunk(0, false), chunks[0].clone()), Err(Altered), "another key");
    }

    #[test]
    fn a_key_is_read_as_it_was_written() {
        let key = ContentKey::new([7; 32]);
        assert_eq!(*ContentKey::from_text(&key.to_text()).unwrap().0, [7; 32]);
        assert!(ContentKey::from_text(&"AAAA".into()).is_none());
        assert!(ContentKey::from_text(&"?".into()).is_none());
    }
}
