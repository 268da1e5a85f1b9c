//! Opening the mailed link, in the browser that waits for it or in another one.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::Response;

use super::visit::Visit;
use crate::sandbox::{
    clock::{now, unix_milliseconds},
    pages,
    script::{prompt::Prompt, refusal::CODE_INVALID},
    session::Stage,
    shared::Shared,
    sign_in::verify::link,
};

/// `GET /{theme}/verify/link/{key}`.
pub async fn open(
    State(shared): State<Arc<Shared>>,
    Path((_, key)): Path<(String, String)>,
    mut visit: Visit,
) -> Response {
    let now = now();
    let refusal = link::refusal(&key);
    if refusal.is_none() && key != visit.session.id {
        let at = unix_milliseconds(now);
        shared.opened_links.put(&key, at, at);
        return visit.show(pages::link_opened(&visit.session));
    }
    match (&visit.session.stage, visit.session.prompt()) {
        (Stage::Prompt(position), Some(Prompt::Link)) => {
            let position = *position;
            link::answer(&mut visit.session, position, refusal, now);
            visit.go_on()
        }
        (_, _) if refusal.is_none() => visit.go_on(),
        (_, _) => visit.show(pages::link_refused(&visit.session, refusal.unwrap_or(&CODE_INVALID))),
    }
}
