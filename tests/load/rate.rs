//! How fast a server answers, and what an answer costs it.

use std::{
    future::Future,
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use anyhow::ensure;
use tokio::task::JoinSet;

use super::{http::Connection, process::Process};

/// One round of one side.
pub struct Round {
    pub per_second: f64,
    /// Processor seconds of the server for each.
    pub cost: f64,
}

/// The same requests over and over, on so many connections at once, for so long.
#[derive(Clone)]
pub struct Requests {
    pub each: Arc<[Vec<u8>]>,
    pub status: u16,
    pub connections: usize,
    pub time: Duration,
    /// Whether the server answers more than one request on a connection.
    pub keeps_alive: bool,
}

impl Requests {
    /// Sends them to one server.
    pub async fn round(&self, server: &Process) -> anyhow::Result<Round> {
        let (cpu, started) = (server.cpu()?, Instant::now());
        let answers = self.answers(server.address).await?;
        rounded(answers, started, server.cpu()?.saturating_sub(cpu))
    }

    /// Sends them to a server whose costs nobody knows.
    pub async fn rate(&self, server: SocketAddr) -> anyhow::Result<Round> {
        let started = Instant::now();
        rounded(self.answers(server).await?, started, Duration::ZERO)
    }

    async fn answers(&self, server: SocketAddr) -> anyhow::Result<usize> {
        let end = Instant::now() + self.time;
        let mut customers = JoinSet::new();
        for number in 0..self.connections {
            customers.spawn(self.clone().ask(server, number, end));
        }
        let mut answers = 0;
        while let Some(answered) = customers.join_next().await {
            answers += answered??;
        }
        Ok(answers)
    }

    async fn ask(self, server: SocketAddr, first: usize, end: Instant) -> anyhow::Result<usize> {
        let (mut connection, mut answers) = (Connection::open(server).await?, 0);
        while Instant::now() < end {
            if answers > 0 && !self.keeps_alive {
                connection = Connection::open(server).await?;
            }
            let answer = connection.exchange(&self.each[(first + answers) % self.each.len()]).await?;
            ensure!(answer.status == self.status, "{} was expected, not {}", self.status, answer.status);
            answers += 1;
        }
        Ok(answers)
    }
}

/// Does something so many times, so many at once.
pub async fn walks<W, F>(server: &Process, number: usize, at_once: usize, walk: W) -> anyhow::Result<Round>
where
    W: Fn(usize) -> F + Clone + Send + 'static,
    F: Future<Output = anyhow::Result<()>> + Send,
{
    let (cpu, started) = (server.cpu()?, Instant::now());
    let next = Arc::new(AtomicUsize::new(0));
    let mut walkers = JoinSet::new();
    for _ in 0..at_once {
        let (next, walk) = (Arc::clone(&next), walk.clone());
        walkers.spawn(async move {
            loop {
                match next.fetch_add(1, Ordering::Relaxed) {
                    index if index < number => walk(index).await?,
                    _ => return anyhow::Ok(()),
                }
            }
        });
    }
    while let Some(done) = walkers.join_next().await {
        done??;
    }
    rounded(number, started, server.cpu()?.saturating_sub(cpu))
}

/// So many since then, at the cost of so much processor time.
#[expect(clippy::cast_precision_loss, reason = "these are far fewer than 2^52")]
pub fn rounded(number: usize, started: Instant, cpu: Duration) -> anyhow::Result<Round> {
    ensure!(number > 0, "not one was done");
    Ok(Round { per_second: number as f64 / started.elapsed().as_secs_f64(), cost: cpu.as_secs_f64() / number as f64 })
}
