//! `vestibule workflow`.

mod inputs;
mod measured;
mod run;

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, bail};
use clap::{Args, Subcommand};

use super::{out, source::is_json};
use crate::{
    config::Config,
    domain::{
        job::{
            file::{self, Definition},
            schema,
        },
        source::file::Located,
    },
};

/// What can be done with definitions of workflows.
#[derive(Subcommand)]
pub enum Command {
    /// Read a definition and say what is wrong with it, with line and key.
    Check(Check),
    /// Sign in to a source and do the steps here, without sending anything that could change something there.
    Run(Box<run::Options>),
}

/// What to check, and what to print.
#[derive(Args)]
pub struct Check {
    /// A file in TOML, or in JSON if its name ends so.
    file: PathBuf,
    /// Print the definition as JSON: `name` and `steps` are those that `POST /v1/workflows` takes.
    #[arg(long)]
    json: bool,
    /// Print the JSON Schema of its result.
    #[arg(long, conflicts_with = "json")]
    schema: bool,
}

/// Does it.
pub async fn run(config: &Config, command: Command) -> anyhow::Result<()> {
    match command {
        Command::Check(check) => self::check(&check),
        Command::Run(options) => run::run(config, *options).await,
    }
}

fn check(check: &Check) -> anyhow::Result<()> {
    let definition = workflow(&check.file)?;
    if check.json {
        out::line(serde_json::to_string_pretty(&definition)?)?;
    } else if check.schema {
        out::line(serde_json::to_string_pretty(&schema::of_workflow(&definition.steps))?)?;
    } else {
        out::line(format_args!("{} is good: {}.", check.file.display(), definition.name))?;
        for (step, number) in definition.steps.iter().zip(1..) {
            out::line(format_args!("  {number}  {}", step.says()))?;
        }
    }
    Ok(())
}

/// The workflow in a file.
fn workflow(path: &Path) -> anyhow::Result<Definition> {
    read(path, file::read)
}

/// What is read from a file; its mistakes are printed.
fn read<T>(path: &Path, read: fn(&str, bool) -> Result<T, Vec<Located>>) -> anyhow::Result<T> {
    let name = path.display().to_string();
    let text = fs::read_to_string(path).with_context(|| format!("{name} cannot be read"))?;
    read(&text, is_json(path)).or_else(|mistakes| {
        for mistake in &mistakes {
            eprintln!("{name}:{mistake}");
        }
        bail!("{name} has mistakes: {}", mistakes.len());
    })
}
