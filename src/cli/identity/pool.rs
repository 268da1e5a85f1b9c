//! `vestibule pool`.

use std::{num::ParseIntError, str::FromStr};

use anyhow::{Context, bail};
use clap::{Args, Subcommand};

use crate::{
    cli::out,
    config::Config,
    domain::{
        id::Id,
        identity::{
            Pool,
            pool::{Authorization, Definition},
            signing::Algorithm,
        },
        tenant::Tenant,
    },
    server::Resources,
    service::identity::{
        pools::{self as service, FirstKeys},
        signing_keys,
    },
    store::{
        identity::pools::{self, StoredPool},
        sql::slice::Slice,
        table,
        tenant::tenants,
    },
};

/// What can be done with user pools.
#[derive(Subcommand)]
pub enum Command {
    /// Make a pool of end users for a company; prints its id.
    Add(Add),
    /// List a company's pools.
    List {
        /// The company's id, as `vestibule tenant list` shows it.
        tenant: Id<Tenant>,
    },
    /// Let applications sign up users who say nothing about themselves, or stop that.
    Anonymous(Anonymous),
    /// Sign with another algorithm: a key of it is published by the server that runs, or is started next, and signs ten
    /// minutes later; the old key verifies for as long as tokens of it may live.
    SigningAlg {
        /// The pool's id.
        pool: Id<Pool>,
        /// `RS256` or `ES256`.
        algorithm: Algorithm,
    },
    /// Sign with the key that is published as the next one, and publish another; the old key verifies for as long as
    /// tokens of it may live.
    RotateKey {
        /// The pool's id.
        pool: Id<Pool>,
    },
}

/// A new pool.
#[derive(Args)]
pub struct Add {
    /// The company's id, as `vestibule tenant list` shows it.
    tenant: Id<Tenant>,
    /// What it is called.
    name: String,
    /// Let applications sign up users who say nothing about themselves.
    #[arg(long)]
    anonymous: bool,
    #[command(flatten)]
    caps: Caps,
    /// What its tokens are signed with: `RS256`, or `ES256`, which costs a fraction of the time.
    #[arg(long, value_name = "ALGORITHM", default_value_t)]
    signing_alg: Algorithm,
    /// The public keys of the company's own identity provider, whose tokens are accepted then.
    #[arg(long, value_name = "URL")]
    jwks_uri: Option<String>,
    /// The `iss` that the provider's tokens must have.
    #[arg(long, value_name = "ISSUER", requires = "jwks_uri")]
    issuer: Option<String>,
    /// What `aud` of the provider's tokens must name.
    #[arg(long, value_name = "AUDIENCE", requires = "jwks_uri")]
    audience: Option<String>,
}

/// Whether a pool has anonymous users.
#[derive(Args)]
pub struct Anonymous {
    /// The pool's id.
    pool: Id<Pool>,
    /// `on` or `off`.
    #[arg(value_parser = ["on", "off"])]
    state: String,
    #[command(flatten)]
    caps: Caps,
}

/// How many anonymous users a pool may have at a time.
#[derive(Args)]
struct Caps {
    /// Send the event `anonymous.cap_reached` once there are so many anonymous users, or `none`.
    #[arg(long, value_name = "NUMBER")]
    soft_cap: Option<Most>,
    /// Refuse further ones once there are so many anonymous users, or `none`.
    #[arg(long, value_name = "NUMBER")]
    hard_cap: Option<Most>,
}

impl Caps {
    /// A definition with those that are given.
    fn onto(self, definition: Definition) -> Definition {
        let given = |cap: Option<Most>, before| cap.map_or(before, |Most(most)| most);
        Definition {
            anon_soft_cap: given(self.soft_cap, definition.anon_soft_cap),
            anon_hard_cap: given(self.hard_cap, definition.anon_hard_cap),
            ..definition
        }
    }
}

/// A number, or none.
#[derive(Clone, Copy)]
struct Most(Option<u32>);

impl FromStr for Most {
    type Err = ParseIntError;

    fn from_str(text: &str) -> Result<Self, ParseIntError> {
        if text == "none" { Ok(Self(None)) } else { text.parse().map(|most| Self(Some(most))) }
    }
}

