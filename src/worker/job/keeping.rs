//! The files that a run takes, as artifacts.

use std::{
    error::Error,
    mem,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use crate::{
    app::App,
    crash,
    domain::{
        id::Id,
        job::{
            artifact::Kind,
            failure::{Failure, Reason},
            outcome::ItemOutcomes,
        },
        link::flow::Flow,
        task::Claim,
    },
    engine::{
        file::FileHead,
        workflow::{Extracted, Keeper, Place},
    },
    service::{
        ServiceError,
        job::{
            artifacts::{self, NewArtifact, Writing},
            jobs,
            pages::PageBehind,
        },
        retried,
    },
    store::job::{artifacts::StoredArtifact, workflow_runs::StoredWorkflowRun},
};

/// The longest media type that is kept, in characters.
const LONGEST_TYPE: usize = 120;
/// How much of a list is written at once, in bytes.
const PIECE: usize = 64 * 1024;
/// How often a run writes how far it has come with items that can be done again.
const PAUSE: Duration = Duration::from_secs(1);
/// How many artifacts may wait for that.
const MOST_MADE: usize = 50;

/// Artifacts that were written, and are not committed yet.
#[derive(Clone, Default)]
pub struct Made(Arc<Mutex<Vec<StoredArtifact>>>);

impl Made {
    /// Takes them, to be committed.
    pub fn take(&self) -> Vec<StoredArtifact> {
        mem::take(&mut self.lock())
    }

    fn lock(&self) -> MutexGuard<'_, Vec<StoredArtifact>> {
        // A holder that panicked has taken them or not; both are consistent.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Writes what a run takes into the artifact store.
pub struct Keeping<'a> {
    app: &'a App,
    claim: &'a Claim,
    flow: Id<Flow>,
    run: StoredWorkflowRun,
    /// When the run was last written.
    written: Instant,
    /// Whether it has done since what cannot be done again.
    hurries: bool,
    /// Where that has led.
    page: Option<PageBehind>,
    /// Whether the task has gone into other hands.
    has_left: bool,
    writing: Option<Writing>,
    made: Made,
    /// How many files the step that is under way took, and how many bytes they have.
    took: Option<(u64, u64)>,
    /// What failed here, and has nothing to do with the run.
    error: Option<ServiceError>,
}

impl<'a> Keeping<'a> {
    /// What keeps the files of a run in the session of a flow.
    pub fn new(app: &'a App, (claim, flow): (&'a Claim, Id<Flow>), run: StoredWorkflowRun) -> Self {
        Self {
            app,
            claim,
            flow,
            run,
            written: Instant::now(),
            hurries: false,
            page: None,
            has_left: false,
            writing: None,
            made: Made::default(),
            took: None,
            error: None,
        }
    }

    /// How long what has come of the run may wait until it is written.
    pub fn pause(&self) -> Duration {
        let is_due = self.hurries || self.made.lock().len() >= MOST_MADE;
        if is_due { Duration::ZERO } else { PAUSE.saturating_sub(self.written.elapsed()) }
    }

    /// What was done cannot be done again: it is written before anything else is, with where it has led.
    pub fn hurry(&mut self, page: Option<PageBehind>) {
        (self.hurries, self.page) = (true, page);
    }

    /// Takes where a step has led that cannot be done again.
    pub const fn take_page(&mut self) -> Option<PageBehind> {
        self.page.take()
    }

    /// The run was written.
    pub fn written(&mut self) {
        (self.written, self.hurries) = (Instant::now(), false);
    }

    /// The run goes on with a step.
    pub fn begin_step(&mut self, run: &StoredWorkflowRun) {
        self.run = run.clone();
        // Of a step that was cut off, what it took before.
        self.took = run.outcomes.last().and_then(|outcome| outcome.files.zip(outcome.bytes));
    }

    /// How many files the step took, and how many bytes they have.
    pub const fn took(&mut self) -> (Option<u64>, Option<u64>) {
        match self.took {
            Some((files, bytes)) => (Some(files), Some(bytes)),
            None => (None, None),
        }
    }

    /// What became of the items of the step that is under way, if it has some.
    pub fn items(&mut self) -> Option<ItemOutcomes> {
        self.run.outcomes.last_mut()?.items.take()
    }

    /// Whether the task has gone into other hands.
    pub const fn has_left(&self) -> bool {
        self.has_left
    }

    /// What was written since the last time, also while a step is under way.
    pub fn made(&self) -> Made {
        self.made.clone()
    }

    /// Takes what was written since the last time.
    pub fn take(&self) -> Vec<StoredArtifact> {
        self.made.take()
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
        match extracted.records.as_slice() {
            [record] if !extracted.is_list => self.write(record.as_bytes()).await?,
            records => self.write_list(records).await?,
        }
        self.finish().await.map(drop)
    }

    /// Writes a list piece by piece: as one text, a long list would take as much memory again.
    async fn write_list(&mut self, records: &[Box<str>]) -> Result<(), Failure> {
        let mut piece = String::from("[");
        for (record, number) in records.iter().zip(0..) {
            if number > 0 {
                piece.push(',');
            }
            piece.push_str(record);
            if piece.len() >= PIECE {
                self.write(piece.as_bytes()).await?;
                piece.clear();
            }
        }
        piece.push(']');
        self.write(piece.as_bytes()).await
    }

    /// What failed here, and is no fault of the run: it goes on later.
    pub const fn error(&mut self) -> Option<ServiceError> {
        self.error.take()
    }

    /// Writes how far the run has come.
    async fn progress(&mut self) -> Result<(), Failure> {
        let made = self.made.take();
        let kept = retried(|| jobs::progress(self.app, self.claim, self.flow, &self.run, (&made, None))).await;
        self.written();
        match kept {
            Ok(true) => return Ok(()),
            Ok(false) => self.has_left = true,
            Err(error) => self.error = Some(error),
        }
        Err(Failure::new(Reason::Internal, "the run could not be written"))
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
    async fn begin(&mut self, place: Place, kind: Kind, head: &FileHead) -> Result<(), Failure> {
        let new = NewArtifact {
            tenant: self.run.tenant_id,
            run: self.run.id,
            place: place.to_string(),
            kind,
            name: head.name.clone(),
            media_type: head.media_type.chars().take(LONGEST_TYPE).collect(),
        };
        self.open(new).await?;
        crash::point("file begun");
        Ok(())
    }

    async fn write(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        let Some(writing) = &mut self.writing else { return Ok(()) };
        writing.write(bytes).await.map_err(|error| self.not_stored(error))?;
        crash::point("file half written");
        Ok(())
    }

    async fn finish(&mut self) -> Result<String, Failure> {
        let mut sha256 = String::new();
        if let Some(writing) = self.writing.take() {
            let written = writing.finish().await.map_err(|error| self.not_stored(error))?;
            sha256.clone_from(&written.sha256);
            if written.kind != Kind::ExtractedData {
                let (files, bytes) = self.took.unwrap_or_default();
                self.took = Some((files + 1, bytes + written.size));
            }
            crash::point("file written");
            self.made.lock().push(written);
        }
        Ok(sha256)
    }

    async fn give_up(&mut self) {
        if let Some(writing) = self.writing.take() {
            writing.give_up().await;
        }
    }

    /// Where an item may change something, it is written first that it begins; otherwise now and then is enough, as it
    /// can be done again.
    async fn item(&mut self, told: &ItemOutcomes, may_change: bool) -> Result<(), Failure> {
        if let Some(outcome) = self.run.outcomes.last_mut() {
            outcome.items = Some(told.clone());
            (outcome.files, outcome.bytes) = self.took.unzip();
        }
        if may_change || self.pause().is_zero() {
            self.progress().await?;
            crash::point("item kept");
        }
        Ok(())
    }
}
