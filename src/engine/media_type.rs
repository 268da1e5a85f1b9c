//! The media type of a file whose source does not say it: of a file that a script made.

/// By the ending of the name.
const KNOWN: [(&str, &str); 14] = [
    ("pdf", "application/pdf"),
    ("csv", "text/csv"),
    ("txt", "text/plain"),
    ("json", "application/json"),
    ("xml", "application/xml"),
    ("zip", "application/zip"),
    ("html", "text/html"),
    ("png", "image/png"),
    ("jpg", "image/jpeg"),
    ("jpeg", "image/jpeg"),
    ("xls", "application/vnd.ms-excel"),
    ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ("doc", "application/msword"),
    ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
];

/// What a `data:` address says, or else what the name ends with.
pub fn of(url: &str, name: &str) -> String {
    let said = url.strip_prefix("data:").and_then(|data| data.split([',', ';']).next());
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    let known = || KNOWN.iter().find(|(known, _)| ending.as_deref() == Some(known)).map(|(_, media_type)| *media_type);
    said.filter(|said| said.contains('/')).or_else(known).unwrap_or("application/octet-stream").to_owned()
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_type_is_what_is_said_or_what_the_name_ends_with() {
        for (url, name, media_type) in [
            ("data:text/csv;charset=utf-8,a", "x.pdf", "text/csv"),
            ("data:,a", "x.PDF", "application/pdf"),
            ("blob:https://a.example/1", "x.csv", "text/csv"),
            ("https://a.example/1", "x", "application/octet-stream"),
        ] {
            assert_eq!(super::of(url, name), media_type);
        }
    }
}
