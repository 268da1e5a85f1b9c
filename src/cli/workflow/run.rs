//! `vestibule workflow run`: the steps done here, in a session of whoever sits at the terminal.

use std::path::PathBuf;

use anyhow::{Context, bail};
use clap::Args;
use serde_json::Value;

use super::{inputs, measured::Measured};
use crate::{
    app::Clock,
    cli::{
        backend, out,
        source::{self, terminal},
    },
    config::Config,
    domain::{
        job::{failure::Failure, file::Definition, workflow::lists_in_loops},
        source::Definition as Source,
    },
    engine::{
        AnyPage, Move, play,
        workflow::{Extracted, Given, Outcome, Question, WorkflowRun},
    },
    page::recipe::{
        memory::Memory,
        run::{Run, Step},
    },
};

/// What to run, and where.
#[derive(Args)]
pub struct Options {
    /// The workflow: a file in TOML, or in JSON if its name ends so.
    file: PathBuf,
    /// The source: a file as `vestibule source check` takes it, or the id of a source of a running server.
    #[arg(long, value_name = "FILE or ID")]
    source: String,
    /// What the workflow is given, as `NAME=VALUE`; give it again for more. The value of a file is its path.
    #[arg(long, value_name = "NAME=VALUE", value_parser = inputs::pair)]
    input: Vec<(String, String)>,
    /// The user name to sign in with.
    #[arg(long)]
    identifier: Option<String>,
    /// Also press buttons and send forms, which may change something at the source.
    #[arg(long)]
    allow_writes: bool,
    #[command(flatten)]
    backend: backend::OptionalServer,
}

/// Does it.
pub async fn run(config: &Config, options: Options) -> anyhow::Result<()> {
    let workflow = super::workflow(&options.file)?;
    let inputs = inputs::given(&workflow, &options.input)?;
    let source = inputs::source(&options.source, options.backend).await?;
    let mut page = source::page(config, &source, source::browsers(config)).await?;
    sign_in(&source, &mut page, options.identifier.as_deref()).await?;
    let base = source.login_url.parse().context("the login URL")?;
    let downloads = workflow.permissions.as_ref().and_then(|permissions| permissions.downloads.clone());
    let run = WorkflowRun::new(page, base, downloads.unwrap_or_default(), Measured::default());
    let run = run.needing(lists_in_loops(&workflow.steps)).with_inputs(inputs);
    steps(&workflow, run, options.allow_writes).await
}

/// Walks the sign-in with answers from the terminal.
async fn sign_in(source: &Source, page: &mut AnyPage, identifier: Option<&str>) -> anyhow::Result<()> {
    let recipe = source.recipe.clone().unwrap_or_default();
    let mut run = Run::new(&recipe, Memory::default());
    let mut next = Move::Open(source.login_url.parse().context("the login URL")?);
    loop {
        match play(&mut run, page, next, &|| Clock::default().now()).await.context(source::HINT)? {
            Step::Ask(challenge) => {
                eprintln!("\n{} asks: {}", source.name, challenge.kind);
                next = Move::Answer(terminal::answer(&challenge, identifier)?);
            }
            Step::SignedIn => {
                eprintln!("\nSigned in to {}.", source.name);
                return Ok(());
            }
            Step::Refused(refused) => bail!("{} refuses: {}", source.name, refused.refusal),
            Step::Forgotten => bail!("{} has forgotten the sign-in", source.name),
        }
    }
}

async fn steps(workflow: &Definition, mut run: WorkflowRun<Measured>, may_write: bool) -> anyhow::Result<()> {
    let count = workflow.steps.len();
    for (step, number) in workflow.steps.iter().zip(1..) {
        eprintln!("{number}/{count}  {}", step.says());
        if !may_write && let Some(sent) = run.would_send(step).await.map_err(|failure| failed(number, &failure))? {
            eprintln!("      would send: {sent}");
            eprintln!("      Nothing was sent, so the steps behind it cannot be tried; `--allow-writes` sends it.");
            return Ok(());
        }
        let mut outcome = run.step(step, number - 1).await.map_err(|failure| failed(number, &failure))?;
        while let Outcome::Asks(Question { challenge, memory }) = outcome {
            eprintln!("      it asks: {}", challenge.kind);
            run.give(memory, Given::Answer(terminal::answer(&challenge, None)?));
            outcome = run.step(step, number - 1).await.map_err(|failure| failed(number, &failure))?;
        }
        match outcome {
            Outcome::Done | Outcome::Asks(_) => {}
            Outcome::Skipped => eprintln!("      skipped"),
            Outcome::Failed(failure) => eprintln!("      failed ({}): {}", failure.reason, failure.message),
            Outcome::Stopped(_) => return Ok(()),
            Outcome::Extracted(extracted) => show(&extracted)?,
            Outcome::Downloaded(head) => eprintln!("      {}", run.keeper().told(&head)),
            Outcome::Looped => eprintln!("      {}", run.keeper().items()),
        }
    }
    Ok(())
}

fn failed(number: u32, Failure { reason, message }: &Failure) -> anyhow::Error {
    anyhow::anyhow!("step {number} failed ({reason}): {message}")
}

fn show(extracted: &Extracted) -> anyhow::Result<()> {
    eprintln!("      {} records on {} pages", extracted.count, extracted.pages);
    let content = extracted.records.iter().map(|record| serde_json::from_str(record));
    let content: Vec<Value> = content.collect::<Result<_, _>>()?;
    let text = match content.as_slice() {
        [record] if !extracted.is_list => serde_json::to_string_pretty(record)?,
        list => serde_json::to_string_pretty(list)?,
    };
    Ok(out::line(text)?)
}
