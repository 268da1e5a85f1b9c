//! `vestibule keys`: the ring of keys that signs links and seals data.

use clap::Subcommand;
use time::{Duration, OffsetDateTime};

use super::out;
use crate::{
    config::{self, Config},
    domain::crypto::keyring::Keyring,
    server::{Resources, StartError},
    service::keyring::{need, nodes, reseal},
    store::Db,
};

/// How long the addresses of artifacts are good.
const ADDRESSES: Duration = Duration::minutes(15);

/// What can be done with the ring.
#[derive(Subcommand)]
pub enum Command {
    /// Show the keys: which one signs, and what needs the others.
    List,
    /// Add a key that verifies and opens, and does not sign yet. Give it to every server before you promote it.
    Add,
    /// Let a key sign and seal from the next start on. Every running server must have it.
    Promote {
        /// The key's id, as `list` shows it.
        id: String,
    },
    /// Take a key out of the ring, once nothing needs it any more.
    Retire {
        /// The key's id, as `list` shows it.
        id: String,
    },
    /// Seal anew, with the key that signs, what was sealed with the others. Can be stopped and run again.
    Reseal {
        /// Only say how much there is.
        #[arg(long)]
        dry_run: bool,
    },
    /// Add a key and promote it at once, for a single server; links already sent stay good.
    Rotate,
}

/// Does it.
pub async fn run(config: Config, command: Command) -> anyhow::Result<()> {
    match command {
        Command::List => list(config).await,
        Command::Add => add(&config),
        Command::Promote { id } => promote(config, &id).await,
        Command::Retire { id } => retire(config, &id).await,
        Command::Reseal { dry_run } => seal_anew(config, dry_run).await,
        Command::Rotate => rotate(&config),
    }
}

async fn list(config: Config) -> anyhow::Result<()> {
    let (ring, rest) = (load(&config)?, rest(&config));
    let resources = match Resources::open(config).await {
        Err(StartError::InUse { .. }) => {
            eprintln!("A server is using the data folder; stop it to see what needs each key.");
            None
        }
        resources => Some(resources?),
    };
    for key in ring.keys() {
        let signs = if key.id() == ring.signing().id() { "signs" } else { "verifies" };
        let Some(resources) = &resources else {
            out::line(format_args!("{}  {signs}", key.id()))?;
            continue;
        };
        let now = resources.clock().await?.now();
        let need = need::of(&resources.db, key.id(), rest, now).await?;
        let lacking = lacking(&resources.db, key.id(), now).await?;
        let needs = if need.is_none() { "nothing needs it".to_owned() } else { need.in_words() };
        out::line(format_args!("{}  {signs}  {needs}{lacking}", key.id()))?;
    }
    if let Some(resources) = resources {
        resources.db.close().await;
    }
    Ok(())
}

/// How many running servers do not have a key, if any.
async fn lacking(db: &Db, key: &str, now: OffsetDateTime) -> anyhow::Result<String> {
    let running = nodes::running(db, now).await?;
    let count = running.iter().filter(|node| !node.keys.iter().any(|id| id == key)).count();
    Ok(if count == 0 { String::new() } else { format!("; {count} running server(s) do not have it") })
}

fn add(config: &Config) -> anyhow::Result<()> {
    let mut ring = load(config)?;
    let key = config::random_key()?;
    let id = key.id().to_owned();
    ring.add(key)?;
    let is_printed = keep(config, &ring)?;
    eprintln!(
        "The key {id} was added and does not sign yet. Give every server this ring and restart it, then run: vestibule \
         keys promote {id}"
    );
    // A ring on standard output is read by programs as it is.
    if !is_printed {
        out::line(id)?;
    }
    Ok(())
}

async fn promote(config: Config, id: &str) -> anyhow::Result<()> {
    let mut ring = load(&config)?;
    ring.promote(id)?;
    // An embedded database has no other servers to ask, and the one there is may be running.
    if config.has_server_database() {
        let resources = Resources::open(config.clone()).await?;
        nodes::all_have(&nodes::running(&resources.db, resources.clock().await?.now()).await?, id)?;
        resources.db.close().await;
    }
    keep(&config, &ring)?;
    eprintln!("The key {id} signs from the next start on. Links already sent stay good.");
    Ok(())
}

async fn retire(config: Config, id: &str) -> anyhow::Result<()> {
    let mut ring = load(&config)?;
    ring.remove(id)?;
    let rest = rest(&config);
    let resources = Resources::open(config.clone()).await?;
    need::retire(&resources.db, id, rest, resources.clock().await?.now()).await?;
    resources.db.close().await;
    keep(&config, &ring)?;
    eprintln!("The key {id} is retired. Give every server this ring.");
    Ok(())
}

async fn seal_anew(config: Config, dry_run: bool) -> anyhow::Result<()> {
    let resources = Resources::open(config).await?;
    if dry_run {
        let found = reseal::count(&resources.db, &resources.vault).await?;
        out::line(format_args!("{found} text(s) are sealed with other keys than {}.", resources.vault.signing_key()))?;
        return Ok(());
    }
    let tell = |so_far: reseal::Progress| {
        eprintln!("{} of {}", so_far.done + so_far.passed, so_far.found);
    };
    let ended = reseal::run(&resources.db, &resources.vault, tell).await?;
    resources.db.close().await;
    out::line(format_args!("{} text(s) sealed anew with {}.", ended.done, resources.vault.signing_key()))?;
    if ended.unreadable > 0 {
        anyhow::bail!("{} text(s) cannot be opened with any key of the ring and stay as they are", ended.unreadable);
    }
    Ok(())
}

fn rotate(config: &Config) -> anyhow::Result<()> {
    let mut ring = load(config)?;
    let key = config::random_key()?;
    let id = key.id().to_owned();
    ring.add(key)?;
    ring.promote(&id)?;
    keep(config, &ring)?;
    eprintln!("The key {id} signs from the next start on. Links already sent stay good.");
    eprintln!("With several servers, use `vestibule keys add` and `promote` instead.");
    Ok(())
}

fn load(config: &Config) -> anyhow::Result<Keyring> {
    Ok(config::keyring(config)?.ok_or(config::KeysError::None)?)
}

/// Keeps the ring, or prints it where it came by a variable: whether it was printed.
fn keep(config: &Config, ring: &Keyring) -> anyhow::Result<bool> {
    let Some(text) = config::keep_keyring(config, ring)? else { return Ok(false) };
    eprintln!("The ring comes from the setting `keys`; its new value, for every server:");
    out::text(text.as_str())?;
    Ok(true)
}

/// How long forms and addresses are good after a key's last signature.
fn rest(config: &Config) -> Duration {
    Duration::seconds(config.answer_timeout.into()).max(ADDRESSES)
}
