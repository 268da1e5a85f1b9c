//! The sandbox source: "Northwind Billing", a made-up site with a sign-in, for Vestibule's engines and everybody's tests.
//!
//! The user name picks the persona ([`persona`](records::persona)), the words of the password pick what the site asks ([`words`](script::words)), and the
//! answer picks the outcome (`sign_in::verify`). Nothing here knows Vestibule: it is somebody else's site.
//!
//! What a recipe finds, the same in every theme:
//!
//! | page | path below the theme | elements |
//! |---|---|---|
//! | user name and password | `/login` (classic, german, app) | `form#login`, `input[name=username]`, `input[name=password]` |
//! | user name | `/login` (stepwise), `/verify/identifier` | `form#identify`, `input[name=username]` |
//! | password | `/password` (stepwise), `/verify/password` | `form#login`, `.signing-in-as`, `input[name=password]` |
//! | characters | `/verify/captcha` | `form#captcha`, `img#captcha-image`, `input[name=captcha]` |
//! | company | `/verify/tenant` | `form#tenant`, `input[name=tenant]` |
//! | method | `/verify/method` | `form#choose-method`, `input[name=method]` with `sms`, `email`, `call`, `totp` and, named by a word, `backup`, `push`, `push_number`, `link`, `reader`, `qr` |
//! | destination | `/verify/destination` | `form#choose-destination`, `input[name=destination]` with `1`, `2`, … |
//! | phone number | `/verify/phone` | `form#phone`, `input[name=phone]` |
//! | e-mail address | `/verify/email` | `form#email`, `input[name=email]` |
//! | code | `/verify/code` | `form#code`, `input[name=otp]`, `p#sent-to[data-channel]` with `.target`; `data-channel` is a method from `sms` to `backup`; perhaps `p#expires[data-seconds]` and `p#resend-after[data-seconds]` |
//! | card reader | `/verify/reader` | `form#reader`, `strong#challenge`, `input[name=otp]` |
//! | phone request | `/verify/push` | `form#push`, `p#push[data-device]`, perhaps `strong#number` |
//! | mailed link | `/verify/link` | `form#link`, `p#sent-to[data-channel=email]` with `.target` |
//! | scan | `/verify/qr` | `form#qr-scan`, `img#qr` |
//! | questions | `/verify/questions` | `form#questions`, `input[name=q1]`, … with their labels, `p#round` |
//! | which question | `/verify/question` | `form#choose-question`, `select[name=question]` with `1`, `2`, `3` |
//! | which picture | `/verify/picture` | `form#choose-picture`, `input[name=picture]` with labels that hold `img[alt]` |
//! | memorable word | `/verify/partial` | `form#partial`, `input[name=char_1]` to `char_3` with labels that name the characters |
//! | new password | `/verify/new-password` | `form#new-password`, `p#policy`, `input[name=new_password]`, `input[name=new_password_again]` |
//! | wait | `/verify/hold` | `p#hold[data-seconds]` and no form |
//! | other company | `/verify/sso` | `form#sso-choice`, `a#sso` |
//! | passkey | `/verify/passkey` | `form#passkey-choice`, `p#passkey` |
//! | organisation | `/verify/account` | `form#choose-account`, `input[name=account]` with `1`, `2`, … |
//! | terms | `/verify/terms` | `form#accept-terms`, `div#terms`, `button[name=decision]` with `accept`, `decline` |
//! | this device | `/verify/trust` | `form#trust`, `input[name=trust]` with `yes`, `no` |
//! | details | `/verify/details` | `form#details`, `input[name=store_id]`, `select[name=region]` with `north`, `east`, `south`, `west`, `input[name=since]`, `input[name=role]` with `owner`, `employee`, `input[name=newsletter]`, `textarea[name=remarks]` |
//! | refused | `/problem` | `main[data-page=problem]`, `p.flash.error[data-code]` |
//! | account | `/account` | `a#sign-out`, `dl#profile`; `table#invoices`, `form#settings` below it |
//! | documents | `/account/documents` | `#documents li[data-file]` with `a.file`; `a#shown`, `a#window`, `a#saved`, `a#slow`; `form#order`; `button#made`, `#fetched`, `#several` |
//! | bookings | `/account/bookings?count=`… | `#bookings tbody tr` with `.number`, `.day`, `.text`, `.amount`; `#total`, `a[rel=next]` |
//! | history | `/account/history?language=`… | `#history tbody tr` with `.number`, `.issued`, `.due`, `.amount`, `.state`; `#total`, `a[rel=next]` |
//!
//! `button[name=action]` has the value `submit` on every form but those of phone request, mailed link, scan, other
//! company, passkey and terms. `resend` sends a code, a request or a link once more, `refresh` shows another picture to
//! scan, `another_way` leads back to the methods or, where none was chosen, from phone request, scan, other company and
//! passkey to a code by text message.
//!
//! Phone request, mailed link, scan and wait ask for themselves every two seconds (`meta[http-equiv=refresh]`), until
//! what they wait for has come, and then lead on or show why not. The link is opened at `/verify/link/{key}`; in a browser
//! without the session, `main[data-page=notice]` with `p.flash[data-code]` tells what came of it.
//!
//! `p.flash.error[data-code]` and `p.flash.notice[data-code]` tell what the last form led to; an error has
//! `data-attempts-left` where the account counts wrong answers. `a#start-over` drops a sign-in that is under way.
//! `aside#test-values [data-field][data-value][data-outcome]` are the values for the page.
//!
//! The theme `app` shows all of this only to its script: without the header `x-fragment`, each of its pages is
//! `div#root` and nothing in it.

mod clock;
mod form;
mod pages;
mod pictures;
pub mod records;
pub mod script;
mod session;
mod shared;
mod sign_in;
mod site;
pub mod speech;
pub mod values;

use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::HeaderValue;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::middleware::{from_fn, map_response};
use axum::response::Response;
use axum::routing::{get, post};

use shared::Shared;
use site::{
    account::{self, bookings, documents, history},
    files, index, mailed_link, shell, steps,
};

/// No form of the site is anywhere near this long, in bytes.
const LONGEST_FORM: usize = 64 * 1024;

/// The whole site, to be served at the root of a listener of its own.
pub fn router() -> Router {
    Router::new()
        .route("/", get(index::show))
        .route("/icon.svg", get(files::icon))
        .route("/ledger", get(files::ledger))
        .route("/{theme}/login", get(steps::show).post(steps::submit))
        .route("/{theme}/password", get(steps::show).post(steps::submit))
        .route("/{theme}/verify/{prompt}", get(steps::show).post(steps::submit))
        .route("/{theme}/verify/link/{key}", get(mailed_link::open))
        .route("/{theme}/pictures/{file}", get(files::picture))
        .route("/{theme}/contoso", get(steps::other_company))
        .route("/{theme}/problem", get(steps::show))
        .route("/{theme}/sign-out", get(steps::leave))
        .route("/{theme}/account", get(account::profile))
        .route("/{theme}/account/invoices", get(account::invoices))
        .route("/{theme}/account/invoices/{file}", get(account::download))
        .route("/{theme}/account/history", get(history::show))
        .route("/history/{language}", get(history::known))
        .route("/{theme}/account/documents", get(documents::list))
        .route("/{theme}/account/documents/order", post(documents::order))
        .route("/{theme}/account/documents/{file}", get(documents::give))
        .route("/documents/{file}", get(documents::known))
        .route("/{theme}/account/bookings", get(bookings::show))
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
    ([(CONTENT_TYPE, "text/css; charset=utf-8")], include_str!("site/site.css"))
}

#[cfg(test)]
mod tests;
