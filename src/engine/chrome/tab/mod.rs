//! One tab: calls to it, and its state as its events tell it. Calls fail when the tab dies.

mod events;
pub(super) mod state;

use std::sync::{Arc, Mutex, PoisonError};

use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Value, json};
use tokio::{sync::watch, task::AbortHandle};

use self::{
    events::TabEvents,
    state::{Served, TabState},
};
use super::{
    devtools::{Devtools, DevtoolsError},
    process::user_agent::UserAgent,
};
use crate::engine::error::PageError;

/// What runs inside of pages.
const SCRIPT: &str = include_str!("page.js");
/// The name of the world it runs in.
const WORLD: &str = "vestibule";

/// From one frame to the next, by how much the numbers of their elements differ; the page itself is the frame 0.
pub const FRAME: usize = 1 << 24;

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
pub struct Tab {
    devtools: Devtools,
    session: String,
    pub target: String,
    state: Arc<Mutex<TabState>>,
    dead: watch::Receiver<bool>,
    following: AbortHandle,
}

impl Tab {
    /// Attaches to a tab that exists.
    pub async fn attach(
        devtools: &Devtools,
        target: &str,
        language: &str,
        user_agent: &UserAgent,
    ) -> Result<Self, DevtoolsError> {
        let attached =
            devtools.call(None, "Target.attachToTarget", json!({"targetId": target, "flatten": true})).await?;
        let session = attached["sessionId"].as_str().unwrap_or_default().to_owned();
        let events = devtools.subscribe(Some(&session));
        let state = Arc::new(Mutex::new(TabState::new()));
        let (died, dead) = watch::channel(false);
        let follower = TabEvents {
            devtools: devtools.clone(),
            session: session.clone(),
            target: target.to_owned(),
            state: Arc::clone(&state),
        };
        let following = tokio::spawn(async move {
            follower.follow(events).await;
            died.send_replace(true);
        });
        let tab = Self {
            devtools: devtools.clone(),
            session,
            target: target.to_owned(),
            state,
            dead,
            following: following.abort_handle(),
        };
        tab.prepare(language, user_agent).await?;
        Ok(tab)
    }

    async fn prepare(&self, language: &str, user_agent: &UserAgent) -> Result<(), DevtoolsError> {
        let identity = json!({"userAgent": user_agent.name, "acceptLanguage": language, "platform": "Linux x86_64", "userAgentMetadata": user_agent.metadata});
        // The bodies of requests are not reported: they may be long, and they may hold a password.
        let network =
            json!({"maxTotalBufferSize": 8_000_000, "maxResourceBufferSize": 2_000_000, "maxPostDataSize": 0});
        // Sent together: the browser handles them in order.
        tokio::try_join!(
            self.call("Emulation.setDeviceMetricsOverride", screen()),
            self.call("Inspector.enable", json!({})),
            self.call("Page.enable", json!({})),
            self.call("Network.enable", network),
            self.call("Emulation.setUserAgentOverride", identity),
        )?;
        Ok(())
    }

    /// Calls a method of the tab; fails when the tab or the browser ends meanwhile.
    pub async fn call(&self, method: &'static str, params: impl Serialize) -> Result<Value, DevtoolsError> {
        tokio::select! {
            biased;
            () = self.died() => Err(DevtoolsError::Gone),
            answer = self.devtools.call(Some(&self.session), method, params) => answer,
        }
    }

    /// Has the next document that the tab asks for be this one, until [`Self::serve_nothing`].
    pub async fn serve(&self, status: u16, html: String) -> Result<(), DevtoolsError> {
        self.state(|state| state.served = Some(Served { status, html }));
        self.call("Fetch.enable", json!({"patterns": [{"resourceType": "Document"}]})).await.map(drop)
    }

    /// Has the tab download every document that is no page, and keep of each what type it has, until
    /// [`Self::serve_nothing`].
    pub async fn take_files(&self) -> Result<(), DevtoolsError> {
        self.state(|state| state.media_types.clear());
        let documents = json!({"patterns": [{"resourceType": "Document", "requestStage": "Response"}]});
        self.call("Fetch.enable", documents).await.map(drop)
    }

    /// Lets the tab ask the source for every document.
    pub async fn serve_nothing(&self) -> Result<(), DevtoolsError> {
        self.state(|state| state.served = None);
        self.call("Fetch.disable", json!({})).await.map(drop)
    }

