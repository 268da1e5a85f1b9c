//! The pages of signing in. Each has its own path, and all of them the same two handlers.

use axum::response::Response;

use super::pages;
use super::sign_in;
use super::submission::{Submission, now};
use super::visit::Visit;

/// `GET` of any step: the page if the session is there, otherwise the way to where it is.
pub async fn show(visit: Visit) -> Response {
    if visit.is_current() { visit.show(pages::of(&visit.session)) } else { visit.go_on() }
}

/// `POST` of any step: takes the answer if it belongs to the session's step, and leads to the next.
pub async fn submit(mut submission: Submission) -> Response {
    if submission.is_awaited() {
        let Submission { visit, form } = &mut submission;
        tokio::time::sleep(sign_in::delay(&visit.session, form)).await;
        sign_in::answer(&mut visit.session, form, now());
    }
    submission.visit.go_on()
}

/// `GET /{theme}/sign-out`: ends the session, signed in or halfway.
pub async fn leave(visit: Visit) -> Response {
    visit.leave()
}
