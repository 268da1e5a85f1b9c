//! The earlier invoices of an account, a page at a time, and all of them as the site itself knows them.

use askama::Template;
use askama_web::WebTemplate;
use axum::Json;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};

use crate::sandbox::site::visit::Member;
use crate::sandbox::{
    pages::{self, frame::Frame},
    records::history::{COUNT, Past, Written, all},
};

/// Invoices on a page.
const PER_PAGE: u32 = 25;

/// What of the history is asked for.
#[derive(Debug, Deserialize)]
pub struct Part {
    /// The language that the invoices are written in.
    #[serde(default)]
    language: String,
    /// From 1.
    #[serde(default)]
    page: u32,
}

#[derive(Template, WebTemplate)]
#[template(path = "sandbox/history.html")]
struct History {
    frame: Frame,
    written: Written,
    rows: Vec<Row>,
    next: Option<u32>,
}

struct Row {
    number: String,
    issued: String,
    due: String,
    amount: String,
    state: &'static str,
}

/// `GET /{theme}/account/history?language=…&page=…`
pub async fn show(member: Member, Query(part): Query<Part>) -> Response {
    let Some(written) = Written::tagged(&part.language) else { return pages::not_found() };
    let page = part.page.clamp(1, COUNT.div_ceil(PER_PAGE));
    let skipped = usize::try_from((page - 1) * PER_PAGE).unwrap_or_default();
    let rows = all().skip(skipped).take(usize::try_from(PER_PAGE).unwrap_or_default());
    let row = |past: Past| Row {
        number: past.number(),
        issued: written.day(past.issued),
        due: written.day(past.due),
        amount: written.amount(past.cents),
        state: written.state(past.is_paid),
    };
    let next = (page * PER_PAGE < COUNT).then_some(page + 1);
    let frame = Frame::of("Invoices", &member.visit.session);
    member.visit.show(History { frame, written, rows: rows.map(row).collect(), next })
}

#[derive(Serialize)]
struct Known {
    number: String,
    issued: String,
    due: String,
    amount: Amount,
    is_paid: bool,
}

#[derive(Serialize)]
struct Amount {
    amount: String,
    currency: &'static str,
}

/// `GET /history/{language}`: every invoice as JSON, for tests to compare with.
pub async fn known(Path(language): Path<String>) -> Response {
    let Some(written) = Written::tagged(&language) else { return pages::not_found() };
    let known = all().map(|past| Known {
        number: past.number(),
        issued: past.issued.to_string(),
        due: past.due.to_string(),
        amount: Amount { amount: past.amount(), currency: written.currency() },
        is_paid: past.is_paid,
    });
    Json(known.collect::<Vec<_>>()).into_response()
}