    /// The result of a function of `page.js`, which is loaded again into each new document.
    pub async fn evaluate<T: DeserializeOwned>(
        &self,
        function: &'static str,
        arguments: Value,
    ) -> Result<T, DevtoolsError> {
        self.evaluate_in(0, function, arguments).await
    }

    /// As [`Self::evaluate`], in a frame.
    pub async fn evaluate_in<T: DeserializeOwned>(
        &self,
        frame: usize,
        function: &'static str,
        arguments: Value,
    ) -> Result<T, DevtoolsError> {
        let arguments: Vec<_> = arguments.as_array().into_iter().flatten().map(|value| Given { value }).collect();
        self.run(frame, function, arguments).await
    }

    /// The id of one of the page's frames of other origins, by its place among them.
    pub async fn frame_id(&self, index: usize) -> Result<Option<String>, DevtoolsError> {
        let found = Call {
            function: "(index) => vestibule.frame(index)".to_owned(),
            world: self.world(0).await?,
            arguments: [Given { value: index }],
            by_value: false,
            awaits: false,
        };
        let found = self.call("Runtime.callFunctionOn", found).await?;
        let Some(object) = found["result"]["objectId"].as_str() else { return Ok(None) };
        let node = self.call("DOM.describeNode", json!({"objectId": object})).await?;
        Ok(node["node"]["frameId"].as_str().map(ToOwned::to_owned))
    }

    /// Passes a secret to a function of `page.js` for one element, without keeping a copy; whether the element took it.
    pub async fn enter_secret(
        &self,
        function: &'static str,
        number: usize,
        secret: &str,
    ) -> Result<bool, DevtoolsError> {
        self.run(number / FRAME, function, (Given { value: number }, Given { value: secret })).await
    }

    async fn run<T: DeserializeOwned>(
        &self,
        frame: usize,
        function: &'static str,
        arguments: impl Serialize,
    ) -> Result<T, DevtoolsError> {
        let refused = |message: String| DevtoolsError::Refused { method: function, message };
        let asked = Call {
            function: format!("(...given) => vestibule.{function}(...given)"),
            world: self.world(frame).await?,
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

    /// Our isolated world in the current document, with the script loaded.
    async fn world(&self, frame: usize) -> Result<Value, DevtoolsError> {
        if let Some(index) = frame.checked_sub(1) {
            return self.frame_world(index).await;
        }
        let world = json!({"frameId": self.target, "worldName": WORLD});
        let world = self.call("Page.createIsolatedWorld", world).await?["executionContextId"].take();
        if self.state(|state| state.world != world) {
            let script = json!({"expression": SCRIPT, "contextId": world});
            self.call("Runtime.evaluate", script).await?;
            self.state(|state| state.world = world.clone());
        }
        Ok(world)
    }

    /// As [`Self::world`], in one of the frames that may be read.
    async fn frame_world(&self, index: usize) -> Result<Value, DevtoolsError> {
        let gone = || DevtoolsError::Refused { method: "frame", message: "the frame is gone".to_owned() };
        let frame = self.state(|state| state.frames.get(index).cloned().flatten()).ok_or_else(gone)?;
        let world = json!({"frameId": frame, "worldName": WORLD});
        let world = self.call("Page.createIsolatedWorld", world).await?["executionContextId"].take();
        // Where it is loaded already, it stays what it is.
        self.call("Runtime.evaluate", json!({"expression": SCRIPT, "contextId": world})).await?;
        Ok(world)
    }

    /// Reads or changes the state; under a closure, so that the lock is never held across an await.
    pub fn state<T>(&self, read: impl FnOnce(&mut TabState) -> T) -> T {
        read(&mut self.state.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Fails when the tab has ended.
    pub fn is_alive(&self) -> Result<(), PageError> {
        if *self.dead.borrow() { Err(DevtoolsError::Gone.into()) } else { Ok(()) }
    }

    /// Waits until the tab has ended.
    async fn died(&self) {
        // An error means that the follower is gone, which is the end as well.
        let _ = self.dead.clone().wait_for(|dead| *dead).await;
    }

    /// Closes the tab; the rest of its context stays.
    pub async fn close(&self) {
        // What is gone need not be closed.
        let _ = self.devtools.call(None, "Target.closeTarget", json!({"targetId": self.target})).await;
    }
}

impl Drop for Tab {
    fn drop(&mut self) {
        self.following.abort();
        self.devtools.unsubscribe(&self.session);
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
