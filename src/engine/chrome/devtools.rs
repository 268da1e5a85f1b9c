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
    io::{AsyncBufRead, AsyncBufReadExt, AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, BufReader},
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

/// Hears messages, each of which ends with a zero. What a page makes the browser say never ends the line, as other pages
/// are at its other end: what is too long or cannot be read is passed over.
async fn read(line: &Line, from_browser: impl AsyncRead + Unpin) -> io::Result<()> {
    let mut from_browser = BufReader::new(from_browser);
    loop {
        let mut message = Vec::new();
        (&mut from_browser).take(LONGEST_MESSAGE).read_until(0, &mut message).await?;
        if message.pop_if(|last| *last == 0).is_some() {
            match parse(&message) {
                Ok(message) => line.hear(message),
                Err(error) => tracing::warn!(%error, "a browser says what cannot be read"),
            }
        } else if (message.len() as u64) < LONGEST_MESSAGE {
            return Ok(());
        } else {
            tracing::warn!("a page makes its browser say too much");
            line.refuse(&message);
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
