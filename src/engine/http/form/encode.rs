//! Writing an entry list as bytes.

use bytes::Bytes;
use encoding_rs::Encoding;
use zeroize::Zeroizing;

use super::entries::{Entry, Value};
use crate::engine::{error::PageError, http::request::Body};

/// Wiped when dropped, and large enough from the start to leave no copy behind by growing.
type Buffer = Zeroizing<Vec<u8>>;

/// The body of a form that is posted.
pub(super) fn body(enctype: &str, entries: &[Entry<'_>], encoding: &'static Encoding) -> Result<Body, PageError> {
    match enctype.to_ascii_lowercase().as_str() {
        "multipart/form-data" => Ok(multipart(entries, encoding)),
        "text/plain" => Err(PageError::unsupported("a form sent as plain text")),
        _ => Ok(Body {
            content_type: "application/x-www-form-urlencoded".to_owned(),
            bytes: Bytes::from_owner(urlencoded(entries, encoding)),
        }),
    }
}

/// The query of a form that is got.
pub(super) fn query(entries: &[Entry<'_>], encoding: &'static Encoding) -> String {
    urlencoded(entries, encoding).iter().copied().map(char::from).collect()
}

fn urlencoded(entries: &[Entry<'_>], encoding: &'static Encoding) -> Buffer {
    let mut buffer = buffer(entries, 6, 2);
    for entry in entries {
        if !buffer.is_empty() {
            buffer.push(b'&');
        }
        percent_encode(&mut buffer, &encoding.encode(&entry.name).0);
        buffer.push(b'=');
        match &entry.value {
            Value::Text(text) => percent_encode(&mut buffer, &encoding.encode(text).0),
            // Such a form takes the name of a file, and nothing of it.
            Value::File(file) => percent_encode(&mut buffer, &encoding.encode(&file.name).0),
            Value::NoFile => {}
        }
    }
    buffer
}

fn percent_encode(buffer: &mut Buffer, bytes: &[u8]) {
    for byte in with_crlf(bytes) {
        match byte {
            b' ' => buffer.push(b'+'),
            b'*' | b'-' | b'.' | b'_' | b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' => {
                buffer.push(byte);
            }
            _ => buffer.extend([b'%', hex(byte >> 4), hex(byte & 15)]),
        }
    }
}

fn hex(digit: u8) -> u8 {
    b"0123456789ABCDEF"[usize::from(digit)]
}

fn multipart(entries: &[Entry<'_>], encoding: &'static Encoding) -> Body {
    // 128 random bits: nothing the source or the customer wrote contains them.
    let boundary = format!("----geckoformboundary{:032x}", rand::random::<u128>());
    let mut buffer = buffer(entries, 6, 256);
    for entry in entries {
        buffer.extend(format!("--{boundary}\r\nContent-Disposition: form-data; name=\"").bytes());
        escape_name(&mut buffer, &encoding.encode(&entry.name).0);
        match &entry.value {
            Value::Text(text) => {
                buffer.extend(b"\"\r\n\r\n");
                buffer.extend(with_crlf(&encoding.encode(text).0));
            }
            Value::File(file) => {
                buffer.extend(b"\"; filename=\"");
                escape_name(&mut buffer, &encoding.encode(&file.name).0);
                buffer.extend(format!("\"\r\nContent-Type: {}\r\n\r\n", file.media_type).bytes());
                buffer.extend(file.content.iter().copied());
            }
            Value::NoFile => buffer.extend(b"\"; filename=\"\"\r\nContent-Type: application/octet-stream\r\n\r\n"),
        }
        buffer.extend(b"\r\n");
    }
    buffer.extend(format!("--{boundary}--\r\n").bytes());
    let content_type = format!("multipart/form-data; boundary={boundary}");
    Body { content_type, bytes: Bytes::from_owner(buffer) }
}

fn escape_name(buffer: &mut Buffer, name: &[u8]) {
    for byte in with_crlf(name) {
        match byte {
            b'"' => buffer.extend(b"%22"),
            b'\r' => buffer.extend(b"%0D"),
            b'\n' => buffer.extend(b"%0A"),
            _ => buffer.push(byte),
        }
    }
}

/// Every line break as the standard wants it; these two bytes mean the same in every encoding that forms are sent in.
fn with_crlf(bytes: &[u8]) -> impl Iterator<Item = u8> {
    bytes.iter().enumerate().flat_map(|(at, byte)| {
        let (before, after) = (at.checked_sub(1).map(|at| bytes[at]), bytes.get(at + 1));
        let written: &[u8] = match byte {
            b'\n' if before != Some(b'\r') => b"\r\n",
            b'\r' if after != Some(&b'\n') => b"\r\n",
            _ => std::slice::from_ref(byte),
        };
        written.iter().copied()
    })
}

/// Room for `entries` when a byte takes at most `widest` bytes and an entry `extra` besides.
fn buffer(entries: &[Entry<'_>], widest: usize, extra: usize) -> Buffer {
    let length = |entry: &Entry<'_>| match &entry.value {
        Value::Text(text) => entry.name.len() + text.len(),
        Value::File(file) => entry.name.len() + file.name.len() + file.media_type.len(),
        Value::NoFile => entry.name.len(),
    };
    let content = |entry: &Entry<'_>| if let Value::File(file) = &entry.value { file.content.len() } else { 0 };
    let lengths = entries.iter().map(|entry| length(entry) * widest + content(entry) + extra);
    let capacity = lengths.sum::<usize>() + extra;
    Zeroizing::new(Vec::with_capacity(capacity))
}
