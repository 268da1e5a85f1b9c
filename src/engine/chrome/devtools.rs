//! The DevTools protocol over a pipe: no port that others on the machine could reach, and its end is the browser's.

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
    io::{AsyncBufRead, AsyncBufReadExt, AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, BufReader},
    sync::{mpsc, oneshot, watch},
};
use zeroize::Zeroizing;

use crate::engine::error::PageError;

/// The longest message that is read from a browser, in bytes; a page can make it speak, so there is an end to it.
const LONGEST_MESSAGE: u64 = 32 * 1024 * 1024;
/// Room for a message to begin with. A buffer that grows leaves copies of what is typed behind.
const ROOM: usize = 8 * 1024;

/// Why a DevTools call failed.
#[derive(Debug, thiserror::Error)]
pub enum DevtoolsError {
    /// The browser has ended, or its tab has.
    #[error("the browser is gone")]
    Gone,
    /// The browser refused; its words hold nothing that was typed.
    #[error("the browser refused {method}: {message}")]
    Refused { method: &'static str, message: String },
}

/// A browser that failed before anything was sent to the source.
impl From<DevtoolsError> for PageError {
    fn from(error: DevtoolsError) -> Self {
        Self::Lost { sent: false, source: io::Error::other(error) }
    }
}

/// Something that happened in a tab.
pub struct Event {
    pub method: String,
    pub params: Value,
}

/// A connection to a browser; cheap to clone.
#[derive(Clone)]
pub struct Devtools {
    outgoing: mpsc::UnboundedSender<Zeroizing<Vec<u8>>>,
    connection: Arc<Connection>,
}

#[derive(Default)]
struct Connection {
    next: AtomicU64,
    open: Mutex<Open>,
    end: watch::Sender<bool>,
}

/// Calls and subscriptions in progress. Emptied when the browser ends, so that no task waits for a dead one.
#[derive(Default)]
struct Open {
    is_gone: bool,
    calls: HashMap<u64, oneshot::Sender<Result<Value, String>>>,
    /// By session; the browser itself has none.
    subscribers: HashMap<Option<String>, mpsc::UnboundedSender<Event>>,
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
    pub fn over(
        to_browser: impl AsyncWrite + Unpin + Send + 'static,
        from_browser: impl AsyncRead + Unpin + Send + 'static,
    ) -> Self {
        let (outgoing, messages) = mpsc::unbounded_channel();
        let connection = Arc::new(Connection::default());
        let ended = connection.end.subscribe();
        tokio::spawn(write(messages, to_browser, ended));
        let reading = Arc::clone(&connection);
        tokio::spawn(async move {
            // Whatever ended it: nothing more will be read.
            let _ = read(&reading, from_browser).await;
            reading.disconnect();
        });
        Self { outgoing, connection }
    }

    /// Calls a method of the browser or of one of its tabs, and waits for the result.
    pub async fn call(
        &self,
        session: Option<&str>,
        method: &'static str,
        params: impl Serialize,
    ) -> Result<Value, DevtoolsError> {
        let (id, message) = self.message(session, method, params)?;
        let (answer, answered) = oneshot::channel();
        {
            let mut open = self.connection.open();
            if open.is_gone {
                return Err(DevtoolsError::Gone);
            }
            open.calls.insert(id, answer);
        }
        self.outgoing.send(message).map_err(|_| DevtoolsError::Gone)?;
        let answer = answered.await.map_err(|_| DevtoolsError::Gone)?;
        answer.map_err(|message| DevtoolsError::Refused { method, message })
    }

    /// Calls a method of the browser without waiting for what comes of it, behind all calls that were made before.
    pub fn tell(&self, method: &'static str, params: impl Serialize) {
        if let Ok((_, message)) = self.message(None, method, params) {
            // A browser that is gone needs to be told nothing.
            let _ = self.outgoing.send(message);
        }
    }

    fn message(
        &self,
        session: Option<&str>,
        method: &'static str,
        params: impl Serialize,
    ) -> Result<(u64, Zeroizing<Vec<u8>>), DevtoolsError> {
        let id = self.connection.next.fetch_add(1, Ordering::Relaxed);
        let mut message = Zeroizing::new(Vec::with_capacity(ROOM));
        serde_json::to_writer(&mut *message, &Message { id, method, session, params })
            .map_err(|error| DevtoolsError::Refused { method, message: error.to_string() })?;
        message.push(0);
        Ok((id, message))
    }

    /// The events of a tab, or of the browser itself, until it is gone.
    pub fn subscribe(&self, session: Option<&str>) -> mpsc::UnboundedReceiver<Event> {
        let (sender, events) = mpsc::unbounded_channel();
        let mut open = self.connection.open();
        if !open.is_gone {
            open.subscribers.insert(session.map(ToOwned::to_owned), sender);
        }
        events
    }

    /// Ends the subscription to a tab.
    pub fn unsubscribe(&self, session: &str) {
        self.connection.open().subscribers.remove(&Some(session.to_owned()));
    }

    /// Whether the browser has ended.
    pub fn is_gone(&self) -> bool {
        self.connection.open().is_gone
    }

