//! Who visits: the session a request brought, and the answers that carry it on.

use axum::extract::FromRequestParts;
use axum::http::StatusCode;
use axum::http::header::{HOST, HeaderName, LOCATION, SET_COOKIE};
use axum::http::request::Parts;
use axum::http::uri::Authority;
use axum::response::{IntoResponse, Response};
use axum_extra::headers::{Cookie, HeaderMapExt};

use crate::sandbox::{
    clock::{now, unix_milliseconds},
    pages,
    records::persona::Persona,
    session::{COOKIE, Session, Stage},
    speech::theme::Theme,
};

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

    /// Whether the request is for another page than it was before the session was looked at.
    pub fn has_moved(&self) -> bool {
        self.brought.as_ref().is_some_and(|brought| brought.step() != self.session.step())
    }

    /// Whether the session that the request brought has rested for too long.
    pub fn has_ended(&self) -> bool {
        self.brought.as_ref().is_some_and(|brought| brought.csrf_token != self.session.csrf_token)
    }

    /// The user name that the request's session has.
    pub fn identifier(&self) -> &str {
        self.brought.as_ref().map_or("", |brought| &brought.identifier)
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
        let mut brought = cookies.and_then(|cookies| Session::from_cookie(cookies.get(COOKIE)?, theme));
        if let Some(session) = &mut brought {
            session.origin = origin(parts);
        }
        Ok(Self { session: current(brought.as_ref(), theme), path: path.to_owned(), brought })
    }
}

/// The session to go on with: a new one where there is none, or none any more.
fn current(brought: Option<&Session>, theme: Theme) -> Session {
    match brought {
        Some(session) if session.is_over(unix_milliseconds(now())) => session.after_the_end(),
        Some(session) => session.clone(),
        None => Session::new(theme),
    }
}

/// The scheme and host that a request was sent to, as far as it tells.
fn origin(parts: &Parts) -> String {
    let header = |name: HeaderName| parts.headers.get(name).and_then(|value| value.to_str().ok());
    let authority = parts.uri.authority().map(Authority::as_str);
    let host = header(HOST).or(authority).unwrap_or("localhost");
    let scheme = header(HeaderName::from_static("x-forwarded-proto")).unwrap_or("http");
    format!("{scheme}://{host}")
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
