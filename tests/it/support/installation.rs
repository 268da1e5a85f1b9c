//! A whole installation in the test's process: a server, its database, the sandbox, and one tenant.

use std::{collections::BTreeMap, sync::Arc};

use secrecy::{ExposeSecret, SecretString};
use serde_json::json;
use time::OffsetDateTime;
use tokio::net::TcpListener;
use vestibule::{
    app::{App, Clock},
    config::{self, Config},
    domain::{
        id::Id,
        tenant::{ApiKey, Brand, Tenant, access::Access, api_key, environment::Environment},
    },
    server::{Resources, Server},
    store::{
        Tx,
        tenant::{
            api_keys::{self, StoredKey},
            tenants,
        },
    },
};

use super::{Backend, Customer, Database, Folder, Link, Receiver, Sandbox, machine::Machine, until};

/// Everything that has to run for a sign-in. The order is that in which it is taken down.
pub struct Installation {
    pub server: Server,
    machine: Machine,
    pub backend: Backend,
    pub sandbox: Sandbox,
    pub clock: Clock,
    pub database: Database,
    pub folder: Folder,
}

/// The address that tenants register for their links to lead back to.
pub const RETURN_URL: &str = "https://books.example/back?from=portal";

/// The time without a move of any test's clock.
pub fn clock_now() -> OffsetDateTime {
    Clock::default().now()
}

impl Installation {
    pub async fn open() -> Self {
        Self::with(&[]).await
    }

    /// An installation with some settings of its own, by the names of their variables.
    pub async fn with(settings: &[(&str, &str)]) -> Self {
        Self::at(TcpListener::bind("127.0.0.1:0").await.unwrap(), settings).await
    }

    /// An installation whose public address has a name, for which browsers make passkeys.
    pub async fn with_a_name() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://localhost:{}", listener.local_addr().unwrap().port());
        Self::at(listener, &[("VESTIBULE_PUBLIC_URL", &url)]).await
    }

    async fn at(listener: TcpListener, settings: &[(&str, &str)]) -> Self {
        let folder = Folder::new();
        let database = Database::fresh(folder.path()).await;
        let (sandbox, clock) = (Sandbox::start().await, Clock::default());
        let config = configure(&folder, &database, &sandbox, settings);
        let machine = Machine::new();
        let listener = listener.into_std().unwrap();
        let server = machine.run(serve_at(config, clock.clone(), listener)).await;
        let made = machine.run(tenant(Arc::clone(&server.app), "Harbour Books")).await;
        let backend = backend(&server, &made.0);
        Self { server, machine, backend, sandbox, clock, database, folder }
    }

    /// An installation whose webhooks may go to receivers on this machine.
    pub async fn near_receivers() -> Self {
        Self::with(&[("VESTIBULE_ALLOW_PRIVATE", "127.0.0.0/8"), ("VESTIBULE_WEBHOOK_TIMEOUT", "2")]).await
    }

    /// An installation of whose first link a receiver will have been told.
    pub async fn with_delivery() -> (Self, Receiver) {
        let (installation, receiver) = (Self::near_receivers().await, Receiver::start().await);
        let endpoint = json!({"url": receiver.url, "events": ["link.created"]});
        installation.backend.post("/v1/webhook-endpoints", &endpoint).await.expect(201);
        (installation, receiver)
    }

    /// Waits until every delivery is done.
    pub async fn has_delivered(&self) {
        until("everything was delivered", async || {
            let pending = self.backend.get("/v1/deliveries?state=pending").await.expect(200);
            pending["data"].as_array().unwrap().is_empty().then_some(())
        })
        .await;
    }

    /// A second server on the same database, with the same keys and the same public address.
    pub async fn second_server(&self) -> Server {
        assert!(self.database.is_shared());
        let public = [("VESTIBULE_PUBLIC_URL", self.server.app.public_url.as_str())];
        let config = configure(&self.folder, &self.database, &self.sandbox, &public);
        self.machine.run(serve(config, self.clock.clone())).await
    }

    /// Another server on the same database whose machine has a clock of its own; its webhooks may go to receivers here.
    pub async fn server_with_clock(&self, clock: Clock) -> Server {
        let public = ("VESTIBULE_PUBLIC_URL", self.server.app.public_url.as_str());
        let settings = [public, ("VESTIBULE_ALLOW_PRIVATE", "127.0.0.0/8")];
        let config = configure(&self.folder, &self.database, &self.sandbox, &settings);
        self.machine.run(serve(config, clock)).await
    }

    /// Another server on the same database and with the same public address, with some settings of its own.
    pub async fn another_server(&self, settings: &[(&str, &str)]) -> Server {
        let public = ("VESTIBULE_PUBLIC_URL", self.server.app.public_url.as_str());
        let settings: Vec<(&str, &str)> = settings.iter().copied().chain([public]).collect();
        let config = configure(&self.folder, &self.database, &self.sandbox, &settings);
        self.machine.run(serve(config, self.clock.clone())).await
    }

    /// Why another server with these settings does not start.
    pub async fn refuses_another_server(&self, settings: &[(&str, &str)]) -> String {
        let config = configure(&self.folder, &self.database, &self.sandbox, settings);
        let clock = self.clock.clone();
        let started = self.machine.run(async move {
            let resources = Resources::open(config).await?;
            Server::start(resources, TcpListener::bind("127.0.0.1:0").await?, clock).await
        });
        started.await.err().expect("it does not start").to_string()
    }

    /// Why another server does not start on the same data folder.
    pub async fn serve_again(&self) -> String {
        let config = configure(&self.folder, &self.database, &self.sandbox, &[]);
        let refused = self.machine.run(Resources::open(config)).await.err();
        refused.expect("one server is enough").to_string()
    }

    /// Another company on the same server, and its key's id.
    pub async fn add_tenant(&self, name: &'static str) -> (Backend, Id<ApiKey>) {
        let (key, id) = self.machine.run(tenant(Arc::clone(&self.server.app), name)).await;
        (backend(&self.server, &key), id)
    }

    /// The live side of the company whose test side has a key.
    pub async fn live_side(&self, test: &Backend) -> Backend {
        let (app, hash) = (Arc::clone(&self.server.app), api_key::hash(test.key()).unwrap());
        let made = self.machine.run(async move {
            let known = api_keys::by_hash(&app.db, &hash).await.unwrap().unwrap();
            let mut tx = app.db.begin().await.unwrap();
            let new = (app.id(), app.clock.now());
            let live = tenants::side(&mut tx, known.tenant_id, Environment::Live, new).await.unwrap();
            let made = key(&app, &mut tx, (live, Environment::Live)).await;
            tx.commit().await.unwrap();
            made
        });
        backend(&self.server, &made.await.0)
    }

    pub async fn revoke_key(&self, key: Id<ApiKey>) {
        let db = self.server.app.db.clone();
        let revoked = self.machine.run(async move {
            let mut tx = db.begin().await.unwrap();
            assert!(api_keys::revoke(&mut tx, key, clock_now()).await.unwrap());
            tx.commit().await.unwrap();
        });
        revoked.await;
    }

    /// How many rows each table of the database holds.
    pub async fn rows(&self) -> BTreeMap<String, i64> {
        self.database.rows(self.folder.path()).await
    }

    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.server.app.public_url)
    }

    /// A link to sign in to the sandbox and read the invoices.
    pub async fn link(&self, theme: &str) -> Link {
        let job = self.backend.sandbox_job(&self.sandbox, theme).await;
        self.backend.create_link(&job).await
    }

    /// Somebody who has opened the link and pressed *Continue*.
    pub async fn customer_at(&self, link: &Link) -> Customer {
        let mut customer = Customer::new();
        customer.open(&link.url).await.is("begin");
        customer.press_continue().await;
        customer
    }
}

