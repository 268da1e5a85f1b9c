//! `vestibule source`.

mod learn;
pub mod terminal;

use std::{
    fs,
    path::{self, Path, PathBuf},
};

use anyhow::{Context, bail};
use clap::{Args, Subcommand};

use super::out;
use crate::{
    app::Clock,
    config::Config,
    domain::source::{Definition, Engine, file},
    engine::{
        AnyPage, EngineConfig, Limits, Move, Page,
        chrome::{Browsers, NOT_INSTALLED, Settings},
        play,
    },
    net::guard::{Allow, Guard},
    page::{
        Seen,
        recipe::{
            memory::Memory,
            run::{Run, Step},
        },
    },
};

/// What can be done with definitions of sources.
#[derive(Subcommand)]
pub enum Command {
    /// Read a definition and say what is wrong with it, with line and key.
    Check(Check),
    /// Open a login page, say what is recognised there and why, and write a recipe to start from.
    Learn(learn::Learn),
}

/// What to check, and how.
#[derive(Args)]
pub struct Check {
    /// A file in TOML, or in JSON if its name ends so.
    file: PathBuf,
    /// Also open the login page and say which screen it is.
    #[arg(long)]
    live: bool,
    /// Print the definition as the JSON that `POST /v1/sources` takes.
    #[arg(long)]
    json: bool,
}

/// Does it.
pub async fn run(config: &Config, command: Command) -> anyhow::Result<()> {
    match command {
        Command::Check(check) => self::check(config, check).await,
        Command::Learn(learn) => learn::run(config, learn).await,
    }
}

async fn check(config: &Config, check: Check) -> anyhow::Result<()> {
    let name = check.file.display().to_string();
    let text = fs::read_to_string(&check.file).with_context(|| format!("{name} cannot be read"))?;
    let definition = match file::read(&text, is_json(&check.file)) {
        Ok(definition) => definition,
        Err(mistakes) => {
            for mistake in &mistakes {
                eprintln!("{name}:{mistake}");
            }
            bail!("{name} has {} to mend", counted(mistakes.len(), "mistake"));
        }
    };
    let browsers = browsers(config);
    if check.live {
        live(config, &definition, browsers).await?;
    } else if definition.engine == Engine::Chrome && !browsers.is_installed() {
        eprintln!("{name} wants a browser, and here {}", without_browser());
    }
    if check.json {
        out::line(serde_json::to_string_pretty(&definition)?)?;
    } else {
        let screens = definition.recipe.as_ref().map_or(0, |recipe| recipe.screens.len());
        out::line(format_args!("{name} is good: {}, {}.", definition.name, counted(screens, "screen")))?;
    }
    Ok(())
}

/// Whether a file's name says that it is JSON.
pub fn is_json(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("json"))
}

fn counted(number: usize, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}

/// What to say when a page cannot be opened.
pub const HINT: &str =
    "the login page cannot be opened (private addresses and plain http need the setting `allow_private`)";

/// The network rules of a source that is only tried.
fn guard(config: &Config, definition: &Definition) -> anyhow::Result<Guard> {
    let private: Result<Vec<Allow>, _> = config.allow_private.iter().map(|text| text.parse()).collect();
    Ok(Guard::new(&definition.allowed_hosts(), private.context("the setting `allow_private`")?)?)
}

/// Room for one page.
pub fn browsers(config: &Config) -> Browsers {
    let folder = path::absolute(&config.data_dir).unwrap_or_else(|_| config.data_dir.clone()).join("browsers");
    let memory = config.browser_memory.into();
    Browsers::new(Settings { program: config.browser.clone(), folder, contexts: 1, per_browser: 1, lives: 1, memory })
}

/// What is missing, and what to do about it.
fn without_browser() -> String {
    format!("{NOT_INSTALLED}. Install Debian's `chromium-headless-shell`, or say with `browser` where a Chromium is.")
}

/// A blank page in the hands of the engine that a definition names.
pub async fn page(config: &Config, definition: &Definition, browsers: Browsers) -> anyhow::Result<AnyPage> {
    if definition.engine == Engine::Chrome && !browsers.is_installed() {
        bail!("{}", without_browser());
    }
    let (guard, limits) = (guard(config, definition)?, Limits::default());
    Ok(AnyPage::open(EngineConfig { engine: definition.engine, browsers, guard, limits }).await?)
}

/// A page that could go on in a browser, and has not, found none.
fn say_what_is_missing(run: &Run<'_>, page: &impl Page, seen: &Seen) {
    if page.can_switch_to_browser() && run.needs_script(seen) {
        eprintln!("{} may need a browser, and {}", seen.url, without_browser());
    }
}

async fn live(config: &Config, definition: &Definition, browsers: Browsers) -> anyhow::Result<()> {
    let mut page = page(config, definition, browsers).await?;
    let url = definition.login_url.parse().context("the login URL")?;
    let recipe = definition.recipe.clone().unwrap_or_default();
    let mut run = Run::new(&recipe, Memory::default());
    let step = play(&mut run, &mut page, Move::Open(url), &|| Clock::default().now()).await.context(HINT)?;
    let seen = page.look().await?;
    say_what_is_missing(&run, &page, &seen);
    match (run.recognise(&seen), step) {
        (Some(screen), Step::Ask(challenge)) => {
            out::line(format_args!(
                "{} shows the screen {screen:?}; a customer is asked for: {}.",
                seen.url, challenge.kind
            ))?;
            Ok(())
        }
        (_, Step::SignedIn) => bail!("{} looks signed in although nobody signed in", seen.url),
        (_, Step::Forgotten) => bail!("{} does not know us, and nobody signed in", seen.url),
        (_, Step::Refused(refused)) => {
            bail!("{} ({}) means {}", seen.url, seen.status, refused.refusal)
        }
        (None, Step::Ask(_)) => bail!("{} is no screen that is known", seen.url),
    }
}
