//! What a run hands over while a step is still under way.

use std::{
    fmt::{self, Display, Formatter},
    future::Future,
};

use crate::{
    domain::job::{artifact::Kind, failure::Failure, outcome::ItemOutcomes},
    engine::file::FileHead,
};

/// Keeps what a run takes. What it cannot keep fails the step.
pub trait Keeper: Send {
    /// Begins a file.
    fn begin(&mut self, place: Place, kind: Kind, head: &FileHead) -> impl Future<Output = Result<(), Failure>> + Send;

    /// Adds bytes to the file.
    fn write(&mut self, bytes: &[u8]) -> impl Future<Output = Result<(), Failure>> + Send;

    /// Ends the file, and says its SHA-256 in hexadecimal digits.
    fn finish(&mut self) -> impl Future<Output = Result<String, Failure>> + Send;

    /// Gives up the file that was begun: nothing of it stays.
    fn give_up(&mut self) -> impl Future<Output = ()> + Send;

    /// What became of the items so far; another is about to begin, whose steps may change something.
    fn item(&mut self, told: &ItemOutcomes, may_change: bool) -> impl Future<Output = Result<(), Failure>> + Send;
}

/// Which step of a run makes something; a run has one artifact of each place.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Place {
    /// The step's number, from 0.
    pub step: u32,
    /// In a step that is done for each item: the item's number and that of the step in it.
    pub item: Option<(u32, u32)>,
}

impl Display for Place {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self.item {
            Some((item, step)) => write!(f, "{}/{item}/{step}", self.step),
            None => write!(f, "{}", self.step),
        }
    }
}