    /// Waits until the browser has ended.
    pub async fn disconnected(&self) {
        // The sender lives in the connection, so there is no error.
        let _ = self.connection.end.subscribe().wait_for(|ended| *ended).await;
    }

    /// Closes the pipe, which ends the browser.
    pub fn disconnect(&self) {
        self.connection.disconnect();
    }
}

impl Connection {
    fn open(&self) -> MutexGuard<'_, Open> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn disconnect(&self) {
        *self.open() = Open { is_gone: true, ..Open::default() };
        self.end.send_replace(true);
    }

    /// Answers a call whose answer is too long, of which this is the beginning.
    fn refuse(&self, beginning: &[u8]) {
        let digits = beginning.strip_prefix(br#"{"id":"#).unwrap_or_default();
        let digits = digits.split(|byte| !byte.is_ascii_digit()).next().unwrap_or_default();
        let id = std::str::from_utf8(digits).ok().and_then(|digits| digits.parse().ok());
        if let Some(answer) = id.and_then(|id: u64| self.open().calls.remove(&id)) {
            // Whoever asked may have stopped waiting.
            let _ = answer.send(Err("the answer is too long".to_owned()));
        }
    }

    fn dispatch(&self, mut message: Value) {
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
        if let Some(subscriber) = open.subscribers.get(&session)
            && subscriber.send(Event { method, params: message["params"].take() }).is_err()
        {
            open.subscribers.remove(&session);
        }
    }
}

async fn write(
    mut messages: mpsc::UnboundedReceiver<Zeroizing<Vec<u8>>>,
    mut to_browser: impl AsyncWrite + Unpin,
    mut ended: watch::Receiver<bool>,
) -> io::Result<()> {
    loop {
        let message = tokio::select! {
            biased;
            _ = ended.wait_for(|ended| *ended) => return Ok(()),
            message = messages.recv() => message,
        };
        let Some(message) = message else { return Ok(()) };
        to_browser.write_all(&message).await?;
        to_browser.flush().await?;
    }
}

/// Reads messages, each of which ends with a zero. A message that is too long or malformed is skipped and does not end
/// the connection, as a page may cause one and other pages use the same connection.
async fn read(connection: &Connection, from_browser: impl AsyncRead + Unpin) -> io::Result<()> {
    let mut from_browser = BufReader::new(from_browser);
    loop {
        let mut message = Vec::new();
        (&mut from_browser).take(LONGEST_MESSAGE).read_until(0, &mut message).await?;
        if message.pop_if(|last| *last == 0).is_some() {
            match parse(&message) {
                Ok(message) => connection.dispatch(message),
                Err(error) => tracing::warn!(%error, "a message of a browser cannot be read"),
            }
        } else if (message.len() as u64) < LONGEST_MESSAGE {
            return Ok(());
        } else {
            tracing::warn!("a message of a browser is too long");
            connection.refuse(&message);
            skip(&mut from_browser).await?;
        }
    }
}

/// Reads up to the end of a message, and keeps nothing.
async fn skip(from_browser: &mut (impl AsyncBufRead + Unpin)) -> io::Result<()> {
    loop {
        let read = from_browser.fill_buf().await?;
        let end = read.iter().position(|byte| *byte == 0);
        let (count, is_over) = (end.map_or(read.len(), |end| end + 1), end.is_some() || read.is_empty());
        from_browser.consume(count);
        if is_over {
            return Ok(());
        }
    }
}

/// Reads a message. Scripts may cut characters in half, and then the browser writes halves.
fn parse(message: &[u8]) -> serde_json::Result<Value> {
    serde_json::from_slice(message).or_else(|_| serde_json::from_slice(&without_halves(message)))
}

/// A message in which every half of a character is a mark that something was there.
fn without_halves(message: &[u8]) -> Vec<u8> {
    let mut whole = message.to_vec();
    let mut at = 0;
    while at < whole.len() {
        let step = match (unit(&whole[at..]), unit(whole.get(at + 6..).unwrap_or_default())) {
            (Some(0xd800..=0xdbff), Some(0xdc00..=0xdfff)) => 12,
            (Some(0xd800..=0xdfff), _) => {
                whole[at..at + 6].copy_from_slice(br"\ufffd");
                6
            }
            (Some(_), _) => 6,
            (None, _) if whole[at] == b'\\' => 2,
            (None, _) => 1,
        };
        at += step;
    }
    whole
}

/// The UTF-16 unit that an escape at the beginning of `text` stands for.
fn unit(text: &[u8]) -> Option<u16> {
    let digits = text.strip_prefix(br"\u")?.get(..4)?;
    u16::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn halves_of_characters_are_marked_and_whole_ones_stay() {
        let said = |text: &str| parse(format!("\"{text}\"").as_bytes()).unwrap();
        assert_eq!(said(r"\ud83d"), "\u{fffd}");
        assert_eq!(said(r"a\ude00\ud83d\ude00\ud83d"), "a\u{fffd}\u{1f600}\u{fffd}");
        assert_eq!(said(r"\ud83d\n\\ud83d"), "\u{fffd}\n\\ud83d");
        assert!(parse(b"{").is_err());
    }
}
