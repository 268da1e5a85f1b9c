//! Screens that go on by themselves once something happens elsewhere.

use scraper::{ElementRef, Selector};

use super::{
    Sight, draft, login,
    page::{Page, Role, above, is_around},
    selector, surroundings,
    words::{Words, split_name, states},
};
use crate::domain::{
    prompt::challenge::{Channel, Kind},
    source::recipe::Screen,
};

/// Seconds between two looks.
const PAUSE: u16 = 3;
/// That a picture is to be scanned.
#[rustfmt::skip]
const SCAN: Words = Words(&[
    "qr", "qr code*", "qr-code*", "qrcode*", "scan*", "escan*", "scann*", "skan*", "skann*", "phototan*", "二维码",
    "扫描", "扫码", "スキャン", "qrコード", "큐알*", "مسح*",
]);

/// That many want in at once.
#[rustfmt::skip]
const QUEUE: Words = Words(&[
    "in line", "in the queue", "waiting room", "estimated wait*", "your turn", "warteschlange", "wartezeit",
    "warteraum", "file d'attente", "temps d'attente", "cola de espera", "sala de espera", "tiempo de espera",
    "in coda", "sala d'attesa", "fila de espera", "wachtrij", "wachtkamer", "kolejce", "kö", "i kø", "jonossa",
    "ve frontě", "в очереди", "待機*", "排队*", "대기*", "sırada",
]);

/// A screen that waits.
pub(super) fn screen(sight: &mut Sight<'_, '_>) -> Option<Screen> {
    let page = sight.page;
    let is_filled = page.items.iter().any(|item| {
        matches!(item.role, Role::Text | Role::Password | Role::Radio) && !login::is_unrelated(item) && !item.is_around
    });
    if is_filled {
        return None;
    }
    if sight.past.kind.is_none() {
        return scan(sight).or_else(|| hold(sight));
    }
    scan(sight).or_else(|| mailed(sight)).or_else(|| approval(sight)).or_else(|| hold(sight))
}

fn scan(sight: &mut Sight<'_, '_>) -> Option<Screen> {
    let page = sight.page;
    let picture = scanned(page).filter(|_| SCAN.are_in(&page.words))?;
    let mut screen = draft::known_by(Kind::QrScan, vec![selector::of(page, picture)?]);
    screen.picture = selector::of(page, picture);
    Some(wait(sight, screen, page.place(picture), "a picture is to be scanned"))
}

fn mailed(sight: &mut Sight<'_, '_>) -> Option<Screen> {
    let page = sight.page;
    let text = page.texts.iter().find(|text| !text.is_around && states::MAILED_LINK.are_in(&text.words))?;
    let screen = draft::known_by(Kind::MagicLink, vec![selector::of(page, text.element)?]);
    Some(wait(sight, screen, text.place + 1, "the source says that it has mailed a link"))
}

fn approval(sight: &mut Sight<'_, '_>) -> Option<Screen> {
    let page = sight.page;
    let text = page.texts.iter().find(|text| {
        !text.is_around && states::WAITING.are_in(&text.words) && !super::complaint::is_marked(text.element)
    })?;
    let mut screen = draft::known_by(Kind::PushApproval, vec![selector::of(page, text.element)?]);
    screen.channel = Some(Channel::Push);
    // Of several, none is to be matched: they count steps, or messages.
    let mut numbers = numbers(page, 1..=3);
    screen.shown = numbers.pop().filter(|_| numbers.is_empty()).and_then(|number| selector::of(page, number));
    let last = page.texts.iter().rfind(|text| !text.is_around && states::WAITING.are_in(&text.words));
    let place = last.map_or(text.place, |text| text.place) + 1;
    Some(wait(sight, screen, place, "something is to be approved on another device"))
}

fn hold(sight: &mut Sight<'_, '_>) -> Option<Screen> {
    let page = sight.page;
    let text = page.texts.iter().rev().find(|text| !text.is_around && QUEUE.are_in(&text.words))?;
    let screen = draft::known_by(Kind::SourceHold, vec![selector::of(page, text.element)?]);
    Some(wait(sight, screen, text.place + 1, "the source lets people in one after another"))
}

fn wait(sight: &mut Sight<'_, '_>, mut screen: Screen, place: usize, why: &str) -> Screen {
    screen.poll = Some(PAUSE);
    sight.because(5, why.to_owned());
    surroundings::complete(sight, screen, place)
}

/// Numbers that stand alone in the middle of the page, to be matched on the other device or given to it.
pub(super) fn numbers<'d>(page: &Page<'d>, length: std::ops::RangeInclusive<usize>) -> Vec<ElementRef<'d>> {
    let is_number = |words: &str| length.contains(&words.len()) && words.bytes().all(|b| b.is_ascii_digit());
    let Ok(parts) = Selector::parse("strong, b, span, output, div, p, h1, h2, h3, code, em") else { return Vec::new() };
    let alone =
        page.document.root().select(&parts).filter(|part| part.text().take(8).map(str::len).sum::<usize>() < 60);
    let alone = alone.filter(|part| !part.has_children() || part.children().count() == 1).take(400);
    let numbers = alone.filter(|part| {
        let words: String = part.text().collect();
        let is_aside = |part: ElementRef<'_>| {
            crate::page::dom::is_unseen(part) || is_around(part) || matches!(part.value().name(), "a" | "button")
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
pub(super) fn scanned<'d>(page: &Page<'d>) -> Option<ElementRef<'d>> {
    let pictures = Selector::parse("img, canvas, svg").ok()?;
    page.document.root().select(&pictures).take(200).find(|picture| {
        let said = ["alt", "id", "class", "src", "aria-label", "title"]
            .iter()
            .filter_map(|name| picture.attr(name))
            .map(|value| split_name(&value.chars().take(200).collect::<String>()))
            .collect::<Vec<_>>();
        said.iter().any(|said| SCAN.are_in(said))
    })
}
