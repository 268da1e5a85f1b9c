//! `vestibule source learn`: what is recognised on a login page, why, and a recipe to start from.

use std::{fs, path::PathBuf};

use anyhow::{Context, bail};
use clap::Args;
use url::Url;

use super::terminal;
use crate::{
    app::Clock,
    cli::out,
    config::Config,
    domain::source::{
        Definition, Engine, file, host_of,
        recipe::{Recipe, Screen},
    },
    engine::{Move, Page, play},
    page::{
        recipe::{
            memory::Memory,
            run::{Run, Step},
        },
        recognise::{Meaning, Reading},
    },
};

/// What to learn, and how far.
#[derive(Args)]
pub struct Learn {
    /// Where the sign-in begins.
    url: Url,
    /// Go on with real answers, asked for in this terminal, and learn each screen on the way.
    #[arg(long)]
    walk: bool,
    /// Write the recipe to this file instead of printing it.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Another host that the sign-in leads to, as `host` or `host:port`; may be given several times.
    #[arg(long = "host", value_name = "HOST")]
    hosts: Vec<String>,
    /// What drives it: `http`, `chrome`, or `auto`, which takes a browser where a page shows nothing without scripts.
    #[arg(long, default_value_t)]
    engine: Engine,
    /// The name customers know the source by; the host without it.
    #[arg(long)]
    name: Option<String>,
}

/// Does it.
pub async fn run(config: &Config, learn: Learn) -> anyhow::Result<()> {
    let definition = learn.definition();
    let mut page = super::page(config, &definition, super::browsers(config)).await?;
    let recipe = walk(&mut page, &learn).await?;
    let text = written(&Definition { recipe: Some(recipe), ..definition })?;
    match &learn.out {
        Some(path) => {
            fs::write(path, text).with_context(|| format!("{} cannot be written", path.display()))?;
            eprintln!("\nWritten to {}. `vestibule source check` reads it.", path.display());
        }
        None => out::text(format_args!("\n{text}"))?,
    }
    Ok(())
}

impl Learn {
    fn definition(&self) -> Definition {
        let host = host_of(&self.url);
        let hosts = if self.hosts.is_empty() { Vec::new() } else { [vec![host.clone()], self.hosts.clone()].concat() };
        let name = self.name.clone().unwrap_or(host);
        let login_url = self.url.to_string();
        Definition { name, login_url, hosts, engine: self.engine, brand: None, lock_out: None, recipe: None }
    }
}

/// Opens the sign-in, goes on as long as somebody answers, and keeps every screen that was met.
async fn walk<P: Page>(page: &mut P, learn: &Learn) -> anyhow::Result<Recipe> {
    let unknown = Recipe::default();
    let mut run = Run::new(&unknown, Memory::default());
    let mut learned = Recipe::default();
    let mut next = Move::Open(learn.url.clone());
    loop {
        let hint = if learned.screens.is_empty() { super::HINT } else { "the source does not answer" };
        let step = play(&mut run, page, next, &|| Clock::default().now()).await.context(hint)?;
        let seen = page.look().await?;
        let reading = run.explain(&seen);
        eprint!("{}", table(&seen.url, seen.status, &reading));
        super::say_what_is_missing(&run, page, &seen);
        if let Meaning::Screen(screen) = reading.meaning {
            keep(&mut learned, *screen);
        }
        match step {
            Step::Ask(challenge) if learn.walk => next = Move::Answer(terminal::answer(&challenge, None)?),
            Step::Refused(refused) if learned.screens.is_empty() => bail!("{}: {}", seen.url, refused.refusal),
            Step::Ask(_) | Step::SignedIn | Step::Refused(_) | Step::Forgotten => return Ok(learned),
        }
    }
}

/// A screen that comes again may have learned to complain.
fn keep(recipe: &mut Recipe, screen: Screen) {
    match recipe.screens.iter_mut().find(|known| known.name == screen.name || known.when == screen.when) {
        Some(known) => {
            let new = screen.errors.into_iter().filter(|error| !known.errors.contains(error)).collect::<Vec<_>>();
            known.errors.extend(new);
        }
        None => recipe.screens.push(screen),
    }
}

/// What a page was taken for and why, one line each.
fn table(url: &Url, status: u16, reading: &Reading) -> String {
    let meaning = match &reading.meaning {
        Meaning::Screen(screen) => format!("asks for: {}", screen.ask),
        Meaning::SignedIn => "signed in".to_owned(),
        Meaning::Refused(refused) => format!("refuses: {}", refused.refusal),
        Meaning::Unknown { needs_script: true } => "shows nothing without scripts".to_owned(),
        Meaning::Unknown { needs_script: false } => "not recognised".to_owned(),
    };
    let mut lines = vec![String::new(), format!("{url} ({status})"), format!("  {meaning}")];
    lines.extend(reading.evidence.iter().map(|evidence| format!("  {:+4}  {}", evidence.weight, evidence.says)));
    if let Meaning::Screen(screen) = &reading.meaning {
        let fields = screen.fields.iter().map(|(name, css)| (name.as_str(), Some(css)));
        let parts = [
            ("press", screen.submit.as_ref()),
            ("choices", screen.choices.as_ref().map(|choices| &choices.at)),
            ("message", screen.message.as_ref()),
            ("send again", screen.resend.as_ref().map(|again| &again.at)),
            ("other ways", screen.alternatives.as_ref()),
        ];
        let found = fields.chain(parts).filter_map(|(name, css)| Some(format!("        {name:<14} {}", css?.0)));
        lines.extend(found);
    }
    lines.join("\n") + "\n"
}

/// The definition as a file that `source check` accepts.
fn written(definition: &Definition) -> anyhow::Result<String> {
    let text = toml::to_string_pretty(definition)?;
    if let Err(mistakes) = file::read(&text, false) {
        let told: Vec<String> = mistakes.iter().map(ToString::to_string).collect();
        bail!("what was learned is no recipe: {}", told.join("; "));
    }
    Ok(format!(
        "# A recipe to start from: what was recognised. Screens that are not here, and whether one is signed in, are\n\
         # recognised as they come; with `complete = true` under [recipe], only these screens are known.\n\n{text}"
    ))
}