/// Does it.
pub async fn run(config: Config, command: Command) -> anyhow::Result<()> {
    let resources = Resources::open(config).await?;
    match command {
        Command::Add(add) => self::add(&resources, add).await?,
        Command::List { tenant } => {
            let slice = Slice { before: None, limit: 100 };
            for pool in table::list::<StoredPool>(&resources.db, tenant, (), slice).await? {
                let kind = if pool.definition.is_hosted() { "hosted" } else { "self-hosted" };
                let guests =
                    if pool.definition.anonymous_enabled { "anonymous users on" } else { "anonymous users off" };
                let Definition { name, signing_alg, .. } = &pool.definition;
                let environment = pool.environment;
                out::line(format_args!("{}  {environment}  {name}  {kind}, {guests}, {signing_alg}", pool.id))?;
            }
        }
        Command::Anonymous(change) => set_anonymous(&resources, change).await?,
        Command::SigningAlg { pool, algorithm } => set_algorithm(&resources, pool, algorithm).await?,
        Command::RotateKey { pool } => rotate(&resources, pool).await?,
    }
    resources.db.close().await;
    Ok(())
}

async fn set_anonymous(resources: &Resources, change: Anonymous) -> anyhow::Result<()> {
    let Anonymous { pool, state, caps } = change;
    let is_on = state == "on";
    self::change(resources, pool, |definition| caps.onto(Definition { anonymous_enabled: is_on, ..definition }))
        .await?;
    Ok(out::line(format_args!("Anonymous users of {pool} are {state}."))?)
}

async fn set_algorithm(resources: &Resources, pool: Id<Pool>, signing_alg: Algorithm) -> anyhow::Result<()> {
    change(resources, pool, |definition| Definition { signing_alg, ..definition }).await?;
    Ok(out::line(format_args!("{pool} will sign with {signing_alg}."))?)
}

/// Gives a pool another definition.
async fn change(
    resources: &Resources,
    pool: Id<Pool>,
    changed: impl FnOnce(Definition) -> Definition,
) -> anyhow::Result<()> {
    let now = resources.clock().await?.now();
    let mut tx = resources.db.begin().await?;
    let stored = known(pool, pools::lock(&mut tx, pool).await?)?;
    let definition = changed(stored.definition.clone());
    check(&definition)?;
    service::change(&mut tx, stored, definition, now).await?;
    Ok(tx.commit().await?)
}

/// Refuses a definition with mistakes.
fn check(definition: &Definition) -> anyhow::Result<()> {
    match definition.lint().first() {
        Some(mistake) => bail!("{}: {}", mistake.key, mistake.message),
        None => Ok(()),
    }
}

fn known(pool: Id<Pool>, found: Option<StoredPool>) -> anyhow::Result<StoredPool> {
    found.with_context(|| format!("there is no user pool {pool}"))
}

async fn add(resources: &Resources, add: Add) -> anyhow::Result<()> {
    if !tenants::list(&resources.db).await?.iter().any(|known| known.id == add.tenant) {
        bail!("there is no tenant {}", add.tenant);
    }
    let authorization = add.jwks_uri.map(|jwks_uri| Authorization {
        jwks_uri,
        id_claim: "sub".to_owned(),
        issuer: add.issuer,
        audience: add.audience,
    });
    let definition = Definition {
        anonymous_enabled: add.anonymous,
        signing_alg: add.signing_alg,
        authorization,
        ..Definition::new(&add.name)
    };
    let definition = add.caps.onto(definition);
    check(&definition)?;
    let now = resources.clock().await?.now();
    let keys = FirstKeys::make(definition.signing_alg, now).await?;
    let mut tx = resources.db.begin().await?;
    let pool = service::create(&resources.vault, &mut tx, add.tenant, (definition, keys), now).await?;
    tx.commit().await?;
    for warning in pool.definition.warnings() {
        eprintln!("{warning}");
    }
    Ok(out::line(pool.id)?)
}

async fn rotate(resources: &Resources, pool: Id<Pool>) -> anyhow::Result<()> {
    let now = resources.clock().await?.now();
    let algorithm = known(pool, pools::of_anybody(&resources.db, pool).await?)?.definition.signing_alg;
    let another = signing_keys::make(algorithm, now).await?;
    let mut tx = resources.db.begin().await?;
    let stored = known(pool, pools::lock(&mut tx, pool).await?)?;
    let keys = signing_keys::rotate(&resources.vault, &mut tx, &stored, another, now).await?;
    tx.commit().await?;
    for key in keys {
        out::line(format_args!("{}  {}  {}", key.id, key.state, key.algorithm))?;
    }
    Ok(())
}