fn configure(folder: &Folder, database: &Database, sandbox: &Sandbox, settings: &[(&str, &str)]) -> Config {
    let own = |name: &str| {
        let found = settings.iter().find(|(setting, _)| *setting == name);
        found.map(|(_, value)| (*value).to_owned())
    };
    config::load(None, |name| match name {
        "VESTIBULE_DATA_DIR" => Some(folder.path().display().to_string()),
        "VESTIBULE_DATABASE_URL" => Some(database.url()),
        "VESTIBULE_SANDBOX" => Some(sandbox.address.clone()),
        // Tests count what sources are asked for; those about icons turn them on.
        "VESTIBULE_SOURCE_ICONS" => own(name).or_else(|| Some("false".to_owned())),
        "VESTIBULE_ALLOW_PRIVATE" => own(name).or_else(|| Some(sandbox.address.clone())),
        _ => own(name),
    })
    .unwrap()
}

async fn serve(config: Config, clock: Clock) -> Server {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    serve_at(config, clock, listener.into_std().unwrap()).await
}

/// The listener is of the runtime in which the server runs from then on.
async fn serve_at(config: Config, clock: Clock, listener: std::net::TcpListener) -> Server {
    let resources = Resources::open(config).await.unwrap();
    let listener = TcpListener::from_std(listener).unwrap();
    Server::start(resources, listener, clock).await.unwrap()
}

/// The public address may be one that only a proxy would answer at.
fn backend(server: &Server, key: &SecretString) -> Backend {
    Backend::new(&format!("http://{}", server.address), key.expose_secret())
}

/// The key of the test side of a new company, and its id.
async fn tenant(app: Arc<App>, name: &str) -> (SecretString, Id<ApiKey>) {
    let (live, id, now) = (app.id(), app.id(), app.clock.now());
    let brand = Brand { name: name.to_owned(), accent: None, logo: None };
    let mut tx = app.db.begin().await.unwrap();
    tenants::insert(&mut tx, live, &brand, &[RETURN_URL.to_owned()], now).await.unwrap();
    let test = tenants::side(&mut tx, live, Environment::Test, (id, now)).await.unwrap();
    let made = key(&app, &mut tx, (test, Environment::Test)).await;
    tx.commit().await.unwrap();
    made
}

/// A key of one side of a company, and its id.
async fn key(
    app: &App,
    tx: &mut Tx,
    (tenant_id, environment): (Id<Tenant>, Environment),
) -> (SecretString, Id<ApiKey>) {
    let (secret, hash) = api_key::make(environment, rand::random());
    let (id, name, access) = (app.id(), "backend".to_owned(), Access::Everything);
    let key = StoredKey { id, tenant_id, environment, name, access, created_at: app.clock.now(), revoked_at: None };
    api_keys::insert(tx, &key, &hash).await.unwrap();
    (secret, id)
}
