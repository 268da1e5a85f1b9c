use std::{fmt::Write, time::Instant};

use super::*;

/// Two megabytes of every kind of document that makes an unbounded HTML parser slow or deep.
fn hard_documents() -> Vec<(&'static str, String)> {
    let two_megabytes = |text: &str| text.repeat(2_097_152 / text.len());
    let counted = |open: &str, close: &str| {
        let mut text = String::new();
        let mut n = 0;
        while text.len() < 2_097_152 {
            write!(text, "{open}{n}{close}").unwrap();
            n += 1;
        }
        text
    };
    vec![
        ("nested divs", two_megabytes("<div>")),
        ("nested formatting", two_megabytes("<b>")),
        ("formatting that differs", counted("<b id=", ">")),
        (
            "formatting that is opened again in each paragraph",
            counted("<p><b id=", ">x"),
        ),
        (
            "one tag with very many attributes",
            format!("<div {}>", counted("a", " ")),
        ),
        (
            "one tag with attributes between slashes",
            format!("<div {}>", counted("a", "/")),
        ),
        (
            "one tag with quoted attributes",
            format!("<div {}>", counted("a", "=''")),
        ),
        (
            "tags with many attributes each",
            two_megabytes(&format!("<div {}>", &counted("a", " ")[..30_000])),
        ),
        (
            "end tags without start",
            format!("{}{}", "<div>".repeat(500), two_megabytes("</b>")),
        ),
        (
            "end tags out of order",
            format!("<b>{}{}", "<i>".repeat(500), two_megabytes("</p></b><b>")),
        ),
        ("links within links", two_megabytes("<a href=x><div>")),
        ("tables within tables", two_megabytes("<table><tr><td>")),
        ("content moved out of tables", two_megabytes("<table><b>x")),
        ("options", two_megabytes("<option>")),
        ("select within select", two_megabytes("<select><option>x")),
        ("lists", two_megabytes("<li>")),
        ("paragraphs", two_megabytes("<p>")),
        ("templates", two_megabytes("<template>")),
        ("svg", two_megabytes("<svg><g>")),
        (
            "a comment without end",
            format!("<!--{}", two_megabytes("- ")),
        ),
        (
            "a script without end",
            format!("<script>{}", two_megabytes("<!-- <script> ")),
        ),
        ("character references", two_megabytes("&ampx;&notin")),
        ("text", two_megabytes("x")),
        ("nul", two_megabytes("\0")),
        ("inputs", two_megabytes("<input>")),
        ("bodies with attributes", counted("<body a", ">")),
        (
            "one body with very many attributes",
            format!("<body><body {}>", &counted("a", " ")[..40_000]),
        ),
        ("framesets", two_megabytes("<frameset>")),
        ("headings", two_megabytes("<h1>")),
        ("buttons", two_megabytes("<button>")),
        ("forms", two_megabytes("<form><input>")),
        ("rubies", two_megabytes("<ruby><rt>")),
        ("nobr", two_megabytes("<nobr>")),
    ]
}

#[test]
fn no_document_takes_long_to_parse_and_what_is_left_of_it_is_safe_for_any_parser() {
    for (name, html) in hard_documents() {
        let start = Instant::now();
        let (document, read) = parse(&html);
        let ours = start.elapsed();
        let start = Instant::now();
        drop(Html::parse_document(&html[..read]));
        let theirs = start.elapsed();
        eprintln!(
            "{ours:8.1?} {theirs:8.1?} {read:8} bytes {:6} elements: {name}",
            document.order.len()
        );
        assert!(
            ours.as_secs() < 10 && theirs.as_secs() < 5,
            "{name}: {ours:?}, {theirs:?}"
        );
    }
}

#[test]
fn a_document_is_read_to_the_depth_that_pages_have() {
    let page = format!("{}<input id=deep>", "<div>".repeat(400));
    let (document, read) = parse(&page);
    assert_eq!(read, page.len());
    assert!(document.find(&Target::first("#deep")).is_some());
}

#[test]
fn an_ordinary_page_with_a_large_inline_image_is_read_whole() {
    let page = format!(
        "<img src='data:image/png;base64,{}'><input id=after>",
        "iVBORw0KGgoAAAANSUhEUgAA/AAANSUhEUgAAANSUhEUgAAANSUhEUgAA".repeat(10_000)
    );
    let (document, read) = parse(&page);
    assert_eq!(read, page.len());
    assert!(document.find(&Target::first("#after")).is_some());
}

#[test]
fn elements_are_counted_in_document_order_and_not_in_templates() {
    let (document, _) = parse(
        "<template><p id=t></p></template><table><tr><td><p id=b></p></td><p id=a></p></table>",
    );
    let second = Target {
        selector: "p".into(),
        nth: 1,
    };
    let ids: Vec<_> = [Target::first("p"), second]
        .iter()
        .map(|t| document.find(t).unwrap().attr("id"))
        .collect();
    assert_eq!(ids, [Some("a"), Some("b")]);
    assert!(
        document
            .find(&Target {
                selector: "p".into(),
                nth: 2
            })
            .is_none()
    );
    assert!(document.find(&Target::first("p[")).is_none());
}
