//! One browser process: started on a pipe, in a private folder, and gone with us however we end.

use std::{
    collections::HashMap,
    io,
    path::{Path, PathBuf},
    process::Stdio,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, AtomicUsize},
    },
    time::Duration,
};

use serde_json::{Value, json};
use tokio::{
    process::{Child, Command},
    sync::mpsc::{self, UnboundedReceiver, UnboundedSender},
    time::timeout,
};

use super::{
    devtools::{Devtools, Event, Failure},
    folder::Folder,
    memory,
    proxy::Proxy,
    tab::Agent,
};

/// How long a browser may take to start, and to end by itself.
const START: Duration = Duration::from_secs(20);
const END: Duration = Duration::from_secs(3);

/// The most windows of a context at the same time.
const WINDOWS: usize = 4;

/// Ties the browser's life to the pipe: it ends when the pipe does, and then its folder goes. The browser wants to be
/// spoken to on 3 and to answer on 4; the folder is `$0`.
const WATCH: &str = r#"exec 3<&0 4>&1 </dev/null >/dev/null 2>&1
"$@" --user-data-dir="$0" & browser=$!
exec 3<&- 4>&-
wait $browser
rm -rf -- "$0" "$0.lock""#;

/// What happens to the windows of a context.
pub(super) enum Window {
    Opened(String),
    Closed(String),
}

/// Who wants to know of the windows of which context.
type Windows = Arc<Mutex<HashMap<String, UnboundedSender<Window>>>>;

/// A running browser.
pub(super) struct Browser {
    pub(super) devtools: Devtools,
    /// As what its pages come to a source.
    pub(super) agent: Agent,
    windows: Windows,
    /// How many contexts it has had, and has now.
    pub(super) opened: AtomicUsize,
    pub(super) open: AtomicUsize,
    /// Whether it takes no new contexts.
    pub(super) is_retired: AtomicBool,
    group: Option<u32>,
    _folder: Arc<Folder>,
    /// For whatever is in no context: it leads nowhere.
    _nowhere: Proxy,
}

impl Browser {
    /// Starts the program on a folder of its own below `parent`.
    pub(super) async fn start(program: &Path, parent: &Path) -> io::Result<Self> {
        let nowhere = Proxy::start().await?;
        let folder = Arc::new(Folder::make(parent)?);
        let mut process = spawn(program, folder.path(), &nowhere.url())?;
        let (to, from) = (process.stdin.take(), process.stdout.take());
        let (to, from) = to.zip(from).ok_or(io::ErrorKind::BrokenPipe)?;
        let devtools = Devtools::over(to, from);
        let group = process.id();
        tokio::spawn(bury(process, devtools.clone(), Arc::clone(&folder)));
        let greeted = timeout(START, greet(&devtools)).await;
        let agent = greeted
            .map_err(|_| io::Error::from(io::ErrorKind::TimedOut))
            .and_then(|agent| agent.map_err(io::Error::other));
        let agent = agent.inspect_err(|_| devtools.hang_up())?;
        let windows = Windows::default();
        tokio::spawn(tell(devtools.clone(), devtools.listen(None), Arc::clone(&windows)));
        Ok(Self {
            devtools,
            agent,
            windows,
            opened: AtomicUsize::new(0),
            open: AtomicUsize::new(0),
            is_retired: AtomicBool::new(false),
            group,
            _folder: folder,
            _nowhere: nowhere,
        })
    }

    /// Tells the browser itself to do something.
    pub(super) async fn call(&self, method: &'static str, params: Value) -> Result<Value, Failure> {
        self.devtools.call(None, method, params).await
    }

    /// Hears of the windows of a context from now on.
    pub(super) fn windows_of(&self, context: &str) -> UnboundedReceiver<Window> {
        let (teller, windows) = mpsc::unbounded_channel();
        lock(&self.windows).insert(context.to_owned(), teller);
        windows
    }

    /// Stops hearing of the windows of a context.
    pub(super) fn forget_windows(&self, context: &str) {
        lock(&self.windows).remove(context);
    }

    /// The memory of all its processes in MiB, as far as the system tells.
    pub(super) fn memory(&self) -> u64 {
        self.group.map_or(0, |group| memory::of(&memory::processes(group)))
    }

    /// Ends the largest page where all of them hold more than so many MiB: one that never stops growing would take the
    /// machine along.
    pub(super) async fn relieve(&self, most: u64) {
        let Some(group) = self.group else { return };
        let processes = memory::processes(group);
        let Some(largest) = memory::largest_page(&processes).filter(|_| memory::of(&processes) >= most) else { return };
        tracing::warn!("a page takes too much memory, and is ended");
        kill(largest.to_string()).await;
    }
}

async fn greet(devtools: &Devtools) -> Result<Agent, Failure> {
    let version = devtools.call(None, "Browser.getVersion", json!({})).await?;
    let pages = json!({"discover": true, "filter": [{"type": "page"}]});
    devtools.call(None, "Target.setDiscoverTargets", pages).await?;
    Ok(Agent::of(&version))
}

