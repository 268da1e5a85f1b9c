//! The pages of a link: one URL, and what is shown depends on where the link stands.

use std::sync::Arc;

use axum::{
    Extension,
    extract::{Request, State},
    http::{Method, StatusCode},
    response::{Html, IntoResponse, Redirect, Response},
};

use super::{
    layout,
    path::PathText,
    renewal,
    token::verify,
    told::{self, Terms},
};
use crate::{
    app::App,
    domain::{
        crypto::keyring::Purpose,
        link::{Link, Status, flow::Stage, token::Rejection},
        prompt::{
            form::Form,
            refusal::{Refusal, Refused},
        },
    },
    service::{
        link::{
            flows::{self, Begun, Bid},
            links, sealed,
        },
        retried,
    },
    store::link::{
        flows::StoredFlow,
        link_pages::{self, LinkPage},
    },
    view::{
        error::Trouble,
        kit::layout::Layout,
        portal::{Before, Begin, Done, Elsewhere, Expired, Failed, Receipt},
    },
    web::{
        error::{self, PageError},
        http::{request, request_id::RequestId},
        session::{self, Browser, language::LanguageChoice},
    },
};

/// The answer to a link that opens nothing; `None` for every other request. What is not plainly a token, such as one
/// with escapes, is left to [`show`], which says the same.
pub fn early_reject(app: &App, request: &Request) -> Option<Response> {
    let token = request.uri().path().strip_prefix("/l/")?;
    if request.method() != Method::GET || token.contains(['/', '%']) {
        return None;
    }
    let rejection = verify(app, token).err()?;
    let language = LanguageChoice::of(app, request.uri(), request.headers());
    let mut response = match rejection {
        Rejection::Expired(_) if renewal::is_asked(request.uri()) => renewal::asked(app, &language),
        _ => rejected(app, &language, rejection),
    };
    language.remember(app, &mut response);
    Some(response)
}

/// `GET /l/{token}`: writes nothing and starts nothing, whoever asks.
pub async fn show(
    State(app): State<Arc<App>>,
    PathText(token): PathText,
    browser: Browser,
    language: LanguageChoice,
) -> Result<Response, PageError> {
    let claims = match verify(&app, &token) {
        Ok(claims) => claims,
        Err(rejection) => return Ok(rejected(&app, &language, rejection)),
    };
    let Some(link_page) = link_pages::by_token(&app.db, claims.id).await? else {
        return Ok(error::missing(&app, &language));
    };
    request::is_about(link_page.link.tenant_id);
    let mut page = page(&app, &language, &link_page, token, &browser).await?;
    browser.try_cookies(&mut page);
    Ok(page)
}

/// The page that says why a token opens nothing.
fn rejected(app: &App, language: &LanguageChoice, rejection: Rejection) -> Response {
    match rejection {
        Rejection::Invalid => error::missing(app, language),
        Rejection::Expired(_) => {
            let words = language.words(&app.texts, None);
            (StatusCode::GONE, Html(app.fixed.expired(&words))).into_response()
        }
    }
}

async fn page(
    app: &App,
    language: &LanguageChoice,
    link_page: &LinkPage,
    token: String,
    browser: &Browser,
) -> Result<Response, PageError> {
    let now = app.clock.now();
    let (link, _) = link_page.link.link.as_of(now);
    let layout = layout::layout(app, language, link_page, &link);
    let return_url = || layout::return_url(link_page, &link);
    Ok(match link.status {
        Status::Expired => ended(layout, &link, Some(token)),
        Status::Completed => {
            let deeds = told::done(app, link.last_flow).await?;
            Receipt::new(layout, Some(link.changed_at), deeds, return_url()).into_response()
        }
        Status::InProgress => match link_page.flow.as_ref() {
            Some(flow) if flow.flow.stage == Stage::AskingInJob && is_of(flow, browser) => {
                Redirect::to(&format!("/f/{}", flow.id)).into_response()
            }
            Some(flow) if flow.flow.stage == Stage::AskingInJob => {
                let terms = Terms::of(app, link_page).await?;
                begin_page(layout, link_page, &link, token, &terms, Before::Asked).into_response()
            }
            Some(flow) if is_of(flow, browser) => told::running(app, layout, link_page, flow.id, return_url()).await?,
            _ => Done::running(layout, None, return_url()).into_response(),
        },
        Status::Created | Status::Accessed | Status::Authenticating | Status::Failed => {
            open(app, layout, link_page, &link, token, browser).await?
        }
    })
}

fn is_of(flow: &StoredFlow, browser: &Browser) -> bool {
    browser.of(&flow.id.to_string()).as_ref() == Some(&flow.browser)
}

/// The page of a link that is EXPIRED; with its token, if it is known, the customer can ask for a new one.
pub fn ended(layout: Layout, link: &Link, token: Option<String>) -> Response {
    let is_revoked = link.status_reason.as_deref() == Some("revoked");
    let page = if is_revoked { Expired::revoked(layout) } else { Expired::of(layout, token) };
    (StatusCode::GONE, page).into_response()
}

