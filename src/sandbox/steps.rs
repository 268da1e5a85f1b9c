//! The pages of signing in. Each has its own path, and all of them the same two handlers.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;

use super::clock::{now, unix_milliseconds};
use super::lock;
use super::memory::Shared;
use super::pages;
use super::sign_in;
use super::submission::Submission;
use super::verify::waiting;
use super::visit::Visit;

/// `GET` of any step: the page if the session is there, otherwise the way to where it is.
pub async fn show(State(shared): State<Arc<Shared>>, mut visit: Visit) -> Response {
    if !visit.is_current() {
        return visit.go_on();
    }
    let now = now();
    let opened_at = shared.opened_links.get(&visit.session.id, unix_milliseconds(now));
    waiting::look(&mut visit.session, opened_at, now);
    if visit.has_moved() { visit.go_on() } else { visit.show(pages::of(&visit.session, now)) }
}

/// `POST` of any step: takes the answer if it belongs to the session's step, and leads to the next.
pub async fn submit(State(shared): State<Arc<Shared>>, mut submission: Submission) -> Response {
    if submission.is_awaited() {
        let Submission { visit, form } = &mut submission;
        tokio::time::sleep(sign_in::delay(&visit.session, form)).await;
        lock::answer(&mut visit.session, form, now(), &shared.wrong_answers);
    }
    submission.visit.go_on()
}

/// `GET /{theme}/sign-out`: ends the session, signed in or halfway.
pub async fn leave(visit: Visit) -> Response {
    visit.leave()
}
