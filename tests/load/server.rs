//! What is put under load, each in a process of its own: the portal, its source, and a bare page to compare with.
//!
//! A process prints its address, and a line of counts for each line it reads.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use anyhow::Context;
use axum::{Router, extract::Path, middleware, response::Html, routing::get};
use clap::Parser;
use serde::{Deserialize, Serialize};
use tokio::{
    io::{AsyncBufReadExt, BufReader, stdin},
    net::TcpListener,
};
use vestibule::{
    app::Clock,
    cli::Cli,
    config, sandbox,
    server::{Resources, Server},
};

use super::{hostile, inserts, posts, receiver};

/// How much a process has done.
#[derive(Debug, Default, Clone, Copy, Serialize, Deserialize)]
pub struct Counts {
    pub commits: u64,
    pub statements: u64,
    /// How often SQLite's thread was handed something.
    pub hand_overs: u64,
    /// Requests answered by the source or taken by the receiver, or what another part did.
    pub requests: u64,
    /// The length of the last body that the receiver took.
    pub bytes: u64,
}

/// Plays one of the parts until its input ends.
pub async fn play(part: &str, arguments: &[String]) -> anyhow::Result<()> {
    match part {
        "portal" => portal().await,
        "source" => source().await,
        "bare" => bare().await,
        "hostile" => hostile::play().await,
        "inserts" => inserts::play().await,
        "posts" => posts::play().await,
        "receiver" => receiver::play().await,
        "vestibule" => {
            let program = std::iter::once("vestibule".to_owned());
            vestibule::cli::run(Cli::parse_from(program.chain(arguments.iter().cloned()))).await
        }
        _ => anyhow::bail!("there is no part {part}"),
    }
}

/// All of Vestibule, as `vestibule serve` starts it.
async fn portal() -> anyhow::Result<()> {
    let config = config::load(None, |name| std::env::var(name).ok())?;
    // As `vestibule serve` logs: spans and levels cost time too.
    tracing_subscriber::fmt().with_env_filter(&config.log).with_writer(std::io::stderr).init();
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let server = Server::start(Resources::open(config).await?, listener, Clock::default()).await?;
    println!("{}", server.address);
    tell(|| {
        let counters = server.app.db.counters();
        let (commits, statements) = (counters.commits(), counters.statements());
        Counts { commits, statements, hand_overs: counters.hand_overs(), ..Counts::default() }
    })
    .await?;
    server.stop().await;
    Ok(())
}

async fn source() -> anyhow::Result<()> {
    let requests = Arc::new(AtomicU64::new(0));
    let counted = Arc::clone(&requests);
    let count = middleware::from_fn(move |request, next: middleware::Next| {
        counted.fetch_add(1, Ordering::Relaxed);
        next.run(request)
    });
    serve(sandbox::router().layer(count), move || Counts {
        requests: requests.load(Ordering::Relaxed),
        ..Counts::default()
    })
    .await
}

/// A page of as many bytes as the path says, made by nothing but axum.
async fn bare() -> anyhow::Result<()> {
    let page = async |Path(bytes): Path<usize>| Html("x".repeat(bytes.min(1 << 20)));
    serve(Router::new().route("/{bytes}", get(page)), Counts::default).await
}

pub async fn serve(router: Router, counts: impl Fn() -> Counts) -> anyhow::Result<()> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    println!("{}", listener.local_addr()?);
    tokio::select! {
        served = axum::serve(listener, router).into_future() => served.context("the server"),
        told = tell(counts) => told,
    }
}

async fn tell(counts: impl Fn() -> Counts) -> anyhow::Result<()> {
    let mut lines = BufReader::new(stdin()).lines();
    while lines.next_line().await?.is_some() {
        println!("{}", serde_json::to_string(&counts())?);
    }
    Ok(())
}
