//! The sandbox source: "Northwind Billing", a made-up site with a sign-in, for Vestibule's engines and everybody's tests.
//!
//! The user name picks the persona ([`persona`]), the words of the password pick what the site asks ([`words`]), and the
//! answer picks the outcome ([`verify`]). Nothing here knows Vestibule: it is somebody else's site.
//!
//! What a recipe finds, the same in every theme:
//!
//! | page | path below the theme | elements |
//! |---|---|---|
//! | user name and password | `/login` (classic) | `form#login`, `input[name=username]`, `input[name=password]` |
//! | user name | `/login` (stepwise) | `form#identify`, `input[name=username]` |
//! | password | `/password` (stepwise) | `form#login`, `.signing-in-as`, `input[name=password]` |
//! | method | `/verify/method` | `form#choose-method`, `input[name=method]` with `sms`, `email`, `call`, `totp` |
//! | destination | `/verify/destination` | `form#choose-destination`, `input[name=destination]` with `1`, `2`, … |
//! | phone number | `/verify/phone` | `form#phone`, `input[name=phone]` |
//! | code | `/verify/code` | `form#code`, `input[name=otp]`, `p#sent-to[data-channel]` with `.target` |
//! | questions | `/verify/questions` | `form#questions`, `input[name=q1]`, … with their labels, `p#round` |
//! | refused | `/problem` | `main[data-page=problem]`, `p.flash.error[data-code]` |
//! | account | `/account` | `a#sign-out`, `dl#profile`; `table#invoices`, `form#settings` below it |
//!
//! On every form `button[name=action]` has the values `submit`, `resend` (a new code) and `another_way` (back to the
//! methods). `p.flash.error[data-code]` and `p.flash.notice[data-code]` tell what the last form led to. `a#start-over`
//! drops a sign-in that is under way. `aside#test-values [data-field][data-value][data-outcome]` are the values for the page.

mod account;
mod behaviour;
mod clock;
mod destination;
mod form;
mod frame;
mod index;
mod invoice;
mod language;
mod ledger;
mod lock;
mod memory;
mod message;
mod method;
mod organisation;
mod pages;
pub mod persona;
mod pictures;
mod prompt;
mod question;
mod refusal;
mod session;
mod shell;
mod sign_in;
mod steps;
mod submission;
mod texts;
mod theme;
pub mod values;
mod verify;
mod visit;
mod voice;
pub mod words;

use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::HeaderValue;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::middleware::{from_fn, map_response};
use axum::response::Response;
use axum::routing::get;

use memory::Shared;

/// No form of the site is anywhere near this long, in bytes.
const LONGEST_FORM: usize = 64 * 1024;

/// The whole site, to be served at the root of a listener of its own.
pub fn router() -> Router {
    Router::new()
        .route("/", get(index::show))
        .route("/ledger", get(ledger::list))
        .route("/{theme}/login", get(steps::show).post(steps::submit))
        .route("/{theme}/password", get(steps::show).post(steps::submit))
        .route("/{theme}/verify/{prompt}", get(steps::show).post(steps::submit))
        .route("/{theme}/verify/link/{key}", get(verify::link::open))
        .route("/{theme}/pictures/{file}", get(pictures::show))
        .route("/{theme}/contoso", get(pages::other_company))
        .route("/{theme}/problem", get(steps::show))
        .route("/{theme}/sign-out", get(steps::leave))
        .route("/{theme}/account", get(account::profile))
        .route("/{theme}/account/invoices", get(account::invoices))
        .route("/{theme}/account/invoices/{file}", get(account::download))
        .route("/{theme}/account/settings", get(account::settings).post(account::save_settings))
        .fallback(async || pages::not_found())
        .layer(DefaultBodyLimit::max(LONGEST_FORM))
        .layer(from_fn(shell::or_page))
        .layer(map_response(keep_nothing))
        .route("/sandbox.css", get(style))
        .route("/app.js", get(shell::script))
        .with_state(Arc::new(Shared::default()))
}

/// Makes a browser's Back button ask again, so that it ends on the page the session is on.
async fn keep_nothing(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

async fn style() -> ([(axum::http::HeaderName, &'static str); 1], &'static str) {
    ([(CONTENT_TYPE, "text/css; charset=utf-8")], include_str!("site.css"))
}

#[cfg(test)]
mod tests;
