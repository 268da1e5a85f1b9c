//! One tab: what is told to it, and what is heard of it. Whoever waits for it is told when it dies.

use std::sync::{Arc, Mutex, PoisonError};

use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Value, json};
use tokio::{sync::watch, task::AbortHandle};

use super::{
    context::lost,
    devtools::{Devtools, Failure},
    ear::{Ear, Heard},
};
use crate::engine::PageError;

/// What runs inside of pages.
const SCRIPT: &str = include_str!("page.js");
/// The name of the world it runs in.
const WORLD: &str = "vestibule";

/// A call of a function inside a page.
#[derive(Serialize)]
struct Call<A> {
    #[serde(rename = "functionDeclaration")]
    function: String,
    #[serde(rename = "executionContextId")]
    world: Value,
    arguments: A,
    #[serde(rename = "returnByValue")]
    by_value: bool,
    #[serde(rename = "awaitPromise")]
    awaits: bool,
}

/// One argument of a call.
#[derive(Serialize)]
struct Given<V> {
    value: V,
}

/// A tab of a context.
pub(super) struct Tab {
    devtools: Devtools,
    session: String,
    pub(super) target: String,
    heard: Arc<Mutex<Heard>>,
    dead: watch::Receiver<bool>,
    hearing: AbortHandle,
}

impl Tab {
    /// Takes a tab in hand that is already there.
    pub(super) async fn attach(
        devtools: &Devtools,
        target: &str,
        language: &str,
        agent: &Agent,
    ) -> Result<Self, Failure> {
        let attached =
            devtools.call(None, "Target.attachToTarget", json!({"targetId": target, "flatten": true})).await?;
        let session = attached["sessionId"].as_str().unwrap_or_default().to_owned();
        let events = devtools.listen(Some(&session));
        let heard = Arc::new(Mutex::new(Heard::new()));
        let (died, dead) = watch::channel(false);
        let ear = Ear {
            devtools: devtools.clone(),
            session: session.clone(),
            target: target.to_owned(),
            heard: Arc::clone(&heard),
        };
        let hearing = tokio::spawn(async move {
            ear.hear(events).await;
            died.send_replace(true);
        });
        let tab = Self {
            devtools: devtools.clone(),
            session,
            target: target.to_owned(),
            heard,
            dead,
            hearing: hearing.abort_handle(),
        };
        tab.prepare(language, agent).await?;
        Ok(tab)
    }

    async fn prepare(&self, language: &str, agent: &Agent) -> Result<(), Failure> {
        let identity = json!({"userAgent": agent.name, "acceptLanguage": language, "platform": "Linux x86_64", "userAgentMetadata": agent.brands});
        // What a page sends is not told to us: it may be long, and it may be a password.
        let network =
            json!({"maxTotalBufferSize": 8_000_000, "maxResourceBufferSize": 2_000_000, "maxPostDataSize": 0});
        // Told together and answered together: the browser does them in order.
        tokio::try_join!(
            self.call("Emulation.setDeviceMetricsOverride", screen()),
            self.call("Inspector.enable", json!({})),
            self.call("Page.enable", json!({})),
            self.call("Network.enable", network),
            self.call("Emulation.setUserAgentOverride", identity),
        )?;
        Ok(())
    }

    /// Tells the tab to do something; an end of the tab or the browser is an answer too.
    pub(super) async fn call(&self, method: &'static str, params: impl Serialize) -> Result<Value, Failure> {
        tokio::select! {
            biased;
            () = self.died() => Err(Failure::Gone),
            answer = self.devtools.call(Some(&self.session), method, params) => answer,
        }
    }

    /// What a function of ours inside the page says, whose world is made anew with each document.
    pub(super) async fn ask<T: DeserializeOwned>(
        &self,
        function: &'static str,
        arguments: Value,
    ) -> Result<T, Failure> {
        let arguments: Vec<_> = arguments.as_array().into_iter().flatten().map(|value| Given { value }).collect();
        self.run(function, arguments).await
    }

