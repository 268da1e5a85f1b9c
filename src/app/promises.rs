//! What the jobs of links will do, remembered from page to page.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use crate::domain::{
    id::Id,
    job::{Job, permissions::promise::Promise},
    tenant::Tenant,
};

/// How many promises are remembered.
const MOST: usize = 1_000;

type Known = HashMap<(Id<Tenant>, Vec<Id<Job>>), (i64, Arc<Promise>)>;

/// Promises by tenant and jobs, each good for one number of the tenant's definitions.
#[derive(Default)]
pub struct Promises(Mutex<Known>);

impl Promises {
    /// The promise of jobs, if it was made of these definitions.
    pub fn find(&self, tenant: Id<Tenant>, jobs: &[Id<Job>], definitions: i64) -> Option<Arc<Promise>> {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (of, promise) = known.get(&(tenant, jobs.to_vec()))?;
        (*of == definitions).then(|| Arc::clone(promise))
    }

    /// Remembers the promise of jobs. It was read after the number was, so it is never older than that.
    pub fn keep(&self, tenant: Id<Tenant>, jobs: &[Id<Job>], definitions: i64, promise: &Arc<Promise>) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= MOST {
            known.clear();
        }
        known.insert((tenant, jobs.to_vec()), (definitions, Arc::clone(promise)));
    }
}
