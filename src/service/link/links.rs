//! Making links, and everything that happens to one outside of a flow.

use time::Duration;

use super::flows;
use crate::{
    app::App,
    domain::{
        event::Type,
        id::Id,
        job::{Job, name::JobName},
        link::{
            Event, Link, Status,
            token::{Claims, TokenId},
        },
        prompt::refusal::Refusal,
        source::Source,
        tenant::Tenant,
    },
    service::{
        ServiceError, events,
        job::inputs::{self, JobInputs},
        status::{self, record},
    },
    store::{
        self, Tx,
        link::{
            link_pages,
            links::{self, StoredLink},
        },
    },
};

/// What a backend wants of a new link.
pub struct NewLink {
    pub external_id: String,
    pub source_id: Id<Source>,
    pub job_ids: Vec<Id<Job>>,
    /// The names of the jobs, as the customer is told them.
    pub purposes: Vec<JobName>,
    pub expires_in: Duration,
    pub return_url: Option<String>,
    pub locale: Option<String>,
    pub metadata: serde_json::Map<String, serde_json::Value>,
    pub identifier: Option<String>,
    /// What the workflows of the jobs are given.
    pub inputs: JobInputs,
}

/// Makes a link.
pub async fn create(app: &App, tx: &mut Tx, tenant: Id<Tenant>, new: NewLink) -> Result<StoredLink, ServiceError> {
    let now = app.clock.now();
    // The token tells whole seconds, so the link ends on one.
    let expires_at = (now + new.expires_in).replace_nanosecond(0).unwrap_or(now);
    let (link, created) = Link::create(now, expires_at);
    let stored = StoredLink {
        id: app.id(),
        tenant_id: tenant,
        source_id: new.source_id,
        token_id: TokenId::new(rand::random()),
        token_key: app.vault.signing_key().to_owned(),
        external_id: new.external_id,
        job_ids: new.job_ids,
        purposes: new.purposes,
        return_url: new.return_url,
        locale: new.locale,
        metadata: new.metadata,
        identifier: new.identifier,
        created_at: now,
        link,
    };
    status::create(tx, &stored, &created).await?;
    inputs::keep(app, tx, stored.id, &new.inputs).await?;
    Ok(stored)
}

/// A link's token; `None` when the key that signed it has left the ring.
pub fn token(app: &App, stored: &StoredLink) -> Option<String> {
    let claims = Claims { id: stored.token_id, expires_at: stored.link.expires_at };
    app.vault.sign(&claims, &stored.token_key, &app.public_url)
}

/// A link's URL, as customers get it.
pub fn url(app: &App, stored: &StoredLink) -> Option<String> {
    token(app, stored).map(|token| format!("{}/l/{token}", app.public_url))
}

/// Records that a person was seen on the page of a link nobody had opened.
pub async fn seen(app: &App, id: Id<Link>) -> Result<(), ServiceError> {
    let mut tx = app.db.begin().await?;
    let Some(mut stored) = links::lock(&mut tx, id).await? else {
        return Ok(());
    };
    let now = app.clock.now();
    if stored.link.status == Status::Created && !stored.link.is_due(now) {
        record(&mut tx, &mut stored, Event::Opened, now).await?;
        tx.commit().await?;
    }
    Ok(())
}

/// How an attempt to take a link back ended.
pub enum Revoked {
    /// It is EXPIRED now, or was already.
    Done(Box<StoredLink>),
    /// Its jobs run, or are done: it is too late.
    TooLate(Status),
    /// The tenant has no such link.
    Missing,
}

/// Takes a link back: it opens nothing any more, and a flow that is under way ends.
pub async fn revoke(app: &App, tx: &mut Tx, tenant: Id<Tenant>, id: Id<Link>) -> Result<Revoked, ServiceError> {
    let Some(mut stored) = links::lock(tx, id).await?.filter(|stored| stored.tenant_id == tenant) else {
        return Ok(Revoked::Missing);
    };
    let now = app.clock.now();
    match stored.link.as_of(now).0.status {
        Status::Expired => return Ok(Revoked::Done(Box::new(stored))),
        status @ (Status::InProgress | Status::Completed) => return Ok(Revoked::TooLate(status)),
        Status::Created | Status::Accessed | Status::Authenticating | Status::Failed => {}
    }
    flows::end_live(app, tx, &mut stored, Refusal::LinkRevoked, now).await?;
    if let Some(flow) = stored.link.last_flow {
        store::link::flows::set_checkpoint(tx, flow, None).await?;
    }
    record(tx, &mut stored, Event::Revoked, now).await?;
    Ok(Revoked::Done(Box::new(stored)))
}

/// Records that a link's time is up, if it is and nobody did yet.
pub async fn expire(app: &App, id: Id<Link>) -> Result<(), ServiceError> {
    let mut tx = app.db.begin().await?;
    let Some(mut stored) = links::lock(&mut tx, id).await? else {
        return Ok(());
    };
    let now = app.clock.now();
    if !stored.link.is_due(now) {
        return Ok(());
    }
    flows::end_live(app, &mut tx, &mut stored, Refusal::LinkExpired, now).await?;
    record(&mut tx, &mut stored, Event::TimeUp, now).await?;
    tx.commit().await?;
    Ok(())
}

/// Tells the company that the customer wants a new link in place of this one, unless it was told already; whether there
/// is such a link.
pub async fn ask_for_new(app: &App, token: TokenId) -> Result<bool, ServiceError> {
    let Some(page) = link_pages::by_token(&app.db, token).await? else {
        return Ok(false);
    };
    let mut tx = app.db.begin().await?;
    let Some(stored) = links::lock(&mut tx, page.link.id).await? else {
        return Ok(false);
    };
    if !store::webhook::events::exists(&mut tx, stored.id, Type::LinkRenewalRequested).await? {
        events::renewal_requested(&mut tx, &stored, app.clock.now());
        tx.commit().await?;
    }
    Ok(true)
}
