//! Sign-ins under way on the pages.

use secrecy::{ExposeSecret, SecretString};
use time::OffsetDateTime;

use crate::{
    app::App,
    domain::{
        crypto::keyring::Purpose,
        id::Id,
        identity::{
            AuthFlow,
            code::{Authorized, Kind},
            hosted::step::{Aim, Pending, Step},
            secret,
        },
    },
    service::{
        ServiceError,
        identity::party::{self, Party},
    },
    store::{
        StoreError, Tx,
        identity::{
            auth_flows::{self, StoredAuthFlow},
            clients, codes,
            hosted::progress,
            pools,
        },
        sql::stored::to_json,
    },
};

/// A sign-in with what it is about.
#[derive(Debug)]
pub struct Found {
    pub flow: StoredAuthFlow,
    pub party: Party,
    pub aim: Aim,
    pub step: Step,
    pub pending: Pending,
}

/// What the pending part of a sign-in is sealed for.
fn row(id: Id<AuthFlow>) -> String {
    format!("{id} pending")
}

fn sealed(app: &App, id: Id<AuthFlow>, pending: &Pending) -> String {
    app.vault.seal(&SecretString::from(to_json(pending)), &row(id))
}

/// The address of a page of a sign-in.
fn address(flow: &StoredAuthFlow, aim: Aim, step: Step) -> String {
    format!("/pools/{}/{}/{}", flow.pool_id, step.page(aim), flow.id)
}

impl Found {
    /// Where it is.
    pub fn address(&self) -> String {
        address(&self.flow, self.aim, self.step)
    }

    /// The address where the application wants the person back with this in the query.
    fn way_back(&self, app: &App, answer: &[(&str, &str)]) -> String {
        let request = &self.flow.request;
        let Ok(mut url) = url::Url::parse(&request.redirect_uri) else { return request.redirect_uri.clone() };
        let issuer = party::issuer(app, self.party.pool.id);
        url.query_pairs_mut()
            .extend_pairs(answer)
            .extend_pairs(request.state.iter().map(|state| ("state", state.as_str())))
            .append_pair("iss", &issuer);
        url.into()
    }

    /// The way back of somebody who does not want to go on.
    pub fn way_out(&self, app: &App) -> String {
        if self.flow.request.is_own_page {
            return format!("/pools/{}/signed-out", self.flow.pool_id);
        }
        self.way_back(app, &[("error", "access_denied"), ("error_description", "the person stopped the sign-in")])
    }

    /// The way back of somebody who is done, as long as the application has not used it.
    pub async fn way_in(&self, app: &App) -> Result<Option<String>, StoreError> {
        if self.step != Step::Done {
            return Ok(None);
        }
        if self.flow.request.is_own_page {
            return Ok(Some(self.flow.request.redirect_uri.clone()));
        }
        let code = authorization(app, self.flow.id);
        let open: Option<codes::Consumed<Authorized>> =
            codes::look(&app.db, Kind::Authorization, &secret::hash(code.expose_secret()), app.clock.now()).await?;
        Ok(open.map(|_| self.way_back(app, &[("code", code.expose_secret())])))
    }

    /// The page where somebody may go on.
    async fn read(app: &App, flow: StoredAuthFlow) -> Result<Option<Self>, ServiceError> {
        let client = clients::of_anybody(&app.db, flow.client_id).await?;
        let pool = pools::of_anybody(&app.db, flow.pool_id).await?;
        let Some(party) = client.zip(pool).map(|(client, pool)| Party { pool, client }) else { return Ok(None) };
        let pending = match &flow.pending {
            Some(text) => serde_json::from_str(app.vault.open(text, &row(flow.id))?.expose_secret()),
            None => Ok(Pending::default()),
        };
        let broken = |what: &str| ServiceError::Broken(format!("{} has an unreadable {what}", flow.id));
        let pending = pending.map_err(|_| broken("pending"))?;
        let aim: Aim = flow.kind.parse().map_err(|_| broken("kind"))?;
        // One that was just begun is at its first page.
        let step = flow.step.parse().unwrap_or(Step::first(aim));
        Ok(Some(Self { flow, party, aim, step, pending }))
    }
}

/// The authorization code that a sign-in ends with. It can be made again, so that somebody whose browser lost the way back
/// is given it once more; nobody without our key can make it.
pub fn authorization(app: &App, flow: Id<AuthFlow>) -> SecretString {
    app.vault.index(Purpose::Authorization, &[&flow.to_string()]).into()
}

/// The sign-in of a browser.
pub async fn find(app: &App, id: &str, browser_hash: &str) -> Result<Option<Found>, ServiceError> {
    let Ok(id) = id.parse() else { return Ok(None) };
    match auth_flows::find(&app.db, id, browser_hash, app.clock.now()).await? {
        Some(flow) => Found::read(app, flow).await,
        None => Ok(None),
    }
}

/// The same sign-in with nobody else changing it; `None` where it has gone on since it was found.
pub(super) async fn locked(
    app: &App,
    tx: &mut Tx,
    found: &Found,
    browser_hash: &str,
    now: OffsetDateTime,
) -> Result<Option<Found>, ServiceError> {
    if !progress::lock(tx, found.flow.id).await? {
        return Ok(None);
    }
    let Some(flow) = auth_flows::find(&mut *tx, found.flow.id, browser_hash, now).await? else { return Ok(None) };
    let again = Found::read(app, flow).await?;
    Ok(again.filter(|again| (again.aim, again.step) == (found.aim, found.step)))
}

/// Writes where a sign-in is now.
pub(super) async fn put(
    app: &App,
    tx: &mut Tx,
    flow: Id<AuthFlow>,
    at: (Aim, Step),
    pending: &Pending,
) -> Result<(), StoreError> {
    progress::put(tx, flow, at, sealed(app, flow, pending)).await
}
