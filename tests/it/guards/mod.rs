//! Every guarded write, without a server: each test fails when the guard is taken out of its statement, which
//! `tests/mutations/run` sees to.

mod codes;
mod deliveries;
mod endpoints;
mod letters;
mod people;
mod tasks;
mod turns;

use time::{Duration, OffsetDateTime};
use vestibule::{
    domain::{
        id::{Id, Noun},
        task::{Lease, Share},
        tenant::{Brand, Tenant},
    },
    store::{Db, tenant::tenants},
};

use crate::support::{Database, Folder, clock_now};

/// A database with one tenant and nobody else at it.
pub struct Records {
    pub db: Db,
    pub tenant: Id<Tenant>,
    pub now: OffsetDateTime,
    _database: Database,
    _folder: Folder,
}

impl Records {
    pub async fn open() -> Self {
        let folder = Folder::new();
        let database = Database::fresh(folder.path()).await;
        let db = match database.url() {
            url if url.is_empty() => Db::sqlite(&folder.path().join("vestibule.db")).await.unwrap(),
            url => Db::postgres(&url, 4).await.unwrap(),
        };
        let (tenant, now) = (id(1), clock_now());
        let brand = Brand { name: "Harbour Books".to_owned(), accent: None, logo: None };
        let mut tx = db.begin().await.unwrap();
        tenants::insert(&mut tx, tenant, &brand, &[], now).await.unwrap();
        tx.commit().await.unwrap();
        Self { db, tenant, now, _database: database, _folder: folder }
    }

    pub fn share(&self) -> Share {
        Share { tenant: self.tenant, host: "bank.example".to_owned() }
    }

    /// A lease that runs out ten seconds after `at`.
    pub fn lease(owner: &str, at: OffsetDateTime) -> Lease {
        Lease { owner: owner.to_owned(), until: at + Duration::seconds(10) }
    }
}

pub fn id<N: Noun>(number: u128) -> Id<N> {
    Id::new(clock_now(), number)
}
