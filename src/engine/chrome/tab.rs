//! One tab: what is told to it, and what is heard of it. Whoever waits for it is told when it dies.

use std::{
    collections::{HashMap, HashSet},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Value, json};
use tokio::{
    sync::{mpsc::UnboundedReceiver, watch},
    task::AbortHandle,
};
use url::Url;

use super::{
    blank,
    context::lost,
    devtools::{Devtools, Event, Failure},
};
use crate::engine::PageError;

/// What runs inside of pages.
const SCRIPT: &str = include_str!("page.js");
/// The name of the world it runs in.
const WORLD: &str = "vestibule";
/// A request that takes longer than this waits for something; the page does not wait for it.
const BACKGROUND: Duration = Duration::from_secs(4);
/// The most messages of dialogs that are kept, and how much of each.
const DIALOGS: usize = 3;
const LONGEST_DIALOG: usize = 500;

/// A tab of a context.
pub(super) struct Tab {
    devtools: Devtools,
    session: String,
    pub(super) target: String,
    heard: Arc<Mutex<Heard>>,
    dead: watch::Receiver<bool>,
    hearing: AbortHandle,
}

/// What was heard of a tab.
pub(super) struct Heard {
    /// The document of the main frame, and where it was found.
    pub(super) loader: String,
    url: String,
    /// The status it came with.
    pub(super) status: u16,
    /// Why it is not the one that was asked for.
    pub(super) failure: Option<String>,
    /// Whether the document is complete but for what it loads.
    pub(super) is_ready: bool,
    /// Where it leads by itself, and when.
    pub(super) leads: Option<Instant>,
    /// How many requests the tab has made.
    pub(super) requests: usize,
    pub(super) active: Instant,
    /// What dialogs said since the last action.
    pub(super) dialogs: Vec<String>,
    open: HashMap<String, Instant>,
    documents: HashSet<String>,
    /// The world that has our script.
    world: Value,
}

impl Heard {
    fn new() -> Self {
        Self {
            loader: String::new(),
            url: String::new(),
            status: 200,
            failure: None,
            is_ready: true,
            leads: None,
            requests: 0,
            active: Instant::now(),
            dialogs: Vec::new(),
            open: HashMap::new(),
            documents: HashSet::new(),
            world: Value::Null,
        }
    }

    /// Where the document of the main frame was found.
    pub(super) fn url(&self) -> Url {
        Url::parse(&self.url).unwrap_or_else(|_| blank())
    }

