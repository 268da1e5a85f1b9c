//! Somebody who opens a page of their account.

use std::{net::IpAddr, sync::Arc};

use axum::{
    Extension,
    extract::{FromRequest, FromRequestParts, RawPathParams, Request},
    http::header::RETRY_AFTER,
    response::{IntoResponse, Redirect, Response},
};
use secrecy::ExposeSecret;

use crate::{
    app::App,
    domain::{
        crypto::keyring::Purpose,
        identity::{secret, user::State},
        prompt::form::Form,
    },
    hosted::{LONGEST_FORM, browser::user_agent, limits::PageLimits, page},
    service::identity::hosted::{
        account::{self, SignedIn},
        own_page,
    },
    store::identity::{
        pools::{self, StoredPool},
        users,
    },
    view::{
        identity::{Envelope, IdentityTrouble},
        kit::layout::Layout,
    },
    web::{
        error::PageError,
        http::{address, request},
        pool_layout,
        session::{Browser, hash, language::LanguageChoice, pool::PoolBrowser},
    },
};

/// A regular user at a page of their account, and what was sent from it.
pub struct Visit {
    pub pool: StoredPool,
    pub layout: Layout,
    pub signed_in: SignedIn,
    /// The page, below the pool's address.
    pub page: String,
    /// What was sent; empty when the page is only opened.
    pub form: Form,
    pub sessions: PoolBrowser,
    pub from: IpAddr,
    /// What the browser calls itself.
    pub user_agent: Option<String>,
    browser: Browser,
    limits: Arc<PageLimits>,
}

impl Visit {
    /// The address of the account.
    pub fn home(&self) -> String {
        format!("/pools/{}/settings", self.pool.id)
    }

    /// The name of the company, for sentences.
    pub fn company(&self) -> &str {
        self.layout.tenant.as_ref().map_or(&self.pool.definition.name, |tenant| &tenant.name)
    }

    /// What the forms of the page have around them.
    pub fn envelope(&self, app: &App) -> Envelope {
        Envelope {
            address: format!("/pools/{}/{}", self.pool.id, self.page),
            csrf: app.vault.stamp(Purpose::Csrf, &self.stamped()),
            app: self.company().to_owned(),
            leads_back: false,
        }
    }

    /// Whether the form's CSRF token was made for this page and session.
    pub fn is_own(&self, app: &App) -> bool {
        self.form.get("csrf").is_some_and(|csrf| app.vault.is_stamp(csrf, Purpose::Csrf, &self.stamped()))
    }

    fn stamped(&self) -> [&str; 2] {
        [&self.page, &self.signed_in.stamp]
    }

    /// What is sent as a field.
    pub fn typed(&self, name: &str) -> &str {
        self.form.get(name).unwrap_or_default()
    }

    /// Counts a code that was typed.
    pub fn count_code(&self, app: &App) -> Result<(), u64> {
        self.limits.code(app, self.from)
    }

    /// Counts a password that was typed.
    pub fn count_password(&self, app: &App, email: &str) -> Result<(), u64> {
        self.limits.password(app, self.from, self.pool.id, email)
    }

    /// The page for too many tries.
    pub fn too_often(self, seconds: u64) -> Response {
        let mut response = page::trouble(self.layout, IdentityTrouble::TooOften);
        response.headers_mut().insert(RETRY_AFTER, seconds.into());
        response
    }

    /// Asks for a sign-in before a change that could let somebody else in, and leads back to this page after it.
    pub async fn sign_in_again(self, app: &App) -> Result<Response, PageError> {
        begin(app, &self.pool, (&self.page, None), &self.browser, self.layout).await
    }
}

/// Sends a browser to sign in for a page; a guest to become a regular user.
async fn begin(
    app: &App,
    pool: &StoredPool,
    (page, guest): (&str, Option<&users::StoredUser>),
    browser: &Browser,
    layout: Layout,
) -> Result<Response, PageError> {
    let cookie = secret::make(rand::random());
    let flow = own_page::begin(app, pool, (page, guest), hash(cookie.expose_secret())).await?;
    let Some(flow) = flow else { return Ok(page::trouble(layout, IdentityTrouble::UnknownClient)) };
    // Whichever page is named, the first one of this sign-in is shown.
    let mut response = Redirect::to(&format!("/pools/{}/signin/{}", pool.id, flow.id)).into_response();
    browser.remember(&mut response, &flow.id.to_string(), cookie.expose_secret());
    Ok(response)
}

impl FromRequest<Arc<App>> for Visit {
    type Rejection = Response;

    async fn from_request(request: Request, app: &Arc<App>) -> Result<Self, Response> {
        match read(request, app).await {
            Ok(visit) => visit,
            Err(error) => Err(error.into_response()),
        }
    }
}

async fn read(request: Request, app: &Arc<App>) -> Result<Result<Visit, Response>, PageError> {
    let (mut parts, body) = request.into_parts();
    let Ok(language) = LanguageChoice::from_request_parts(&mut parts, app).await;
    let Ok(browser) = Browser::from_request_parts(&mut parts, app).await;
    let Ok(sessions) = PoolBrowser::from_request_parts(&mut parts, app).await;
    let limits = Extension::<Arc<PageLimits>>::from_request_parts(&mut parts, app).await;
    let limits = limits.map(|Extension(limits)| limits).unwrap_or_default();
    let params = RawPathParams::from_request_parts(&mut parts, app).await.ok();
    let id = params.and_then(|params| params.iter().find(|(name, _)| *name == "pool").map(|(_, id)| id.to_owned()));
    let id = id.and_then(|id| id.parse().ok());
    let layout = pool_layout::of(app, id, &language).await?;
    let pool = match id {
        Some(id) => pools::of_anybody(&app.db, id).await?,
        None => None,
    };
    let Some(pool) = pool else { return Ok(Err(page::trouble(layout, IdentityTrouble::UnknownClient))) };
    request::is_about(pool.tenant_id);
    let page = page_of(parts.uri.path());
    let Some(session) = sessions.session(app, &pool).await? else {
        return Ok(Err(begin(app, &pool, (&page, None), &browser, layout).await?));
    };
    let user = users::of_pool(&app.db, pool.id, session.user_id).await?;
    let Some(user) = user.filter(|user| user.state() == State::Active) else {
        return Ok(Err(begin(app, &pool, (&page, None), &browser, layout).await?));
    };
    if user.is_anonymous {
        return Ok(Err(begin(app, &pool, (&page, Some(&user)), &browser, layout).await?));
    }
    account::see(app, &session).await?;
    let user_agent = user_agent(&parts.headers);
    let request = Request::from_parts(parts, body);
    let from = address::of(&request, app.config.behind_proxy);
    let body = axum::body::to_bytes(request.into_body(), LONGEST_FORM).await.unwrap_or_default();
    let (signed_in, form) = (SignedIn::new(session, user), Form::parse(&body));
    Ok(Ok(Visit { pool, layout, signed_in, page, form, sessions, from, user_agent, browser, limits }))
}

/// The page of an address, below the pool's.
fn page_of(path: &str) -> String {
    path.splitn(4, '/').nth(3).unwrap_or("settings").to_owned()
}
