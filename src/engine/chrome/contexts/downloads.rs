//! Downloads of one context, allowed while a step takes a file: into a private folder beside the browser's profile.

use std::{
    fs::{self, DirBuilder},
    io,
    os::unix::fs::DirBuilderExt,
    path::PathBuf,
    sync::Arc,
};

use serde_json::json;
use tokio::sync::mpsc::UnboundedReceiver;

use crate::engine::{
    chrome::{
        devtools::DevtoolsError,
        process::{browser::Browser, downloads::Download},
    },
    error::PageError,
};

/// Downloads that are allowed until this is dropped; what was not taken by then is given up.
pub struct Downloads {
    browser: Arc<Browser>,
    context: String,
    folder: PathBuf,
    events: UnboundedReceiver<Download>,
    /// Those of this context that have not ended.
    open: Vec<String>,
}

impl Downloads {
    /// Allows downloads.
    pub(super) async fn allow(browser: Arc<Browser>, context: String) -> Result<Self, PageError> {
        let folder = browser.folder().join(format!("downloads-{:016x}", rand::random::<u64>()));
        DirBuilder::new().mode(0o700).create(&folder).map_err(|source| PageError::Setup { source })?;
        let events = browser.downloads_of(&context);
        let settings = json!({
            "behavior": "allowAndName", "downloadPath": folder, "eventsEnabled": true, "browserContextId": context,
        });
        let allowed = Self { browser, context, folder, events, open: Vec::new() };
        allowed.browser.call("Browser.setDownloadBehavior", settings).await?;
        Ok(allowed)
    }

    /// What happens next to a download of the browser, which may be one of another context.
    pub async fn next(&mut self) -> Result<Download, DevtoolsError> {
        self.events.recv().await.ok_or(DevtoolsError::Gone)
    }

    /// Whether a download is of this context: its file is in the folder.
    pub fn has(&mut self, id: &str) -> bool {
        let is_here = [id.to_owned(), format!("{id}.crdownload")].iter().any(|name| self.folder.join(name).exists());
        if is_here && self.open.iter().all(|open| open != id) {
            self.open.push(id.to_owned());
        }
        is_here
    }

    /// How many downloads of this context there were.
    pub const fn count(&self) -> usize {
        self.open.len()
    }

    /// Opens a file that is there, and deletes its name: nothing of it stays, however this process ends.
    pub fn open(&self, id: &str) -> io::Result<fs::File> {
        let path = self.folder.join(id);
        let file = fs::File::open(&path)?;
        fs::remove_file(path)?;
        Ok(file)
    }
}

impl Drop for Downloads {
    fn drop(&mut self) {
        let denied = json!({"behavior": "deny", "browserContextId": self.context});
        self.browser.tell("Browser.setDownloadBehavior", denied);
        for id in &self.open {
            self.browser.tell("Browser.cancelDownload", json!({"guid": id, "browserContextId": self.context}));
        }
        self.browser.forget_downloads(&self.context);
        if let Err(error) = fs::remove_dir_all(&self.folder) {
            tracing::warn!(%error, "a folder of downloads could not be removed");
        }
    }
}
