//! What is remembered of the page before, to see what an answer has changed.

use serde::{Deserialize, Serialize};

use super::page::layout::{Page, Text};
use crate::{
    domain::{
        prompt::{
            answer::Answer,
            challenge::{Kind, Proof, Purpose},
        },
        source::recipe::Complaint,
    },
    page::{Seen, dom::Document},
};

/// The most texts of a page that are remembered.
const MOST_TEXTS: usize = 200;

/// The page that was answered last. No words of it are kept, only marks by which they are known again.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct History {
    /// What it asked.
    pub kind: Option<Kind>,
    /// Whether any page so far was given what lets one in: a password or, by whom it knew already, a code, or something
    /// done elsewhere that it waited for.
    pub gave_secret: bool,
    /// Whether any page so far was told who the customer is.
    pub was_told_who: bool,
    /// The name that the customer goes by at the source.
    pub identifier: Option<String>,
    /// Where the first page was, if it asked who the customer is.
    #[serde(default, rename = "door")]
    pub sign_in_url: Option<String>,
    /// The path of its URL.
    path: String,
    texts: Vec<u64>,
    fields: Vec<u64>,
}

impl History {
    /// What is remembered of a page that is given an answer, and that complained there.
    #[must_use]
    pub fn after(
        self,
        document: &Document,
        seen: &Seen,
        kind: Kind,
        complaints: &[Complaint],
        answer: &Answer,
    ) -> Self {
        let page = Page::new(document, seen);
        // What complained may complain again; what stood there anyway is no complaint.
        let at: Vec<_> =
            complaints.iter().flat_map(|complaint| document.all(&complaint.at)).map(|it| it.id()).collect();
        let stays = |text: &&Text<'_>| !at.contains(&text.element.id());
        let texts = page.texts.iter().filter(stays).take(MOST_TEXTS).map(|text| mark(&text.words)).collect();
        let fields = page.text_fields().take(MOST_TEXTS).map(|field| mark(&field.name)).collect();
        let identifier = answer.field("identifier").map(str::to_owned).or(self.identifier);
        let names = kind.identifies() || kind.purpose() == Purpose::Contact || answer.field("identifier").is_some();
        let was_told_who = self.was_told_who || names;
        let proves = was_told_who && is_proof_typed(kind) && matches!(answer, Answer::Fields(_));
        let gave_secret = self.gave_secret || proves || answer.field("password").is_some();
        let is_first = self.kind.is_none();
        let sign_in_url = if is_first { kind.identifies().then(|| seen.url.to_string()) } else { self.sign_in_url };
        Self {
            kind: Some(kind),
            sign_in_url,
            gave_secret,
            was_told_who,
            identifier,
            path: seen.url.path().to_owned(),
            texts,
            fields,
        }
    }

    /// Notes a screen that goes on once something is done elsewhere, which is never said to the page.
    pub fn waits(&mut self, kind: Kind) {
        self.gave_secret |= match kind.proof() {
            Proof::Elsewhere | Proof::TypedOrElsewhere => self.was_told_who,
            Proof::ElsewhereWithName => true,
            Proof::Typed | Proof::None => false,
        };
    }

    /// What is known of whoever is past the sign-in, whatever it asked.
    pub fn inside() -> Self {
        Self { gave_secret: true, was_told_who: true, ..Self::default() }
    }

    /// Whether the page before had other words than these.
    pub fn is_new(&self, words: &str) -> bool {
        self.kind.is_some() && !self.texts.contains(&mark(words))
    }

    /// Whether a page has these words once more than the page before: what stood there as a hint may now be said.
    pub fn is_said_again(&self, page: &Page<'_>, words: &str) -> bool {
        let (now, mark) = (page.texts.iter().filter(|text| text.words == words).count(), mark(words));
        self.kind.is_some() && now > self.texts.iter().filter(|before| **before == mark).count()
    }

    /// Whether the page before had no field of this name.
    pub fn is_new_field(&self, name: &str) -> bool {
        self.kind.is_some() && !self.fields.contains(&mark(name))
    }

    /// Whether the page before was elsewhere.
    pub fn was_elsewhere(&self, page: &Page<'_>) -> bool {
        self.kind.is_some() && self.path != page.url.path()
    }
}

fn is_proof_typed(kind: Kind) -> bool {
    match kind.proof() {
        Proof::Typed | Proof::TypedOrElsewhere => true,
        Proof::Elsewhere | Proof::ElsewhereWithName | Proof::None => false,
    }
}

/// A mark by which words are known again: FNV-1a, as it is the same on every node and in every version.
fn mark(words: &str) -> u64 {
    words.bytes().fold(0xcbf2_9ce4_8422_2325, |mark, byte| (mark ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}
