//! What the connections of a proxy share.

use std::{
    collections::{HashMap, HashSet},
    net::SocketAddr,
    sync::{Mutex, MutexGuard, OnceLock, PoisonError},
};

use tokio::sync::watch;
use url::Url;

use crate::{
    domain::job::permissions::Asked,
    net::guard::{Blocked, Forbidden, Guard},
};

/// The most refusals that are kept.
const MOST_REFUSALS: usize = 64;

/// What the connections of a proxy share; without rules they allow nothing.
#[derive(Default)]
pub struct Shared {
    /// The rules, once there are some.
    pub guard: OnceLock<Guard>,
    /// Why hosts were refused, by host and port.
    pub refusals: Mutex<HashMap<String, Blocked>>,
    /// While retries are forbidden: the hosts that closed a connection without a response.
    pub closed_early: Mutex<Option<HashSet<String>>>,
    /// Changes when open tunnels are to end for requests. A browser repeats a request on a reused connection that broke, so
    /// a request that may be sent only once needs a new connection.
    pub drained: watch::Sender<()>,
}

impl Shared {
    /// Notes that a host has closed a connection without a response, before the browser is told.
    pub fn note_early_close(&self, url: &Url) {
        if let Some(hosts) = lock(&self.closed_early).as_mut() {
            hosts.insert(authority(url));
            self.drained.send_replace(());
        }
    }

    /// Whether a host has closed a connection without a response while retries are forbidden.
    pub fn has_closed_early(&self, url: &Url) -> bool {
        lock(&self.closed_early).as_ref().is_some_and(|hosts| hosts.contains(&authority(url)))
    }

    /// Keeps why a host was refused, for the error of the page.
    pub fn refuse(&self, url: &Url, blocked: Blocked) {
        let mut refusals = lock(&self.refusals);
        if refusals.len() < MOST_REFUSALS {
            refusals.insert(authority(url), blocked);
        }
    }

    /// The addresses that a request may go to, if it passes the gate.
    pub async fn check_request(&self, asked: Asked<'_>) -> Result<Vec<SocketAddr>, Blocked> {
        let guard = self.guard.get().ok_or_else(|| Forbidden::Host(authority(asked.url)))?;
        guard.check_request(asked).await
    }

    /// The addresses of a host that a connection may lead to.
    pub async fn check(&self, url: &Url) -> Result<Vec<SocketAddr>, Blocked> {
        let guard = self.guard.get().ok_or_else(|| Forbidden::Host(authority(url)))?;
        guard.check(url).await
    }
}

/// The host and port of a URL.
pub fn authority(url: &Url) -> String {
    let port = url.port_or_known_default().unwrap_or_default();
    format!("{}:{port}", url.host_str().unwrap_or_default())
}

/// Locks, also where a holder has panicked: what is shared stays consistent.
pub fn lock<T>(shared: &Mutex<T>) -> MutexGuard<'_, T> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}
