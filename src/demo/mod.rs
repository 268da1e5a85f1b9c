//! The made-up company of `vestibule demo`: made on the first start, found again on every other.

mod identity;

pub use identity::DemoPool;

use std::{
    collections::BTreeMap,
    fs::{self, OpenOptions},
    io::Write,
    net::SocketAddr,
    os::unix::fs::OpenOptionsExt,
    path::Path,
};

use anyhow::Context;
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize, Serializer};
use time::Duration;

use crate::{
    app::App,
    config::Config,
    domain::{
        id::Id,
        job::{
            Job,
            name::JobName,
            record::Field,
            step::{Extract, Kind, Visit},
        },
        source::{Definition, Source, file, recipe::Css},
        tenant::{Brand, Tenant, access::Access, api_key, environment::Environment},
    },
    service::{link::links::NewLink, source::definitions},
    store::{
        Tx,
        job::{
            jobs::{self, StoredJob},
            workflows::{self, StoredWorkflow},
        },
        source::sources::StoredSource,
        table,
        tenant::{
            api_keys::{self, StoredKey},
            tenants,
        },
    },
};

const NORTHWIND: &str = include_str!("northwind.toml");
const FILE: &str = "demo.json";
const PURPOSE: &str = "Read your invoices";

/// The company with what it needs to make links, as it is kept in the data folder.
#[derive(Serialize, Deserialize)]
pub struct Company {
    pub tenant: Id<Tenant>,
    #[serde(serialize_with = "expose")]
    pub api_key: SecretString,
    /// The sandbox in each of its themes, and the job there.
    themes: Vec<Theme>,
    pub job: Id<Job>,
    sandbox_url: String,
    /// Absent in what an earlier version wrote.
    #[serde(default)]
    pub identity: Option<DemoPool>,
}

#[derive(Serialize, Deserialize)]
struct Theme {
    name: String,
    source: Id<Source>,
}

fn expose<S: Serializer>(secret: &SecretString, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(secret.expose_secret())
}

/// The sandbox's themes, the first for the link that is printed.
const THEMES: [&str; 3] = ["classic", "stepwise", "german"];

impl Company {
    /// The company of an earlier start.
    pub fn remembered(config: &Config) -> anyhow::Result<Option<Self>> {
        let path = config.data_dir.join(FILE);
        match fs::read_to_string(&path) {
            Ok(text) => {
                let broken = || format!("{} cannot be read; remove the folder to start afresh", path.display());
                Ok(Some(serde_json::from_str(&text).with_context(broken)?))
            }
            Err(_) => Ok(None),
        }
    }

    /// Where the sandbox was.
    pub fn sandbox_address(&self) -> Option<SocketAddr> {
        self.sandbox_url.strip_prefix("http://")?.parse().ok()
    }

    /// The company of an earlier start with the sandbox where it is now, or a new one.
    pub async fn settle(app: &App, data_dir: &Path, known: Option<Self>, sandbox_url: &str) -> anyhow::Result<Self> {
        let mut tx = app.db.begin().await?;
        let mut company = match known {
            Some(company) => company.renewed(app, &mut tx, sandbox_url).await?,
            None => Self::found(app, &mut tx, sandbox_url).await?,
        };
        tx.commit().await?;
        if company.identity.is_none() {
            company.identity = Some(DemoPool::found(app, company.tenant).await?);
        }
        company.remember(data_dir)?;
        Ok(company)
    }

    /// The sandbox may be elsewhere by now, and this version may know more of it than an earlier one did.
    async fn renewed(mut self, app: &App, tx: &mut Tx, sandbox_url: &str) -> anyhow::Result<Self> {
        // Made before companies had a test side, it was like a live one.
        tenants::turn_into_test(tx, self.tenant).await?;
        sandbox_url.clone_into(&mut self.sandbox_url);
        for name in THEMES {
            match self.themes.iter().find(|theme| theme.name == name) {
                Some(theme) => theme.renewed(app, tx, self.tenant, northwind(sandbox_url, name)?).await?,
                None => self.themes.push(Theme::found(app, tx, self.tenant, sandbox_url, name).await?.0),
            }
        }
        Ok(self)
    }

    async fn found(app: &App, tx: &mut Tx, sandbox_url: &str) -> anyhow::Result<Self> {
        let live = app.id();
        let now = app.clock.now();
        let brand = Brand { name: "Harbour Books".to_owned(), accent: Some("#0f766e".to_owned()), logo: None };
        let return_urls = [format!("{}/", app.public_url)];
        tenants::insert(tx, live, &brand, &return_urls, now).await?;
        let environment = Environment::Test;
        let tenant = tenants::side(tx, live, environment, (app.id(), now)).await?;
        let (api_key, hash) = api_key::make(environment, rand::random());
        let key = StoredKey {
            id: app.id(),
            tenant_id: tenant,
            environment,
            name: "demo".to_owned(),
            access: Access::Everything,
            created_at: now,
            revoked_at: None,
        };
        api_keys::insert(tx, &key, &hash).await?;
        let (mut themes, mut first) = (Vec::new(), None);
        for name in THEMES {
            let (theme, job) = Theme::found(app, tx, tenant, sandbox_url, name).await?;
            first.get_or_insert(job);
            themes.push(theme);
        }
        let job = first.context("the sandbox has a theme")?;
        Ok(Self { tenant, api_key, themes, job, sandbox_url: sandbox_url.to_owned(), identity: None })
    }

