//! A task: a unit of durable work about one flow.

use strum::{Display, EnumString, IntoStaticStr, VariantArray};

use super::id::Noun;

/// Names a task in an id.
pub struct Task;

impl Noun for Task {
    const PREFIX: &'static str = "tsk";
}

/// What is to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Display, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Kind {
    /// Open the source's sign-in; may be done again.
    Open,
    /// Give the source an answer; at most once.
    Answer,
    /// Look whether what a prompt waits for has happened; may be done again.
    Poll,
    /// Run the link's jobs in the signed-in session; may be done again.
    Jobs,
}
