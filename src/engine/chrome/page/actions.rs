//! Answering a page as a person would: with the keyboard and the mouse, and at most once.

use base64::{Engine, prelude::BASE64_STANDARD};
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use serde_json::json;
use tokio::time::{Instant, sleep};

use super::{
    open::{ChromePage, TICK},
    settle::{BUSY, SLOW},
};
use crate::{
    engine::{
        chrome::{
            devtools::DevtoolsError,
            tab::{FRAME, state::blank},
        },
        error::PageError,
    },
    page::{Attachment, Submission, Target, dom::Document},
};

/// A submission whose elements were all found, by their numbers.
struct Resolved {
    fill: Vec<(usize, SecretString)>,
    choose: Vec<(usize, bool)>,
    attach: Vec<(usize, Attachment)>,
    press: Option<usize>,
}

impl Resolved {
    /// The frame that holds what is filled in.
    fn frame(&self) -> usize {
        self.fill.first().map_or(0, |(number, _)| number / FRAME)
    }
}

/// Where to click, as `page.js` says: at a point, nowhere as it is done, or why not.
#[derive(Deserialize)]
#[serde(untagged)]
enum ClickPoint {
    At(f64, f64),
    Problem(String),
    Done(()),
}

/// Fails where a field did not take the value.
fn taken(result: Result<bool, DevtoolsError>) -> Result<(), PageError> {
    let gone = || PageError::NoSuchElement { selector: "a field that keeps the keyboard".to_owned() };
    result?.then_some(()).ok_or_else(gone)
}

/// The number that the browser wrote on the element that `target` means, counted as in any reading of the page.
fn number_of(document: &Document, target: &Target) -> Option<usize> {
    document.find(target)?.attr("data-vestibule-number")?.parse().ok()
}

/// The numbers of the elements that a submission means.
fn resolve(document: &Document, submission: &Submission) -> Result<Resolved, PageError> {
    let number = |target: &Target| {
        number_of(document, target).ok_or_else(|| PageError::NoSuchElement { selector: target.selector.clone() })
    };
    let mut found = Resolved { fill: Vec::new(), choose: Vec::new(), attach: Vec::new(), press: None };
    for (target, answer) in &submission.fill {
        found.fill.push((number(target)?, answer.clone()));
    }
    for (targets, wanted) in [(&submission.choose, true), (&submission.clear, false)] {
        for target in targets {
            found.choose.push((number(target)?, wanted));
        }
    }
    for (target, file) in &submission.attach {
        found.attach.push((number(target)?, file.clone()));
    }
    found.press = submission.press.as_ref().map(number).transpose()?;
    Ok(found)
}

impl ChromePage {
    /// Fills, chooses and presses. What went wrong before anything was typed has not arrived; everything else may have.
    pub(super) async fn act(&mut self, submission: Submission) -> Result<(), PageError> {
        let deadline = self.deadline();
        let found = self.until(deadline, false, async |page| page.find(&submission).await).await?;
        let is_touching = !found.fill.is_empty() || !found.choose.is_empty() || !found.attach.is_empty();
        let acted = self.until(deadline, true, async |page| page.do_all(&found, &submission).await).await;
        drop(submission);
        self.context.proxy.allow_retries();
        for tab in &self.tabs {
            tab.state(|state| state.is_answering = false);
        }
        acted.map_err(|error| if is_touching || found.press.is_some() { error.after_sending() } else { error })
    }

    /// Looks for every element that is meant, in the document as it stands.
    async fn find(&mut self, submission: &Submission) -> Result<Resolved, PageError> {
        self.follow_windows().await?;
        self.is_arrived()?;
        let tab = self.tab()?;
        tab.state(|state| state.dialogs.clear());
        let html: String = self.evaluate(tab, "number", json!([self.limits.document])).await?;
        let html = self.with_frames(html, true).await?;
        self.limits.reader.read(html.len(), || resolve(&Document::new(&html, &blank()), submission)).await
    }

