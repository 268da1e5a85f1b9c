//! Adding and changing sources: their pictures are stored apart, and the icon of their site is looked for.

use time::Duration;
use url::Url;

use crate::{
    app::App,
    domain::{
        id::Id,
        source::{Definition, brand::Logo, host_of, recipe::lint::Mistake},
        task::{Share, Work},
        tenant::Tenant,
    },
    service::ServiceError,
    store::{
        Tx, pictures,
        source::sources::{self, StoredSource},
        tasks::{self, NewTask, Start},
    },
};

/// How long a picture stays that nobody shows, at least.
pub const REST: Duration = Duration::hours(1);

/// Adds a source; a definition with mistakes in its pictures adds nothing.
pub async fn add(
    app: &App,
    tx: &mut Tx,
    tenant: Id<Tenant>,
    definition: Definition,
) -> Result<Result<StoredSource, Vec<Mistake>>, ServiceError> {
    let definition = match keep_logos(app, tx, definition).await? {
        Ok(definition) => definition,
        Err(mistakes) => return Ok(Err(mistakes)),
    };
    let source = StoredSource { id: app.id(), definition, icon: None, created_at: app.clock.now() };
    sources::insert(tx, tenant, &source).await?;
    look_for_icon(app, tx, tenant, &source).await?;
    Ok(Ok(source))
}

/// Gives a source, whose row is locked, a new definition; one with mistakes in its pictures changes nothing.
pub async fn change(
    app: &App,
    tx: &mut Tx,
    tenant: Id<Tenant>,
    before: StoredSource,
    definition: Definition,
) -> Result<Result<StoredSource, Vec<Mistake>>, ServiceError> {
    let definition = match keep_logos(app, tx, definition).await? {
        Ok(definition) => definition,
        Err(mistakes) => return Ok(Err(mistakes)),
    };
    sources::update(tx, before.id, &definition).await?;
    let icon = before.icon.filter(|_| before.definition.login_url == definition.login_url);
    let source = StoredSource { definition, icon, ..before };
    look_for_icon(app, tx, tenant, &source).await?;
    Ok(Ok(source))
}

/// Stores the pictures of a brand, and leaves their addresses in their places.
async fn keep_logos(
    app: &App,
    tx: &mut Tx,
    mut definition: Definition,
) -> Result<Result<Definition, Vec<Mistake>>, ServiceError> {
    let (due_at, mut mistakes) = (app.clock.now() + REST, Vec::new());
    let Some(brand) = &mut definition.brand else { return Ok(Ok(definition)) };
    for (key, logo) in [("brand.logo", &mut brand.logo), ("brand.logo_dark", &mut brand.logo_dark)] {
        let Some(text) = logo else { continue };
        match Logo::read(text) {
            Ok(Logo::New(picture)) => {
                pictures::keep(tx, &picture, due_at).await?;
                *logo = Some(picture.name.path());
            }
            Ok(Logo::Known(name)) if pictures::hold(tx, &name, due_at).await? => *logo = Some(name.path()),
            Ok(Logo::Known(_)) => mistakes.push(Mistake::new(key, "there is no picture at this address")),
            Err(message) => mistakes.push(Mistake::new(key, message)),
        }
    }
    Ok(if mistakes.is_empty() { Ok(definition) } else { Err(mistakes) })
}

/// Has the icon of the source's site fetched, where pages would show it and it is not there.
async fn look_for_icon(app: &App, tx: &mut Tx, tenant: Id<Tenant>, source: &StoredSource) -> Result<(), ServiceError> {
    let has_logo = source.definition.brand.as_ref().is_some_and(|brand| brand.logo.is_some());
    if !app.config.source_icons || has_logo || source.icon.is_some() {
        return Ok(());
    }
    let host = Url::parse(&source.definition.login_url).map(|url| host_of(&url)).unwrap_or_default();
    let task = NewTask { id: app.id(), work: Work::Icon(source.id), share: Share { tenant, host } };
    Ok(tasks::insert(tx, task, Start::Now(None), app.clock.steady()).await?)
}
