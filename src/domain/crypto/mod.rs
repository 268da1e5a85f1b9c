//! The ring of keys, and sealing: of rows with it, of long contents with keys of their own.

pub mod chunks;
pub mod keyring;
pub mod seal;
mod xchacha;

/// Bytes in hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |digits, byte| format!("{digits}{byte:02x}"))
}
