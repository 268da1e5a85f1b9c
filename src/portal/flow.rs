//! The pages of a flow: what the source asks, and the customer's answers.

use std::sync::Arc;

use axum::{
    Extension,
    body::Bytes,
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use time::Duration;

use super::{
    layout, link,
    path::PathText,
    told,
    wait::{self, FlowPage},
};
use crate::{
    app::App,
    domain::{
        crypto::keyring::Purpose,
        id::Id,
        job::outcome::Counts,
        link::{
            Link, Status,
            flow::{Flow, Stage},
        },
        prompt::{
            challenge::Challenge,
            form::{Form, Invalid},
            refusal::{Refusal, Refused},
        },
    },
    service::{
        ServiceError,
        job::runs,
        link::{asks, flows, links, sealed},
        retried,
    },
    store::link::{flows::StoredFlow, link_pages::LinkPage},
    view::{
        error::Trouble,
        kit::layout::Layout,
        portal::{Done, Elsewhere, Envelope, Failed, Prompt, Waiting},
    },
    web::{
        error::{self, PageError},
        http::{request, request_id::RequestId},
        session::{Browser, language::LanguageChoice},
    },
};

/// `GET /f/{flow}`: where the flow stands; while the source works it holds the answer back for up to a second.
pub async fn show(
    State(app): State<Arc<App>>,
    PathText(id): PathText,
    browser: Browser,
    language: LanguageChoice,
) -> Result<Response, PageError> {
    let browser = browser.of(&id);
    let Some(found) = wait::settled(&app, &id, browser.as_deref(), &wait::Shown::default(), wait::HOLD).await? else {
        return Ok(stranger(&app, &language));
    };
    request::is_about(found.link_page.link.tenant_id);
    page(&app, &language, &found).await
}

/// A browser that the flow does not belong to learns nothing, not even whether there is such a flow.
fn stranger(app: &App, language: &LanguageChoice) -> Response {
    let layout = Layout::anonymous(language.words(&app.texts, None), app.foot.clone());
    (StatusCode::FORBIDDEN, Elsewhere { layout, token: None }).into_response()
}

async fn page(app: &App, language: &LanguageChoice, found: &FlowPage) -> Result<Response, PageError> {
    let FlowPage { link_page, flow } = found;
    let now = app.clock.now();
    let (link, _) = link_page.link.link.as_of(now);
    let layout = layout::layout(app, language, link_page, &link);
    if link.status == Status::Expired {
        return Ok(link::ended(layout, &link, links::token(app, &link_page.link)));
    }
    if let Some(refusal) = flow.flow.overdue(app.clock.steady()) {
        return Ok(refused(app, link_page, layout, &link, refusal.into(), None));
    }
    Ok(match flow.flow.stage {
        Stage::Working => {
            let is_source_slow = app.workers.is_slow(&link_page.share().host);
            let page = Waiting::new(layout, flow.id, flow.flow.turn, waited(app, flow));
            page.at_slow_source(is_source_slow).into_response()
        }
        Stage::Asking => match sealed::challenge(app, flow)? {
            Some(challenge) => ask(app, layout, flow, challenge, Vec::new(), &Form::default()),
            None => Redirect::to(&address(flow)).into_response(),
        },
        Stage::AskingInJob if link.status == Status::InProgress => match sealed::challenge(app, flow)? {
            Some(challenge) => ask(app, layout, flow, challenge, Vec::new(), &Form::default()),
            None => signed_in(app, link_page, layout, &link, flow.id).await?,
        },
        Stage::SignedIn | Stage::AskingInJob => signed_in(app, link_page, layout, &link, flow.id).await?,
        Stage::Refused => {
            let why = sealed::refused(app, flow).unwrap_or_else(|| Refusal::Internal.into());
            // The link's own page says what will be done now, and asks.
            if why.refusal == Refusal::ConsentOutdated
                && let Some(token) = links::token(app, &link_page.link)
            {
                return Ok(Redirect::to(&format!("/l/{token}")).into_response());
            }
            refused(app, link_page, layout, &link, why, None)
        }
    })
}

fn address(flow: &StoredFlow) -> String {
    format!("/f/{}", flow.id)
}

fn ask(
    app: &App,
    layout: Layout,
    flow: &StoredFlow,
    challenge: Challenge,
    invalid: Vec<Invalid>,
    form: &Form,
) -> Response {
    let status = if invalid.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let envelope = Envelope {
        invalid,
        kept: challenge.shown_again(form),
        ..Envelope::new(flow.id, &flow.flow, csrf(app, flow, flow.flow.turn), app.clock.steady())
    };
    (status, Prompt::new(layout, challenge, envelope)).into_response()
}

/// Whoever has it was shown a page of the flow, which only its browser is.
fn csrf(app: &App, flow: &StoredFlow, turn: u32) -> String {
    app.vault.stamp(Purpose::Csrf, &[&flow.id.to_string(), &turn.to_string()])
}

/// How long the source has been at work on the last answer.
fn waited(app: &App, flow: &StoredFlow) -> Duration {
    app.patience().engine - (flow.flow.deadline - app.clock.steady())
}

/// The page of a sign-in that worked follows the jobs to their end.
async fn signed_in(
    app: &App,
    link_page: &LinkPage,
    layout: Layout,
    link: &Link,
    flow: Id<Flow>,
) -> Result<Response, PageError> {
    let return_url = layout::return_url(link_page, link);
    Ok(match link.status {
        Status::Failed => {
            let deeds = told::done(app, Some(flow)).await?;
            refused(app, link_page, layout, link, Refusal::WorkflowFailed.into(), deeds)
        }
        Status::Completed => {
            let deeds = told::done(app, Some(flow)).await?;
            Done::finished(layout, link.changed_at, deeds, return_url).into_response()
        }
        Status::InProgress => told::running(app, layout, link_page, flow, return_url).await?,
        Status::Created | Status::Accessed | Status::Authenticating | Status::Expired => {
            Done::running(layout, None, return_url).into_response()
        }
    })
}

fn refused(
    app: &App,
    link_page: &LinkPage,
    layout: Layout,
    link: &Link,
    refused: Refused,
    deeds: Option<Counts>,
) -> Response {
    let token = links::token(app, &link_page.link);
    match refused.refusal {
        Refusal::FlowElsewhere => Elsewhere { layout, token }.into_response(),
        _ => Failed { layout, token, refused, deeds, return_url: layout::return_url(link_page, link) }.into_response(),
    }
}

/// `POST /f/{flow}`: an answer, or the wish to stop. What is stale, doubled or late ends on the page as it now is.
pub async fn answer(
    State(app): State<Arc<App>>,
    PathText(id): PathText,
    browser: Browser,
    language: LanguageChoice,
    Extension(request_id): Extension<RequestId>,
    body: Bytes,
) -> Result<Response, PageError> {
    let browser = browser.of(&id);
    let form = Form::parse(&body);
    drop(body);
    let turn = authentic_turn(&app, &id, &form);
    if take(&app, &id, browser.as_deref(), (turn, &form)).await? {
        return Ok(Redirect::to(&format!("/f/{id}")).into_response());
    }
    let Some(found) = wait::find(&app, &id, browser.as_deref()).await? else {
        return Ok(stranger(&app, &language));
    };
    request::is_about(found.link_page.link.tenant_id);
    let Some(turn) = turn else {
        return Ok(error::page(&app, &language, Trouble::Form, Some(request_id)));
    };
    let FlowPage { link_page, flow } = &found;
    match form.get("action") {
        Some("cancel") => cancel(&app, &found, turn).await?,
        Some("extend") => flows::extend(&app, flow.id, turn, &form).await?,
        _ => {
            let challenge = sealed::challenge(&app, flow)?.filter(|_| turn == flow.flow.turn);
            match challenge.map(|challenge| (challenge.answer(&form), challenge)) {
                Some((Ok(answer), _)) if flow.flow.stage == Stage::AskingInJob => {
                    retried(|| asks::answer(&app, link_page, flow.id, turn, &answer)).await?;
                }
                Some((Err(invalid), challenge)) => {
                    let (link, _) = link_page.link.link.as_of(app.clock.now());
                    let layout = layout::layout(&app, &language, link_page, &link);
                    return Ok(ask(&app, layout, flow, challenge, invalid, &form));
                }
                Some((Ok(_), _)) | None => {}
            }
        }
    }
    Ok(Redirect::to(&address(flow)).into_response())
}

/// Ends a sign-in at the customer's wish, or the job that asks.
async fn cancel(app: &App, found: &FlowPage, turn: u32) -> Result<(), ServiceError> {
    let FlowPage { link_page, flow } = found;
    match flow.flow.stage {
        Stage::AskingInJob if turn == flow.flow.turn => runs::decline(app, link_page.link.id, flow.id).await,
        Stage::AskingInJob | Stage::SignedIn => Ok(()),
        Stage::Working | Stage::Asking | Stage::Refused => {
            flows::end(app, link_page.link.id, flow.id, Refusal::CancelledByCustomer).await
        }
    }
}

/// Takes an answer to the sign-in, of the browser that it belongs to and of a form of ours: whether that is all there is to
/// do.
async fn take(
    app: &App,
    id: &str,
    browser: Option<&str>,
    (turn, form): (Option<u32>, &Form),
) -> Result<bool, ServiceError> {
    let is_wish = matches!(form.get("action"), Some("cancel" | "extend"));
    let (Ok(flow), Some(browser), Some(turn), false) = (id.parse(), browser, turn, is_wish) else { return Ok(false) };
    let tenant = retried(|| flows::answer(app, flow, browser, (turn, form))).await?;
    tenant.into_iter().for_each(request::is_about);
    Ok(tenant.is_some())
}

/// The turn a form says it is for, if we made the form for this flow and that turn.
fn authentic_turn(app: &App, flow: &str, form: &Form) -> Option<u32> {
    let turn = form.get("turn")?;
    app.vault.is_stamp(form.get("csrf")?, Purpose::Csrf, &[flow, turn]).then(|| turn.parse().ok()).flatten()
}
