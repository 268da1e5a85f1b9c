//! The bookings of an account: as many as the address says, a page at a time, and with the flaw that it names.

use std::fmt::Write as _;

use axum::extract::Query;
use axum::response::{Html, Response};
use serde::Deserialize;

use crate::sandbox::site::visit::Member;

/// The most bookings.
const MOST: u32 = 100_000;
/// Bookings on a page.
const PER_PAGE: u32 = 500;

/// What of the bookings is asked for.
#[derive(Debug, Deserialize)]
pub struct Part {
    /// How many there are.
    #[serde(default)]
    count: u32,
    /// From 1.
    #[serde(default)]
    page: u32,
    #[serde(default)]
    flaw: Flaw,
}

/// What is wrong with the list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Flaw {
    #[default]
    None,
    /// Every page has the rows of the first one.
    Repeats,
    /// There is always one more page, of one row.
    Endless,
    /// One more is counted than there is.
    Miscounts,
    /// The texts look like templates and paths.
    Tricks,
}

impl Flaw {
    const fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Repeats => "repeats",
            Self::Endless => "endless",
            Self::Miscounts => "miscounts",
            Self::Tricks => "tricks",
        }
    }

    const fn text(self) -> &'static str {
        if matches!(self, Self::Tricks) { "../../{{item.number}}{{input.x}}" } else { "Paper, printed" }
    }
}

/// `GET /{theme}/account/bookings?count=…&page=…&flaw=…`
pub async fn show(member: Member, Query(Part { count, page, flaw }): Query<Part>) -> Response {
    let (count, per_page) = if flaw == Flaw::Endless { (MOST, 1) } else { (count.clamp(1, MOST), PER_PAGE) };
    let page = page.clamp(1, count.div_ceil(per_page));
    let total = if flaw == Flaw::Miscounts { count + 1 } else { count };
    let mut html = format!(
        "<!DOCTYPE html><html lang=\"en\"><title>Bookings</title><main data-page=\"bookings\">\
         <p id=\"total\">{total} bookings</p><table id=\"bookings\"><tbody>"
    );
    let shown = if flaw == Flaw::Repeats { 1 } else { page };
    for number in (shown - 1) * per_page + 1..=(shown * per_page).min(count) {
        let (day, cents, text) = (number % 28 + 1, number % 100, flaw.text());
        // Writing to a text cannot fail.
        let _ = write!(
            html,
            "<tr><td class=\"number\">B-{number:06}</td><td class=\"day\">2026-01-{day:02}</td>\
             <td class=\"text\">{text}</td><td class=\"amount\">EUR {}.{cents:02}</td></tr>",
            number * 7 % 10_000
        );
    }
    html.push_str("</tbody></table>");
    if page < count.div_ceil(per_page) {
        let (theme, flaw, next) = (member.visit.session.theme.name(), flaw.name(), page + 1);
        let _ = write!(
            html,
            "<a rel=\"next\" href=\"/{theme}/account/bookings?count={count}&amp;page={next}&amp;flaw={flaw}\">Next</a>"
        );
    }
    html.push_str("</main>");
    member.visit.show(Html(html))
}
