//! Which browser it is. A portal session holds nothing but its id, and flows remember the hash of that id: so there is
//! nothing to store, opening a link writes nothing, and a cookie opens no flow but those of its own browser.

pub mod language;

use std::{collections::HashMap, sync::Arc};

use async_trait::async_trait;
use sha2::{Digest, Sha256};
use time::Duration;
use tower_sessions::{
    Expiry, Session, SessionManagerLayer, SessionStore,
    cookie::SameSite,
    session::{Id, Record},
    session_store,
};

use crate::app::App;

/// How long a browser is remembered after its last visit.
const LIFETIME: Duration = Duration::days(1);
/// An empty session would get no cookie.
const MARK: &str = "browser";

/// Takes every well-formed session id for what it is: a name that only one browser knows.
#[derive(Clone)]
pub struct Browsers {
    app: Arc<App>,
}

impl std::fmt::Debug for Browsers {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Browsers")
    }
}

#[async_trait]
impl SessionStore for Browsers {
    async fn create(&self, _: &mut Record) -> session_store::Result<()> {
        Ok(())
    }

    async fn save(&self, _: &Record) -> session_store::Result<()> {
        Ok(())
    }

    async fn load(&self, id: &Id) -> session_store::Result<Option<Record>> {
        let data = HashMap::from([(MARK.to_owned(), serde_json::Value::Bool(true))]);
        Ok(Some(Record { id: *id, data, expiry_date: self.app.clock.now() + LIFETIME }))
    }

    async fn delete(&self, _: &Id) -> session_store::Result<()> {
        Ok(())
    }
}

/// The cookie of the portal: host-only and https-only wherever the portal is.
pub fn layer(app: &Arc<App>) -> SessionManagerLayer<Browsers> {
    let name = if app.is_secure() { "__Host-vestibule" } else { "vestibule" };
    SessionManagerLayer::new(Browsers { app: Arc::clone(app) })
        .with_name(name)
        .with_secure(app.is_secure())
        .with_http_only(true)
        .with_same_site(SameSite::Lax)
        .with_expiry(Expiry::OnInactivity(LIFETIME))
}

/// The browser that sent a request, as flows remember it; `None` when it sent no cookie.
pub fn browser(session: &Session) -> Option<String> {
    session.id().map(|id| hash(&id))
}

/// Makes sure that the answer brings a cookie, renewed if there is one; nothing is written anywhere.
pub async fn remember(session: &Session) -> Result<(), tower_sessions::session::Error> {
    session.insert(MARK, true).await
}

fn hash(id: &Id) -> String {
    Sha256::digest(id.to_string()).iter().fold(String::new(), |hash, byte| format!("{hash}{byte:02x}"))
}
