//! `vestibule key`.

use clap::{
    Subcommand,
    builder::{PossibleValuesParser, TypedValueParser},
};
use secrecy::ExposeSecret;
use strum::VariantArray;

use super::out;
use crate::{
    app::Clock,
    config::Config,
    domain::{
        id::Id,
        tenant::{
            ApiKey, Tenant,
            access::{Access, Scope},
            api_key,
            environment::Environment,
        },
    },
    server::Resources,
    store::tenant::{
        api_keys::{self, StoredKey},
        tenants,
    },
};

/// What can be done with API keys.
#[derive(Subcommand)]
pub enum Command {
    /// Make a key for a company's backend; prints it once, and never again.
    Add {
        /// The company's id, as `vestibule tenant list` shows it.
        tenant: Id<Tenant>,
        /// For the company's test side, which may use the sandbox.
        #[arg(long)]
        test: bool,
        /// What it is for.
        #[arg(long, default_value = "backend")]
        name: String,
        /// What it may be used for, such as links:write; may be given several times. Without it, everything.
        #[arg(long = "scope", value_name = "SCOPE", value_parser = scope_parser())]
        scopes: Vec<Scope>,
    },
    /// Take a key back at once.
    Revoke {
        /// The key's id, as `add` showed it.
        id: Id<ApiKey>,
    },
}

/// Takes the scopes there are, and lists them where another is given.
fn scope_parser() -> impl TypedValueParser<Value = Scope> {
    let names = Scope::VARIANTS.iter().map(|scope| <&str>::from(*scope));
    PossibleValuesParser::new(names).try_map(|name| name.parse())
}

/// Does it.
pub async fn run(config: Config, command: Command) -> anyhow::Result<()> {
    let db = Resources::open(config).await?.db;
    let now = Clock::default().now();
    let mut tx = db.begin().await?;
    match command {
        Command::Add { tenant, test, name, scopes } => {
            if !tenants::list(&db).await?.iter().any(|known| known.id == tenant) {
                anyhow::bail!("there is no tenant {tenant}");
            }
            let tenant = if test {
                tenants::side(&mut tx, tenant, Environment::Test, (Id::new(now, rand::random()), now)).await?
            } else {
                tenant
            };
            let environment = tenants::environment(&mut tx, tenant).await?;
            let id = Id::<ApiKey>::new(now, rand::random());
            let access = match scopes.as_slice() {
                [] => Access::Everything,
                some => Access::Only(some.iter().copied().collect()),
            };
            let (secret, hash) = api_key::make(environment, rand::random());
            let key = StoredKey { id, tenant_id: tenant, environment, name, access, created_at: now, revoked_at: None };
            api_keys::insert(&mut tx, &key, &hash).await?;
            tx.commit().await?;
            eprintln!("The key {id}, shown only now:");
            out::line(secret.expose_secret())?;
        }
        Command::Revoke { id } => {
            if !api_keys::revoke(&mut tx, id, now).await? {
                anyhow::bail!("there is no key {id}");
            }
            tx.commit().await?;
            out::line(format_args!("The key {id} opens nothing any more."))?;
        }
    }
    db.close().await;
    Ok(())
}
