//! The values that the workflows of a link's jobs are given: checked when the link is made, kept sealed until it has ended.

use std::collections::{BTreeMap, HashSet};

use secrecy::ExposeSecret;
use serde_json::{Map, Value};

use crate::{
    app::App,
    domain::{
        id::Id,
        job::{
            Job,
            failure::{Failure, Reason},
            input::Inputs,
        },
        link::Link,
        source::recipe::lint::Mistake,
        tenant::Tenant,
    },
    service::ServiceError,
    store::{
        StoreError, Tx,
        job::{inputs, jobs::StoredJob},
    },
};

/// The values of each job of a link, by the jobs' ids.
pub type JobInputs = BTreeMap<String, Map<String, Value>>;

/// The values for the jobs of a new link: those that are given, before those that the jobs have themselves. Mistakes are
/// told by the inputs' names.
pub async fn of_new_link(
    tx: &mut Tx,
    tenant: Id<Tenant>,
    jobs: &[StoredJob],
    given: &Map<String, Value>,
) -> Result<Result<JobInputs, Vec<Mistake>>, StoreError> {
    let (mut all, mut mistakes, mut known) = (JobInputs::new(), Vec::new(), HashSet::new());
    for job in jobs {
        let mut values = job.inputs.clone();
        values.extend(given.clone());
        let mut taken = Map::new();
        for workflow in &job.workflow_ids {
            let Some((name, declared)) = inputs::declared(tx, tenant, *workflow).await? else { continue };
            known.extend(declared.properties.keys().cloned());
            match declared.values(&values) {
                Ok(values) => taken.extend(values),
                Err(wrong) => mistakes.extend(
                    wrong
                        .into_iter()
                        .map(|Mistake { key, message }| Mistake::new(key, format!("{message} (workflow {name:?})"))),
                ),
            }
        }
        if !taken.is_empty() {
            all.insert(job.id.to_string(), taken);
        }
    }
    let unknown = given.keys().filter(|name| !known.contains(*name));
    mistakes.extend(unknown.map(|name| Mistake::new(name, "no workflow of the link's jobs takes it")));
    Ok(if mistakes.is_empty() { Ok(all) } else { Err(mistakes) })
}

/// Every mistake in the values that a job has for all of its links; what is missing may come with the link.
pub async fn mistakes_of_job(tx: &mut Tx, tenant: Id<Tenant>, job: &StoredJob) -> Result<Vec<Mistake>, StoreError> {
    let (mut mistakes, mut known) = (Vec::new(), HashSet::new());
    if job.inputs.is_empty() {
        return Ok(mistakes);
    }
    for workflow in &job.workflow_ids {
        let Some((_, mut declared)) = inputs::declared(tx, tenant, *workflow).await? else { continue };
        declared.required.clear();
        mistakes.extend(declared.values(&job.inputs).err().into_iter().flatten());
        known.extend(declared.properties.into_keys());
    }
    let unknown = job.inputs.keys().filter(|name| !known.contains(*name));
    mistakes.extend(unknown.map(|name| Mistake::new(name, "no workflow of the job takes it")));
    Ok(mistakes)
}

/// Keeps the values of a new link.
pub async fn keep(app: &App, tx: &mut Tx, link: Id<Link>, values: &JobInputs) -> Result<(), ServiceError> {
    if values.is_empty() {
        return Ok(());
    }
    let text = serde_json::to_string(values).map_err(|error| ServiceError::Broken(error.to_string()))?;
    Ok(inputs::insert(tx, link, app.vault.seal(&text.into(), &row(link))).await?)
}

/// The values of one run of a workflow; a failure where they do not fit what that declares, which may have changed since
/// the link was made.
pub async fn of_run(
    app: &App,
    (link, job): (Id<Link>, Id<Job>),
    declared: Option<&Inputs>,
) -> Result<Result<Map<String, Value>, Failure>, ServiceError> {
    let Some(declared) = declared else { return Ok(Ok(Map::new())) };
    let given = match inputs::of_link(&app.db, link).await? {
        Some(sealed) => {
            let text = app.vault.open(&sealed, &row(link))?;
            let values: Option<JobInputs> = serde_json::from_str(text.expose_secret()).ok();
            let mut values =
                values.ok_or_else(|| ServiceError::Broken(format!("the inputs of {link} cannot be read")))?;
            values.remove(&job.to_string()).unwrap_or_default()
        }
        None => Map::new(),
    };
    Ok(declared.values(&given).map_err(|mistakes| {
        let told: Vec<String> = mistakes.iter().map(|wrong| format!("{:?} {}", wrong.key, wrong.message)).collect();
        Failure::new(Reason::InputInvalid, format!("the inputs of the link do not fit: {}", told.join("; ")))
    }))
}

/// Deletes the values of links that have ended.
pub async fn forget_ended(app: &App) -> Result<(), ServiceError> {
    let mut tx = app.db.begin().await?;
    inputs::delete_ended(&mut tx).await?;
    Ok(tx.commit().await?)
}

fn row(link: Id<Link>) -> String {
    format!("{link} inputs")
}
