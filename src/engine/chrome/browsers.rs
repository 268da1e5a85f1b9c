//! The browsers of this process: a bounded number of contexts, whose seekers are served in the order in which they came.

use std::{
    path::PathBuf,
    sync::{
        Arc, OnceLock,
        atomic::{AtomicUsize, Ordering},
    },
};

use tokio::sync::{AcquireError, Mutex, Notify, OwnedSemaphorePermit, Semaphore};

use super::{
    ahead::{Ahead, Blank},
    browser,
    browser::Browser,
    folder,
};
use crate::engine::PageError;

/// What to tell an operator who has no browser.
pub const NOT_INSTALLED: &str = "no browser is installed where the setting `browser` says, or in the usual places";

/// The most hands that are lent: each is another task that keeps its lease meanwhile.
const MOST_LENT: usize = 256;

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

/// How much of what there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stock {
    pub browsers: usize,
    pub contexts: usize,
    pub waiting: usize,
}

/// Browsers, started when they are needed; cheap to clone.
#[derive(Clone)]
pub struct Browsers(Arc<Shared>);

struct Shared {
    settings: Settings,
    places: Arc<Semaphore>,
    waiting: AtomicUsize,
    wanted: Notify,
    /// Held by whoever takes a place, for as long as a browser starts for it.
    starting: Mutex<()>,
    running: Mutex<Vec<Arc<Browser>>>,
    ahead: Ahead,
    /// How many may work at the same time; whoever waits does not.
    hands: OnceLock<Arc<Semaphore>>,
}

/// A place for one context in a browser.
pub(super) struct Seat {
    pub(super) browser: Arc<Browser>,
    _place: OwnedSemaphorePermit,
}

impl Browsers {
    /// No browser yet; removes what earlier processes have left behind.
    pub fn new(settings: Settings) -> Self {
        folder::sweep(&settings.folder);
        let places = Arc::new(Semaphore::new(settings.contexts.max(1)));
        Self(Arc::new(Shared {
            settings,
            places,
            waiting: AtomicUsize::new(0),
            wanted: Notify::new(),
            starting: Mutex::default(),
            running: Mutex::new(Vec::new()),
            ahead: Ahead::default(),
            hands: OnceLock::new(),
        }))
    }

    /// Lends the hand of everybody who waits for a place to those who need no browser, from now on.
    pub fn lend(&self, hands: Arc<Semaphore>) {
        self.0.hands.get_or_init(|| hands);
    }

    /// Whether there is a program to start.
    pub fn is_installed(&self) -> bool {
        browser::find(&self.0.settings.program).is_some()
    }

    /// How many wait for a place.
    pub fn waiting(&self) -> usize {
        self.0.waiting.load(Ordering::Relaxed)
    }

    /// Waits until somebody has to wait for a place.
    pub async fn wanted(&self) {
        self.0.wanted.notified().await;
    }

    /// How much there is now, after what is too much has been ended.
    pub async fn stock(&self) -> Stock {
        self.0.ahead.tidy();
        let mut running = self.0.running.lock().await;
        running.retain(|browser| !self.is_done(browser));
        for browser in running.iter() {
            browser.relieve(self.0.settings.memory.saturating_mul(2)).await;
        }
        Stock {
            browsers: running.len(),
            contexts: running.iter().map(|browser| browser.open.load(Ordering::Relaxed)).sum(),
            waiting: self.waiting(),
        }
    }

    /// A blank page in a context of its own, opened ahead or as soon as there is a place for it.
    pub(super) async fn blank(&self, language: &str) -> Result<Blank, PageError> {
        let waiting = Waiting::new(&self.0.waiting);
        let mut ready = self.0.ahead.take(language);
        if let Some(blank) = &ready
            && !blank.answers().await
        {
            ready = None;
        }
        let blank = match ready {
            Some(blank) => blank,
            None => Blank::open_for(self.seat(waiting).await?, language).await?,
        };
        self.open_ahead(language);
        Ok(blank)
    }

