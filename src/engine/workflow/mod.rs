//! Doing the steps of a workflow on a page of the signed-in session: a module for each kind of step.

mod ask;
mod condition;
mod download;
mod extract;
mod for_each;
mod form;
mod keeper;
mod print;
mod upload;
mod visit;
mod wait_for;

use std::{
    collections::{HashMap, HashSet},
    time::Duration,
};

use serde_json::{Map, Value};
use tokio::time::Instant;
use url::Url;

use self::for_each::Scope;
pub use self::keeper::{Keeper, Place};
use super::{any::AnyPage, error::PageError, file::FileHead, page::Page};
use crate::{
    domain::job::{
        failure::{Failure, Reason},
        outcome::{Counts, ItemOutcomes},
        permissions::Downloads,
        record::FieldType,
        step::{Kind, OnFailure, Step, Values, filled},
    },
    net::{error::NetError, gate::Gate, guard::Forbidden},
    page::{Submission, recipe::memory::Memory},
};

pub use ask::{Given, Question};

/// How long a step may take that does not say so, over all of its pages.
const USUAL_TIME: Duration = Duration::from_mins(5);

/// One execution of a workflow: its page, from step to step.
pub struct WorkflowRun<K> {
    page: AnyPage,
    /// What a path of a step is joined to.
    base: Url,
    /// What was filled and chosen, and is sent by the next `click` or `submit`.
    form: Submission,
    /// Which files it may take.
    downloads: Downloads,
    /// How many it took.
    files: u32,
    keeper: K,
    /// The step that is under way.
    place: Place,
    /// The row that is under way.
    scope: Option<Scope>,
    /// The records of the lists that later steps need, by the lists' names.
    records: HashMap<String, Vec<Box<str>>>,
    /// The names of these lists.
    needed: HashSet<String>,
    /// What became of the items of the next `for_each` before the run was cut off.
    items_before: Option<ItemOutcomes>,
    /// The values of the workflow's inputs.
    inputs: Map<String, Value>,
    /// How many pages were opened since they were counted.
    opened: u64,
    /// How many writes were counted.
    told_writes: u64,
    /// What the next `ask` gives its page.
    given: Option<(Memory, Given)>,
}

/// How a step ended.
#[derive(Debug)]
pub enum Outcome {
    /// There is nothing to keep.
    Done,
    /// Its condition does not hold.
    Skipped,
    /// What was read off the page.
    Extracted(Extracted),
    /// A file was taken, of which the keeper has the content.
    Downloaded(FileHead),
    /// The steps were done for every item; the keeper knows what became of them.
    Looped,
    /// The page asks what only the customer can answer.
    Asks(Question),
    /// It failed, and the run goes on.
    Failed(Failure),
    /// The run ends well, with what the definition says about it.
    Stopped(String),
}

/// What an `extract` read.
#[derive(Debug)]
pub struct Extracted {
    /// The artifact's name.
    pub name: String,
    /// The records, each as JSON.
    pub records: Vec<Box<str>>,
    /// Whether they are a list, and not the one record of a page.
    pub is_list: bool,
    /// How many records there are, on how many pages.
    pub count: usize,
    pub pages: usize,
}

impl<K: Keeper> WorkflowRun<K> {
    /// A run on a page that is in the signed-in session; paths are on the host of `base`.
    pub fn new(page: AnyPage, base: Url, downloads: Downloads, keeper: K) -> Self {
        Self {
            page,
            base,
            form: Submission::default(),
            downloads,
            files: 0,
            keeper,
            place: Place::default(),
            scope: None,
            records: HashMap::new(),
            needed: HashSet::new(),
            items_before: None,
            inputs: Map::new(),
            opened: 0,
            told_writes: 0,
            given: None,
        }
    }

    /// The pages that it opened, and the requests it sent that may have changed something, since the last time.
    pub fn take_counts(&mut self) -> Counts {
        let writes = self.page.gate().map(|gate| gate.so_far().writes.values().sum()).unwrap_or_default();
        let counts = Counts { pages: self.opened, writes: writes - self.told_writes, ..Counts::default() };
        (self.opened, self.told_writes) = (0, writes);
        counts
    }

    /// The same, with the records of these lists at hand for later steps.
    #[must_use]
    pub fn needing(self, needed: HashSet<String>) -> Self {
        Self { needed, ..self }
    }

    /// The same, with these values for the workflow's inputs.
    #[must_use]
    pub fn with_inputs(self, inputs: Map<String, Value>) -> Self {
        Self { inputs, ..self }
    }

    /// Has the records of a list at hand that was read before.
    pub fn remember(&mut self, name: &str, records: Vec<Box<str>>) {
        self.records.insert(name.to_owned(), records);
    }

    /// The next `for_each` begins behind these items.
    pub fn go_on_behind(&mut self, items: ItemOutcomes) {
        self.items_before = Some(items);
    }

    /// The same, as one that has taken files before it stopped for the customer.
    #[must_use]
    pub fn having_taken(self, files: u64) -> Self {
        Self { files: files.try_into().unwrap_or(u32::MAX), ..self }
    }

