//! XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha-03): the ChaCha20-Poly1305 of `aws-lc`, under a key that `HChaCha20` makes of
//! the key and of most of the nonce.

use aws_lc_rs::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, Nonce, UnboundKey};
use chacha20::{R20, hchacha};
use zeroize::Zeroizing;

/// Bytes of a nonce, long enough to be random.
pub const NONCE: usize = 24;
/// Bytes that sealing adds.
pub const TAG: usize = 16;

/// Seals bytes where they are, bound to `context`, and adds the tag.
pub fn seal(key: &[u8; 32], nonce: &[u8; NONCE], context: &[u8], bytes: &mut Vec<u8>) {
    let (key, nonce) = narrowed(key, nonce);
    key.seal_in_place_append_tag(nonce, Aad::from(context), bytes)
        .expect("bytes in memory are fewer than the cipher's limit of 256 GiB");
}

/// Opens what [`seal`] made with the same key, nonce and context, where it is; nothing for what it did not make.
pub fn open<'a>(key: &[u8; 32], nonce: &[u8; NONCE], context: &[u8], sealed: &'a mut [u8]) -> Option<&'a mut [u8]> {
    let (key, nonce) = narrowed(key, nonce);
    key.open_in_place(nonce, Aad::from(context), sealed).ok()
}

/// The key and the nonce for ChaCha20-Poly1305.
fn narrowed(key: &[u8; 32], nonce: &[u8; NONCE]) -> (LessSafeKey, Nonce) {
    let (most, rest) = nonce.split_first_chunk::<16>().expect("a nonce has 24 bytes");
    let key: Zeroizing<[u8; 32]> = Zeroizing::new(hchacha::<R20>(key.into(), most.into()).into());
    let key = UnboundKey::new(&CHACHA20_POLY1305, &*key).expect("the key has 32 bytes");
    let mut nonce = [0; 12];
    nonce[4..].copy_from_slice(rest);
    (LessSafeKey::new(key), Nonce::assume_unique_for_key(nonce))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::crypto::hex;

    #[test]
    fn it_is_the_cipher_of_the_draft() {
        // Appendix A.3.1.
        let key: [u8; 32] = std::array::from_fn(|at| 0x80 + u8::try_from(at).unwrap());
        let nonce: [u8; NONCE] = std::array::from_fn(|at| 0x40 + u8::try_from(at).unwrap());
        let context = [0x50, 0x51, 0x52, 0x53, 0xc0, 0xc1, 0xc2, 0xc3, 0xc4, 0xc5, 0xc6, 0xc7];
        let words =
            b"Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, sunscreen \
                      would be it.";
        let mut bytes = words.to_vec();
        seal(&key, &nonce, &context, &mut bytes);
        assert_eq!(
            hex(&bytes),
            "bd6d179d3e83d43b9576579493c0e939572a1700252bfaccbed2902c21396cbb731c7f1b0b4aa6440bf3a82f4eda7e39\
             ae64c6708c54c216cb96b72e1213b4522f8c9ba40db5d945b11b69b982c1bb9e3f3fac2bc369488f76b2383565d3fff9\
             21f9664c97637da9768812f615c68b13b52ec0875924c1c7987947deafd8780acf49"
        );
        assert_eq!(*open(&key, &nonce, &context, &mut bytes).unwrap(), words[..]);
    }
}
