//! `vestibule serve` and `vestibule sandbox`.

use std::io;

use anyhow::Context;
use clap::Args;
use tokio::{
    net::TcpListener,
    signal::unix::{Signal, SignalKind, signal},
};

use super::{log, out};
use crate::{
    app::Clock,
    config::Config,
    sandbox,
    server::{Resources, Server},
};

/// How to serve.
#[derive(Args)]
pub struct Options {
    /// The address to listen on, such as 0.0.0.0:8080; port 0 takes a free one.
    #[arg(long, value_name = "ADDRESS")]
    listen: Option<String>,
}

/// How to serve the sandbox alone.
#[derive(Args)]
pub struct SandboxOptions {
    /// The address to listen on; port 0 takes a free one.
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8081")]
    listen: String,
}

/// Serves until it is told to stop.
pub async fn run(mut config: Config, options: Options) -> anyhow::Result<()> {
    if let Some(listen) = options.listen {
        config.listen = listen;
    }
    log::start(&config)?;
    let mut stop = Stop::listen()?;
    let listener = listen(&config.listen).await?;
    let start = async { anyhow::Ok(Server::start(Resources::open(config).await?, listener, Clock::default()).await?) };
    let server = tokio::select! {
        started = start => started?,
        () = stop.received() => return Ok(()),
    };
    tracing::info!(address = %server.address, public_url = server.app.public_url, "serving");
    stop.received().await;
    tracing::info!("stopping; a second signal ends at once");
    tokio::select! {
        () = server.stop() => {}
        () = stop.received() => {}
    }
    Ok(())
}

/// Serves the sandbox until it is told to stop.
pub async fn sandbox(config: &Config, options: &SandboxOptions) -> anyhow::Result<()> {
    log::start(config)?;
    let listener = listen(&options.listen).await?;
    out::line(format_args!("The sandbox is at http://{}/", listener.local_addr()?))?;
    tokio::select! {
        served = axum::serve(listener, sandbox::router()).into_future() => Ok(served?),
        stopped = stop_signal() => stopped,
    }
}

/// Takes an address to listen on.
pub async fn listen(address: &str) -> anyhow::Result<TcpListener> {
    let hint = "take another address with --listen, or port 0 for a free one";
    TcpListener::bind(address).await.with_context(|| format!("cannot listen on {address}; {hint}"))
}

/// Waits for Ctrl-C or the wish of the system to stop.
pub async fn stop_signal() -> anyhow::Result<()> {
    Stop::listen()?.received().await;
    Ok(())
}

/// Hears Ctrl-C and the wish of the system to stop, from its making on.
struct Stop {
    interrupt: Signal,
    terminate: Signal,
}

impl Stop {
    fn listen() -> io::Result<Self> {
        Ok(Self { interrupt: signal(SignalKind::interrupt())?, terminate: signal(SignalKind::terminate())? })
    }

    /// Waits for the next.
    async fn received(&mut self) {
        tokio::select! {
            _ = self.interrupt.recv() => {}
            _ = self.terminate.recv() => {}
        }
    }
}
