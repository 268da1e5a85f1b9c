//! A whole server: the faces on one listener, the workers beside them, and how both start and stop.

mod connection;
mod listener;
mod slots;
mod stream;

use std::{
    fs::{self, File, TryLockError},
    io,
    net::SocketAddr,
    os::unix::fs::{DirBuilderExt, OpenOptionsExt},
    path::Path,
    sync::Arc,
    time::Duration,
};

use axum::{
    Router,
    http::{Extensions, HeaderMap, StatusCode, Version, header::CONTENT_TYPE},
    routing::get,
};
use secrecy::ExposeSecret;
use tokio::{
    net::TcpListener,
    sync::watch,
    task::{AbortHandle, JoinSet},
    time::timeout,
};
use tower_http::{
    CompressionLevel,
    catch_panic::CatchPanicLayer,
    compression::{CompressionLayer, Predicate, predicate::SizeAbove},
};

use self::listener::Listener;
use crate::{
    api,
    app::{App, Clock, Vault},
    config::{self, Config, KeysError},
    console, docs, health, hosted, issuer,
    objects::{Bucket, ObjectError, Objects},
    portal,
    service::{
        keyring::{KeyringError, nodes, start},
        time::{agree, agree_at_start},
    },
    store::{Db, StoreError, address, tasks, webhook::webhooks},
    view::words::texts::Texts,
    web::{
        assets,
        http::{early_reject::EarlyReject, request::RequestLayer},
    },
    worker,
};

/// How long open connections may take to come to their end once the server stops.
const DRAIN: Duration = Duration::from_secs(15);

