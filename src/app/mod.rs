//! What every part of a running server shares: settings, database, keys, words, clock and capacity.

mod allowances;
mod clock;
mod guesses;
mod handed;
mod hashing;
mod in_flight;
mod meter;
mod probe;
mod quota;
mod remembered;
mod signer;
mod vault;

use std::sync::Arc;

use time::Duration;
use tokio::sync::watch;

pub use allowances::Allowances;
pub use clock::Clock;
pub use guesses::Guesses;
pub use handed::{Begun, Handed, HandedOver};
pub use hashing::Hashing;
pub use in_flight::{InFlight, InFlightGuard};
pub use meter::Meter;
pub use probe::WriteProbe;
pub use quota::Quota;
pub use remembered::Remembered;
pub use signer::{Signer, SignerError, Signers};
pub use vault::Vault;

use crate::{
    capacity::Capacity,
    config::Config,
    domain::{
        id::{Id, Noun},
        identity::Client,
        job::Job,
        link::flow::Patience,
        network::{Allow, InvalidRule},
        task::Lease,
        tenant::Tenant,
    },
    objects::Objects,
    store::{
        Db,
        identity::{clients::StoredClient, pools::StoredPool},
        job::plans::Plan,
    },
    view::{kit::foot::Foot, portal::Fixed, words::texts::Texts},
};

/// Jobs of a tenant, in the order in which a link runs them.
type JobsOf = (Id<Tenant>, Vec<Id<Job>>);

/// A running server's shared parts.
pub struct App {
    pub config: Config,
    /// The address customers see, without a slash at its end.
    pub public_url: String,
    pub db: Db,
    /// The contents of artifacts.
    pub objects: Objects,
    pub vault: Vault,
    /// The keys that sign tokens.
    pub signers: Signers,
    /// Where passwords are hashed.
    pub hashing: Hashing,
    /// Clients with their pools.
    pub parties: Remembered<Id<Client>, (StoredPool, StoredClient)>,
    /// What the jobs of links will do.
    pub plans: Remembered<JobsOf, Arc<Plan>>,
    pub handed: HandedOver,
    /// What users and addresses may do how often.
    pub allowances: Allowances,
    pub texts: Texts,
    pub foot: Foot,
    /// Pages made at the start.
    pub fixed: Fixed,
    pub clock: Clock,
    pub meter: Meter,
    /// How many tasks are worked on at once, and which hosts hang.
    pub workers: Capacity,
    /// Whether the database takes writes.
    pub write_probe: WriteProbe,
    stopping: watch::Sender<bool>,
    /// Calls with an idempotency key.
    pub in_flight: InFlight<String>,
    /// The name under which this process leases tasks.
    node: String,
}

/// How long a task stays in a process's hands unless it says that it is still at it.
pub const LEASE: Duration = Duration::seconds(10);

impl App {
    /// Puts the parts together.
    pub fn new(
        config: Config,
        public_url: &str,
        (db, objects): (Db, Objects),
        vault: Vault,
        texts: Texts,
        clock: Clock,
    ) -> Arc<Self> {
        let public_url = public_url.trim_end_matches('/').to_owned();
        let foot = foot(&config, &public_url);
        let workers = Capacity::new(config.workers);
        Arc::new(Self {
            fixed: Fixed::new(&texts, &foot),
            public_url,
            foot,
            texts,
            node: format!("{:016x}", rand::random::<u64>()),
            config,
            db,
            objects,
            vault,
            signers: Signers::default(),
            hashing: Hashing::default(),
            parties: Remembered::new(1_000),
            plans: Remembered::new(256),
            handed: HandedOver::default(),
            allowances: Allowances::default(),
            clock,
            meter: Meter::default(),
            workers,
            write_probe: WriteProbe::default(),
            stopping: watch::Sender::new(false),
            in_flight: InFlight::default(),
        })
    }

    /// From now on the server is about to stop.
    pub fn stop(&self) {
        self.stopping.send_replace(true);
    }

    /// Whether the server is about to stop.
    pub fn is_stopping(&self) -> bool {
        *self.stopping.borrow()
    }

    /// Waits until the server is about to stop.
    pub async fn stopping(&self) {
        // The sender is here, so it cannot be gone.
        let _ = self.stopping.subscribe().wait_for(|stopping| *stopping).await;
    }

    /// A fresh id.
    pub fn id<N: Noun>(&self) -> Id<N> {
        Id::new(self.clock.now(), rand::random())
    }

    /// The name of this process among those on one database.
    pub fn node(&self) -> &str {
        &self.node
    }

    /// A lease for this process from now on.
    pub fn lease(&self) -> Lease {
        Lease { owner: self.node.clone(), until: self.clock.steady() + LEASE }
    }

    /// The private addresses that may be reached, as the operator wrote them.
    pub fn private(&self) -> Result<Vec<Allow>, InvalidRule> {
        self.config.allow_private.iter().map(|text| text.parse()).collect()
    }

    /// How long a flow may rest.
    pub fn patience(&self) -> Patience {
        Patience {
            customer: Duration::seconds(self.config.answer_timeout.into()),
            queue: Duration::seconds(self.config.answer_timeout.into()),
            // A turn is a few steps at the source, and a task may have to be taken over once.
            engine: Duration::seconds(i64::from(self.config.source_timeout) * 3) + LEASE,
        }
    }

    /// Whether the pages are served over https, as far as browsers can tell.
    pub fn is_secure(&self) -> bool {
        self.public_url.starts_with("https://")
    }
}

/// The operator as the settings name it, or else as customers see it in the address bar.
fn foot(config: &Config, public_url: &str) -> Foot {
    let host = public_url.split_once("://").map_or(public_url, |(_, host)| host);
    let operator = if config.operator.is_empty() { host } else { &config.operator };
    Foot::new(operator, &config.privacy_url, &config.help_url)
}