    async fn do_all(&mut self, found: &Resolved, submission: &Submission) -> Result<(), PageError> {
        let before = self.activity().await?;
        self.context.proxy.forbid_retries();
        self.renew_connections()?;
        let loader = self.tab()?.state(|state| {
            state.is_answering = true;
            state.loader.clone()
        });
        self.submitted.clone_from(&loader);
        for (number, wanted) in &found.choose {
            self.choose(*number, *wanted).await?;
        }
        for (number, file) in &found.attach {
            self.attach(*number, file).await?;
        }
        for (number, answer) in &found.fill {
            self.fill(*number, answer).await?;
        }
        if let (Some(_), Some((number, _))) = (found.press, found.fill.last()) {
            // Some pages check a field when it is left, and enable their button then.
            self.evaluate_in::<()>(self.tab()?, number / FRAME, "leave", json!([number])).await?;
        }
        if !self.has_sent_itself(found, &loader).await? {
            self.press(found, submission, &loader).await?;
        }
        self.await_reaction(before).await?;
        if self.tab()?.evaluate_in::<bool>(found.frame(), "hasKeptPassword", json!([])).await.unwrap_or(false) {
            return Err(PageError::unsupported("a password in an address"));
        }
        self.settle().await
    }

    /// Sees to it that what the page sends next, which may be the answer, goes out on a new connection. Open
    /// sockets would break, so a page that has some keeps its connections.
    fn renew_connections(&self) -> Result<(), PageError> {
        if !self.tab()?.state(|state| state.has_sockets()) {
            self.context.proxy.drain_tunnels();
        }
        Ok(())
    }

    /// Types into a field, on a host of the source only.
    async fn fill(&mut self, number: usize, answer: &SecretString) -> Result<(), PageError> {
        let tab = self.tab()?;
        let url = tab.state(|state| state.url());
        self.guard.permits(&url)?;
        let text = answer.expose_secret();
        let method: String =
            self.evaluate_in(tab, number / FRAME, "prepare", json!([number, text.encode_utf16().count()])).await?;
        match method.as_str() {
            "text" => {
                taken(tab.enter_secret("type", number, text).await)?;
                // Some pages go by keys, and what was typed in one go had none; this one changes nothing.
                self.key("Shift", "ShiftLeft", "", 16).await
            }
            "keys" => self.type_keys(text).await,
            "set" => taken(tab.enter_secret("set", number, text).await),
            "gone" => Err(PageError::NoSuchElement { selector: "a field that was there".to_owned() }),
            "disabled" => Err(PageError::Unsupported { what: "a field that is disabled" }),
            _ => Err(PageError::Unsupported { what: "filling what is not a text field" }),
        }
    }

    /// Puts a file into a field, on a host of the source only.
    async fn attach(&mut self, number: usize, file: &Attachment) -> Result<(), PageError> {
        let tab = self.tab()?;
        let url = tab.state(|state| state.url());
        self.guard.permits(&url)?;
        let content = BASE64_STANDARD.encode(&file.content);
        let arguments = json!([number, file.name, file.media_type, content]);
        match self.evaluate_in::<String>(tab, number / FRAME, "attach", arguments).await?.as_str() {
            "done" => Ok(()),
            "gone" => Err(PageError::NoSuchElement { selector: "a field that was there".to_owned() }),
            "disabled" => Err(PageError::Unsupported { what: "a field that is disabled" }),
            _ => Err(PageError::Unsupported { what: "putting a file into what takes none" }),
        }
    }

    /// Types one character after another: the page moves on by itself from one box to the next.
    async fn type_keys(&self, text: &str) -> Result<(), PageError> {
        for character in text.chars() {
            let character = character.to_string();
            self.key(&character, "", &character, 0).await?;
        }
        Ok(())
    }

    async fn key(&self, key: &str, code: &str, text: &str, number: u32) -> Result<(), PageError> {
        let tab = self.tab()?;
        let down = if text.is_empty() { "rawKeyDown" } else { "keyDown" };
        for kind in [down, "keyUp"] {
            let text = if kind == "keyUp" { "" } else { text };
            let event = json!({"type": kind, "key": key, "code": code, "text": text, "windowsVirtualKeyCode": number});
            tab.call("Input.dispatchKeyEvent", event).await?;
        }
        Ok(())
    }

    async fn choose(&self, number: usize, wanted: bool) -> Result<(), PageError> {
        let tab = self.tab()?;
        let point = self.evaluate_in(tab, number / FRAME, "choose", json!([number, wanted])).await?;
        self.click(point, number).await
    }

