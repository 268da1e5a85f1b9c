//! Running a job of a link, one workflow after another, each in a fresh session with the signed-in state.

use secrecy::SecretString;
use serde_json::{Map, Value};
use url::Url;

use crate::{
    app::App,
    domain::{
        id::Id,
        job::{
            JobRun, Status,
            workflow::{Extract, Step},
        },
        source::source_text::MESSAGE,
        task::Claim,
    },
    engine::{AnyPage, Page, PageError},
    page::{Seen, dom::Document, recognise},
    service::{
        ServiceError,
        job::jobs::{self, Ended},
        link::sealed,
        retried,
    },
    store::job::{artifacts::StoredArtifact, workflow_runs::StoredWorkflowRun},
    worker::sign_in::{
        browser_sessions::{BrowserSessions, OpenError},
        source::{self, Source},
    },
};

/// How often a job run is taken up again after a crash before it counts as failed.
const ATTEMPTS: i64 = 5;
/// The most rows that one step extracts.
const MOST_ROWS: usize = 10_000;

/// Runs the workflows of a job run that have not ended.
pub async fn run(
    app: &App,
    sessions: &BrowserSessions,
    claim: &Claim,
    job_run: Id<JobRun>,
) -> Result<(), ServiceError> {
    let Some((job_run, workflows)) = jobs::unfinished(app, claim.share.tenant, job_run).await? else { return Ok(()) };
    let source = source::of_flow(&app.db, job_run.flow_id, &claim.share).await?;
    let session = sealed::checkpoint(app, &app.db, job_run.flow_id).await?.map(|checkpoint| checkpoint.page);
    for workflow in workflows {
        let ended = match &session {
            Some(session) if claim.attempt <= ATTEMPTS => {
                workflow_run(app, sessions, &source, session, workflow).await?
            }
            _ => failed(app, workflow, "the signed-in session was lost".to_owned()),
        };
        let has_failed = ended.run.status == Status::Failed;
        if !retried(|| jobs::finish(app, claim, &job_run, &ended)).await? || has_failed {
            break;
        }
    }
    Ok(())
}

async fn workflow_run(
    app: &App,
    sessions: &BrowserSessions,
    source: &Source,
    session: &SecretString,
    mut run: StoredWorkflowRun,
) -> Result<Ended, ServiceError> {
    let engine = run.steps.first().and_then(Step::engine);
    let mut page = match sessions.within(app, source, engine, session).await {
        Ok(page) => page,
        Err(OpenError::Ours(error)) => return Err(error),
        Err(OpenError::Theirs(error)) => return Ok(failed(app, run, error.to_string())),
    };
    let mut artifacts = Vec::new();
    let steps = run.steps.clone();
    for (step, number) in steps.iter().zip(0..) {
        run.current_step = Some(number);
        match do_step(step, source, &mut page).await {
            Ok(None) => {}
            Ok(Some((name, content))) => artifacts.push(artifact(app, &run, name, &content)),
            Err(problem) => return Ok(failed(app, run, format!("step {number}: {problem}"))),
        }
    }
    run.status = Status::Completed;
    run.ended_at = Some(app.clock.now());
    Ok(Ended { run, artifacts })
}

fn failed(app: &App, mut run: StoredWorkflowRun, error: String) -> Ended {
    run.status = Status::Failed;
    run.error = Some(error);
    run.ended_at = Some(app.clock.now());
    Ended { run, artifacts: Vec::new() }
}

async fn do_step(step: &Step, source: &Source, page: &mut AnyPage) -> Result<Option<(String, Value)>, String> {
    match step {
        Step::Visit { url, engine } => {
            if let Some(engine) = engine {
                page.switch_engine(*engine).await.map_err(|error| error.to_string())?;
            }
            let url: Url = source.login_url.join(url).map_err(|error| error.to_string())?;
            let seen = visit(&url, page).await.map_err(|error| error.to_string())?;
            if seen.status >= 400 {
                return Err(format!("the source answered {}", seen.status));
            }
            Ok(None)
        }
        Step::Extract(extract) => {
            let content = extracted(extract, page).await?;
            Ok(Some((extract.name.clone(), content)))
        }
    }
}

/// What is to be taken off the page; where scripts run, if it is not there without them.
async fn extracted(extract: &Extract, page: &mut AnyPage) -> Result<Value, String> {
    let seen = page.look().await.map_err(|error| error.to_string())?;
    let found = page.reader().read(seen.html.len(), || read(extract, &seen)).await;
    let is_missing = found.as_ref().map_or(true, |found| found.as_array().is_some_and(Vec::is_empty));
    if !is_missing || !page.can_switch_to_browser() {
        return found;
    }
    page.switch_to_browser().await.map_err(|error| error.to_string())?;
    let seen = page.look().await.map_err(|error| error.to_string())?;
    page.reader().read(seen.html.len(), || read(extract, &seen)).await
}

/// What a page shows; where scripts run, if it is nothing without them.
async fn visit(url: &Url, page: &mut AnyPage) -> Result<Seen, PageError> {
    page.go(url).await?;
    let seen = page.look().await?;
    if !page.can_switch_to_browser()
        || !page.reader().read(seen.html.len(), || recognise::needs_script_inside(&seen)).await
    {
        return Ok(seen);
    }
    page.switch_to_browser().await?;
    page.look().await
}

/// One object, or one for each row; a field that is found nowhere means that the page is not what it was.
fn read(extract: &Extract, seen: &Seen) -> Result<Value, String> {
    let document = Document::new(&seen.html, &seen.url);
    let Some(rows) = &extract.rows else {
        let mut object = Map::new();
        for (name, css) in &extract.fields {
            let found = document.words(css, MESSAGE).ok_or_else(|| format!("nothing on the page is {name:?}"))?;
            object.insert(name.clone(), Value::String(found));
        }
        return Ok(Value::Object(object));
    };
    let mut list = Vec::new();
    for row in document.all(rows).into_iter().take(MOST_ROWS) {
        let mut object = Map::new();
        for (name, css) in &extract.fields {
            let found = document.all_in(row, css).first().and_then(|element| document.text(*element, MESSAGE));
            object.insert(name.clone(), found.map_or(Value::Null, Value::String));
        }
        list.push(Value::Object(object));
    }
    if document.is_exhausted() {
        return Err("the page is too much to read".to_owned());
    }
    if list.is_empty() { Err("nothing on the page is a row".to_owned()) } else { Ok(Value::Array(list)) }
}

fn artifact(app: &App, run: &StoredWorkflowRun, name: String, content: &Value) -> StoredArtifact {
    StoredArtifact {
        id: app.id(),
        tenant_id: run.tenant_id,
        workflow_run_id: run.id,
        name,
        content_type: "application/json".to_owned(),
        content: content.to_string(),
        created_at: app.clock.now(),
    }
}