/// The page of a link that can still be used.
async fn open(
    app: &App,
    layout: Layout,
    link_page: &LinkPage,
    link: &Link,
    token: String,
    browser: &Browser,
) -> Result<Response, PageError> {
    let is_live = |flow: &&StoredFlow| flow.flow.is_live() && flow.flow.overdue(app.clock.steady()).is_none();
    let live = link_page.flow.as_ref().filter(is_live);
    let terms = Terms::of(app, link_page).await?;
    match live {
        _ if terms.is_outdated => {}
        Some(flow) if is_of(flow, browser) => return Ok(Redirect::to(&format!("/f/{}", flow.id)).into_response()),
        Some(_) => return Ok(Elsewhere { layout, token: Some(token) }.into_response()),
        None if link.status == Status::Failed => return failed(app, layout, link_page, link, token).await,
        None => {}
    }
    let before = terms.before(link_page.flow.is_some());
    Ok(begin_page(layout, link_page, link, token, &terms, before).into_response())
}

fn begin_page(
    layout: Layout,
    link_page: &LinkPage,
    link: &Link,
    token: String,
    terms: &Terms,
    before: Before,
) -> Begin {
    let lang = layout.words.lang();
    let purposes = link_page.link.purposes.iter().map(|name| name.in_language(&lang).to_owned()).collect();
    Begin::new(layout, token, purposes, &terms.plan.promise, link.expires_at).after(before)
}

async fn failed(
    app: &App,
    layout: Layout,
    link_page: &LinkPage,
    link: &Link,
    token: String,
) -> Result<Response, PageError> {
    let page = Failed {
        layout,
        token: Some(token),
        refused: why(app, link_page, link),
        deeds: told::done(app, link.last_flow).await?,
        return_url: layout::return_url(link_page, link),
    };
    Ok(page.into_response())
}

/// Why a link is FAILED: what its last flow was refused for, or else that its jobs failed.
pub fn why(app: &App, link_page: &LinkPage, link: &Link) -> Refused {
    let of_flow = link_page.flow.as_ref().and_then(|flow| sealed::refused(app, flow));
    of_flow.or_else(|| link.last_refusal.map(Refused::from)).unwrap_or_else(|| Refusal::WorkflowFailed.into())
}

/// `POST /l/{token}/seen`: a person is on the page.
pub async fn seen(
    State(app): State<Arc<App>>,
    PathText(token): PathText,
    language: LanguageChoice,
) -> Result<Response, PageError> {
    let claims = match verify(&app, &token) {
        Ok(claims) => claims,
        // Too late to matter, and no fault of the person who is there.
        Err(Rejection::Expired(_)) => return Ok(StatusCode::NO_CONTENT.into_response()),
        Err(Rejection::Invalid) => return Ok(error::missing(&app, &language)),
    };
    if let Some(link_page) = link_pages::by_token(&app.db, claims.id).await?
        && link_page.link.link.status == Status::Created
    {
        request::is_about(link_page.link.tenant_id);
        links::seen(&app, link_page.link.id).await?;
    }
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// `POST /l/{token}/begin`: starts or resumes the flow in this browser.
pub async fn begin(
    State(app): State<Arc<App>>,
    PathText(token): PathText,
    browser: Browser,
    language: LanguageChoice,
    Extension(request_id): Extension<RequestId>,
    body: axum::body::Bytes,
) -> Result<Response, PageError> {
    let claims = match verify(&app, &token) {
        Ok(claims) => claims,
        // Its page is at the link's own address: that is where the button on it is posted to.
        Err(Rejection::Expired(_)) => return Ok(Redirect::to(&format!("/l/{token}")).into_response()),
        Err(Rejection::Invalid) => return Ok(error::missing(&app, &language)),
    };
    let Some(link_page) = link_pages::by_token(&app.db, claims.id).await? else {
        return Ok(error::missing(&app, &language));
    };
    request::is_about(link_page.link.tenant_id);
    if !browser.keeps_cookies() {
        return Ok(error::page(&app, &language, Trouble::Cookie, Some(request_id)));
    }
    let form = Form::parse(&body);
    let current = live_value(&app, &link_page, &browser);
    let value = new_value(&app, &link_page, current, form.get("press"));
    let bid = Bid {
        current: current.map(session::hash),
        renewed: session::hash(&value),
        shown: form.get("shown").map(str::to_owned),
    };
    let restart = form.get("action") == Some("restart");
    Ok(match retried(|| flows::begin(&app, &link_page, &bid, restart)).await? {
        Begun::Flow(flow) => {
            let mut response = Redirect::to(&format!("/f/{flow}")).into_response();
            browser.remember(&mut response, &flow.to_string(), &value);
            response
        }
        Begun::Elsewhere | Begun::Closed | Begun::Outdated => Redirect::to(&format!("/l/{token}")).into_response(),
    })
}

/// The value of the browser's cookie for the live flow of a link.
fn live_value<'b>(app: &App, link_page: &LinkPage, browser: &'b Browser) -> Option<&'b str> {
    let now = app.clock.now();
    let flow = link_page.flow.as_ref().filter(|flow| flow.flow.is_live() && flow.flow.overdue(now).is_none())?;
    browser.value_for(&flow.id.to_string())
}

/// A new value for the flow's cookie. A button that is pressed twice makes the same one twice: its page holds a text that
/// nobody else has seen, from which the value is made. Without that text, each value is another.
fn new_value(app: &App, link_page: &LinkPage, current: Option<&str>, press: Option<&str>) -> String {
    let press = press.filter(|press| !press.is_empty()).map_or_else(layout::press, str::to_owned);
    let parts = [&link_page.link.id.to_string(), press.as_str(), current.unwrap_or_default()];
    app.vault.stamp(Purpose::Browser, &parts)
}
