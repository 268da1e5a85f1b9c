//! Clients with their pools, remembered from request to request.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

use crate::{
    domain::{id::Id, identity::Client},
    store::identity::{clients::StoredClient, pools::StoredPool},
};

/// How many clients are remembered.
const MOST: usize = 1_000;

/// Clients and their pools, each good for one number of the tenant's definitions. The number is read from the database
/// whenever a client is needed, so what another node has changed is not missed.
#[derive(Default)]
pub struct Parties(Mutex<HashMap<Id<Client>, (i64, StoredPool, StoredClient)>>);

impl Parties {
    /// A client with its pool, if they were read under this number.
    pub fn find(&self, client: Id<Client>, definitions: i64) -> Option<(StoredPool, StoredClient)> {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (of, pool, client) = known.get(&client)?;
        (*of == definitions).then(|| (pool.clone(), client.clone()))
    }

    /// Remembers a client with its pool. They were read after the number was, so they are never older than that.
    pub fn keep(&self, definitions: i64, pool: &StoredPool, client: &StoredClient) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= MOST {
            known.clear();
        }
        known.insert(client.id, (definitions, pool.clone(), client.clone()));
    }
}
