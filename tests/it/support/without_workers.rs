//! The faces alone, without workers, on a connection of their own: whatever the database is asked for, a request asked.

use std::sync::Arc;

use axum::{ServiceExt, extract::Request};
use secrecy::ExposeSecret;
use tokio::{net::TcpListener, task::AbortHandle};
use vestibule::{
    app::{App, Vault},
    config, server,
    store::Db,
    view::words::texts::Texts,
};

use super::Installation;

/// A listener beside an installation's server, with the installation's database, keys, clock and public address.
pub struct WithoutWorkers {
    pub app: Arc<App>,
    address: String,
    serving: AbortHandle,
}

impl WithoutWorkers {
    pub async fn beside(installation: &Installation) -> Self {
        let config = installation.server.app.config.clone();
        let url = config.database_url.expose_secret();
        let db = if url.is_empty() {
            Db::sqlite(&installation.folder.path().join("vestibule.db")).await.unwrap()
        } else {
            Db::postgres(url, 4).await.unwrap()
        };
        let vault = Vault::new(config::keyring(&config).unwrap().unwrap());
        let public_url = installation.server.app.public_url.clone();
        let app = App::new(
            config,
            &public_url,
            (db, installation.server.app.objects.clone()),
            vault,
            Texts::load().unwrap(),
            installation.clock.clone(),
        );
        let faces = ServiceExt::<Request>::into_make_service(server::faces(&app));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let serving = tokio::spawn(axum::serve(listener, faces).into_future());
        Self { app, address, serving: serving.abort_handle() }
    }

    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.address)
    }

    /// Statements and commits so far.
    pub fn work(&self) -> (u64, u64) {
        let counters = self.app.db.counters();
        (counters.statements(), counters.commits())
    }
}

impl Drop for WithoutWorkers {
    fn drop(&mut self) {
        self.serving.abort();
    }
}
