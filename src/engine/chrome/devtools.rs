//! Speaking with a browser over its pipe: no port that others on the machine could reach, and its end is the browser's.

use std::{
    collections::HashMap,
    io,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
};

use serde::Serialize;
use serde_json::Value;
use tokio::{
    io::{AsyncBufReadExt, AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, BufReader},
    sync::{mpsc, oneshot, watch},
};
use zeroize::Zeroizing;

/// The longest message that is read from a browser, in bytes; a page can make it speak, so there is an end to it.
const LONGEST_MESSAGE: u64 = 32 * 1024 * 1024;
/// Room for a message to begin with. A buffer that grows leaves copies of what is typed behind.
const ROOM: usize = 8 * 1024;

/// Why the browser did not do what it was told.
#[derive(Debug, thiserror::Error)]
pub(super) enum Failure {
    /// The browser has ended, or its tab has.
    #[error("the browser is gone")]
    Gone,
    /// The browser refused; its words hold nothing that was typed.
    #[error("the browser refused {method}: {message}")]
    Refused { method: &'static str, message: String },
}

/// Something that happened in a tab.
pub(super) struct Event {
    pub(super) method: String,
    pub(super) params: Value,
}

/// A browser's end of the line; cheap to clone.
#[derive(Clone)]
pub(super) struct Devtools {
    outbox: mpsc::UnboundedSender<Zeroizing<Vec<u8>>>,
    line: Arc<Line>,
}

#[derive(Default)]
struct Line {
    next: AtomicU64,
    open: Mutex<Open>,
    end: watch::Sender<bool>,
}

/// Who waits for what. Emptied when the browser ends, so that nobody waits for a dead one.
#[derive(Default)]
struct Open {
    is_gone: bool,
    calls: HashMap<u64, oneshot::Sender<Result<Value, String>>>,
    /// By session; the browser itself has none.
    listeners: HashMap<Option<String>, mpsc::UnboundedSender<Event>>,
}

#[derive(Serialize)]
struct Message<'a, P> {
    id: u64,
    method: &'static str,
    #[serde(rename = "sessionId", skip_serializing_if = "Option::is_none")]
    session: Option<&'a str>,
    params: P,
}

impl Devtools {
    /// Speaks over the two ends of a pipe until either ends.
    pub(super) fn over(
        to_browser: impl AsyncWrite + Unpin + Send + 'static,
        from_browser: impl AsyncRead + Unpin + Send + 'static,
    ) -> Self {
        let (outbox, letters) = mpsc::unbounded_channel();
        let line = Arc::new(Line::default());
        let ended = line.end.subscribe();
        tokio::spawn(write(letters, to_browser, ended));
        let heard = Arc::clone(&line);
        tokio::spawn(async move {
            // However it ended: the line is of no use any more.
            let _ = read(&heard, from_browser).await;
            heard.hang_up();
        });
        Self { outbox, line }
    }

    /// Tells the browser, or one of its tabs, to do something, and waits for what it says to that.
    pub(super) async fn call(
        &self,
        session: Option<&str>,
        method: &'static str,
        params: impl Serialize,
    ) -> Result<Value, Failure> {
        let id = self.line.next.fetch_add(1, Ordering::Relaxed);
        let mut message = Zeroizing::new(Vec::with_capacity(ROOM));
        serde_json::to_writer(&mut *message, &Message { id, method, session, params })
            .map_err(|error| Failure::Refused { method, message: error.to_string() })?;
        message.push(0);
        let (answer, answered) = oneshot::channel();
        {
            let mut open = self.line.open();
            if open.is_gone {
                return Err(Failure::Gone);
            }
            open.calls.insert(id, answer);
        }
        self.outbox.send(message).map_err(|_| Failure::Gone)?;
        let answer = answered.await.map_err(|_| Failure::Gone)?;
        answer.map_err(|message| Failure::Refused { method, message })
    }

    /// Hears what happens in a tab, or in the browser itself, until it is gone.
    pub(super) fn listen(&self, session: Option<&str>) -> mpsc::UnboundedReceiver<Event> {
        let (heard, events) = mpsc::unbounded_channel();
        let mut open = self.line.open();
        if !open.is_gone {
            open.listeners.insert(session.map(ToOwned::to_owned), heard);
        }
        events
    }

    /// Stops hearing of a tab.
    pub(super) fn forget(&self, session: &str) {
        self.line.open().listeners.remove(&Some(session.to_owned()));
    }

    /// Whether the browser has ended.
    pub(super) fn is_gone(&self) -> bool {
        self.line.open().is_gone
    }

    /// Waits until the browser has ended.
    pub(super) async fn gone(&self) {
        // The sender lives in the line, so there is no error.
        let _ = self.line.end.subscribe().wait_for(|ended| *ended).await;
    }

    /// Ends the line: the browser ends when it notices.
    pub(super) fn hang_up(&self) {
        self.line.hang_up();
    }
}

impl Line {
    fn open(&self) -> MutexGuard<'_, Open> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn hang_up(&self) {
        *self.open() = Open { is_gone: true, ..Open::default() };
        self.end.send_replace(true);
    }

    fn hear(&self, mut message: Value) {
        let mut open = self.open();
        if let Some(id) = message.get("id").and_then(Value::as_u64) {
            if let Some(answer) = open.calls.remove(&id) {
                let refused = message.pointer("/error/message").and_then(Value::as_str).map(ToOwned::to_owned);
                // Whoever asked may have stopped waiting.
                let _ = answer.send(refused.map_or_else(|| Ok(message["result"].take()), Err));
            }
            return;
        }
        let session = message.get("sessionId").and_then(Value::as_str).map(ToOwned::to_owned);
        let method = message.get("method").and_then(Value::as_str).unwrap_or_default().to_owned();
        if let Some(listener) = open.listeners.get(&session)
            && listener.send(Event { method, params: message["params"].take() }).is_err()
        {
            open.listeners.remove(&session);
        }
    }
}

async fn write(
    mut letters: mpsc::UnboundedReceiver<Zeroizing<Vec<u8>>>,
    mut to_browser: impl AsyncWrite + Unpin,
    mut ended: watch::Receiver<bool>,
) -> io::Result<()> {
    loop {
        let letter = tokio::select! {
            biased;
            _ = ended.wait_for(|ended| *ended) => return Ok(()),
            letter = letters.recv() => letter,
        };
        let Some(letter) = letter else { return Ok(()) };
        to_browser.write_all(&letter).await?;
        to_browser.flush().await?;
    }
}

/// Hears messages, each of which ends with a zero.
async fn read(line: &Line, from_browser: impl AsyncRead + Unpin) -> io::Result<()> {
    let mut from_browser = BufReader::new(from_browser);
    loop {
        let mut message = Vec::new();
        (&mut from_browser).take(LONGEST_MESSAGE).read_until(0, &mut message).await?;
        if message.pop() != Some(0) {
            return Ok(());
        }
        line.hear(serde_json::from_slice(&message)?);
    }
}
