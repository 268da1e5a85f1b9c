//! Which characters the bytes of a document stand for.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use scraper::ElementRef;
use url::Url;

use crate::page::dom::Document;

/// How far into a document browsers look for `<meta charset>`.
const SNIFFED: usize = 1024;

/// Decodes a document as browsers do: byte order mark, `Content-Type`, `<meta>`, then UTF-8 if it is, then windows-1252.
pub(super) fn decode(bytes: &[u8], declared: Option<&str>) -> (String, &'static Encoding) {
    let encoding = Encoding::for_bom(bytes)
        .map(|(encoding, _)| encoding)
        .or_else(|| Encoding::for_label(declared?.as_bytes()))
        .or_else(|| sniff(&bytes[..bytes.len().min(SNIFFED)]))
        .unwrap_or_else(|| guess(bytes));
    let (text, encoding, _) = encoding.decode(bytes);
    (text.into_owned(), encoding)
}

/// What a `<meta>` at the beginning says; it is ASCII in every encoding that can say so.
fn sniff(start: &[u8]) -> Option<&'static Encoding> {
    let (text, _) = WINDOWS_1252.decode_without_bom_handling(start);
    let document = Document::new(&text, &Url::parse("about:blank").ok()?);
    let named = document.elements().filter(|element| element.value().name() == "meta").find_map(meta_charset)?;
    // A document that can be read this far is not in UTF-16, whatever it says.
    Some(if named == UTF_16BE || named == UTF_16LE { UTF_8 } else { named })
}

fn meta_charset(meta: ElementRef<'_>) -> Option<&'static Encoding> {
    if let Some(label) = meta.attr("charset") {
        return Encoding::for_label(label.as_bytes());
    }
    let is_type = meta.attr("http-equiv").is_some_and(|name| name.eq_ignore_ascii_case("content-type"));
    Encoding::for_label(charset_of(meta.attr("content").filter(|_| is_type)?)?.as_bytes())
}

/// The `charset` parameter of a content type.
pub(super) fn charset_of(content_type: &str) -> Option<&str> {
    content_type.split(';').skip(1).find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        let value = value.trim().trim_matches(['"', '\'']);
        name.trim().eq_ignore_ascii_case("charset").then_some(value)
    })
}

/// UTF-8 if it can be, except for a last character that was cut; else the legacy of the western web.
fn guess(bytes: &[u8]) -> &'static Encoding {
    match std::str::from_utf8(bytes) {
        Err(error) if error.error_len().is_some() => WINDOWS_1252,
        _ => UTF_8,
    }
}

#[cfg(test)]
mod tests {
    use encoding_rs::SHIFT_JIS;

    use super::*;

    #[test]
    fn documents_are_decoded_as_browsers_decode_them() {
        let (japanese, _, _) = SHIFT_JIS.encode("日本語");
        let meta = |label: &str, text: &[u8]| [format!("<meta charset='{label}'><p>").as_bytes(), text].concat();
        let typed = b"<META http-equiv=Content-Type content='text/html; charset=\"Shift_JIS\"'>".as_slice();
        let late = [" ".repeat(1100).as_bytes(), &meta("shift_jis", "é".as_bytes())].concat();
        let cases: Vec<(&str, Vec<u8>, Option<&str>, &str)> = vec![
            ("header", b"caf\xe9".to_vec(), Some("ISO-8859-1"), "café"),
            ("header before meta", meta("utf-8", b"\xe9"), Some("windows-1252"), "é"),
            ("meta", meta("shift_jis", &japanese), None, "日本語"),
            ("http-equiv", [typed, &japanese].concat(), None, "日本語"),
            ("unknown header", meta("shift_jis", &japanese), Some("klingon"), "日本語"),
            ("a meta that claims utf-16", meta("utf-16", "é".as_bytes()), None, "é"),
            ("a late meta", late, None, "é"),
            ("no declaration, utf-8", "é€".as_bytes().to_vec(), None, "é€"),
            ("no declaration, not utf-8", b"na\xefve \x80".to_vec(), None, "naïve €"),
            ("utf-8 cut in a character", b"\xc3\xa9\xe2\x82".to_vec(), None, "é\u{fffd}"),
            ("utf-16le mark", b"\xff\xfeh\0i\0".to_vec(), Some("utf-8"), "hi"),
            ("utf-16be mark", b"\xfe\xff\0h\0i".to_vec(), None, "hi"),
            ("utf-8 mark", b"\xef\xbb\xbf\xc3\xa9".to_vec(), Some("windows-1252"), "é"),
            ("invalid utf-8 that was declared", b"a\xff\xc3b".to_vec(), Some("utf-8"), "a\u{fffd}\u{fffd}b"),
        ];
        for (name, bytes, declared, end) in cases {
            let (text, _) = decode(&bytes, declared);
            assert!(text.ends_with(end), "{name}: {text}");
        }
    }
}