    /// Opens the next one where there is room that nobody waits for.
    fn open_ahead(&self, language: &str) {
        if !self.0.ahead.begin() {
            return;
        }
        let (browsers, language) = (self.clone(), language.to_owned());
        tokio::spawn(async move {
            let opened = match browsers.spare_seat().await {
                Some(seat) => Blank::open(seat, language).await.ok(),
                None => None,
            };
            browsers.0.ahead.end(opened, || browsers.waiting() > 0);
        });
    }

    /// Waits for a place in the order of coming, and takes it in a browser that has room or in a new one.
    async fn seat(&self, waiting: Waiting<'_>) -> Result<Seat, PageError> {
        let place = match Arc::clone(&self.0.places).try_acquire_owned() {
            Ok(place) => place,
            Err(_) => self.wait().await.map_err(|error| PageError::Setup { source: std::io::Error::other(error) })?,
        };
        drop(waiting);
        let _turn = self.0.starting.lock().await;
        let browser = match self.with_room().await {
            Some(browser) => browser,
            None => self.start().await?,
        };
        Ok(Seat::new(browser, place))
    }

    async fn wait(&self) -> Result<OwnedSemaphorePermit, AcquireError> {
        self.0.wanted.notify_one();
        let _lent = self.0.hands.get().filter(|_| self.waiting() <= MOST_LENT).map(Lent::new);
        Arc::clone(&self.0.places).acquire_owned().await
    }

    /// A place that is free now, in a browser that runs.
    async fn spare_seat(&self) -> Option<Seat> {
        let place = Arc::clone(&self.0.places).try_acquire_owned().ok()?;
        let _turn = self.0.starting.lock().await;
        Some(Seat::new(self.with_room().await?, place))
    }

    async fn with_room(&self) -> Option<Arc<Browser>> {
        let mut running = self.0.running.lock().await;
        running.retain(|browser| !self.is_done(browser));
        let with_room = running.iter().find(|browser| {
            let has_room = browser.open.load(Ordering::Relaxed) < self.0.settings.per_browser.max(1);
            has_room && !browser.is_retired.load(Ordering::Relaxed)
        });
        with_room.map(Arc::clone)
    }

    /// Whether a browser is to end: it is dead, or it is old and nobody uses it any more.
    fn is_done(&self, browser: &Browser) -> bool {
        let settings = &self.0.settings;
        let is_old = browser.opened.load(Ordering::Relaxed) >= settings.lives.max(1)
            || browser.memory() >= settings.memory.max(1);
        browser.is_retired.fetch_or(is_old, Ordering::Relaxed);
        let is_free = browser.open.load(Ordering::Relaxed) == 0;
        browser.devtools.is_gone() || (is_free && browser.is_retired.load(Ordering::Relaxed))
    }

    async fn start(&self) -> Result<Arc<Browser>, PageError> {
        let setup = |source| PageError::Setup { source };
        let Some(program) = browser::find(&self.0.settings.program) else {
            return Err(setup(std::io::Error::other(NOT_INSTALLED)));
        };
        let browser = Arc::new(Browser::start(&program, &self.0.settings.folder).await.map_err(setup)?);
        self.0.running.lock().await.push(Arc::clone(&browser));
        Ok(browser)
    }
}

impl Seat {
    fn new(browser: Arc<Browser>, place: OwnedSemaphorePermit) -> Self {
        browser.opened.fetch_add(1, Ordering::Relaxed);
        browser.open.fetch_add(1, Ordering::Relaxed);
        Self { browser, _place: place }
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        self.browser.open.fetch_sub(1, Ordering::Relaxed);
    }
}

/// Somebody who waits for a place.
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

/// A hand that somebody else may use.
struct Lent(Arc<Semaphore>);

impl Lent {
    fn new(hands: &Arc<Semaphore>) -> Self {
        hands.add_permits(1);
        Self(Arc::clone(hands))
    }
}

impl Drop for Lent {
    /// It is back as soon as a hand is free; for that long there is one more at work.
    fn drop(&mut self) {
        let back = Arc::clone(&self.0).acquire_owned();
        // Without a runtime, nobody works any more.
        let Ok(runtime) = tokio::runtime::Handle::try_current() else { return };
        runtime.spawn(async move {
            if let Ok(hand) = back.await {
                hand.forget();
            }
        });
    }
}
