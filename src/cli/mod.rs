//! The command line: what can be asked of the program, and the doing of it.

mod backend;
mod demo;
mod key;
mod link;
mod listen;
mod log;
mod process;
mod serve;
mod source;
mod tenant;

use std::path::PathBuf;

use clap::{Parser, Subcommand};

use crate::config::{self, Config};

/// A portal through which your customers sign in to third-party systems, and you never see a password.
#[derive(Parser)]
#[command(version, arg_required_else_help = true)]
pub struct Cli {
    /// A file of settings (TOML); `vestibule config` prints one with every setting.
    #[arg(long, global = true, env = "VESTIBULE_CONFIG", value_name = "FILE")]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Try everything on this machine: an embedded database, a made-up source, and a link to open.
    Demo(demo::Options),
    /// Serve customers and backends, and work on what they ask for.
    Serve(serve::Options),
    /// Bring the database up to date and exit.
    Migrate,
    /// Companies that use this server.
    #[command(subcommand)]
    Tenant(tenant::Command),
    /// API keys of a company's backend.
    #[command(subcommand)]
    Key(key::Command),
    /// Links for customers.
    #[command(subcommand)]
    Link(link::Command),
    /// Print a company's events as they come, and forward them to a server under development.
    Listen(listen::Options),
    /// Definitions of sources.
    #[command(subcommand)]
    Source(source::Command),
    /// The keys that sign links and seal data.
    #[command(subcommand)]
    Keys(KeysCommand),
    /// Serve only the made-up source, for tests of your own.
    Sandbox(serve::SandboxOptions),
    /// Print every setting with its default and what it does.
    Config,
}

#[derive(Subcommand)]
enum KeysCommand {
    /// Add a key that signs from the next start on; links already sent stay good.
    Rotate,
}

/// Does what was asked.
pub async fn run(cli: Cli) -> anyhow::Result<()> {
    process::harden();
    let config = config::load(cli.config.as_deref(), |name| std::env::var(name).ok())?;
    match cli.command {
        Command::Demo(options) => demo::run(config, options).await,
        Command::Serve(options) => serve::run(config, options).await,
        Command::Sandbox(options) => serve::sandbox(&config, &options).await,
        Command::Migrate => migrate(config).await,
        Command::Tenant(command) => tenant::run(config, command).await,
        Command::Key(command) => key::run(config, command).await,
        Command::Link(command) => link::run(command).await,
        Command::Listen(options) => listen::run(options).await,
        Command::Source(command) => source::run(&config, command).await,
        Command::Keys(KeysCommand::Rotate) => rotate(&config),
        Command::Config => {
            print!("{}", config::DEFAULT);
            Ok(())
        }
    }
}

async fn migrate(config: Config) -> anyhow::Result<()> {
    crate::server::Ground::open(config).await?.db.close().await;
    println!("The database is up to date.");
    Ok(())
}

fn rotate(config: &Config) -> anyhow::Result<()> {
    let id = config::rotate_keys(config)?;
    println!("The key {id} signs from the next start on. Restart every server; links already sent stay good.");
    Ok(())
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn every_command_can_be_asked_for() {
        Cli::command().debug_assert();
    }
}