/// Why a server could not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    #[error("the data folder {path}: {error}")]
    DataDir { path: String, error: io::Error },
    #[error("another vestibule is using the data folder {path}; stop it first, or give this one a folder of its own")]
    InUse { path: String },
    #[error(transparent)]
    Keys(#[from] KeysError),
    #[error(transparent)]
    Keyring(#[from] KeyringError),
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Mail(#[from] worker::MailSetting),
    #[error("the artifact store: {0}")]
    Objects(#[from] ObjectError),
    #[error("the texts cannot be read: {0}")]
    Texts(String),
    #[error("cannot listen: {0}")]
    Listen(#[from] io::Error),
}

/// A running server.
pub struct Server {
    pub app: Arc<App>,
    pub address: SocketAddr,
    /// Where operators ask, if anywhere.
    pub operations_address: Option<SocketAddr>,
    operations: Option<AbortHandle>,
    /// Says again and again that this server runs.
    staying: AbortHandle,
    stop: watch::Sender<bool>,
    parts: JoinSet<()>,
    _lock: Option<File>,
}

/// What a server works with before it listens: settings, database, keys.
pub struct Resources {
    config: Config,
    pub db: Db,
    pub vault: Vault,
    lock: Option<File>,
}

impl Resources {
    /// Makes the data folder, the keys and the database where they are missing, and opens them.
    pub async fn open(config: Config) -> Result<Self, StartError> {
        let path = config.data_dir.display().to_string();
        make_private_dir(&config.data_dir).map_err(|error| StartError::DataDir { path, error })?;
        let url = config.database_url.expose_secret();
        let (db, lock) = if url.is_empty() {
            let lock = lock(&config.data_dir)?;
            (Db::sqlite(&config.data_dir.join("vestibule.db")).await?, Some(lock))
        } else {
            tracing::info!(database = address(url)?, "connecting to the database");
            (Db::postgres(url, config.database_connections).await?, None)
        };
        let ring = if let Some(ring) = config::keyring(&config)? {
            ring
        } else {
            start::may_begin(&db, &config.data_dir).await?;
            config::make_keyring(&config)?
        };
        let ground = Self { config, db, vault: Vault::new(ring), lock };
        start::fit(&ground.db, ground.vault.keys(), ground.clock().await?.now()).await?;
        Ok(ground)
    }

    /// The time, as all servers on the database have it.
    pub async fn clock(&self) -> Result<Clock, StoreError> {
        let clock = Clock::default();
        agree(&self.db, &clock).await?;
        Ok(clock)
    }
}

/// A folder that is there already is left as it is: it may hold other things too. The files in it are private.
fn make_private_dir(path: &Path) -> io::Result<()> {
    if path.is_dir() {
        return Ok(());
    }
    fs::DirBuilder::new().recursive(true).mode(0o700).create(path)
}

/// The bucket or folder that the settings name, or a folder in the data folder.
fn artifact_store(config: &Config) -> Result<Objects, ObjectError> {
    match config.artifacts.strip_prefix("s3://") {
        Some(name) => Objects::in_bucket(&Bucket {
            name: name.trim_end_matches('/').to_owned(),
            endpoint: config.s3_endpoint.clone(),
            region: config.s3_region.clone(),
            key_id: config.s3_key_id.clone(),
            secret_key: config.s3_secret_key.clone(),
        }),
        None if config.artifacts.is_empty() => Objects::in_folder(&config.data_dir.join("artifacts")),
        None => Objects::in_folder(Path::new(&config.artifacts)),
    }
}

/// Only one process may use an embedded database; the lock goes with the process, however that ends.
fn lock(data_dir: &Path) -> Result<File, StartError> {
    let path = data_dir.display().to_string();
    let failed = |error| StartError::DataDir { path: path.clone(), error };
    let file = File::options().append(true).create(true).mode(0o600).open(data_dir.join("lock")).map_err(failed)?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(StartError::InUse { path }),
        Err(TryLockError::Error(error)) => Err(failed(error)),
    }
}

impl Server {
    /// Starts serving and working on a listener.
    pub async fn start(resources: Resources, listener: TcpListener, clock: Clock) -> Result<Self, StartError> {
        let Resources { config, db, vault, lock } = resources;
        let address = listener.local_addr()?;
        let listener = Listener::new(listener, &config);
        let public_url =
            if config.public_url.is_empty() { format!("http://{address}") } else { config.public_url.clone() };
        let texts = Texts::load().map_err(|error| StartError::Texts(error.to_string()))?;
        let objects = artifact_store(&config)?;
        let app = App::new(config, &public_url, (db, objects), vault, texts, clock);
        agree_at_start(&app.db, &app.clock).await?;
        let mailer = worker::mailer(&app)?;
        for warning in config::exposed(&app.config) {
            tracing::warn!("{warning}");
        }
        take_over(&app).await?;
        nodes::join(&app).await?;
        let (operations_address, operations) = operate(&app).await?.unzip();
        let (stop, stopped) = watch::channel(false);
        let mut parts = JoinSet::new();
        parts.spawn(worker::run(Arc::clone(&app), stopped.clone()));
        parts.spawn(worker::deliver(Arc::clone(&app), stopped.clone()));
        parts.spawn(worker::send_letters(Arc::clone(&app), mailer, stopped.clone()));
        parts.spawn(listener.serve(faces(&app), stopped));
        let staying = tokio::spawn(nodes::stay(Arc::clone(&app))).abort_handle();
        Ok(Self { app, address, operations_address, operations, staying, stop, parts, _lock: lock })
    }

    /// Takes no new requests and lets everything under way come to its end.
    pub async fn stop(mut self) {
        self.app.stop();
        self.stop.send_replace(true);
        let parts = async { while self.parts.join_next().await.is_some() {} };
        if timeout(DRAIN, parts).await.is_err() {
            tracing::warn!("stopped although some connections were still open");
        }
        worker::leave(&self.app).await;
        // Operators are answered to the end.
        if let Some(operations) = self.operations {
            operations.abort();
        }
        self.staying.abort();
        nodes::leave(&self.app).await;
        self.app.db.close().await;
    }
}

/// Waits until the server stops.
async fn stops(stopped: &mut watch::Receiver<bool>) {
    // An error means that the server itself is gone, which is a reason to stop too.
    let _ = stopped.wait_for(|stopped| *stopped).await;
}

/// Answers operators on their listener, if they have one.
async fn operate(app: &Arc<App>) -> Result<Option<(SocketAddr, AbortHandle)>, StartError> {
    if app.config.metrics_listen.is_empty() {
        return Ok(None);
    }
    let listener = TcpListener::bind(&app.config.metrics_listen).await?;
    let address = listener.local_addr()?;
    let serving = tokio::spawn(axum::serve(listener, health::routes(app)).into_future());
    Ok(Some((address, serving.abort_handle())))
}

/// Whatever an earlier process left on an embedded database is nobody's: it need not wait for leases to run out.
async fn take_over(app: &App) -> Result<(), StoreError> {
    if app.db.is_embedded() {
        let mut tx = app.db.begin().await?;
        tasks::release_all(&mut tx, app.clock.steady()).await?;
        webhooks::release_all(&mut tx, app.clock.steady()).await?;
        tx.commit().await?;
    }
    Ok(())
}

/// Every route with what goes around it.
pub fn faces(app: &Arc<App>) -> EarlyReject<Router> {
    let document = api::document();
    let router = Router::new()
        .route("/assets/accent/{name}", get(assets::accent))
        .route("/assets/pictures/{name}", get(assets::picture))
        .route("/assets/{*path}", get(assets::file))
        .merge(api::routes(app, document.clone()))
        .merge(docs::routes(move || document.value().clone()))
        .merge(health::probes())
        .merge(console::routes(app))
        .merge(issuer::routes(app))
        .merge(hosted::routes(app))
        .merge(portal::routes(app))
        .layer((RequestLayer(Arc::clone(app)), compression(), CatchPanicLayer::new()))
        .with_state(Arc::clone(app));
    EarlyReject::new(app, portal::early_reject, router)
}

/// Pages and stylesheets go out compressed. Files bring their own coding, and JSON stays as it is: keys are in it. The
/// pages of links that do not work are small, and the same whether they were made at the start or for this request.
fn compression() -> CompressionLayer<impl Predicate> {
    let is_text = |status: StatusCode, _: Version, headers: &HeaderMap, _: &Extensions| {
        let kind = headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        let is_fixed = matches!(status, StatusCode::NOT_FOUND | StatusCode::GONE);
        !is_fixed && (kind.starts_with("text/html") || kind.starts_with("text/css"))
    };
    CompressionLayer::new().quality(CompressionLevel::Precise(4)).compress_when(SizeAbove::new(512).and(is_text))
}
