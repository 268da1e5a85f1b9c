//! Looking for the icon of a source's site: once, within a size and a time, and whatever fails means that there is none.

use std::time::Duration;

use tokio::time::timeout;
use url::Url;

use crate::{
    app::App,
    domain::{
        id::Id,
        picture::{self, Picture},
        source::{Definition, Source},
        task::Claim,
    },
    engine::Reader,
    net::{error::NetError, guard::Guard, site::Site},
    page::dom::Document,
    service::{ServiceError, source::icons},
    store::source::sources,
};

/// How long it may take in all.
const PATIENCE: Duration = Duration::from_secs(20);
/// How much of the sign-in page is read, in bytes: icons are named at its beginning.
const PAGE: usize = 256 * 1024;
/// How many icons are tried.
const TRIES: usize = 4;
/// How many processes may die of it, or lose their lease, until it is given up.
const ATTEMPTS: i64 = 3;

/// Does the task.
pub async fn run(app: &App, claim: &Claim, id: Id<Source>) -> Result<(), ServiceError> {
    let source = if claim.attempt > ATTEMPTS { None } else { sources::by_id(&app.db, id).await? };
    let Some(source) = source else { return icons::give_up(app, claim).await };
    let found = match timeout(PATIENCE, find(app, &source.definition)).await {
        Ok(Ok(found)) => found,
        Ok(Err(error)) => {
            tracing::info!(source = %id, %error, "the icon of a source cannot be fetched");
            None
        }
        Err(_) => {
            tracing::info!(source = %id, "the icon of a source took too long");
            None
        }
    };
    icons::found(app, claim, id, &source.definition.login_url, found.as_ref()).await
}

async fn find(app: &App, definition: &Definition) -> Result<Option<Picture>, NetError> {
    let (Ok(private), Ok(login)) = (app.private(), definition.login_url.parse::<Url>()) else { return Ok(None) };
    let Ok(guard) = Guard::new(&definition.allowed_hosts(), private) else { return Ok(None) };
    let site = Site::new(&guard)?;
    let icons = match site.get(&login, PAGE).await {
        Ok(page) => {
            let icons = || Document::new(&String::from_utf8_lossy(&page.bytes), &page.url).icons();
            Reader::default().read(page.bytes.len(), icons).await
        }
        // A page that is for browsers only may still have an icon.
        Err(_) => login.join("/favicon.ico").into_iter().collect(),
    };
    for url in icons.into_iter().take(TRIES) {
        if let Ok(icon) = site.get(&url, picture::LARGEST).await
            && !icon.is_cut
            && let Ok(picture) = Picture::new(icon.bytes)
        {
            return Ok(Some(picture));
        }
    }
    Ok(None)
}