/// Tells contexts of their windows, and closes at once what is too many: a page may open some whenever it likes, also
/// while nobody looks after it.
async fn tell(devtools: Devtools, mut events: UnboundedReceiver<Event>, windows: Windows) {
    // By window, as a closing one is told without its context.
    let mut contexts = HashMap::new();
    while let Some(Event { method, params }) = events.recv().await {
        let told = match method.as_str() {
            "Target.targetCreated" => {
                let [target, context] = ["targetId", "browserContextId"].map(|name| text(&params["targetInfo"][name]));
                contexts.insert(target.clone(), context.clone());
                let open = contexts.values().filter(|other| **other == context).count();
                if open > WINDOWS {
                    tokio::spawn(close(devtools.clone(), target));
                    None
                } else {
                    Some((context, Window::Opened(target)))
                }
            }
            "Target.targetDestroyed" => {
                let target = text(&params["targetId"]);
                contexts.remove(&target).map(|context| (context, Window::Closed(target)))
            }
            _ => None,
        };
        if let Some((context, window)) = told
            && let Some(teller) = lock(&windows).get(&context)
        {
            // A context that is about to go does not care.
            let _ = teller.send(window);
        }
    }
}

fn lock(windows: &Windows) -> MutexGuard<'_, HashMap<String, UnboundedSender<Window>>> {
    windows.lock().unwrap_or_else(PoisonError::into_inner)
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

impl Drop for Browser {
    fn drop(&mut self) {
        self.devtools.hang_up();
    }
}

fn spawn(program: &Path, folder: &Path, proxy: &str) -> io::Result<Child> {
    let mut command = Command::new("/bin/sh");
    command.arg("-c").arg(WATCH).arg(folder).arg(program).args(arguments(proxy));
    if is_root(folder) {
        // The browser refuses to be root inside its own sandbox.
        command.arg("--no-sandbox");
    }
    // A group of its own: what ends us from a terminal leaves us to end our browsers in good order.
    command.process_group(0).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    command
        .env_clear()
        .envs(std::env::vars_os().filter(|(name, _)| ["PATH", "LANG", "TZ"].iter().any(|kept| name == kept)));
    command.env("HOME", folder).env("TMPDIR", folder).spawn()
}

/// Whether what we make belongs to root, as this folder does that we have made.
fn is_root(folder: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    folder.metadata().is_ok_and(|folder| folder.uid() == 0)
}

fn arguments(proxy: &str) -> Vec<String> {
    let fixed = [
        "--headless",
        "--remote-debugging-pipe",
        "--incognito",
        // A page that wants more than this loses its tab.
        "--js-flags=--max-old-space-size=512",
        "--no-first-run",
        "--no-default-browser-check",
        "--no-pings",
        "--disable-quic",
        "--dns-prefetch-disable",
        "--disable-background-networking",
        "--disable-breakpad",
        "--disable-client-side-phishing-detection",
        "--disable-component-update",
        "--disable-default-apps",
        "--disable-dev-shm-usage",
        "--disable-domain-reliability",
        "--disable-extensions",
        "--disable-gpu",
        "--disable-sync",
        "--disable-search-engine-choice-screen",
        "--disable-background-timer-throttling",
        "--disable-backgrounding-occluded-windows",
        "--disable-renderer-backgrounding",
        "--metrics-recording-only",
        "--mute-audio",
        "--password-store=basic",
        "--use-mock-keychain",
        // What is drawn; what pages are told is another thing.
        "--window-size=320,240",
        "--proxy-bypass-list=<-loopback>",
        // Without this, pages send UDP by themselves; with the flag of the same name without `force`, as well.
        "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
        "--disable-features=AutofillServerCommunication,CertificateTransparencyComponentUpdater,DialMediaRouteProvider,\
         HttpsUpgrades,MediaRouter,NetworkTimeServiceQuerying,OptimizationHints,Prerender2,\
         SegmentationPlatform,SpareRendererForSitePerProcess,Translate,WebRtcHideLocalIpsWithMdns",
        "--disk-cache-size=1",
    ];
    fixed.iter().map(ToString::to_string).chain([format!("--proxy-server={proxy}")]).collect()
}

/// Waits for the end: of the browser, or of the line to it, after which the browser has a little time to end by itself.
async fn bury(mut process: Child, devtools: Devtools, folder: Arc<Folder>) {
    let group = process.id();
    tokio::select! {
        _ = process.wait() => {}
        () = devtools.gone() => {
            if timeout(END, process.wait()).await.is_err() {
                if let Some(group) = group {
                    kill(format!("-{group}")).await;
                }
                // A killed process ends; an error means that it has ended already.
                let _ = process.wait().await;
            }
        }
    }
    devtools.hang_up();
    drop(folder);
}

/// Closes a window; what is gone need not be closed.
async fn close(devtools: Devtools, target: String) {
    let _ = devtools.call(None, "Target.closeTarget", json!({"targetId": target})).await;
}

/// Ends a process, or with a minus before its number a whole group of them, at once.
async fn kill(number: String) {
    let killed = Command::new("/bin/kill").arg("-KILL").arg("--").arg(number).status().await;
    if let Err(error) = killed {
        tracing::error!(%error, "a process of a browser could not be killed");
    }
}

/// The usual places of the program; the wrapper scripts of distributions do not hand over to it.
const USUAL: [&str; 4] = [
    "/usr/lib/chromium/chromium-headless-shell",
    "/usr/lib/chromium/chromium",
    "/usr/lib64/chromium-browser/headless_shell",
    "/opt/google/chrome/chrome",
];

/// The program that a setting names, or the first that is in a usual place, if it is there.
pub(super) fn find(setting: &Path) -> Option<PathBuf> {
    if setting.as_os_str().is_empty() {
        return USUAL.iter().map(PathBuf::from).find(|path| path.is_file());
    }
    Some(setting.to_owned()).filter(|path| path.is_file())
}
