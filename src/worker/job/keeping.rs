//! The files that a run takes, as artifacts.

use std::error::Error;

use crate::{
    app::App,
    domain::job::{
        artifact::Kind,
        failure::{Failure, Reason},
    },
    engine::{
        file::FileHead,
        workflow::{Extracted, Keeper, Place},
    },
    service::{
        ServiceError,
        job::artifacts::{self, NewArtifact, Writing},
    },
    store::job::{artifacts::StoredArtifact, workflow_runs::StoredWorkflowRun},
};

/// Writes what a run takes into the artifact store.
pub struct Keeping<'a> {
    app: &'a App,
    run: StoredWorkflowRun,
    writing: Option<Writing>,
    /// What was written, and is not committed yet.
    made: Vec<StoredArtifact>,
    /// What failed here, and has nothing to do with the run.
    error: Option<ServiceError>,
}

impl<'a> Keeping<'a> {
    /// What keeps the files of a run.
    pub const fn new(app: &'a App, run: StoredWorkflowRun) -> Self {
        Self { app, run, writing: None, made: Vec::new(), error: None }
    }

    /// Takes what was written since the last time.
    pub fn take(&mut self) -> Vec<StoredArtifact> {
        std::mem::take(&mut self.made)
    }

    /// Adds what a step read, as JSON.
    pub async fn add_records(&mut self, step: u32, extracted: &Extracted) -> Result<(), Failure> {
        let new = NewArtifact {
            tenant: self.run.tenant_id,
            run: self.run.id,
            place: step.to_string(),
            kind: Kind::ExtractedData,
            name: extracted.name.clone(),
            media_type: "application/json".to_owned(),
        };
        self.open(new).await?;
        self.write(extracted.content.to_string().as_bytes()).await?;
        self.finish().await
    }

    /// What failed here, and is no fault of the run: it goes on later.
    pub const fn error(&mut self) -> Option<ServiceError> {
        self.error.take()
    }

    async fn open(&mut self, new: NewArtifact) -> Result<(), Failure> {
        let writing = artifacts::begin(self.app, new).await;
        self.writing = Some(writing.map_err(|error| self.not_stored(error))?);
        Ok(())
    }

    /// What is wrong with the store is told to the operator, as the company can do nothing about it.
    fn not_stored(&mut self, error: ServiceError) -> Failure {
        let cause = error.source().map(ToString::to_string);
        tracing::error!(%error, cause, run = %self.run.id, "an artifact could not be stored");
        if !matches!(error, ServiceError::Object(_)) {
            self.error = Some(error);
        }
        Failure::new(Reason::NotStored, "what was taken could not be stored")
    }
}

impl Keeper for Keeping<'_> {
    async fn begin(&mut self, place: Place, head: &FileHead) -> Result<(), Failure> {
        let new = NewArtifact {
            tenant: self.run.tenant_id,
            run: self.run.id,
            place: place.to_string(),
            kind: Kind::File,
            name: head.name.clone(),
            media_type: head.media_type.clone(),
        };
        self.open(new).await
    }

    async fn write(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        let Some(writing) = &mut self.writing else { return Ok(()) };
        writing.write(bytes).await.map_err(|error| self.not_stored(error))
    }

    async fn finish(&mut self) -> Result<(), Failure> {
        if let Some(writing) = self.writing.take() {
            let written = writing.finish().await.map_err(|error| self.not_stored(error))?;
            self.made.push(written);
        }
        Ok(())
    }

    async fn give_up(&mut self) {
        if let Some(writing) = self.writing.take() {
            writing.give_up().await;
        }
    }
}
