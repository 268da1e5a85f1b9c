//! The public listener: takes connections as long as there are slots and descriptors for them.

use std::{
    io,
    sync::Arc,
    time::{Duration, Instant},
};

use axum::Router;
use rustix::process::{Resource, getrlimit};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::{Semaphore, watch},
    task::JoinSet,
    time::{sleep, timeout},
};

use super::{connection::Manner, slots::Slots, stops};
use crate::{
    config::Config,
    web::http::{address, early_reject::EarlyReject},
};

/// Descriptors that are left for everything but connections: the database, sources, browsers. Half of them where there
/// are few.
const RESERVE: usize = 512;
/// How long to wait when a connection could not be taken.
const PAUSE: Duration = Duration::from_millis(50);
/// How often the same trouble is logged.
const TOLD_EVERY: Duration = Duration::from_secs(10);
/// What a connection is told for which there is no slot.
const FULL: &[u8] =
    b"HTTP/1.1 503 Service Unavailable\r\nRetry-After: 1\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";
/// How many of them are told at once, and for how long each is listened to so that it can read the answer.
const TOLD_AT_ONCE: usize = 16;
const TOLD_FOR: Duration = Duration::from_secs(1);

/// A listener with its slots.
pub struct Listener {
    socket: TcpListener,
    slots: Arc<Slots>,
    manner: Manner,
    turned_away: Arc<Semaphore>,
    told_at: Option<Instant>,
}

impl Listener {
    /// A listener that serves as the settings have it.
    pub fn new(listener: TcpListener, config: &Config) -> Self {
        // All customers behind a proxy come from its address.
        let each = if config.behind_proxy { 0 } else { config.address_connections };
        Self {
            socket: listener,
            slots: Slots::new(slots(config.connections.max(1)), each),
            manner: Manner::new(config),
            turned_away: Arc::new(Semaphore::new(TOLD_AT_ONCE)),
            told_at: None,
        }
    }

    /// Takes connections until the server stops, and then waits for those that are being served.
    pub async fn serve(mut self, faces: EarlyReject<Router>, mut stopped: watch::Receiver<bool>) {
        let mut connections = JoinSet::new();
        let stop = stopped.clone();
        loop {
            tokio::select! {
                () = stops(&mut stopped) => break,
                Some(_) = connections.join_next() => {}
                accepted = self.socket.accept() => match accepted {
                    Ok((stream, peer)) => match self.slots.take(address::network(peer.ip())) {
                        Some(slot) => {
                            let _ = stream.set_nodelay(true); // it may be gone already
                            connections.spawn(self.manner.clone().serve((stream, peer), slot, faces.clone(), stop.clone()));
                        }
                        None => self.turn_away(stream),
                    },
                    Err(error) => self.has_failed(&error).await,
                }
            }
        }
        drop(self.socket);
        while connections.join_next().await.is_some() {}
    }

    /// Without descriptors no connection can be taken; each that waits for a request holds one.
    async fn has_failed(&mut self, error: &io::Error) {
        if matches!(error.kind(), io::ErrorKind::ConnectionAborted | io::ErrorKind::ConnectionReset) {
            return;
        }
        if self.may_tell() {
            tracing::warn!(%error, "a connection could not be taken; are there enough descriptors (ulimit -n)?");
        }
        self.slots.make_room();
        sleep(PAUSE).await;
    }

    fn turn_away(&mut self, stream: TcpStream) {
        if self.may_tell() {
            tracing::warn!("connections are turned away: all slots, or all of one address, are busy");
        }
        if let Ok(permit) = Arc::clone(&self.turned_away).try_acquire_owned() {
            tokio::spawn(async move {
                // Whoever is gone already need not be told.
                let _ = timeout(TOLD_FOR, tell_full(stream)).await;
                drop(permit);
            });
        }
    }

    fn may_tell(&mut self) -> bool {
        let may = self.told_at.is_none_or(|at| at.elapsed() >= TOLD_EVERY);
        if may {
            self.told_at = Some(Instant::now());
        }
        may
    }
}

/// As many connections as are wanted, or as there are descriptors for.
fn slots(wanted: usize) -> usize {
    let descriptors =
        getrlimit(Resource::Nofile).current.map_or(usize::MAX, |most| usize::try_from(most).unwrap_or(usize::MAX));
    let possible = descriptors - RESERVE.min(descriptors / 2);
    if possible < wanted {
        tracing::warn!(
            descriptors,
            "there are descriptors for {possible} connections only (ulimit -n), not for {wanted}"
        );
    }
    wanted.min(possible)
}

/// Closed at once, with a request unread, the connection would be reset before the answer is read.
async fn tell_full(mut stream: TcpStream) -> io::Result<()> {
    stream.write_all(FULL).await?;
    stream.shutdown().await?;
    let mut unread = [0; 4096];
    while stream.read(&mut unread).await? > 0 {}
    Ok(())
}
