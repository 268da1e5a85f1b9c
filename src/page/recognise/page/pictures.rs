//! Numbers and pictures that a customer has to see: to match, to give to a device, to scan.

use scraper::ElementRef;

use super::{
    element::{above, is_boilerplate},
    item::{Item, Role},
    layout::Page,
};
use crate::{
    domain::source::recipe::Css,
    page::recognise::words::{Words, split_name, words},
};

/// That a picture is to be scanned.
#[rustfmt::skip]
pub const SCAN: Words = Words(&words([
    "qr", "qr code*", "qr-code*", "qrcode*", "scan*", "escan*", "scann*", "skan*", "skann*", "phototan*", "二维码",
    "扫描", "扫码", "スキャン", "qrコード", "큐알*", "مسح*",
]));

/// Numbers that stand alone in the middle of the page, to be matched on the other device or given to it.
pub fn numbers<'d>(page: &Page<'d>, length: std::ops::RangeInclusive<usize>) -> Vec<ElementRef<'d>> {
    let is_number = |words: &str| length.contains(&words.len()) && words.bytes().all(|b| b.is_ascii_digit());
    let parts = Css("strong, b, span, output, div, p, h1, h2, h3, code, em".to_owned());
    let alone =
        page.document.all(&parts).into_iter().filter(|part| part.text().take(8).map(str::len).sum::<usize>() < 60);
    let alone = alone.filter(|part| !part.has_children() || part.children().count() == 1).take(400);
    let numbers = alone.filter(|part| {
        let words: String = part.text().collect();
        let is_aside = |part: ElementRef<'_>| {
            page.document.is_unseen(part) || is_boilerplate(part) || matches!(part.value().name(), "a" | "button")
        };
        is_number(words.trim()) && !std::iter::once(*part).chain(above(*part)).any(is_aside)
    });
    // One in another is the same one.
    let mut found: Vec<ElementRef<'d>> = Vec::new();
    for number in numbers {
        if !found.last().is_some_and(|outer| above(number).any(|above| above.id() == outer.id())) {
            found.push(number);
        }
    }
    found
}

/// A picture that looks as if it were to be scanned.
pub fn picture_to_scan<'d>(page: &Page<'d>) -> Option<ElementRef<'d>> {
    let pictures = Css("img, canvas, svg".to_owned());
    page.document.all(&pictures).into_iter().take(200).find(|picture| {
        let said = ["alt", "id", "class", "src", "aria-label", "title"]
            .iter()
            .filter_map(|name| picture.attr(name))
            .map(|value| split_name(&value.chars().take(200).collect::<String>()))
            .collect::<Vec<_>>();
        said.iter().any(|said| SCAN.are_in(said))
    })
}

/// The picture that is all a person sees of an option: the control itself, or what stands in it or in its label.
pub fn alone_on<'d>(page: &Page<'d>, item: &Item<'d>) -> Option<ElementRef<'d>> {
    if item.element.value().name() == "input" && item.kind() == "image" {
        return item.element.attr("src").map(|_| item.element);
    }
    let shown = if item.role == Role::Radio { page.document.label_of(item.element)? } else { item.element };
    let is_wordless = shown.text().take(20).all(|text| text.trim().is_empty());
    let is_picture = |it: &ElementRef<'_>| it.value().name() == "img" && it.attr("src").is_some();
    shown.descendent_elements().take(20).find(is_picture).filter(|_| is_wordless)
}
