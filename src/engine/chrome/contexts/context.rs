//! An isolated browser context: cookies, storage and cache of its own, and a proxy of its own as the only way out.

use std::sync::{Arc, atomic::Ordering};

use serde_json::{Value, json};
use tokio::sync::mpsc::UnboundedReceiver;

use super::{downloads::Downloads, permit::Permit};
use crate::{
    domain::task::Share,
    engine::{
        chrome::{
            devtools::DevtoolsError,
            process::{user_agent::UserAgent, windows::Window},
            proxy::Proxy,
            tab::Tab,
        },
        error::PageError,
    },
};

/// A context, until it is dropped.
pub struct Context {
    id: String,
    permit: Option<Permit>,
    /// Allows nothing at first.
    pub proxy: Proxy,
    windows: UnboundedReceiver<Window>,
    pub language: String,
}

impl Context {
    /// A context in a browser, for pages in this language.
    pub async fn open(permit: Permit, language: String) -> Result<Self, PageError> {
        let proxy = Proxy::start().await.map_err(|source| PageError::Setup { source })?;
        let settings = json!({"disposeOnDetach": true, "proxyServer": proxy.url(), "proxyBypassList": "<-loopback>"});
        let made = permit.browser.call("Target.createBrowserContext", settings).await?;
        let id = made["browserContextId"].as_str().unwrap_or_default().to_owned();
        let windows = permit.browser.windows_of(&id);
        let context = Self { id, permit: Some(permit), proxy, windows, language };
        context.call("Browser.setDownloadBehavior", json!({"behavior": "deny"})).await?;
        // The list replaces the browser's defaults: no permission is granted.
        context.call("Browser.grantPermissions", json!({"permissions": []})).await?;
        Ok(context)
    }

    /// Calls a DevTools method on this context.
    pub async fn call(&self, method: &'static str, mut params: Value) -> Result<Value, DevtoolsError> {
        params["browserContextId"] = self.id.as_str().into();
        self.permit()?.browser.call(method, params).await
    }

    /// Allows downloads until what is returned is dropped.
    pub async fn allow_downloads(&self) -> Result<Downloads, PageError> {
        Downloads::allow(Arc::clone(&self.permit()?.browser), self.id.clone()).await
    }

    /// A tab on an empty page.
    pub async fn tab(&self) -> Result<Tab, DevtoolsError> {
        let made = self.call("Target.createTarget", json!({"url": "about:blank"})).await?;
        self.attach(made["targetId"].as_str().unwrap_or_default()).await
    }

    /// Attaches to a window that a page has opened.
    pub async fn attach(&self, target: &str) -> Result<Tab, DevtoolsError> {
        Tab::attach(&self.permit()?.browser.devtools, target, &self.language, self.user_agent()?).await
    }

    /// The `User-Agent` of its pages.
    pub fn user_agent(&self) -> Result<&UserAgent, DevtoolsError> {
        Ok(&self.permit()?.browser.user_agent)
    }

    /// The windows that have opened and closed since the last time.
    pub fn windows(&mut self) -> Vec<Window> {
        std::iter::from_fn(|| self.windows.try_recv().ok()).collect()
    }

    /// Whether its browser takes no more contexts.
    pub fn is_retired(&self) -> bool {
        self.permit().is_ok_and(|permit| permit.browser.is_retired.load(Ordering::Relaxed))
    }

    /// Counts its permit against a share; false when the share may not have it now.
    pub(super) fn charge(&mut self, share: Option<&Share>) -> bool {
        self.permit.as_mut().is_some_and(|permit| permit.charge(share))
    }

    fn permit(&self) -> Result<&Permit, DevtoolsError> {
        self.permit.as_ref().ok_or(DevtoolsError::Gone)
    }
}

impl Drop for Context {
    /// The permit is free when the browser has disposed of the context.
    fn drop(&mut self) {
        let Some(permit) = self.permit.take() else { return };
        permit.browser.forget_windows(&self.id);
        let id = std::mem::take(&mut self.id);
        // Without a runtime, the process is about to end, and its browsers with it.
        let Ok(runtime) = tokio::runtime::Handle::try_current() else { return };
        runtime.spawn(async move {
            // A browser that is gone has no contexts.
            let _ = permit.browser.call("Target.disposeBrowserContext", json!({"browserContextId": id})).await;
            drop(permit);
        });
    }
}