    /// Whether its permissions let it send anything.
    pub fn may_write(&self) -> bool {
        self.page.gate().is_some_and(Gate::lets_writes)
    }

    /// What it handed over.
    pub const fn keeper(&mut self) -> &mut K {
        &mut self.keeper
    }

    /// Does the step of this number, within its time. It fails where the page asked for something that the workflow's
    /// permissions do not allow, whatever came of it otherwise.
    pub async fn step(&mut self, step: &Step, number: u32) -> Result<Outcome, Failure> {
        self.place = Place { step: number, item: None };
        self.page.gate().into_iter().for_each(|gate| gate.begin_step(number, step.may_change()));
        let outcome = match filled(step, Values { input: &self.inputs, item: None }) {
            Ok(step) => self.timed(&step, None).await,
            Err(failure) => Err(failure),
        };
        match outcome {
            Err(failure) if step.on_failure == OnFailure::Continue && failure.reason.is_of_the_page() => {
                Ok(Outcome::Failed(failure))
            }
            outcome => outcome,
        }
    }

    /// Does a step within its time, and before `end`.
    async fn timed(&mut self, step: &Step, end: Option<Instant>) -> Result<Outcome, Failure> {
        // The time of an `ask` is the customer's.
        let own = step.timeout.filter(|_| !matches!(step.kind, Kind::Ask(_)));
        let time = own.map_or(USUAL_TIME, |seconds| Duration::from_secs(seconds.into()));
        let left = end.map_or(time, |end| time.min(end.saturating_duration_since(Instant::now())));
        self.page.begin_step_within(left);
        // A step that is done again after a crash sends nothing that could change something, unless it says so.
        let takes_files = match &step.kind {
            Kind::Download(_) => true,
            Kind::Extract(extract) => extract.fields.values().any(|field| field.kind == FieldType::File),
            _ => false,
        };
        let is_held = takes_files && !step.may_change();
        self.hold_writes(is_held);
        let outcome = self.step_in_time(step).await;
        self.hold_writes(false);
        self.page.end_step();
        let denied = self.page.gate().map(|gate| gate.so_far().denied_requests).unwrap_or_default();
        if let Some(first) = denied.first() {
            let message = if is_held {
                format!("a download that is not `once` does not send {first}, and the permissions have to allow it")
            } else {
                format!("the permissions of the workflow do not allow {first}")
            };
            return Err(Failure::new(Reason::PermissionDenied, message));
        }
        outcome
    }

    fn hold_writes(&self, is_held: bool) {
        self.page.gate().into_iter().for_each(|gate| gate.hold_writes(is_held));
    }

    async fn step_in_time(&mut self, step: &Step) -> Result<Outcome, Failure> {
        if let Some(when) = &step.when
            && !self.holds(when).await?
        {
            return Ok(Outcome::Skipped);
        }
        match &step.kind {
            Kind::Visit(visit) => self.visit(visit).await,
            Kind::Extract(extract) => self.extract(extract).await,
            Kind::Expect(expect) => self.expect(expect).await,
            Kind::WaitFor(wait_for) => self.wait_for(wait_for, step.timeout).await,
            Kind::Stop(end) => Ok(Outcome::Stopped(end.message.clone())),
            Kind::Click(click) => self.click(click).await,
            Kind::Fill(fill) => self.fill(fill).await,
            Kind::Select(select) => self.select(select).await,
            Kind::Check(check) => self.check(check).await,
            Kind::Submit(submit) => self.submit(submit).await,
            Kind::Download(download) => self.download(download).await,
            Kind::Upload(upload) => self.upload(upload).await,
            Kind::Print(print) => self.print(print).await,
            Kind::ForEach(each) => Box::pin(self.for_each(each, step)).await,
            Kind::Ask(ask) => self.ask(ask).await,
        }
    }
}

impl From<PageError> for Failure {
    fn from(error: PageError) -> Self {
        let reason = match &error {
            PageError::Net(NetError::TimedOut { .. }) => Reason::TimedOut,
            PageError::Net(NetError::Forbidden { reason: Forbidden::NotPermitted(_), .. }) => Reason::PermissionDenied,
            PageError::Net(NetError::Forbidden { .. })
            | PageError::NoSuchElement { .. }
            | PageError::Unsupported { .. } => Reason::SourceChanged,
            PageError::Net(NetError::Unresolved { .. } | NetError::Unreachable { .. } | NetError::Broken { .. })
            | PageError::TooManyRedirects => Reason::SourceUnavailable,
            PageError::TooLarge => Reason::PageTooLarge,
            PageError::NoBrowser => Reason::BrowserMissing,
            PageError::Lost { .. } | PageError::Unrepeatable => Reason::SessionLost,
            PageError::Net(NetError::Setup { .. }) | PageError::Checkpoint | PageError::Setup { .. } => {
                Reason::Internal
            }
        };
        Self::new(reason, error.to_string())
    }
}
