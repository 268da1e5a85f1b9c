//! The icons that a page names, the best for a square of 40 pixels first.

use scraper::ElementRef;
use url::Url;

use super::Document;
use crate::domain::source::recipe::Css;

/// The smallest side that is still sharp enough, in pixels.
const SHARP: u32 = 32;

/// How well an icon fits; the least is the best.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    /// Sharp in every size.
    Vector,
    /// Large enough, by its own word or as those for phones are.
    Large,
    Unknown,
    Small,
}

impl Document {
    /// The addresses of the icons that the page names, and the one at which every site may have one.
    pub fn icons(&self) -> Vec<Url> {
        let base = self.url();
        let links = self.all(&Css("link[rel][href]".to_owned()));
        let mut found: Vec<(Rank, Url)> = links
            .into_iter()
            .filter_map(|link| Some((rank(link)?, base.join(link.attr("href")?.trim()).ok()?)))
            .filter(|(_, url)| matches!(url.scheme(), "https" | "http"))
            .collect();
        found.sort_by_key(|(rank, _)| *rank);
        let mut icons: Vec<Url> = found.into_iter().map(|(_, url)| url).collect();
        icons.extend(base.join("/favicon.ico"));
        icons
    }
}

fn rank(link: ElementRef<'_>) -> Option<Rank> {
    let mut words = link.attr("rel")?.split_ascii_whitespace();
    let is_for_phones = |word: &str| word.to_ascii_lowercase().starts_with("apple-touch-icon");
    let kind = words.find(|word| word.eq_ignore_ascii_case("icon") || is_for_phones(word))?;
    // Drawn for a dark ground, which it would not stand on.
    if link.attr("media").is_some_and(|media| media.contains("dark")) {
        return None;
    }
    let path = link.attr("href")?.split(['?', '#']).next()?.to_ascii_lowercase();
    if link.attr("type").is_some_and(|kind| kind.contains("svg"))
        || path.rsplit_once('.').is_some_and(|(_, ending)| ending == "svg")
    {
        return Some(Rank::Vector);
    }
    let sides = link.attr("sizes").unwrap_or_default().split_ascii_whitespace();
    let largest = sides.filter_map(|size| size.to_ascii_lowercase().split_once('x')?.0.parse::<u32>().ok()).max();
    Some(match largest {
        Some(side) if side >= SHARP => Rank::Large,
        Some(_) => Rank::Small,
        None if is_for_phones(kind) => Rank::Large,
        None => Rank::Unknown,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn icons(head: &str) -> Vec<String> {
        let url = "https://shop.example/a/login".parse().unwrap();
        let document = Document::new(&format!("<html><head>{head}</head><body></body></html>"), &url);
        document.icons().into_iter().map(String::from).collect()
    }

    #[test]
    fn vectors_come_first_then_what_is_large_enough() {
        let head = r#"<link rel="stylesheet" href="a.css"><link rel="icon" sizes="16x16" href="16.png">
            <link rel="shortcut icon" href="/old.ico"><link rel="apple-touch-icon" href="phone.png">
            <link rel="icon" href="https://cdn.example/i.svg?v=2"><link rel="mask-icon" href="mask.svg">
            <link rel="ICON" sizes="32x32 64X64" href="64.png"><link rel="icon" media="(prefers-color-scheme: dark)" href="d.svg">"#;
        let expected = ["https://cdn.example/i.svg?v=2", "https://shop.example/a/phone.png"];
        let expected = expected.into_iter().chain(["https://shop.example/a/64.png", "https://shop.example/old.ico"]);
        let expected = expected.chain(["https://shop.example/a/16.png", "https://shop.example/favicon.ico"]);
        assert_eq!(icons(head), expected.collect::<Vec<_>>());
    }

    #[test]
    fn a_page_without_any_may_have_one_at_the_usual_place() {
        let head = r#"<link rel="icon" href="data:,"><link rel="icon" href="javascript:alert(1)">"#;
        assert_eq!(icons(head), ["https://shop.example/favicon.ico"]);
    }
}
