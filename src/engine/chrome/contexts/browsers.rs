//! The browsers of this process: a bounded number of contexts, which tenants and source hosts share fairly.

use std::{
    path::PathBuf,
    sync::{
        Arc, OnceLock,
        atomic::{AtomicUsize, Ordering},
    },
};

use tokio::sync::{Mutex, Notify};

use super::{
    permit::Permit,
    warm::{BlankPage, WarmPool},
};
use crate::{
    capacity::{self, Capacity},
    domain::task::Share,
    engine::{
        chrome::process::{browser::Browser, command, folder},
        error::PageError,
    },
};

/// What to tell an operator who has no browser.
pub const NOT_INSTALLED: &str = "no browser is installed where the setting `browser` says, or in the usual places";

/// The most worker slots that are released at the same time: each lets one more task hold a lease.
const MOST_RELEASED_SLOTS: usize = 256;

/// How many browsers and contexts there may be, and where.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The program; empty: in the usual places.
    pub program: PathBuf,
    /// Where browsers have their folders.
    pub folder: PathBuf,
    /// The most contexts at the same time.
    pub contexts: usize,
    /// The most of them in one browser.
    pub per_browser: usize,
    /// After how many contexts a browser is replaced.
    pub lives: usize,
    /// From how much memory on a browser is replaced, in MiB; from twice as much on, its largest page ends.
    pub memory: u64,
}

/// How many browsers and contexts there are now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counts {
    pub browsers: usize,
    pub contexts: usize,
    pub waiting: usize,
}

/// Browsers, started when they are needed; cheap to clone.
#[derive(Clone)]
pub struct Browsers {
    shared: Arc<Shared>,
    /// Whose share of the contexts is taken, if anybody's.
    share: Option<Share>,
}

struct Shared {
    settings: Settings,
    permits: Capacity,
    waiting: AtomicUsize,
    contended: Notify,
    /// Held while a permit is assigned to a browser, which may have to be started first.
    starting: Mutex<()>,
    running: Mutex<Vec<Arc<Browser>>>,
    warm: WarmPool,
    /// The slots of the worker, one of which is released while its task waits.
    worker_slots: OnceLock<Capacity>,
}

impl Browsers {
    /// No browser yet; removes what earlier processes have left behind.
    pub fn new(settings: Settings) -> Self {
        folder::sweep(&settings.folder);
        let shared = Shared {
            permits: Capacity::new(settings.contexts),
            settings,
            waiting: AtomicUsize::new(0),
            contended: Notify::new(),
            starting: Mutex::default(),
            running: Mutex::new(Vec::new()),
            warm: WarmPool::default(),
            worker_slots: OnceLock::new(),
        };
        Self { shared: Arc::new(shared), share: None }
    }

    /// From now on, a task that waits for a context releases its worker slot meanwhile.
    pub fn release_while_waiting(&self, worker_slots: Capacity) {
        self.shared.worker_slots.get_or_init(|| worker_slots);
    }

    /// The same browsers, of which a tenant and host take their share.
    #[must_use]
    pub fn for_share(&self, share: Share) -> Self {
        Self { share: Some(share), ..self.clone() }
    }

    /// Whether there is a program to start.
    pub fn is_installed(&self) -> bool {
        command::find(&self.shared.settings.program).is_some()
    }

    /// How many tasks wait for a context.
    pub fn waiting(&self) -> usize {
        self.shared.waiting.load(Ordering::Relaxed)
    }

    /// Waits until a task has to wait for a context.
    pub async fn until_contended(&self) {
        self.shared.contended.notified().await;
    }

    /// Ends browsers that are retired and pages that take too much memory, and counts what is left.
    pub async fn tidy(&self) -> Counts {
        self.shared.warm.tidy();
        let mut running = self.shared.running.lock().await;
        running.retain(|browser| !self.is_done(browser));
        for browser in running.iter() {
            browser.end_largest_page(self.shared.settings.memory.saturating_mul(2)).await;
        }
        Counts {
            browsers: running.len(),
            contexts: running.iter().map(|browser| browser.open.load(Ordering::Relaxed)).sum(),
            waiting: self.waiting(),
        }
    }

