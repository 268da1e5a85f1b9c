//! Pages that say the same to everyone who reads a language.

use askama::Template;
use bytes::Bytes;

use super::Expired;
use crate::view::{
    error::NotFound,
    kit::{foot::Foot, layout::Layout},
    words::texts::{Texts, Words},
};

/// These pages, each made once for each locale.
pub struct Fixed(Vec<Pages>);

struct Pages {
    words: Words,
    not_found: Bytes,
    expired: Bytes,
    asked: Bytes,
}

impl Fixed {
    /// Makes them in every locale there is.
    pub fn new(texts: &Texts, foot: &Foot) -> Self {
        Self(texts.all().map(|words| Pages::new(words, foot)).collect())
    }

    /// The page of everything that is not there.
    pub fn not_found(&self, words: &Words) -> Bytes {
        self.of(words).not_found.clone()
    }

    /// The page of a link past its time of which nothing else is known.
    pub fn expired(&self, words: &Words) -> Bytes {
        self.of(words).expired.clone()
    }

    /// The same after the customer has asked for a new link.
    pub fn asked(&self, words: &Words) -> Bytes {
        self.of(words).asked.clone()
    }

    fn of(&self, words: &Words) -> &Pages {
        let found = self.0.iter().find(|pages| pages.words.is_same(words));
        found.expect("words are those of one of the locales")
    }
}

impl Pages {
    fn new(words: &Words, foot: &Foot) -> Self {
        let layout = Layout::anonymous(words.clone(), foot.clone());
        Self {
            words: words.clone(),
            not_found: made(&NotFound { layout: layout.clone() }),
            expired: made(&Expired::new(layout.clone())),
            asked: made(&Expired::asked(layout)),
        }
    }
}

fn made(page: &impl Template) -> Bytes {
    page.render().expect("only a writer that fails makes a template fail").into()
}
