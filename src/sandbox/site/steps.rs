//! The pages of signing in. Each has its own path, and all of them the same two handlers.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;

use super::{submission::Submission, visit::Visit};
use crate::sandbox::{
    clock::{now, unix_milliseconds},
    pages,
    shared::Shared,
    sign_in::{self, lock, verify::waiting},
};

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

/// `GET /{theme}/contoso`: the other company that the page of another company's sign-in leads to.
pub async fn other_company(visit: Visit) -> Response {
    visit.show(pages::other_company(&visit.session))
}

/// `GET /{theme}/sign-out`: ends the session, signed in or halfway.
pub async fn leave(visit: Visit) -> Response {
    visit.leave()
}
