//! Documents that lead on by themselves.

use url::Url;

use crate::page::dom::Document;

/// A refresh that takes longer is for a person to read the page first.
const LONGEST: u64 = 5;

/// Where a document leads by itself, and after how long.
#[derive(Debug, PartialEq, Eq)]
pub struct Refresh {
    pub seconds: u64,
    pub url: Url,
}

/// The refresh that the `Refresh` header or the document's first `<meta http-equiv=refresh>` asks for.
///
/// A page that reloads itself waits for something; it is not a redirect, and is left to be looked at.
pub(super) fn of(document: &Document, header: Option<&str>, page: &Url) -> Option<Refresh> {
    let meta = document
        .elements()
        .filter(|element| element.value().name() == "meta")
        .find(|meta| meta.attr("http-equiv").is_some_and(|name| name.eq_ignore_ascii_case("refresh")));
    let content = header.or_else(|| meta?.attr("content"))?;
    let (seconds, reference) = parse(content)?;
    let url = document.url().join(reference).ok()?;
    let leads_on = matches!(url.scheme(), "https" | "http") && url != *page;
    (seconds <= LONGEST && leads_on).then_some(Refresh { seconds, url })
}

/// Seconds and URL of `3; url='next'`, whose every part but the seconds has its variations.
fn parse(content: &str) -> Option<(u64, &str)> {
    let content = content.trim_ascii();
    let digits = content.bytes().take_while(u8::is_ascii_digit).count();
    let (seconds, rest) = content.split_at(digits);
    let rest = rest.trim_start_matches(|c: char| c == '.' || c.is_ascii_digit());
    if seconds.is_empty() && rest.len() == content.len() {
        return None;
    }
    let rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || matches!(c, ';' | ','));
    let reference = unquoted(after_url(rest).unwrap_or(rest));
    let seconds = if seconds.is_empty() { 0 } else { seconds.parse().unwrap_or(u64::MAX) };
    (!reference.is_empty()).then_some((seconds, reference))
}

fn after_url(text: &str) -> Option<&str> {
    let (name, rest) = text.split_at_checked(3)?;
    let rest = rest.trim_ascii_start().strip_prefix('=')?;
    name.eq_ignore_ascii_case("url").then(|| rest.trim_ascii_start())
}

fn unquoted(text: &str) -> &str {
    match text.chars().next() {
        Some(quote @ ('"' | '\'')) => text[1..].split(quote).next().unwrap_or_default(),
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refreshes_are_understood_as_browsers_understand_them() {
        for (content, expected) in [
            ("0;url=/next", Some((0, "/next"))),
            ("3; URL='next'", Some((3, "next"))),
            (" 5 , url = \"a b\"c", Some((5, "a b"))),
            ("0.9 next", Some((0, "next"))),
            (".5;/next", Some((0, "/next"))),
            ("0;urls", Some((0, "urls"))),
            ("99999999999999999999999;url=x", Some((u64::MAX, "x"))),
            ("5", None),
            ("5;url=", None),
            ("url=/next", None),
            ("", None),
            ("é;url=x", None),
        ] {
            assert_eq!(parse(content), expected, "{content}");
        }
    }

    #[test]
    fn only_quick_refreshes_to_another_page_are_followed() {
        let page: Url = "https://a.example/wait".parse().unwrap();
        for (content, followed) in [
            ("0;url=/in", true),
            ("5;url=/in", true),
            ("6;url=/in", false),
            ("3;url=/wait", false),
            ("0;url=javascript:x()", false),
        ] {
            let document = Document::new(&format!("<meta http-equiv=Refresh content=\"{content}\">"), &page);
            assert_eq!(of(&document, None, &page).is_some(), followed, "{content}");
        }
    }
}