    /// Whether the tab has loaded everything that it waits for, and asked for nothing more in this time.
    pub(super) fn is_quiet(&self, quiet: Duration) -> bool {
        self.is_ready
            && self.active.elapsed() >= quiet
            && self.leads.is_none_or(|when| when < Instant::now())
            && self.open.values().all(|since| since.elapsed() > BACKGROUND)
    }
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
        // Told together and answered together: the browser does them in order.
        tokio::try_join!(
            self.call("Inspector.enable", json!({})),
            self.call("Page.enable", json!({})),
            self.call("Network.enable", json!({"maxTotalBufferSize": 8_000_000, "maxResourceBufferSize": 2_000_000})),
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
        let refused = |message: String| Failure::Refused { method: function, message };
        let world = self.world().await?;
        let arguments: Vec<Value> =
            arguments.as_array().into_iter().flatten().map(|value| json!({"value": value})).collect();
        let asked = json!({
            "functionDeclaration": format!("(...given) => vestibule.{function}(...given)"),
            "executionContextId": world,
            "arguments": arguments,
            "returnByValue": true,
            "awaitPromise": true,
        });
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

/// As what a browser comes.
pub(super) struct Agent {
    name: String,
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

/// Where the events of a tab end up.
struct Ear {
    devtools: Devtools,
    session: String,
    target: String,
    heard: Arc<Mutex<Heard>>,
}

impl Ear {
    /// Hears until the tab or the browser ends.
    async fn hear(&self, mut events: UnboundedReceiver<Event>) {
        while let Some(Event { method, params }) = events.recv().await {
            match method.as_str() {
                "Inspector.targetCrashed" | "Inspector.detached" => return,
                "Page.javascriptDialogOpening" => self.answer_dialog(&params),
                method if method.starts_with("Network.") => self.hear_network(method, &params),
                method => self.hear_page(method, &params),
            }
        }
    }

    fn heard(&self) -> MutexGuard<'_, Heard> {
        self.heard.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn is_main(&self, params: &Value) -> bool {
        params["frameId"] == self.target.as_str()
    }

    fn hear_page(&self, method: &str, params: &Value) {
        let mut heard = self.heard();
        match method {
            "Page.frameStartedNavigating" if self.is_main(params) && params["navigationType"] != "sameDocument" => {
                heard.is_ready = false;
                heard.leads = None;
                heard.active = Instant::now();
            }
            "Page.frameNavigated" if params["frame"]["id"] == self.target.as_str() => {
                heard.loader = text(&params["frame"]["loaderId"]);
                heard.url = text(&params["frame"]["url"]);
                heard.failure = params["frame"]["unreachableUrl"].as_str().map(ToOwned::to_owned);
                heard.is_ready = false;
                heard.leads = None;
                heard.open.clear();
                heard.active = Instant::now();
            }
            "Page.domContentEventFired" | "Page.loadEventFired" => {
                heard.is_ready = true;
                heard.active = Instant::now();
            }
            // A navigation that came to nothing, such as a download, leaves the document that was there.
            "Page.frameStoppedLoading" if self.is_main(params) => heard.is_ready = true,
            // A page that loads itself again waits for something; it leads nowhere.
            "Page.frameScheduledNavigation" if self.is_main(params) && params["url"] != heard.url.as_str() => {
                heard.leads = leads(params);
            }
            "Page.frameClearedScheduledNavigation" if self.is_main(params) => heard.leads = None,
            _ => {}
        }
    }

    fn hear_network(&self, method: &str, params: &Value) {
        let mut heard = self.heard();
        let id = text(&params["requestId"]);
        match method {
            "Network.requestWillBeSent" => {
                heard.requests += 1;
                heard.active = Instant::now();
                if params["type"] == "Document" && self.is_main(params) {
                    heard.documents.insert(id.clone());
                }
                if !matches!(params["type"].as_str(), Some("EventSource" | "Ping" | "Media")) {
                    heard.open.insert(id, Instant::now());
                }
            }
            "Network.responseReceived" if heard.documents.contains(&id) => {
                heard.status =
                    params["response"]["status"].as_u64().and_then(|status| status.try_into().ok()).unwrap_or(0);
            }
            "Network.loadingFinished" | "Network.loadingFailed" => {
                heard.open.remove(&id);
                heard.documents.remove(&id);
                heard.active = Instant::now();
            }
            _ => {}
        }
    }

    /// What a page only tells is read and closed; to what it asks we say no: nobody is there to agree. Leaving is no
    /// question, we know that we leave.
    fn answer_dialog(&self, params: &Value) {
        let kind = params["type"].as_str().unwrap_or_default();
        let message = params["message"].as_str().unwrap_or_default();
        {
            let mut heard = self.heard();
            if kind == "alert" && heard.dialogs.len() < DIALOGS {
                heard.dialogs.push(message.chars().take(LONGEST_DIALOG).collect());
            }
            heard.active = Instant::now();
        }
        let accept = matches!(kind, "alert" | "beforeunload");
        let (devtools, session) = (self.devtools.clone(), self.session.clone());
        tokio::spawn(async move {
            // A dialog that is gone already needs no answer.
            let _ = devtools.call(Some(&session), "Page.handleJavaScriptDialog", json!({"accept": accept})).await;
        });
    }
}

/// When a page leads on by itself; what takes longer is for a person to read the page first.
fn leads(params: &Value) -> Option<Instant> {
    const LONGEST: f64 = 5.0;
    let delay = params["delay"].as_f64().filter(|delay| (0.0..=LONGEST).contains(delay))?;
    Some(Instant::now() + Duration::from_secs_f64(delay) + Duration::from_millis(200))
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