    /// Pages may send themselves at the last digit; what they have sent is not sent again.
    async fn has_sent_itself(&mut self, found: &Resolved, loader: &str) -> Result<bool, PageError> {
        if found.fill.is_empty() {
            return Ok(false);
        }
        self.await_effects().await?;
        if self.has_left(loader)? {
            return Ok(true);
        }
        let typed = found.fill.iter().filter(|(_, answer)| !answer.expose_secret().is_empty());
        let filled: Vec<usize> = typed.map(|(number, _)| *number).collect();
        match self.tab()?.evaluate_in::<bool>(found.frame(), "hold", json!([filled])).await {
            Ok(hold) => Ok(!hold || self.has_left(loader)?),
            Err(DevtoolsError::Gone) => Err(DevtoolsError::Gone.into()),
            // The document was just replaced.
            Err(DevtoolsError::Refused { .. }) => Ok(true),
        }
    }

    /// Whether the document is another than the one that was answered, or about to be.
    fn has_left(&self, loader: &str) -> Result<bool, PageError> {
        Ok(self.tab()?.state(|state| state.loader != loader || !state.is_ready))
    }

    /// Whether what was typed is no longer where it was put: the page has gone on by itself.
    async fn has_gone_on(&self, found: &Resolved, loader: &str) -> Result<bool, PageError> {
        if found.fill.is_empty() {
            return Ok(false);
        }
        Ok(self.has_left(loader)?
            || !self.tab()?.evaluate_in::<bool>(found.frame(), "holds", json!([])).await.unwrap_or(false))
    }

    /// Presses in the document that was answered, with everything still in its place: the next one may have a button
    /// of the same name.
    async fn press(&mut self, found: &Resolved, submission: &Submission, loader: &str) -> Result<(), PageError> {
        let tab = self.tab()?;
        let number = match found.press {
            Some(number) => number,
            None if !submission.fill.is_empty() => {
                self.renew_connections()?;
                return self.key("Enter", "Enter", "\r", 13).await;
            }
            None => {
                let number: i64 = self.evaluate(tab, "defaultButton", json!([])).await?;
                usize::try_from(number).map_err(|_| PageError::NoSuchElement { selector: "form".to_owned() })?
            }
        };
        let number = self.ready(number, found, submission.press.as_ref(), loader).await?;
        if self.has_gone_on(found, loader).await? {
            return Ok(());
        }
        let point = self.evaluate_in(self.tab()?, number / FRAME, "spot", json!([number])).await?;
        self.renew_connections()?;
        self.click(point, number).await
    }

    /// The button once it can be pressed: pages enable it, or make it anew, some time after what was typed. One that
    /// is disabled while the page asks the source may be so because the page has sent itself.
    async fn ready(
        &mut self,
        mut number: usize,
        found: &Resolved,
        target: Option<&Target>,
        loader: &str,
    ) -> Result<usize, PageError> {
        let (end, last) = (Instant::now() + SLOW, Instant::now() + BUSY);
        while !self.evaluate_in(self.tab()?, number / FRAME, "isEnabled", json!([number])).await? {
            let is_asking = !self.tab()?.state(|state| state.is_quiet(TICK));
            if Instant::now() > (if is_asking { last } else { end }) || self.has_gone_on(found, loader).await? {
                break;
            }
            sleep(TICK).await;
            let html: String = self.evaluate(self.tab()?, "number", json!([self.limits.document])).await?;
            let html = self.with_frames(html, true).await?;
            let find = || number_of(&Document::new(&html, &blank()), target?);
            number = self.limits.reader.read(html.len(), find).await.unwrap_or(number);
        }
        Ok(number)
    }

    async fn click(&self, point: ClickPoint, number: usize) -> Result<(), PageError> {
        let (x, y) = match point {
            ClickPoint::At(x, y) => (x, y),
            ClickPoint::Done(()) => return Ok(()),
            ClickPoint::Problem(problem) if problem == "disabled" => {
                return Err(PageError::Unsupported { what: "a button that is disabled" });
            }
            ClickPoint::Problem(_) => {
                return Err(PageError::NoSuchElement { selector: "what was to be pressed".to_owned() });
            }
        };
        let (left, top) = self.frame_offset(number).await?;
        let (x, y) = (x + left, y + top);
        let tab = self.tab()?;
        for (kind, button, buttons) in
            [("mouseMoved", "none", 0), ("mousePressed", "left", 1), ("mouseReleased", "left", 0)]
        {
            let event = json!({"type": kind, "x": x, "y": y, "button": button, "buttons": buttons, "clickCount": u8::from(button == "left")});
            tab.call("Input.dispatchMouseEvent", event).await?;
        }
        Ok(())
    }
}
