//! Log lines, for people or for machines.

use std::io::{self, IsTerminal};

use anyhow::Context;
use tracing_subscriber::EnvFilter;

use crate::config::{Config, LogFormat};

/// Crates that tell of headers, cookies, frames or whole pages when they are asked for everything: what a customer types
/// passes through them, also back from a source that shows it again, so they are never asked.
const CHATTY: [&str; 7] = [
    "cookie_store=info",
    "h2=info",
    "html5ever=info",
    "hyper=info",
    "hyper_util=info",
    "reqwest=info",
    "selectors=info",
];

/// Sends log lines to standard error from now on.
pub fn start(config: &Config) -> anyhow::Result<()> {
    let mut filter = EnvFilter::try_new(&config.log).context("the setting `log` cannot be understood")?;
    for chatty in CHATTY {
        filter = filter.add_directive(chatty.parse().context("a directive of our own")?);
    }
    // A line that cannot be written is lost. To say so on standard error, where it was to go, would panic.
    let is_coloured = io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
    let lines = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(io::stderr)
        .with_ansi(is_coloured)
        .log_internal_errors(false);
    match config.log_format {
        LogFormat::Text => lines.init(),
        LogFormat::Json => lines.json().init(),
    }
    Ok(())
}
