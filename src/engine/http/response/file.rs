//! What a response says of the file that it holds.

use percent_encoding::percent_decode_str;
use reqwest::{
    Response,
    header::{CONTENT_DISPOSITION, CONTENT_LENGTH, CONTENT_TYPE, HeaderName},
};
use url::Url;

use crate::engine::file::FileHead;

/// The media type of a file whose source names none.
const ANY: &str = "application/octet-stream";

/// The name, type and size of the file that an answer from `url` holds.
pub(in super::super) fn head(response: &Response, url: &Url) -> FileHead {
    let text = |name: HeaderName| Some(String::from_utf8_lossy(response.headers().get(name)?.as_bytes()).into_owned());
    let disposition = text(CONTENT_DISPOSITION).unwrap_or_default();
    let name = name_in(&disposition).or_else(|| name_of(url));
    FileHead {
        name: name.unwrap_or_default(),
        media_type: text(CONTENT_TYPE).filter(|media_type| !media_type.trim().is_empty()).unwrap_or(ANY.to_owned()),
        size: text(CONTENT_LENGTH).and_then(|length| length.parse().ok()),
    }
}

/// The last part of a path.
fn name_of(url: &Url) -> Option<String> {
    let last = url.path_segments()?.next_back().filter(|last| !last.is_empty())?;
    Some(percent_decode_str(last).decode_utf8_lossy().into_owned())
}

/// The file name of a `Content-Disposition` header: `filename*` where it has one, as browsers read it.
fn name_in(disposition: &str) -> Option<String> {
    let (mut plain, mut extended) = (None, None);
    let mut rest = disposition.split_once(';')?.1;
    while let Some((name, value, behind)) = parameter(rest) {
        match name.trim().to_ascii_lowercase().as_str() {
            "filename" => plain = plain.or(Some(value)),
            "filename*" => extended = extended.or_else(|| decode(&value)),
            _ => {}
        }
        rest = behind;
    }
    extended.or(plain).filter(|name| !name.trim().is_empty())
}

/// The first parameter of a header, and what is behind it.
fn parameter(text: &str) -> Option<(&str, String, &str)> {
    let (name, value) = text.split_once('=')?;
    let value = value.trim_start();
    let Some(quoted) = value.strip_prefix('"') else {
        let (value, rest) = value.split_once(';').unwrap_or((value, ""));
        return Some((name, value.trim().to_owned(), rest));
    };
    let (mut said, mut is_escaped) = (String::new(), false);
    for (at, c) in quoted.char_indices() {
        match c {
            '"' if !is_escaped => return Some((name, said, quoted[at + 1..].trim_start().trim_start_matches(';'))),
            '\\' if !is_escaped => is_escaped = true,
            c => {
                said.push(c);
                is_escaped = false;
            }
        }
    }
    Some((name, said, ""))
}

/// A text as RFC 8187 writes it: a charset, a language, and the percent-encoded bytes.
fn decode(text: &str) -> Option<String> {
    let mut parts = text.splitn(3, '\'');
    let (charset, _, bytes) = (parts.next()?, parts.next()?, parts.next()?);
    let bytes: Vec<u8> = percent_decode_str(bytes).collect();
    let encoding = encoding_rs::Encoding::for_label(charset.as_bytes())?;
    Some(encoding.decode(&bytes).0.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_a_file_is_read_as_browsers_read_it() {
        for (header, name) in [
            ("attachment; filename=\"a b.pdf\"", Some("a b.pdf")),
            ("attachment; filename=plain.csv", Some("plain.csv")),
            ("attachment; filename=plain.csv; size=7", Some("plain.csv")),
            ("attachment; filename=\"quote\\\"d;x.pdf\"; size=7", Some("quote\"d;x.pdf")),
            ("attachment; filename=\"no.pdf\"; filename*=UTF-8''%e2%82%ac%20rates.pdf", Some("€ rates.pdf")),
            ("attachment; filename*=ISO-8859-1'de'M%E4rz.pdf; filename=no.pdf", Some("März.pdf")),
            ("attachment; filename*=nonsense; filename=yes.pdf", Some("yes.pdf")),
            ("inline; FILENAME=\"../../x\"", Some("../../x")),
            ("attachment", None),
            ("attachment; filename=\"\"", None),
            ("attachment; filename=\"open", Some("open")),
        ] {
            assert_eq!(name_in(header).as_deref(), name, "{header}");
        }
        let url = "https://a.example/files/M%C3%A4rz%202026.pdf?x=1".parse().unwrap();
        assert_eq!(name_of(&url).as_deref(), Some("März 2026.pdf"));
        assert_eq!(name_of(&"https://a.example/".parse().unwrap()), None);
    }
}
