//! What an artifact is, and the name of its file.

use std::fmt::Write as _;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, IntoStaticStr};

/// The longest name of a file, in bytes.
const LONGEST: usize = 120;
/// The name of a file whose own name has nothing to keep.
const NAMELESS: &str = "file";
/// Names that stand for devices on Windows, whatever their extension.
const DEVICES: [&str; 4] = ["CON", "PRN", "AUX", "NUL"];

/// What an artifact is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Display, EnumString, IntoStaticStr, JsonSchema)]
#[schemars(rename = "ArtifactKind")]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Kind {
    /// Records that were read off pages, as JSON.
    ExtractedData,
    /// A file of the source.
    File,
    /// A picture of a page.
    Screenshot,
    /// What a run did.
    Log,
}

/// A name that is safe as that of a file anywhere: no folder, no control or formatting characters, nothing that a shell or
/// a file system reads in another way. A long name is cut before its extension.
pub fn file_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let kept: String =
        last.chars().filter(|c| !is_invisible(*c)).map(|c| if is_special(c) { '_' } else { c }).collect();
    let kept = kept.trim_matches(|c: char| c == '.' || c.is_whitespace());
    let (stem, extension) = match kept.rsplit_once('.') {
        Some((stem, extension)) if extension.len() <= 10 => (stem.trim_end(), format!(".{extension}")),
        _ => (kept, String::new()),
    };
    let stem = &stem[..stem.floor_char_boundary(LONGEST - extension.len())];
    match stem {
        "" => format!("{NAMELESS}{extension}"),
        device if is_device(device) => format!("_{device}{extension}"),
        stem => format!("{stem}{extension}"),
    }
}

/// Control characters, and those that change how a text is laid out without being seen.
fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..)
}

const fn is_special(c: char) -> bool {
    matches!(c, '<' | '>' | ':' | '"' | '|' | '?' | '*' | '`' | '$' | '%' | ';')
}

fn is_device(stem: &str) -> bool {
    let stem = stem.split('.').next().unwrap_or_default().trim_end().to_ascii_uppercase();
    let port = stem.strip_prefix("COM").or_else(|| stem.strip_prefix("LPT"));
    DEVICES.contains(&stem.as_str()) || port.is_some_and(|port| matches!(port.as_bytes(), [b'1'..=b'9']))
}

/// The value of a `Content-Disposition` header by which a browser saves a file under a name and does not show it.
pub fn attachment(name: &str) -> String {
    let plain: String = name.chars().map(|c| if c.is_ascii() && c != '"' && c != '\\' { c } else { '_' }).collect();
    let mut encoded = String::new();
    for byte in name.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' => encoded.push(byte.into()),
            // Writing to a text cannot fail.
            byte => {
                let _ = write!(encoded, "%{byte:02X}");
            }
        }
    }
    format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{encoded}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_leads_nowhere_and_hides_nothing() {
        for (name, safe) in [
            ("invoice 7.pdf", "invoice 7.pdf"),
            ("../../etc/passwd", "passwd"),
            ("C:\\temp\\a.csv", "a.csv"),
            ("..", "file"),
            ("", "file"),
            (".htaccess", "htaccess"),
            ("a\r\nb\u{0}.pdf", "ab.pdf"),
            ("fdp.\u{202e}exe", "fdp.exe"),
            ("con.pdf", "_con.pdf"),
            ("COM1", "_COM1"),
            ("a<b>:\"|?*.pdf", "a_b______.pdf"),
            ("Rechnung März.pdf", "Rechnung März.pdf"),
            ("{{name}}.pdf", "{{name}}.pdf"),
            (".pdf", "pdf"),
        ] {
            assert_eq!(file_name(name), safe, "{name:?}");
        }
        let long = file_name(&format!("{}.pdf", "ä".repeat(200)));
        assert!(long.len() <= LONGEST && long.ends_with("ä.pdf"), "{long}");
    }

    #[test]
    fn a_name_cannot_end_its_header() {
        assert_eq!(attachment("a\"b ü.pdf"), "attachment; filename=\"a_b _.pdf\"; filename*=UTF-8''a%22b%20%C3%BC.pdf");
    }

    proptest::proptest! {
        #[test]
        fn any_name_is_made_safe(name in ".{0,300}") {
            let safe = file_name(&name);
            proptest::prop_assert!(!safe.is_empty() && safe.len() <= LONGEST + 1, "{safe}");
            proptest::prop_assert!(!safe.contains(['/', '\\', '\0', '\n']), "{safe}");
            proptest::prop_assert!(safe != "." && safe != "..", "{safe}");
        }
    }
}
