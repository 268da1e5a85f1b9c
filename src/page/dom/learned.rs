//! What was found out about a page, so that it is not looked for again.

use std::{
    cell::{OnceCell, RefCell},
    collections::{HashMap, HashSet},
};

use ego_tree::NodeId;
use scraper::ElementRef;

use crate::domain::source::recipe::Css;

/// Of how many elements it is remembered which selector found them.
const MOST_REMEMBERED: usize = 100_000;

/// What was found out about a page so far, from one reading to the next.
#[derive(Default)]
pub(super) struct Learned {
    pub(super) names: OnceCell<Names>,
    pub(super) unseen: OnceCell<HashSet<NodeId>>,
    /// What selectors found: a screen's are asked for again and again while it is read.
    pub(super) found: RefCell<Found>,
}

/// What selectors found, as far as it is remembered.
#[derive(Default)]
pub(super) struct Found {
    by_selector: HashMap<String, Vec<NodeId>>,
    /// Of all selectors together.
    elements: usize,
}

impl Found {
    /// What a selector found before, if that is remembered.
    pub(super) fn by(&self, css: &Css) -> Option<&[NodeId]> {
        self.by_selector.get(&css.0).map(Vec::as_slice)
    }

    /// Remembers what a selector found, as long as there is room.
    pub(super) fn remember(&mut self, css: &Css, found: &[ElementRef<'_>]) {
        // A selector that finds nothing takes room as well.
        let room = found.len() + 1;
        if self.elements + room <= MOST_REMEMBERED {
            self.elements += room;
            self.by_selector.insert(css.0.clone(), found.iter().map(|element| element.id()).collect());
        }
    }
}

/// Elements by what ties others to them: found once, since a page may have as many as it likes.
#[derive(Default)]
pub(super) struct Names {
    pub(super) ids: HashMap<String, NodeId>,
    /// The first label of each id that it is for.
    pub(super) labels: HashMap<String, NodeId>,
}

impl Names {
    /// The names among elements.
    pub(super) fn of<'d>(elements: impl Iterator<Item = ElementRef<'d>>) -> Self {
        let mut names = Self::default();
        for element in elements {
            if let Some(id) = element.attr("id") {
                names.ids.entry(id.to_owned()).or_insert(element.id());
            }
            if let Some(id) = element.attr("for").filter(|_| element.value().name() == "label") {
                names.labels.entry(id.to_owned()).or_insert(element.id());
            }
        }
        names
    }
}
