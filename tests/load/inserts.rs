//! What making a link is compared with: rows that 64 callers hand to one writer, which commits what has gathered.

use std::{
    path::PathBuf,
    time::{Duration, Instant},
};

use anyhow::Context;
use sqlx::{
    ConnectOptions, SqliteConnection,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous},
};
use tokio::{
    io::{AsyncBufReadExt, BufReader, stdin},
    sync::{mpsc, oneshot},
    task::JoinSet,
};

use super::server::Counts;

/// Callers at once, here and at the portal.
pub const CALLERS: usize = 64;

type Row = (String, oneshot::Sender<()>);

/// Inserts for each line `MILLISECONDS BYTES` for so long rows of that size.
pub async fn play() -> anyhow::Result<()> {
    let folder = PathBuf::from(std::env::var("VESTIBULE_DATA_DIR")?);
    let mut connection = SqliteConnectOptions::new()
        .filename(folder.with_file_name("bare.db"))
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .connect()
        .await?;
    sqlx::query("CREATE TABLE links (id INTEGER PRIMARY KEY, content TEXT NOT NULL)").execute(&mut connection).await?;
    println!("127.0.0.1:0");
    let mut counts = Counts::default();
    let mut lines = BufReader::new(stdin()).lines();
    while let Some(line) = lines.next_line().await? {
        if let Some((milliseconds, bytes)) = line.split_once(' ') {
            let time = Duration::from_millis(milliseconds.parse()?);
            counts.requests += round(&mut connection, time, bytes.parse()?, &mut counts.commits).await?;
        }
        println!("{}", serde_json::to_string(&counts)?);
    }
    Ok(())
}

async fn round(
    connection: &mut SqliteConnection,
    time: Duration,
    bytes: usize,
    commits: &mut u64,
) -> anyhow::Result<u64> {
    let (hand, mut handed) = mpsc::channel(CALLERS);
    let end = Instant::now() + time;
    let mut callers = JoinSet::new();
    for _ in 0..CALLERS {
        callers.spawn(call(hand.clone(), bytes, end));
    }
    drop(hand);
    let mut gathered: Vec<Row> = Vec::new();
    while handed.recv_many(&mut gathered, CALLERS).await > 0 {
        commit(connection, &mut gathered).await?;
        *commits += 1;
    }
    let mut rows = 0;
    while let Some(called) = callers.join_next().await {
        rows += called??;
    }
    Ok(rows)
}

async fn commit(connection: &mut SqliteConnection, gathered: &mut Vec<Row>) -> anyhow::Result<()> {
    sqlx::query("BEGIN IMMEDIATE").execute(&mut *connection).await?;
    let mut callers = Vec::with_capacity(gathered.len());
    for (content, caller) in gathered.drain(..) {
        sqlx::query("INSERT INTO links (content) VALUES ($1)").bind(content).execute(&mut *connection).await?;
        callers.push(caller);
    }
    sqlx::query("COMMIT").execute(&mut *connection).await?;
    for caller in callers {
        caller.send(()).ok().context("a caller is gone")?;
    }
    Ok(())
}

async fn call(hand: mpsc::Sender<Row>, bytes: usize, end: Instant) -> anyhow::Result<u64> {
    let mut rows = 0;
    while Instant::now() < end {
        let (done, is_done) = oneshot::channel();
        hand.send(("x".repeat(bytes), done)).await.ok().context("the writer is gone")?;
        is_done.await?;
        rows += 1;
    }
    Ok(rows)
}
