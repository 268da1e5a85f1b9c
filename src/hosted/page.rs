//! The page on which a sign-in is.

use std::sync::Arc;

use axum::{
    extract::{Path, State},
    http::{HeaderValue, StatusCode, header::CONTENT_SECURITY_POLICY},
    response::{IntoResponse, Redirect, Response},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};

use crate::{
    app::App,
    domain::{
        crypto::keyring::Purpose,
        identity::hosted::{
            email::Email,
            passkey::ALGORITHMS,
            step::{Aim, Step},
        },
    },
    service::identity::hosted::{
        flows::{self, Found},
        mailed,
        moves::{self, Mistake},
        passkeys,
    },
    view::{
        identity::{
            AskedPasskey, CodeMistake, Conflict, Done, Envelope, FactorMistake, Field, Identifier, IdentityTrouble,
            NewPassword, SecondFactor, SignIn, TroublePage, Verify, WantedPasskey,
        },
        kit::layout::Layout,
        words::phrase::Phrase,
    },
    web::{
        error::PageError,
        http::{headers, request},
        pool_layout,
        session::{Browser, language::LanguageChoice},
    },
};

/// A sign-in with what its pages look like.
pub struct Shown {
    pub found: Found,
    pub layout: Layout,
    pub browser_hash: String,
}

/// The sign-in that an address names, in the browser that it belongs to.
pub async fn open(
    app: &App,
    (pool, flow): (&str, &str),
    browser: &Browser,
    language: &LanguageChoice,
) -> Result<Result<Shown, Response>, PageError> {
    let layout = pool_layout::of(app, pool.parse().ok(), language).await?;
    let Some(browser_hash) = browser.of(flow) else { return Ok(Err(trouble(layout, IdentityTrouble::FlowOver))) };
    let found = flows::find(app, flow, &browser_hash).await?;
    let Some(found) = found.filter(|found| found.party.pool.id.to_string() == pool) else {
        return Ok(Err(trouble(layout, IdentityTrouble::FlowOver)));
    };
    request::is_about(found.party.pool.tenant_id);
    Ok(Ok(Shown { found, layout, browser_hash }))
}

/// The page for a sign-in that cannot go on.
pub fn trouble(layout: Layout, trouble: IdentityTrouble) -> Response {
    let status = match trouble {
        IdentityTrouble::PromotionOver => StatusCode::GONE,
        IdentityTrouble::GuestsOff | IdentityTrouble::FlowOver => StatusCode::FORBIDDEN,
        IdentityTrouble::UnknownClient => StatusCode::BAD_REQUEST,
        IdentityTrouble::TooOften => StatusCode::TOO_MANY_REQUESTS,
    };
    (status, TroublePage { layout, trouble, detail: None }).into_response()
}

/// `GET {ISS}/{page}/{flow}`: where the sign-in is; at the address of another of its pages it leads there.
pub async fn show(
    State(app): State<Arc<App>>,
    Path((pool, flow)): Path<(String, String)>,
    browser: Browser,
    language: LanguageChoice,
    uri: axum::http::Uri,
) -> Result<Response, PageError> {
    let shown = match open(&app, (&pool, &flow), &browser, &language).await? {
        Ok(shown) => shown,
        Err(response) => return Ok(response),
    };
    // Whoever lost the way back to the application is given it again, as long as the application has not used it.
    if let Some(way) = shown.found.way_in(&app).await? {
        return Ok(Redirect::to(&way).into_response());
    }
    if shown.found.address() != uri.path() {
        return Ok(Redirect::to(&shown.found.address()).into_response());
    }
    page(&app, shown, "", None).await
}

/// The token of the forms on a page: of no other page, and of no other sign-in.
pub fn stamped(found: &Found) -> [String; 3] {
    [found.flow.id.to_string(), found.aim.to_string(), found.step.to_string()]
}

/// What the person signs in to, in sentences: an application, or the company where its own pages were asked for.
pub fn app_name(found: &Found, layout: &Layout) -> String {
    let company = layout.tenant.as_ref().filter(|_| found.flow.request.is_own_page);
    company.map_or_else(|| found.party.client.definition.name.clone(), |tenant| tenant.name.clone())
}

fn envelope(app: &App, found: &Found, layout: &Layout) -> Envelope {
    let parts = stamped(found);
    let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
    Envelope {
        address: found.address(),
        csrf: app.vault.stamp(Purpose::Csrf, &parts),
        app: app_name(found, layout),
        leads_back: !found.flow.request.is_own_page,
    }
}

