//! The command line of a browser.

use std::{
    io,
    path::{Path, PathBuf},
    process::Stdio,
};

use tokio::process::{Child, Command};

use crate::engine::chrome::proxy::certificate;

/// Ties the browser's life to the pipe: it ends when the pipe does, and then its folder goes. The browser wants to be
/// spoken to on 3 and to answer on 4; the folder is `$0`.
const WATCH: &str = r#"exec 3<&0 4>&1 </dev/null >/dev/null 2>&1
"$@" --user-data-dir="$0" & browser=$!
exec 3<&- 4>&-
wait $browser
rm -rf -- "$0" "$0.lock""#;

/// Starts the program on a profile in `folder`, with a proxy for what is in no context.
pub fn spawn(program: &Path, folder: &Path, proxy: &str) -> io::Result<Child> {
    let mut command = Command::new("/bin/sh");
    command.arg("-c").arg(WATCH).arg(folder).arg(program).args(arguments(proxy));
    if is_root(folder) {
        // The browser refuses to be root inside its own sandbox.
        tracing::warn!("a browser runs as root, so without its own sandbox (--no-sandbox); run as another user");
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

/// Arguments of every browser.
const FIXED: &[&str] = &[
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
    // A tab reaches the hosts of one source alone, so nothing in it is to be kept apart; frames of other processes
    // could not be read.
    "--disable-site-isolation-trials",
    "--disable-features=AutofillServerCommunication,CertificateTransparencyComponentUpdater,DialMediaRouteProvider,\
     HttpsUpgrades,IsolateOrigins,MediaRouter,NetworkTimeServiceQuerying,OptimizationHints,Prerender2,\
     SegmentationPlatform,site-per-process,SpareRendererForSitePerProcess,Translate,WebRtcHideLocalIpsWithMdns",
    "--disk-cache-size=1",
];

fn arguments(proxy: &str) -> Vec<String> {
    let own = [
        format!("--proxy-server={proxy}"),
        // What the proxies of workflows show; nothing else has its key.
        format!("--ignore-certificate-errors-spki-list={}", certificate::pin()),
    ];
    FIXED.iter().map(ToString::to_string).chain(own).collect()
}

/// The usual places of the program; the wrapper scripts of distributions do not hand over to it.
const USUAL: [&str; 4] = [
    "/usr/lib/chromium/chromium-headless-shell",
    "/usr/lib/chromium/chromium",
    "/usr/lib64/chromium-browser/headless_shell",
    "/opt/google/chrome/chrome",
];

/// The program that a setting names, or the first that is in a usual place, if it is there.
pub fn find(setting: &Path) -> Option<PathBuf> {
    if setting.as_os_str().is_empty() {
        return USUAL.iter().map(PathBuf::from).find(|path| path.is_file());
    }
    Some(setting.to_owned()).filter(|path| path.is_file())
}
