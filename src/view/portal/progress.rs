//! What is being done after the sign-in, and what was done, in words.

use crate::{
    domain::job::{
        outcome::Counts,
        permissions::promise::Reading,
        progress::{Doing, Progress},
    },
    view::{kit::layout::Layout, words::phrase::Phrase},
};

/// What the page says while the jobs run.
pub struct Told {
    pub doing: Words,
    pub step: u32,
    pub steps: u32,
    pub counts: Counts,
}

/// Words of ours, or of the company that wrote the definition.
pub enum Words {
    Ours(Phrase),
    Theirs(String),
}

impl Told {
    /// The words for a progress.
    pub fn new(layout: &Layout, progress: &Progress) -> Self {
        let doing = match &progress.doing {
            Doing::Said(says) => Words::Theirs(says.in_language(&layout.words.lang()).to_owned()),
            Doing::Opening => Words::Ours(layout.say("doing-opening")),
            Doing::Reading(Reading::Invoices) => Words::Ours(layout.say("doing-invoices")),
            Doing::Reading(Reading::Documents) => Words::Ours(layout.say("doing-documents")),
            Doing::Reading(Reading::Transactions) => Words::Ours(layout.say("doing-transactions")),
            Doing::Reading(Reading::Subscriptions) => Words::Ours(layout.say("doing-subscriptions")),
            Doing::Reading(Reading::Pages) => Words::Ours(layout.say("doing-pages")),
            Doing::Reading(Reading::Files) => Words::Ours(layout.say("doing-files")),
            Doing::Waiting => Words::Ours(layout.say("doing-waiting")),
            Doing::Filling => Words::Ours(layout.say("doing-filling")),
            Doing::Sending => Words::Ours(layout.say("doing-sending")),
            Doing::Working => Words::Ours(layout.say("doing-working")),
        };
        Self { doing, step: progress.step, steps: progress.steps, counts: progress.counts }
    }
}
