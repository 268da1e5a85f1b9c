//! The bookings of an account: as many as the address says, a page at a time.

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
}

/// `GET /{theme}/account/bookings?count=…&page=…`
pub async fn show(member: Member, Query(part): Query<Part>) -> Response {
    let count = part.count.clamp(1, MOST);
    let page = part.page.clamp(1, count.div_ceil(PER_PAGE));
    let theme = member.visit.session.theme.name();
    let mut html = format!(
        "<!DOCTYPE html><html lang=\"en\"><title>Bookings</title><main data-page=\"bookings\">\
         <p id=\"total\">{count} bookings</p><table id=\"bookings\"><tbody>"
    );
    for number in (page - 1) * PER_PAGE + 1..=(page * PER_PAGE).min(count) {
        let (day, cents) = (number % 28 + 1, number % 100);
        // Writing to a text cannot fail.
        let _ = write!(
            html,
            "<tr><td class=\"number\">B-{number:06}</td><td class=\"day\">2026-01-{day:02}</td>\
             <td class=\"text\">Paper, printed</td><td class=\"amount\">EUR {}.{cents:02}</td></tr>",
            number * 7 % 10_000
        );
    }
    html.push_str("</tbody></table>");
    if page < count.div_ceil(PER_PAGE) {
        let next = page + 1;
        let _ =
            write!(html, "<a rel=\"next\" href=\"/{theme}/account/bookings?count={count}&amp;page={next}\">Next</a>");
    }
    html.push_str("</main>");
    member.visit.show(Html(html))
}
