use std::fmt::Write;

use scraper::Html;

use crate::page::{Target, dom::Document};

/// The part of a page that is read, and how many bytes that is.
fn parse(html: &str) -> (Document, usize) {
    Document::beginning(html, &"https://shop.example/login".parse().unwrap())
}

/// 128 KiB of `text`, again and again: enough to take minutes where time is quadratic.
fn repeated(text: &str) -> String {
    text.repeat(131_072 / text.len())
}

/// 128 KiB of what stands between `open` and `close` being different each time.
fn counted(open: &str, close: &str) -> String {
    let mut text = String::new();
    let mut n = 0;
    while text.len() < 131_072 {
        write!(text, "{open}{n}{close}").unwrap();
        n += 1;
    }
    text
}

/// Documents that nest, misnest or have very many attributes.
fn deep_documents() -> Vec<(&'static str, String)> {
    vec![
        ("nested divs", repeated("<div>")),
        ("nested formatting", repeated("<b>")),
        ("formatting that differs", counted("<b id=", ">")),
        ("formatting that is opened again in each paragraph", counted("<p><b id=", ">x")),
        ("one tag with very many attributes", format!("<div {}>", counted("a", " "))),
        ("one tag with attributes between slashes", format!("<div {}>", counted("a", "/"))),
        ("one tag with quoted attributes", format!("<div {}>", counted("a", "=''"))),
        ("tags with many attributes each", repeated(&format!("<div {}>", &counted("a", " ")[..30_000]))),
        ("end tags without start", format!("{}{}", "<div>".repeat(500), repeated("</b>"))),
        ("end tags out of order", format!("<b>{}{}", "<i>".repeat(500), repeated("</p></b><b>"))),
        ("links within links", repeated("<a href=x><div>")),
        ("tables within tables", repeated("<table><tr><td>")),
        ("content moved out of tables", repeated("<table><b>x")),
    ]
}

/// Documents that have very many of something.
fn long_documents() -> Vec<(&'static str, String)> {
    vec![
        ("options", repeated("<option>")),
        ("select within select", repeated("<select><option>x")),
        ("lists", repeated("<li>")),
        ("paragraphs", repeated("<p>")),
        ("templates", repeated("<template>")),
        ("svg", repeated("<svg><g>")),
        ("a comment without end", format!("<!--{}", repeated("- "))),
        ("a script without end", format!("<script>{}", repeated("<!-- <script> "))),
        ("character references", repeated("&ampx;&notin")),
        ("text", repeated("x")),
        ("nul", repeated("\0")),
        ("inputs", repeated("<input>")),
        ("bodies with attributes", counted("<body a", ">")),
        ("one body with very many attributes", format!("<body><body {}>", &counted("a", " ")[..40_000])),
        ("framesets", repeated("<frameset>")),
        ("headings", repeated("<h1>")),
        ("buttons", repeated("<button>")),
        ("forms", repeated("<form><input>")),
        ("rubies", repeated("<ruby><rt>")),
        ("nobr", repeated("<nobr>")),
    ]
}

#[test]
fn no_depth_keeps_a_document_from_being_parsed() {
    parse_each(deep_documents());
}

#[test]
fn no_number_of_anything_keeps_a_document_from_being_parsed() {
    parse_each(long_documents());
}

/// Parses each document, and what is left of it again as anyone else would. Without the bounds one alone would take
/// minutes, which the test runner does not wait for.
fn parse_each(documents: Vec<(&'static str, String)>) {
    for (name, html) in documents {
        let (document, read) = parse(&html);
        assert!(document.elements().count() <= 100_000 && read <= html.len(), "{name}");
        drop(Html::parse_document(&html[..read]));
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
    let (document, _) = parse("<template><p id=t></p></template><table><tr><td><p id=b></p></td><p id=a></p></table>");
    let second = Target { selector: "p".into(), nth: 1 };
    let ids: Vec<_> = [Target::first("p"), second].iter().map(|t| document.find(t).unwrap().attr("id")).collect();
    assert_eq!(ids, [Some("a"), Some("b")]);
    assert!(document.find(&Target { selector: "p".into(), nth: 2 }).is_none());
    assert!(document.find(&Target::first("p[")).is_none());
}
