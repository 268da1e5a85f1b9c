//! Which files a workflow may download.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::domain::{
    job::failure::{Failure, Reason},
    source::recipe::lint::Mistake,
};

/// The most media types.
const MOST_TYPES: usize = 50;
/// The largest file where nothing else is declared, and the largest that can be declared, in bytes.
const USUAL_BYTES: u64 = 250_000_000;
const MOST_BYTES: u64 = 2_000_000_000;
/// How many files a run may take where nothing else is declared, and how many can be declared.
const USUAL_FILES: u32 = 1_000;
const MOST_FILES: u32 = 10_000;

/// Which files a workflow may download. Without it, files of any type, of up to 250 MB, and up to 1,000 of them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Downloads {
    /// Media types, such as `application/pdf` or `image/*`; without it, any.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 50))]
    pub types: Option<Vec<String>>,
    /// The size of the largest file.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 2_000_000_000))]
    pub max_bytes: Option<u64>,
    /// How many files a run may take.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 10_000))]
    pub max_files: Option<u32>,
}

impl Downloads {
    /// The size of the largest file, in bytes.
    pub fn most_bytes(&self) -> u64 {
        self.max_bytes.unwrap_or(USUAL_BYTES)
    }

    /// Whether one more file may be downloaded after so many.
    pub fn admit_after(&self, count: u32) -> Result<(), Failure> {
        let most = self.max_files.unwrap_or(USUAL_FILES);
        if count < most {
            return Ok(());
        }
        Err(Failure::new(Reason::TooManyFiles, format!("the permissions of the workflow allow {most} files")))
    }

    /// Whether a file may have this media type.
    pub fn admit_type(&self, media_type: &str) -> Result<(), Failure> {
        let essence = essence(media_type);
        let is_of = |allowed: &String| {
            let allowed = allowed.to_ascii_lowercase();
            allowed.strip_suffix('*').map_or(allowed == essence, |start| essence.starts_with(start))
        };
        if self.types.as_ref().is_none_or(|types| types.iter().any(is_of)) {
            return Ok(());
        }
        let message = format!("the permissions of the workflow allow no file of the type {essence}");
        Err(Failure::new(Reason::FileTypeDenied, message))
    }

    /// Whether a file may have so many bytes.
    pub fn admit_size(&self, bytes: u64) -> Result<(), Failure> {
        let most = self.most_bytes();
        if bytes <= most {
            return Ok(());
        }
        Err(Failure::new(Reason::FileTooLarge, format!("the file has more than {most} bytes")))
    }

    pub(super) fn lint(&self, key: &str, mistakes: &mut Vec<Mistake>) {
        let mut add = |name: &str, message: String| mistakes.push(Mistake::new(format!("{key}.{name}"), message));
        if self.types.as_ref().is_some_and(|types| !(1..=MOST_TYPES).contains(&types.len())) {
            add("types", format!("has 1 to {MOST_TYPES} entries"));
        }
        for (named, index) in self.types.iter().flatten().zip(0..) {
            if !is_media_type(named) {
                add(&format!("types[{index}]"), "no media type, such as `application/pdf` or `image/*`".to_owned());
            }
        }
        if self.max_bytes.is_some_and(|bytes| !(1..=MOST_BYTES).contains(&bytes)) {
            add("max_bytes", format!("is 1 to {MOST_BYTES}"));
        }
        if self.max_files.is_some_and(|files| !(1..=MOST_FILES).contains(&files)) {
            add("max_files", format!("is 1 to {MOST_FILES}"));
        }
    }
}

/// A media type without its parameters.
pub fn essence(media_type: &str) -> String {
    media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

fn is_media_type(text: &str) -> bool {
    let is_name = |name: &str| {
        !name.is_empty()
            && name.len() <= 80
            && name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'+' | b'-' | b'_'))
    };
    text.split_once('/').is_some_and(|(kind, name)| is_name(kind) && (name == "*" || is_name(name)))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn files_are_admitted_by_type_size_and_number() {
        let downloads: Downloads =
            serde_json::from_value(json!({"types": ["application/pdf", "image/*"], "max_bytes": 10, "max_files": 2}))
                .unwrap();
        for (media_type, is_admitted) in [
            ("application/pdf", true),
            ("Application/PDF; charset=x", true),
            ("image/png", true),
            ("text/csv", false),
            ("application/pdfx", false),
            ("", false),
        ] {
            assert_eq!(downloads.admit_type(media_type).is_ok(), is_admitted, "{media_type}");
        }
        assert!(downloads.admit_size(10).is_ok() && downloads.admit_size(11).is_err());
        assert!(downloads.admit_after(1).is_ok() && downloads.admit_after(2).is_err());
        assert!(Downloads::default().admit_type("anything").is_ok());
    }

    #[test]
    fn mistakes_are_told_with_their_keys() {
        let wrong = json!({"types": ["pdf", "*/*", "a/b*"], "max_bytes": 0, "max_files": 0});
        let wrong: Downloads = serde_json::from_value(wrong).unwrap();
        let mut mistakes = Vec::new();
        wrong.lint("downloads", &mut mistakes);
        let keys: Vec<&str> = mistakes.iter().map(|mistake| mistake.key.as_str()).collect();
        let types = ["downloads.types[0]", "downloads.types[1]", "downloads.types[2]"];
        assert_eq!(keys, [&types[..], &["downloads.max_bytes", "downloads.max_files"]].concat());
    }
}
