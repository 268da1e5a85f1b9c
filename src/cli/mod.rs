//! The command line: what can be asked of the program, and the doing of it.

mod api_key;
mod backend;
mod demo;
mod identity;
mod keys;
mod link;
mod listen;
mod log;
mod out;
mod process;
mod serve;
mod source;
mod tenant;
mod workflow;

use std::{io, path::PathBuf};

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
    Key(api_key::Command),
    /// Pools of end users, each an OpenID Provider.
    #[command(subcommand)]
    Pool(identity::pool::Command),
    /// Applications of user pools.
    #[command(subcommand)]
    Client(identity::client::Command),
    /// Tokens that name customers to user pools.
    #[command(subcommand)]
    AppUserToken(identity::app_user_token::Command),
    /// Links for customers.
    #[command(subcommand)]
    Link(link::Command),
    /// Print a company's events as they come, and forward them to a server under development.
    Listen(listen::Options),
    /// Definitions of sources.
    #[command(subcommand)]
    Source(source::Command),
    /// Definitions of workflows.
    #[command(subcommand)]
    Workflow(workflow::Command),
    /// The keys that sign links and seal data.
    #[command(subcommand)]
    Keys(keys::Command),
    /// Serve only the made-up source, for tests of your own.
    Sandbox(serve::SandboxOptions),
    /// Print every setting with its default and what it does.
    Config,
}

/// Does what was asked.
pub async fn run(cli: Cli) -> anyhow::Result<()> {
    process::harden();
    config::check_variables(std::env::vars_os().filter_map(|(name, _)| name.into_string().ok()))?;
    let config = config::load(cli.config.as_deref(), |name| std::env::var(name).ok())?;
    match cli.command {
        Command::Demo(options) => demo::run(config, options).await,
        Command::Serve(options) => serve::run(config, options).await,
        Command::Sandbox(options) => serve::sandbox(&config, &options).await,
        Command::Migrate => migrate(config).await,
        Command::Tenant(command) => tenant::run(config, command).await,
        Command::Key(command) => api_key::run(config, command).await,
        Command::Pool(command) => identity::pool::run(config, command).await,
        Command::Client(command) => identity::client::run(config, command).await,
        Command::AppUserToken(command) => identity::app_user_token::run(command).await,
        Command::Link(command) => link::run(command).await,
        Command::Listen(options) => listen::run(options).await,
        Command::Source(command) => Box::pin(source::run(&config, command)).await,
        Command::Workflow(command) => Box::pin(workflow::run(&config, command)).await,
        Command::Keys(command) => keys::run(config, command).await,
        Command::Config => Ok(out::text(config::DEFAULT)?),
    }
}

async fn migrate(config: Config) -> anyhow::Result<()> {
    crate::server::Resources::open(config).await?.db.close().await;
    Ok(out::line("The database is up to date.")?)
}

/// Whether a command ended because nobody reads what it prints any more.
pub fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
}

/// An error with its causes, each said once: many say their cause themselves.
pub fn message(error: &anyhow::Error) -> String {
    error.chain().fold(String::new(), |message, cause| {
        let cause = cause.to_string();
        match message.as_str() {
            "" => cause,
            before if before.contains(&cause) => message,
            before => format!("{before}: {cause}"),
        }
    })
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn an_error_and_its_causes_are_each_said_once() {
        let error = anyhow::anyhow!("refused").context("the database said: refused").context("cannot start");
        assert_eq!(message(&error), "cannot start: the database said: refused");
    }

    #[test]
    fn every_command_can_be_asked_for() {
        Cli::command().debug_assert();
    }
}