/// The page on which a sign-in is, with what was typed before and what is wrong with it.
pub async fn page(app: &App, shown: Shown, typed: &str, mistake: Option<Mistake>) -> Result<Response, PageError> {
    let Shown { found, layout, .. } = shown;
    let envelope = envelope(app, &found, &layout);
    let email = found.pending.email.as_ref().map(Email::as_str).unwrap_or_default().to_owned();
    let typed = if typed.is_empty() { email.clone() } else { typed.to_owned() };
    let status = if mistake.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let aim = found.aim;
    let page = match found.step {
        Step::SignIn => sign_in(app, &found, layout, envelope, &typed, mistake).into_response(),
        Step::Identifier => {
            let error = mistake.map(|_| layout.say("problem-not-an-email"));
            let email = Field::email(&layout, &typed).wrong(error);
            Identifier { layout, envelope, aim, email }.into_response()
        }
        Step::Verify => {
            let is_over = mistake.is_none() && mailed::tries_left(app, &found).await? == 0;
            let mistake = mistake.map(code_mistake).or_else(|| is_over.then_some(CodeMistake::Over));
            let code = Verify::code(&layout, mistake);
            Verify { wait: mailed::wait(app, &found), layout, envelope, email, code }.into_response()
        }
        Step::SecondFactor => {
            let code = SecondFactor::code(&layout, mistake.map(factor_mistake));
            SecondFactor { layout, envelope, code }.into_response()
        }
        Step::Password => {
            let password = Field::new_password(&layout).wrong(weakness(&layout, mistake));
            let passkey = new_passkey(app, &found);
            let is_refused = mistake == Some(Mistake::Passkey);
            NewPassword { layout, envelope, aim, email, password, passkey, is_refused }.into_response()
        }
        Step::Conflict => {
            let may_merge = moves::may_merge(&found);
            Conflict { layout, envelope, aim, email, may_merge }.into_response()
        }
        Step::Done => Done { layout, app: envelope.app }.into_response(),
    };
    Ok(with_way_back(&found, status, page))
}

/// The page that asks for address and password, or a passkey.
fn sign_in(
    app: &App,
    found: &Found,
    layout: Layout,
    envelope: Envelope,
    typed: &str,
    mistake: Option<Mistake>,
) -> SignIn {
    let known = found.pending.email.as_ref().map(Email::as_str).unwrap_or_default();
    let passkey = passkeys::site(app).map(|site| AskedPasskey {
        challenge: URL_SAFE_NO_PAD.encode(passkeys::challenge(app, found)),
        site: site.id,
        is_refused: mistake == Some(Mistake::Passkey),
    });
    SignIn {
        email: Field::email(&layout, typed),
        password: Field::password(&layout),
        owner: (found.aim == Aim::Promote).then(|| known.to_owned()),
        is_wrong: mistake == Some(Mistake::Credentials),
        layout,
        envelope,
        passkey,
    }
}

/// A passkey that somebody may make in the place of a password.
fn new_passkey(app: &App, found: &Found) -> Option<WantedPasskey> {
    let site = passkeys::site(app).filter(|_| passkeys::is_offered(found))?;
    Some(WantedPasskey {
        challenge: URL_SAFE_NO_PAD.encode(passkeys::challenge_to_begin(app, found)),
        site: site.id,
        // Devices tell accounts of a site apart by it; who makes an account has no other id yet.
        user: found.flow.user_id.map_or_else(|| found.flow.id.to_string(), |user| user.to_string()),
        known: String::new(),
        algorithms: ALGORITHMS.map(|number| number.to_string()).join(" "),
    })
}

/// What is wrong with a password that was chosen.
fn weakness(layout: &Layout, mistake: Option<Mistake>) -> Option<Phrase> {
    match mistake {
        Some(Mistake::Password(weakness)) => Some(NewPassword::weak(layout, weakness)),
        _ => None,
    }
}

const fn code_mistake(mistake: Mistake) -> CodeMistake {
    match mistake {
        Mistake::WrongCode(left) => CodeMistake::Wrong(left),
        Mistake::CodeOver => CodeMistake::Over,
        Mistake::NotACode
        | Mistake::NotAnEmail
        | Mistake::Password(_)
        | Mistake::Credentials
        | Mistake::Factor
        | Mistake::FactorPaused
        | Mistake::Passkey => CodeMistake::Malformed,
    }
}

/// What is wrong with a code, for its page.
pub const fn factor_mistake(mistake: Mistake) -> FactorMistake {
    match mistake {
        Mistake::Factor => FactorMistake::Wrong,
        Mistake::FactorPaused => FactorMistake::Paused,
        Mistake::NotAnEmail
        | Mistake::NotACode
        | Mistake::WrongCode(_)
        | Mistake::CodeOver
        | Mistake::Password(_)
        | Mistake::Credentials
        | Mistake::Passkey => FactorMistake::Malformed,
    }
}

/// Forms of the page may lead to where the application wants the person back, and nowhere else out of here.
fn with_way_back(found: &Found, status: StatusCode, mut page: Response) -> Response {
    *page.status_mut() = status;
    if let Ok(policy) = HeaderValue::try_from(headers::policy(&target(&found.flow.request.redirect_uri))) {
        page.headers_mut().insert(CONTENT_SECURITY_POLICY, policy);
    }
    page
}

/// An address as a policy names it: its origin, or its scheme where that is an application's own.
pub fn target(redirect_uri: &str) -> String {
    match url::Url::parse(redirect_uri) {
        Ok(url) if url.origin().is_tuple() => url.origin().ascii_serialization(),
        Ok(url) => format!("{}:", url.scheme()),
        Err(_) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_policy_names_an_origin_or_a_scheme() {
        assert_eq!(target("https://shop.example/back?x=1"), "https://shop.example");
        assert_eq!(target("http://localhost:5173/callback"), "http://localhost:5173");
        assert_eq!(target("com.example.app:/callback"), "com.example.app:");
    }
}
