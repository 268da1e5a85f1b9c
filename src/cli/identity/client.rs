//! `vestibule client`.

use anyhow::{Context, bail};
use clap::{Args, Subcommand};
use secrecy::ExposeSecret;

use crate::{
    cli::out,
    config::Config,
    domain::{
        id::Id,
        identity::{
            Pool,
            client::{ApplicationType, Definition, EnrollmentFlow},
        },
    },
    server::Resources,
    service::identity::pools as service,
    store::{
        identity::{clients::StoredClient, pools},
        sql::slice::Slice,
        table,
    },
};

/// What can be done with applications of user pools.
#[derive(Subcommand)]
pub enum Command {
    /// Make an application of a pool; prints its id, and its secret if it keeps one.
    Add(Add),
    /// List the applications of a pool.
    List {
        /// The pool's id, as `vestibule pool list` shows it.
        pool: Id<Pool>,
    },
}

/// A new application.
#[derive(Args)]
pub struct Add {
    /// The pool's id, as `vestibule pool list` shows it.
    pool: Id<Pool>,
    /// What it is called.
    name: String,
    /// `spa`, `native`, `traditional_webapp`, `confidential` or `third_party_app`.
    #[arg(long = "type", value_name = "TYPE", default_value = "spa")]
    kind: ApplicationType,
    /// An address that sign-ins may lead back to; may be given several times.
    #[arg(long = "redirect-uri", value_name = "URL")]
    redirect_uris: Vec<String>,
    /// An origin from which its scripts call; may be given several times.
    #[arg(long = "origin", value_name = "ORIGIN")]
    origins: Vec<String>,
    /// Bind all its tokens to keys of the application (DPoP).
    #[arg(long)]
    dpop_bound: bool,
    /// Let its devices get guests by a pushed authorization request, without a page.
    #[arg(long)]
    enrols_devices: bool,
}

/// Does it.
pub async fn run(config: Config, command: Command) -> anyhow::Result<()> {
    let resources = Resources::open(config).await?;
    match command {
        Command::Add(add) => self::add(&resources, add).await?,
        Command::List { pool } => {
            let stored = pools::of_anybody(&resources.db, pool).await?;
            let stored = stored.with_context(|| format!("there is no user pool {pool}"))?;
            let slice = Slice { before: None, limit: 100 };
            for client in table::list::<StoredClient>(&resources.db, stored.tenant_id, Some(pool), slice).await? {
                let kind = client.definition.application_type;
                out::line(format_args!("{}  {}  {kind}", client.id, client.definition.name))?;
            }
        }
    }
    resources.db.close().await;
    Ok(())
}

async fn add(resources: &Resources, add: Add) -> anyhow::Result<()> {
    let pool = pools::of_anybody(&resources.db, add.pool).await?;
    let pool = pool.with_context(|| format!("there is no user pool {}", add.pool))?;
    let definition = Definition {
        application_type: add.kind,
        redirect_uris: add.redirect_uris,
        cors_origins: add.origins,
        dpop_bound: add.dpop_bound,
        enrollment_flow: if add.enrols_devices { EnrollmentFlow::Device } else { EnrollmentFlow::None },
        ..Definition::new(&add.name, add.pool)
    };
    if let Some(mistake) = definition.lint().first() {
        bail!("{}: {}", mistake.key, mistake.message);
    }
    let mut tx = resources.db.begin().await?;
    let (client, secret) =
        service::create_client(&mut tx, pool.tenant_id, definition, resources.clock().await?.now()).await?;
    tx.commit().await?;
    out::line(client.id)?;
    if let Some(secret) = secret {
        eprintln!("Its secret, shown only now:");
        out::line(secret.expose_secret())?;
    }
    Ok(())
}
