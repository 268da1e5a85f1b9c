//! Who visits: the session a request brought, and the answers that carry it on.

use axum::extract::FromRequestParts;
use axum::http::StatusCode;
use axum::http::header::{LOCATION, SET_COOKIE};
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use axum_extra::headers::{Cookie, HeaderMapExt};

use super::pages;
use super::persona::Persona;
use super::session::{COOKIE, Session, Stage};
use super::theme::Theme;

/// A request to a page of a theme.
#[derive(Debug)]
pub struct Visit {
    /// The session, new if the request brought none.
    pub session: Session,
    /// The path that was asked for.
    pub path: String,
    brought: Option<Session>,
}

impl Visit {
    /// Whether the request is for the page the session is on.
    pub fn is_current(&self) -> bool {
        self.path == self.session.path()
    }

    /// Whether the request brought no session.
    pub fn is_new(&self) -> bool {
        self.brought.is_none()
    }

    /// Answers with a page.
    pub fn show(&self, page: impl IntoResponse) -> Response {
        let mut response = page.into_response();
        // A session that did not change is not sent again, lest a slow page undo a later form.
        if self.brought.as_ref() != Some(&self.session) {
            let headers = response.headers_mut();
            headers.append(SET_COOKIE, self.session.to_cookie());
        }
        response
    }

    /// Answers with the way to the page the session is on.
    pub fn go_on(&self) -> Response {
        self.go_to(&self.session.path())
    }

    /// Answers with the way to another page of the site.
    pub fn go_to(&self, path: &str) -> Response {
        self.show((StatusCode::SEE_OTHER, [(LOCATION, path)]))
    }

    /// What to answer instead of a page of the account: the way to sign in or, below the first page, what a word broke.
    pub fn turned_away(&self) -> Option<Response> {
        if self.session.stage != Stage::SignedIn {
            return Some(self.go_on());
        }
        let refusal = self.session.behaviour().fails_workflow();
        refusal.filter(|_| !self.is_current()).map(|refusal| pages::problem(&self.session, refusal))
    }

    /// Answers with the way to the first page, forgetting the session.
    pub fn leave(&self) -> Response {
        let theme = self.session.theme;
        let headers = [(LOCATION, format!("/{}/login", theme.name())), (SET_COOKIE, Session::end_cookie(theme))];
        (StatusCode::SEE_OTHER, headers).into_response()
    }
}

impl<S: Sync> FromRequestParts<S> for Visit {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Response> {
        let path = parts.uri.path();
        let theme = path.split('/').nth(1).and_then(Theme::named);
        let theme = theme.ok_or_else(pages::not_found)?;
        let cookies = parts.headers.typed_get::<Cookie>();
        let brought = cookies.and_then(|cookies| Session::from_cookie(cookies.get(COOKIE)?, theme));
        Ok(Self { session: brought.clone().unwrap_or_else(|| Session::new(theme)), path: path.to_owned(), brought })
    }
}

/// A visit by somebody who is signed in; everybody else is sent to where they are in signing in.
#[derive(Debug)]
pub struct Member {
    /// Their visit.
    pub visit: Visit,
    /// Who they are.
    pub persona: &'static Persona,
}

impl<S: Sync> FromRequestParts<S> for Member {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Response> {
        let visit = Visit::from_request_parts(parts, state).await?;
        if let Some(response) = visit.turned_away() {
            return Err(response);
        }
        let persona = visit.session.persona().ok_or_else(|| visit.go_on())?;
        Ok(Self { visit, persona })
    }
}
