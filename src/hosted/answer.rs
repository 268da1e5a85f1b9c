//! What somebody sends from a page.

use std::{net::IpAddr, sync::Arc};

use axum::{
    Extension,
    extract::{Path, Request, State},
    http::header::RETRY_AFTER,
    response::{IntoResponse, Redirect, Response},
};
use secrecy::ExposeSecret;

use super::{
    browser::user_agent,
    limits::PageLimits,
    page::{self, Shown},
};
use crate::{
    app::App,
    domain::{
        crypto::keyring::Purpose,
        identity::hosted::{
            email::Email,
            step::{Aim, Step},
        },
        prompt::form::Form,
    },
    service::{
        ServiceError,
        identity::hosted::{
            ending::{At, FromBrowser},
            flows,
            moves::{self, Moved, Turn},
            passkeys, passwords, second_factor,
        },
    },
    view::identity::{CodeLetter, IdentityTrouble},
    web::{
        error::PageError,
        http::address,
        session::{Browser, language::LanguageChoice, pool::PoolBrowser},
    },
};

/// `POST {ISS}/{page}/{flow}`: what is stale or doubled ends on the page as it now is.
pub async fn answer(
    State(app): State<Arc<App>>,
    Path((pool, flow)): Path<(String, String)>,
    Extension(limits): Extension<Arc<PageLimits>>,
    (browser, sessions): (Browser, PoolBrowser),
    language: LanguageChoice,
    request: Request,
) -> Result<Response, PageError> {
    let shown = match page::open(&app, (&pool, &flow), &browser, &language).await? {
        Ok(shown) => shown,
        Err(response) => return Ok(response),
    };
    let user_agent = user_agent(request.headers());
    let from = address::of(&request, app.config.behind_proxy);
    let body = axum::body::to_bytes(request.into_body(), super::LONGEST_FORM).await.unwrap_or_default();
    let form = Form::parse(&body);
    let by = FromBrowser { session: sessions.session(&app, &shown.found.party.pool).await?, user_agent };
    let back = Redirect::to(&shown.found.address()).into_response();
    if !is_of_page(&app, &shown, &form) {
        return Ok(back);
    }
    if form.get("action") == Some("cancel") && shown.found.step != Step::Done {
        return Ok(Redirect::to(&shown.found.way_out(&app)).into_response());
    }
    if let Err(seconds) = counted(&app, &limits, from, &shown, &form) {
        let mut response = page::trouble(shown.layout, IdentityTrouble::TooOften);
        response.headers_mut().insert(RETRY_AFTER, seconds.into());
        return Ok(response);
    }
    match moved(&app, &shown, &form, &by).await? {
        Moved::On => Ok(goes_on(&app, &shown, &flow).await?.unwrap_or(back)),
        Moved::Ended(cookie) => {
            let mut response = goes_on(&app, &shown, &flow).await?.unwrap_or(back);
            sessions.remember(&shown.found.party.pool, cookie.expose_secret(), &mut response);
            Ok(response)
        }
        Moved::Again(mistake) => {
            let typed = form.get("email").unwrap_or_default().to_owned();
            page::page(&app, shown, &typed, Some(mistake)).await
        }
        Moved::Over => Ok(page::trouble(shown.layout, IdentityTrouble::PromotionOver)),
    }
}

/// Whether a form is of the page on which the sign-in is now.
fn is_of_page(app: &App, shown: &Shown, form: &Form) -> bool {
    let parts = page::stamped(&shown.found);
    let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
    form.get("csrf").is_some_and(|csrf| app.vault.is_stamp(csrf, Purpose::Csrf, &parts))
}

/// To where the sign-in is now: another page, or the application.
async fn goes_on(app: &App, shown: &Shown, flow: &str) -> Result<Option<Response>, PageError> {
    let Some(now) = flows::find(app, flow, &shown.browser_hash).await? else { return Ok(None) };
    let way = now.way_in(app).await?.unwrap_or_else(|| now.address());
    Ok(Some(Redirect::to(&way).into_response()))
}

/// What is typed for the account that a form is about.
fn typed<'a>(shown: &'a Shown, form: &'a Form) -> &'a str {
    let given = shown.found.pending.email.as_ref().map(Email::as_str).unwrap_or_default();
    match (shown.found.step, shown.found.aim) {
        (Step::SignIn, Aim::Promote) | (Step::Verify, _) => given,
        _ => form.get("email").unwrap_or_default(),
    }
}

fn counted(app: &App, limits: &PageLimits, from: IpAddr, shown: &Shown, form: &Form) -> Result<(), u64> {
    let pool = shown.found.party.pool.id;
    match (shown.found.step, form.get("action")) {
        (Step::Identifier, Some("submit")) | (Step::Verify, Some("resend")) => {
            limits.identifier(app, from, pool, typed(shown, form))
        }
        (Step::Verify | Step::SecondFactor, Some("submit")) | (Step::SignIn | Step::Password, Some("passkey")) => {
            limits.code(app, from)
        }
        (Step::SignIn, Some("submit")) => limits.password(app, from, pool, typed(shown, form)),
        _ => Ok(()),
    }
}

async fn moved(app: &App, shown: &Shown, form: &Form, from: &FromBrowser) -> Result<Moved, ServiceError> {
    let at = At { found: &shown.found, browser_hash: &shown.browser_hash, from };
    let letter = CodeLetter {
        layout: shown.layout.clone(),
        app: page::app_name(&shown.found, &shown.layout),
        aim: shown.found.aim,
    };
    let compose = |email: &Email, code: &str| letter.to(email, code);
    let secret = || form.get("password").unwrap_or_default().to_owned().into();
    match (shown.found.step, form.get("action").unwrap_or_default()) {
        (Step::Identifier, "submit") => moves::identify(app, at, typed(shown, form), &compose).await,
        (Step::Verify, "submit") => moves::verify(app, at, form.get("code").unwrap_or_default()).await,
        (Step::Verify, "resend") => moves::resend(app, at, &compose).await,
        (Step::SignIn, "passkey") => passkeys::sign_in(app, at, form.get("credential").unwrap_or_default()).await,
        (Step::SecondFactor, "submit") => second_factor::show(app, at, form.get("code").unwrap_or_default()).await,
        (Step::Password, "passkey") => passkeys::choose(app, at, form.get("credential").unwrap_or_default()).await,
        (Step::Password, "submit") => passwords::choose(app, at, secret()).await,
        (Step::SignIn, "submit") => passwords::sign_in(app, at, typed(shown, form), secret()).await,
        (_, "back") => moves::turn(app, at, Turn::Back).await,
        (_, "login") => moves::turn(app, at, Turn::To(Aim::Login)).await,
        (_, "create") => moves::turn(app, at, Turn::To(Aim::Create)).await,
        (_, "reset") => moves::turn(app, at, Turn::To(Aim::Reset)).await,
        _ => Ok(Moved::On),
    }
}
