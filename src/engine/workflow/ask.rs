//! Asking the customer what the page asks, and giving it the answer.

use std::fmt;

use secrecy::SecretString;
use time::OffsetDateTime;

use super::{Keeper, Outcome, WorkflowRun};
use crate::{
    domain::{
        job::{
            failure::{Failure, Reason},
            step::Ask,
        },
        prompt::{answer::Answer, challenge::Challenge},
    },
    engine::{Move, error::PageError, lost, page::Page, play},
    page::recipe::{
        memory::Memory,
        run::{Run, Step},
    },
};

/// What a page asks in the middle of a run.
pub struct Question {
    pub challenge: Box<Challenge>,
    /// What is remembered of it until the answer comes.
    pub memory: Memory,
}

impl fmt::Debug for Question {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // What it remembers may hold what was typed.
        f.debug_struct("Question").field("kind", &self.challenge.kind).finish_non_exhaustive()
    }
}

/// What the customer has to say to the last question.
pub enum Given {
    Answer(Answer),
    /// An answer was on its way when a worker died, and may have arrived.
    Lost,
}

impl<K: Keeper> WorkflowRun<K> {
    /// The next `ask` gives its page this.
    pub fn give(&mut self, memory: Memory, given: Given) {
        self.given = Some((memory, given));
    }

    /// The page as it is, to go on from when the customer has answered. A browser has to open it again then.
    pub async fn checkpoint(&mut self) -> Result<SecretString, Failure> {
        if self.page.is_in_browser() && !self.page.arrival().repeats_no_form() {
            return Err(PageError::Unrepeatable.into());
        }
        Ok(self.page.checkpoint().await?)
    }

    /// The page as it is, to go on from when the worker has died; `None` where it is not there again without doing again
    /// what led to it, or where something is filled that was not sent.
    pub async fn lasting_page(&mut self) -> Option<SecretString> {
        // A browser that has just died fails the next step.
        let lasts = self.form.is_empty() && self.page.can_be_restored();
        if lasts { self.page.checkpoint().await.ok() } else { None }
    }

    pub(super) async fn ask(&mut self, ask: &Ask) -> Result<Outcome, Failure> {
        let recipe = ask.recipe();
        let given = self.given.take();
        let is_answered = matches!(given, Some((_, Given::Answer(_))));
        let (memory, first, is_lost) = match given {
            Some((memory, Given::Answer(answer))) => (memory, Move::Answer(answer), false),
            Some((memory, Given::Lost)) => (memory, Move::Look, true),
            None => (Memory::default(), Move::Look, false),
        };
        let mut run = Run::new(&recipe, memory);
        let step = play(&mut run, &mut self.page, first, &now).await?;
        match if is_lost { lost(step) } else { step } {
            Step::Ask(challenge) => Ok(Outcome::Asks(Question { challenge, memory: run.memory })),
            Step::SignedIn if is_answered => {
                self.opened += 1;
                Ok(Outcome::Done)
            }
            Step::SignedIn => Err(Failure::new(Reason::SourceChanged, "the page does not ask what the step expects")),
            Step::Forgotten => Err(Failure::new(Reason::SessionLost, "the source has forgotten the session")),
            Step::Refused(refused) => {
                Err(Failure::new(Reason::SourceUnavailable, format!("the source refuses: {}", refused.refusal)))
            }
        }
    }
}

/// What the source says of seconds left is counted from here, and is shown only.
#[expect(clippy::disallowed_methods, reason = "no decision depends on it: the time of an answer is the run's own")]
fn now() -> OffsetDateTime {
    OffsetDateTime::now_utc()
}
