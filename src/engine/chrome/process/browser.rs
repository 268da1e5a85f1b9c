//! One browser process: started on a pipe, in a private folder, and ended with us however we end.

use std::{
    io,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize},
    },
    time::Duration,
};

use serde_json::{Value, json};
use tokio::{
    process::{Child, Command},
    sync::mpsc::UnboundedReceiver,
    time::timeout,
};

use super::{
    command,
    downloads::{Download, Downloads},
    folder::Folder,
    memory,
    user_agent::UserAgent,
    windows::{self, Window, Windows},
};
use crate::engine::chrome::{
    devtools::{Devtools, DevtoolsError},
    proxy::Proxy,
};

/// How long a browser may take to start, and to end by itself.
const START: Duration = Duration::from_secs(20);
const END: Duration = Duration::from_secs(3);

/// A running browser.
pub struct Browser {
    pub devtools: Devtools,
    /// The `User-Agent` of its pages.
    pub user_agent: UserAgent,
    windows: Windows,
    downloads: Downloads,
    /// How many contexts it has had, and has now.
    pub opened: AtomicUsize,
    pub open: AtomicUsize,
    /// Whether it takes no new contexts.
    pub is_retired: AtomicBool,
    group: Option<u32>,
    folder: Arc<Folder>,
    /// The proxy of what is in no context; it allows nothing.
    _no_context_proxy: Proxy,
}

impl Browser {
    /// Starts the program on a folder of its own below `parent`.
    pub async fn start(program: &Path, parent: &Path) -> io::Result<Self> {
        let no_context_proxy = Proxy::start().await?;
        let folder = Arc::new(Folder::make(parent)?);
        let mut process = command::spawn(program, folder.path(), &no_context_proxy.url())?;
        let (to, from) = (process.stdin.take(), process.stdout.take());
        let (to, from) = to.zip(from).ok_or(io::ErrorKind::BrokenPipe)?;
        let devtools = Devtools::over(to, from);
        let group = process.id();
        tokio::spawn(reap(process, devtools.clone(), Arc::clone(&folder)));
        let version = timeout(START, handshake(&devtools)).await;
        let user_agent = version
            .map_err(|_| io::Error::from(io::ErrorKind::TimedOut))
            .and_then(|version| version.map_err(io::Error::other))
            .inspect_err(|_| devtools.disconnect())?;
        let windows = Windows::default();
        let downloads = Downloads::default();
        let events = devtools.subscribe(None);
        tokio::spawn(windows::track(devtools.clone(), events, windows.clone(), downloads.clone()));
        Ok(Self {
            devtools,
            user_agent,
            windows,
            downloads,
            opened: AtomicUsize::new(0),
            open: AtomicUsize::new(0),
            is_retired: AtomicBool::new(false),
            group,
            folder,
            _no_context_proxy: no_context_proxy,
        })
    }

    /// Calls a DevTools method on the browser itself.
    pub async fn call(&self, method: &'static str, params: Value) -> Result<Value, DevtoolsError> {
        self.devtools.call(None, method, params).await
    }

    /// Calls a DevTools method on the browser itself, without waiting for what comes of it.
    pub fn tell(&self, method: &'static str, params: Value) {
        self.devtools.tell(method, params);
    }

    /// Its private folder.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Its downloads from now on, for a context.
    pub fn downloads_of(&self, context: &str) -> UnboundedReceiver<Download> {
        self.downloads.subscribe(context)
    }

    /// Ends the subscription to downloads.
    pub fn forget_downloads(&self, context: &str) {
        self.downloads.unsubscribe(context);
    }

    /// The changes of a context's windows from now on.
    pub fn windows_of(&self, context: &str) -> UnboundedReceiver<Window> {
        self.windows.subscribe(context)
    }

    /// Ends the subscription to a context's windows.
    pub fn forget_windows(&self, context: &str) {
        self.windows.unsubscribe(context);
    }

    /// The memory of all its processes in MiB, as far as the system tells.
    pub fn memory(&self) -> u64 {
        self.group.map_or(0, |group| memory::of(&memory::processes(group)))
    }

    /// Ends the largest page where all of them hold more than so many MiB: one that never stops growing would take the
    /// machine along.
    pub async fn end_largest_page(&self, most: u64) {
        let Some(group) = self.group else { return };
        let processes = memory::processes(group);
        let Some(largest) = memory::largest_page(&processes).filter(|_| memory::of(&processes) >= most) else { return };
        tracing::warn!("a page takes too much memory, and is ended");
        kill(largest.to_string()).await;
    }
}

async fn handshake(devtools: &Devtools) -> Result<UserAgent, DevtoolsError> {
    let version = devtools.call(None, "Browser.getVersion", json!({})).await?;
    let pages = json!({"discover": true, "filter": [{"type": "page"}]});
    devtools.call(None, "Target.setDiscoverTargets", pages).await?;
    Ok(UserAgent::of(&version))
}

impl Drop for Browser {
    fn drop(&mut self) {
        self.devtools.disconnect();
    }
}

/// Waits for the browser to end, or for its pipe to close, after which it has a little time to end by itself.
async fn reap(mut process: Child, devtools: Devtools, folder: Arc<Folder>) {
    let group = process.id();
    tokio::select! {
        _ = process.wait() => {}
        () = devtools.disconnected() => {
            if timeout(END, process.wait()).await.is_err() {
                if let Some(group) = group {
                    kill(format!("-{group}")).await;
                }
                // A killed process ends; an error means that it has ended already.
                let _ = process.wait().await;
            }
        }
    }
    devtools.disconnect();
    drop(folder);
}

/// Ends a process, or with a minus before its number a whole group of them, at once.
async fn kill(number: String) {
    let killed = Command::new("/bin/kill").arg("-KILL").arg("--").arg(number).status().await;
    if let Err(error) = killed {
        tracing::error!(%error, "a process of a browser could not be killed");
    }
}
