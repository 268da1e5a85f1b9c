//! What a commit hands to a worker of this process with a task, so that nobody reads again what has just been read or
//! written. Whoever else gets the task finds the same in the database.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

use crate::{
    domain::{
        id::Id,
        task::{Claim, Task},
    },
    store::{
        job::{job_runs::StoredJobRun, workflow_runs::StoredWorkflowRun},
        link::visits::Visit,
    },
};

/// Of how many tasks something may wait to be taken.
const MOST: usize = 1024;

/// What is known of a task's subject, as it was when the task was committed.
pub enum Handed {
    Visit(Visit),
    Jobs(Box<Begun>),
}

/// A job run that has just begun.
pub struct Begun {
    pub visit: Visit,
    pub run: StoredJobRun,
    pub workflows: Vec<StoredWorkflowRun>,
}

/// What is handed over, by tasks.
#[derive(Default)]
pub struct HandedOver(Mutex<HashMap<Id<Task>, Handed>>);

impl HandedOver {
    /// Has it ready for a task that is about to be committed, in this process's hands.
    pub fn put(&self, task: Id<Task>, handed: Handed) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // What is left of commits that failed.
        if all.len() >= MOST {
            all.clear();
        }
        all.insert(task, handed);
    }

    /// Takes what a task came with, if it came straight from its commit and was in no other hands since.
    pub fn take(&self, claim: &Claim) -> Option<Handed> {
        let handed = self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&claim.id);
        handed.filter(|_| claim.attempt == 1)
    }
}
