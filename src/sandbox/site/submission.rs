//! What a visitor sends: a form, written to the ledger before anything is made of it.

use std::sync::Arc;

use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::response::{IntoResponse, Response};

use super::visit::Visit;
use crate::sandbox::{
    clock::now,
    form::Form,
    pages,
    shared::{Shared, ledger::Entry},
};

/// A form sent by a session's own page, and already in the ledger.
#[derive(Debug)]
pub struct Submission {
    /// Who sent it, and where to.
    pub visit: Visit,
    /// What they sent.
    pub form: Form,
}

impl FromRequest<Arc<Shared>> for Submission {
    type Rejection = Response;

    async fn from_request(request: Request, shared: &Arc<Shared>) -> Result<Self, Response> {
        let (mut parts, body) = request.into_parts();
        let visit = Visit::from_request_parts(&mut parts, shared).await?;
        let request = Request::from_parts(parts, body);
        let axum::Form(fields) = axum::Form::<Vec<(String, String)>>::from_request(request, shared)
            .await
            .map_err(IntoResponse::into_response)?;
        let submission = Self { visit, form: fields.into_iter().collect() };
        shared.ledger.record(submission.entry());
        match submission.turned_away() {
            Some(response) => Err(response),
            None => Ok(submission),
        }
    }
}

impl Submission {
    /// A form without a session comes from somebody whose cookie or time is gone; one with a foreign token is refused.
    fn turned_away(&self) -> Option<Response> {
        let session = &self.visit.session;
        if self.visit.is_new() || self.visit.has_ended() {
            return Some(self.visit.go_on());
        }
        let is_foreign = self.form.get("csrf_token") != session.csrf_token;
        is_foreign.then(|| pages::foreign_form(session))
    }

    /// Whether the form is the one the session waits for, and not one of an older page.
    pub fn is_awaited(&self) -> bool {
        self.visit.is_current() && self.form.get("step") == self.visit.session.step()
    }

    fn entry(&self) -> Entry {
        let session = &self.visit.session;
        let typed = self.form.get("username");
        let identifier = if typed.is_empty() { self.visit.identifier() } else { typed };
        let step = self.visit.path.rsplit('/').next().unwrap_or_default();
        Entry {
            at: now(),
            session: session.id.clone(),
            identifier: identifier.to_owned(),
            theme: session.theme,
            step: step.to_owned(),
            values: self.form.typed(),
        }
    }
}