    /// Gives a secret to an element, and keeps no copy of it; whether it was taken.
    pub(super) async fn give(&self, function: &'static str, number: usize, secret: &str) -> Result<bool, Failure> {
        self.run(function, (Given { value: number }, Given { value: secret })).await
    }

    async fn run<T: DeserializeOwned>(&self, function: &'static str, arguments: impl Serialize) -> Result<T, Failure> {
        let refused = |message: String| Failure::Refused { method: function, message };
        let asked = Call {
            function: format!("(...given) => vestibule.{function}(...given)"),
            world: self.world().await?,
            arguments,
            by_value: true,
            awaits: true,
        };
        let mut answer = self.call("Runtime.callFunctionOn", asked).await?;
        if let Some(problem) = answer.pointer("/exceptionDetails/exception/description") {
            return Err(refused(problem.as_str().unwrap_or_default().chars().take(200).collect()));
        }
        serde_json::from_value(answer["result"]["value"].take()).map_err(|error| refused(error.to_string()))
    }

    /// Our world in the document as it is now, with the script in it.
    async fn world(&self) -> Result<Value, Failure> {
        let wanted = json!({"frameId": self.target, "worldName": WORLD});
        let world = self.call("Page.createIsolatedWorld", wanted).await?["executionContextId"].take();
        if self.heard(|heard| heard.world != world) {
            let script = json!({"expression": SCRIPT, "contextId": world});
            self.call("Runtime.evaluate", script).await?;
            self.heard(|heard| heard.world = world.clone());
        }
        Ok(world)
    }

    /// Reads, or forgets, what was heard; in one go, so that nobody waits for himself.
    pub(super) fn heard<T>(&self, read: impl FnOnce(&mut Heard) -> T) -> T {
        read(&mut self.heard.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Fails when the tab has ended.
    pub(super) fn is_alive(&self) -> Result<(), PageError> {
        if *self.dead.borrow() { Err(lost(Failure::Gone)) } else { Ok(()) }
    }

    /// Waits for the end of the tab.
    async fn died(&self) {
        // An error means that nobody listens any more, which is the end as well.
        let _ = self.dead.clone().wait_for(|dead| *dead).await;
    }

    /// Closes the tab; the rest of its context stays.
    pub(super) async fn close(&self) {
        // What is gone need not be closed.
        let _ = self.devtools.call(None, "Target.closeTarget", json!({"targetId": self.target})).await;
    }
}

impl Drop for Tab {
    fn drop(&mut self) {
        self.hearing.abort();
        self.devtools.forget(&self.session);
    }
}

/// A screen of the usual size for the page, of which the browser draws no more than its own small window shows: nobody
/// looks at it, and every picture takes memory for as long as a customer types.
fn screen() -> Value {
    let (width, height) = (1280, 1000);
    json!({
        "width": width, "height": height, "screenWidth": width, "screenHeight": height,
        "deviceScaleFactor": 1, "mobile": false, "dontSetVisibleSize": true,
    })
}

/// As what a browser comes.
pub(super) struct Agent {
    pub(super) name: String,
    brands: Value,
}

impl Agent {
    /// The ordinary browser of the version that a browser without a head says it is.
    pub(super) fn of(version: &Value) -> Self {
        let name = version["userAgent"].as_str().unwrap_or_default().replace("HeadlessChrome", "Chrome");
        let product = version["product"].as_str().unwrap_or_default();
        let full = product.rsplit('/').next().unwrap_or_default();
        let major = full.split('.').next().unwrap_or_default();
        let brand = |name: &str, version: &str| json!({"brand": name, "version": version});
        let brands = json!({
            "brands": [brand("Chromium", major), brand("Not.A/Brand", "24")],
            "fullVersionList": [brand("Chromium", full), brand("Not.A/Brand", "24.0.0.0")],
            "platform": "Linux", "platformVersion": "6.1.0", "architecture": "x86", "model": "", "mobile": false,
        });
        Self { name, brands }
    }
}
