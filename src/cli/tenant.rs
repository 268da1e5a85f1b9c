//! `vestibule tenant`.

use std::{fs, path::PathBuf};

use anyhow::{Context, bail};
use clap::{Args, Subcommand};

use super::out;
use crate::{
    app::Clock,
    config::Config,
    domain::{
        id::Id,
        picture::{Format, Picture},
        tenant::{Brand, Tenant, environment::Environment},
        web_address,
    },
    server::Resources,
    service::source::definitions,
    store::{pictures, tenant::tenants},
    view::kit::accent::Accent,
};

/// What can be done with tenants.
#[derive(Subcommand)]
pub enum Command {
    /// Add a company; prints the id of its live side.
    Add(Add),
    /// List the companies, each with its test and its live side.
    List,
}

/// A new company.
#[derive(Args)]
pub struct Add {
    /// The name customers know it by.
    name: String,
    /// The colour of its buttons, such as #0a5bd3.
    #[arg(long, value_name = "#RRGGBB")]
    accent: Option<String>,
    /// A logo: an SVG, PNG, WebP or JPEG file of at most 64 KiB.
    #[arg(long, value_name = "FILE")]
    logo: Option<PathBuf>,
    /// An address that links may lead back to; may be given several times.
    #[arg(long = "return-url", value_name = "URL")]
    return_urls: Vec<String>,
}

/// Does it.
pub async fn run(config: Config, command: Command) -> anyhow::Result<()> {
    let db = Resources::open(config).await?.db;
    match command {
        Command::Add(add) => {
            let logo = add.logo.as_ref().map(logo).transpose()?;
            let brand = brand(&add, logo.as_ref())?;
            for url in &add.return_urls {
                web_address::parse(url).map_err(|message| anyhow::anyhow!("{url}: {message}"))?;
            }
            let now = Clock::default().now();
            let id = Id::<Tenant>::new(now, rand::random());
            let mut tx = db.begin().await?;
            if let Some(logo) = &logo {
                pictures::keep(&mut tx, logo, now + definitions::REST).await?;
            }
            tenants::insert(&mut tx, id, &brand, &add.return_urls, now).await?;
            let test = (Id::new(now, rand::random()), now);
            tenants::side(&mut tx, id, Environment::Test, test).await?;
            tx.commit().await?;
            out::line(id)?;
        }
        Command::List => {
            for tenant in tenants::list(&db).await? {
                out::line(format_args!("{}  {}  {}", tenant.id, tenant.environment, tenant.name))?;
            }
        }
    }
    db.close().await;
    Ok(())
}

fn brand(add: &Add, logo: Option<&Picture>) -> anyhow::Result<Brand> {
    if !(1..=80).contains(&add.name.trim().chars().count()) {
        bail!("a name has 1 to 80 characters");
    }
    if let Some(accent) = &add.accent {
        accent.parse::<Accent>().with_context(|| format!("{accent} is not a colour of the form #rrggbb"))?;
    }
    let logo = logo.map(|logo| logo.name.to_string());
    Ok(Brand { name: add.name.clone(), accent: add.accent.clone(), logo })
}

fn logo(path: &PathBuf) -> anyhow::Result<Picture> {
    let bytes = fs::read(path).with_context(|| format!("{} cannot be read", path.display()))?;
    match Picture::new(bytes) {
        Ok(picture) if picture.name.format != Format::Ico => Ok(picture),
        Ok(_) => bail!("{} is an icon file; a logo is an SVG, PNG, WebP or JPEG", path.display()),
        Err(message) => bail!("{}: {message}", path.display()),
    }
}
