//! An isolated browser context: cookies, storage and cache of its own, and a proxy of its own as the only way out.

use std::sync::atomic::Ordering;

use serde_json::{Value, json};
use tokio::sync::mpsc::UnboundedReceiver;

use super::{
    browser::Window,
    browsers::Seat,
    devtools::Failure,
    proxy::Proxy,
    tab::{Agent, Tab},
};
use crate::engine::PageError;

/// A context, until it is dropped.
pub(super) struct Context {
    id: String,
    seat: Option<Seat>,
    /// Leads nowhere at first.
    pub(super) proxy: Proxy,
    windows: UnboundedReceiver<Window>,
    pub(super) language: String,
}

impl Context {
    /// A context in a browser, for pages in this language.
    pub(super) async fn open(seat: Seat, language: String) -> Result<Self, PageError> {
        let proxy = Proxy::start().await.map_err(|source| PageError::Setup { source })?;
        let wanted = json!({"disposeOnDetach": true, "proxyServer": proxy.url(), "proxyBypassList": "<-loopback>"});
        let made = seat.browser.call("Target.createBrowserContext", wanted).await.map_err(lost)?;
        let id = made["browserContextId"].as_str().unwrap_or_default().to_owned();
        let windows = seat.browser.windows_of(&id);
        let context = Self { id, seat: Some(seat), proxy, windows, language };
        context.call("Browser.setDownloadBehavior", json!({"behavior": "deny"})).await.map_err(lost)?;
        // What is granted here is all that is granted: nothing.
        context.call("Browser.grantPermissions", json!({"permissions": []})).await.map_err(lost)?;
        Ok(context)
    }

    /// Tells the browser to do something about this context.
    pub(super) async fn call(&self, method: &'static str, mut params: Value) -> Result<Value, Failure> {
        params["browserContextId"] = self.id.as_str().into();
        self.seat()?.browser.call(method, params).await
    }

    /// A tab on an empty page.
    pub(super) async fn tab(&self) -> Result<Tab, Failure> {
        let made = self.call("Target.createTarget", json!({"url": "about:blank"})).await?;
        self.attach(made["targetId"].as_str().unwrap_or_default()).await
    }

    /// Takes a window in hand that a page has opened.
    pub(super) async fn attach(&self, target: &str) -> Result<Tab, Failure> {
        Tab::attach(&self.seat()?.browser.devtools, target, &self.language, self.agent()?).await
    }

    /// As what its pages come to a source.
    pub(super) fn agent(&self) -> Result<&Agent, Failure> {
        Ok(&self.seat()?.browser.agent)
    }

    /// The windows that have opened and closed since the last time.
    pub(super) fn windows(&mut self) -> Vec<Window> {
        std::iter::from_fn(|| self.windows.try_recv().ok()).collect()
    }

    /// Whether its browser takes no more contexts.
    pub(super) fn is_retired(&self) -> bool {
        self.seat().is_ok_and(|seat| seat.browser.is_retired.load(Ordering::Relaxed))
    }

    fn seat(&self) -> Result<&Seat, Failure> {
        self.seat.as_ref().ok_or(Failure::Gone)
    }
}

impl Drop for Context {
    /// The place is free when the browser has let go of the context.
    fn drop(&mut self) {
        let Some(seat) = self.seat.take() else { return };
        seat.browser.forget_windows(&self.id);
        let id = std::mem::take(&mut self.id);
        // Without a runtime, the process is about to end, and its browsers with it.
        let Ok(runtime) = tokio::runtime::Handle::try_current() else { return };
        runtime.spawn(async move {
            // A browser that is gone has no contexts.
            let _ = seat.browser.call("Target.disposeBrowserContext", json!({"browserContextId": id})).await;
            drop(seat);
        });
    }
}

/// A browser that failed before anything was asked of the source.
pub(super) fn lost(failure: Failure) -> PageError {
    PageError::Lost { sent: false, source: std::io::Error::other(failure) }
}