    /// A blank page in a context of its own: a warm one, or one that is opened as soon as there is a permit for it.
    pub async fn blank(&self, language: &str) -> Result<BlankPage, PageError> {
        let waiting = Waiting::new(&self.shared.waiting);
        let mut ready = self.shared.warm.take(language);
        if let Some(blank) = &mut ready
            && !(blank.responds().await && blank.context.charge(self.share.as_ref()))
        {
            ready = None;
        }
        let blank = match ready {
            Some(blank) => blank,
            None => BlankPage::open_detached(self.permit(waiting).await?, language).await?,
        };
        self.refill_warm_pool(language);
        Ok(blank)
    }

    /// Opens the next blank page where there is a permit that no task waits for.
    fn refill_warm_pool(&self, language: &str) {
        if !self.shared.warm.begin() {
            return;
        }
        let (browsers, language) = (self.clone(), language.to_owned());
        tokio::spawn(async move {
            let opened = match browsers.spare_permit().await {
                Some(permit) => BlankPage::open(permit, language).await.ok(),
                None => None,
            };
            browsers.shared.warm.end(opened, || browsers.waiting() > 0);
        });
    }

    /// Waits for a permit and assigns it to a browser that has room or to a new one.
    async fn permit(&self, waiting: Waiting<'_>) -> Result<Permit, PageError> {
        let permit = match self.shared.permits.try_acquire(self.share.as_ref()) {
            Some(permit) => permit,
            None => self.wait().await.ok_or_else(|| PageError::Setup { source: std::io::Error::other("no permit") })?,
        };
        drop(waiting);
        let _assigning = self.shared.starting.lock().await;
        let browser = match self.with_room().await {
            Some(browser) => browser,
            None => self.start().await?,
        };
        Ok(Permit::new(browser, permit))
    }

    async fn wait(&self) -> Option<capacity::Permit> {
        self.shared.contended.notify_one();
        let share = self.share.as_ref();
        let slots = self.shared.worker_slots.get().filter(|_| self.waiting() <= MOST_RELEASED_SLOTS);
        let _released = slots.map(|slots| slots.lend(share));
        self.shared.permits.acquire(share).await
    }

    /// A permit that is free now, in a browser that runs.
    async fn spare_permit(&self) -> Option<Permit> {
        let permit = self.shared.permits.try_acquire(None)?;
        let _assigning = self.shared.starting.lock().await;
        Some(Permit::new(self.with_room().await?, permit))
    }

    async fn with_room(&self) -> Option<Arc<Browser>> {
        let mut running = self.shared.running.lock().await;
        running.retain(|browser| !self.is_done(browser));
        let with_room = running.iter().find(|browser| {
            let has_room = browser.open.load(Ordering::Relaxed) < self.shared.settings.per_browser.max(1);
            has_room && !browser.is_retired.load(Ordering::Relaxed)
        });
        with_room.map(Arc::clone)
    }

    /// Whether a browser is to end: it is dead, or it is old and has no contexts any more.
    fn is_done(&self, browser: &Browser) -> bool {
        let settings = &self.shared.settings;
        let is_old = browser.opened.load(Ordering::Relaxed) >= settings.lives.max(1)
            || browser.memory() >= settings.memory.max(1);
        browser.is_retired.fetch_or(is_old, Ordering::Relaxed);
        let is_free = browser.open.load(Ordering::Relaxed) == 0;
        browser.devtools.is_gone() || (is_free && browser.is_retired.load(Ordering::Relaxed))
    }

    async fn start(&self) -> Result<Arc<Browser>, PageError> {
        let setup = |source| PageError::Setup { source };
        let Some(program) = command::find(&self.shared.settings.program) else {
            return Err(PageError::NoBrowser);
        };
        let browser = Arc::new(Browser::start(&program, &self.shared.settings.folder).await.map_err(setup)?);
        self.shared.running.lock().await.push(Arc::clone(&browser));
        Ok(browser)
    }
}

/// Counts a task that waits for a permit, until it is dropped.
struct Waiting<'a>(&'a AtomicUsize);

impl<'a> Waiting<'a> {
    fn new(count: &'a AtomicUsize) -> Self {
        count.fetch_add(1, Ordering::Relaxed);
        Self(count)
    }
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}
