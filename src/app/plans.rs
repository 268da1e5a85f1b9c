//! What the jobs of links will do, remembered from page to page and from task to task.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use crate::{
    domain::{id::Id, job::Job, tenant::Tenant},
    store::job::plans::Plan,
};

/// How many plans are remembered.
const MOST: usize = 256;

type Known = HashMap<(Id<Tenant>, Vec<Id<Job>>), (i64, Arc<Plan>)>;

/// Plans by tenant and jobs, each good for one number of the tenant's definitions. The number is read from the database
/// whenever a plan is needed, so what another node has changed is not missed.
#[derive(Default)]
pub struct Plans(Mutex<Known>);

impl Plans {
    /// The plan of jobs, if it was made of these definitions.
    pub fn find(&self, tenant: Id<Tenant>, jobs: &[Id<Job>], definitions: i64) -> Option<Arc<Plan>> {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (of, plan) = known.get(&(tenant, jobs.to_vec()))?;
        (*of == definitions).then(|| Arc::clone(plan))
    }

    /// Remembers the plan of jobs. It was committed, and read after the number was, so it is never older than that.
    pub fn keep(&self, tenant: Id<Tenant>, jobs: &[Id<Job>], definitions: i64, plan: &Arc<Plan>) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= MOST {
            known.clear();
        }
        known.insert((tenant, jobs.to_vec()), (definitions, Arc::clone(plan)));
    }
}