    fn remember(&self, data_dir: &Path) -> anyhow::Result<()> {
        let path = data_dir.join(FILE);
        let mut file = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&path)?;
        file.write_all(serde_json::to_string_pretty(self)?.as_bytes())?;
        Ok(file.sync_all()?)
    }

    /// A link for a customer of the company.
    pub fn link(&self) -> NewLink {
        NewLink {
            external_id: "demo-customer".to_owned(),
            source_id: self.themes[0].source,
            job_ids: vec![self.job],
            purposes: vec![purpose()],
            expires_in: Duration::days(7),
            return_url: None,
            locale: None,
            metadata: serde_json::Map::new(),
            identifier: None,
            inputs: BTreeMap::default(),
        }
    }
}

impl Theme {
    /// A theme as a new source, and the job for it.
    async fn found(
        app: &App,
        tx: &mut Tx,
        tenant: Id<Tenant>,
        sandbox_url: &str,
        name: &str,
    ) -> anyhow::Result<(Self, Id<Job>)> {
        let added = definitions::add(app, tx, tenant, northwind(sandbox_url, name)?).await?;
        let source = added.map_err(|mistakes| anyhow::anyhow!("the sandbox's brand: {}", mistakes[0].message))?;
        let job = job(app, tx, tenant, source.id, name).await?;
        Ok((Self { name: name.to_owned(), source: source.id }, job))
    }

    /// Gives its source the definition of this version, unless somebody has deleted it.
    async fn renewed(&self, app: &App, tx: &mut Tx, tenant: Id<Tenant>, definition: Definition) -> anyhow::Result<()> {
        if let Some(source) = table::lock::<StoredSource>(tx, tenant, self.source).await? {
            let changed = definitions::change(app, tx, tenant, source, definition).await?;
            changed.map_err(|mistakes| anyhow::anyhow!("the sandbox's brand: {}", mistakes[0].message))?;
        }
        Ok(())
    }
}

/// The sandbox in one of its themes, as a source.
fn northwind(sandbox_url: &str, theme: &str) -> anyhow::Result<Definition> {
    let definition =
        file::read(NORTHWIND, false).map_err(|mistakes| anyhow::anyhow!("the sandbox's recipe: {}", mistakes[0]))?;
    Ok(Definition { login_url: format!("{sandbox_url}/{theme}/login"), ..definition })
}

/// What the job is called, in every language.
fn purpose() -> JobName {
    let names = [
        ("ar", "قراءة فواتيرك"),
        ("de", "Ihre Rechnungen lesen"),
        ("es", "Leer sus facturas"),
        ("fr", "Lire vos factures"),
        ("ja", "請求書の読み取り"),
        ("pt", "Ler suas faturas"),
    ];
    let names = names.into_iter().map(|(tag, name)| (tag.to_owned(), name.to_owned())).collect();
    JobName { name: PURPOSE.to_owned(), names }
}

/// A job that reads the customer's profile and invoices.
async fn job(app: &App, tx: &mut Tx, tenant: Id<Tenant>, source: Id<Source>, theme: &str) -> anyhow::Result<Id<Job>> {
    let now = app.clock.now();
    let css = |selector: &str| Css(selector.to_owned());
    let columns = [("number", "td:nth-child(1)"), ("issued", "td:nth-child(2)"), ("amount", "td.amount")];
    let steps = vec![
        Kind::Visit(Visit { url: format!("/{theme}/account/invoices"), engine: None }).into(),
        Kind::Extract(Extract {
            name: "invoices".to_owned(),
            rows: Some(css("table#invoices tr[data-invoice]")),
            fields: columns.into_iter().map(|(name, at)| (name.to_owned(), Field::at(css(at)))).collect(),
            ..Extract::default()
        })
        .into(),
    ];
    let workflow = StoredWorkflow {
        id: app.id(),
        source_id: source,
        name: PURPOSE.to_owned(),
        steps,
        permissions: None,
        inputs: None,
        created_at: now,
    };
    workflows::insert(tx, tenant, &workflow).await?;
    let job = StoredJob {
        id: app.id(),
        source_id: source,
        name: purpose(),
        workflow_ids: vec![workflow.id],
        inputs: serde_json::Map::new(),
        created_at: now,
    };
    jobs::insert(tx, tenant, &job).await?;
    Ok(job.id)
}
