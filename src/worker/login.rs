//! One turn of a sign-in: open the source or give it an answer, and say what it made of that.

use std::time::Instant;

use super::source::{self, Source};
use crate::{
    app::App,
    domain::{
        answer::Answer,
        challenge::{Again, Challenge},
        checkpoint::Checkpoint,
        lock_out::Tried,
        recipe::run::{Memory, Run, Step},
        refusal::{Refusal, Refused},
        task::Kind,
    },
    engine::{Move, Page, PageError, http::HttpPage, play, sign_in_again, start_over},
    service::{
        ServiceError,
        accounts::{self, Try},
        sealed,
        turns::{self, Outcome},
    },
    store::tasks::Claim,
};

/// How often a flow signs in again by itself at a source that forgets.
const MOST_RETURNS: u8 = 2;
/// How many tries on an account are left to the customer when we sign in again.
const SPARE: u16 = 1;

/// Does a sign-in task.
pub async fn run(app: &App, claim: &Claim) -> Result<(), ServiceError> {
    let source = source::of_flow(app, claim.flow_id).await?;
    let mut turn = Turn { app, source: &source, tries: Vec::new() };
    let begun = Instant::now();
    let taken = turn.take(claim).await;
    app.meter.step(claim.kind.into(), begun.elapsed());
    let outcome = match taken {
        Ok(outcome) => outcome,
        Err(Trouble::Ours(error)) => return Err(error),
        Err(Trouble::Theirs(error)) => {
            let cause = std::error::Error::source(&error).map(ToString::to_string);
            tracing::warn!(flow = %claim.flow_id, %error, cause, "the source could not be asked");
            if claim.kind == Kind::Poll {
                return turns::wait_on(app, claim).await;
            }
            Outcome::Refused(error.refusal().into())
        }
    };
    turns::advance(app, claim, outcome, &turn.tries).await
}

/// Why a turn came to nothing.
enum Trouble {
    Ours(ServiceError),
    Theirs(PageError),
}

impl From<ServiceError> for Trouble {
    fn from(error: ServiceError) -> Self {
        Self::Ours(error)
    }
}

impl From<PageError> for Trouble {
    fn from(error: PageError) -> Self {
        Self::Theirs(error)
    }
}

/// One turn at a source, with the tries that were made in it.
struct Turn<'a> {
    app: &'a App,
    source: &'a Source,
    tries: Vec<Try>,
}

impl Turn<'_> {
    async fn take(&mut self, claim: &Claim) -> Result<Outcome, Trouble> {
        let guard = self.source.guard(self.app)?;
        let limits = source::limits(self.app);
        if matches!(claim.kind, Kind::Open | Kind::Jobs) {
            let memory = Memory::new(self.source.identifier.clone());
            let first = Move::Open(self.source.login_url.clone());
            return self.walk(HttpPage::open(guard, limits)?, memory, first).await;
        }
        let Some(Checkpoint { page, memory }) = sealed::checkpoint(self.app, claim.flow_id).await? else {
            return Err(ServiceError::Broken(format!("{} has no page to answer on", claim.flow_id)).into());
        };
        let first = match claim.kind {
            Kind::Poll => Move::Reload,
            // Taken once and not found again: it may have reached the source, so only the customer may repeat it.
            _ => sealed::answer(self.app, claim)?.map_or(Move::Look, Move::Answer),
        };
        self.walk(HttpPage::restore(guard, limits, &page)?, memory, first).await
    }

    async fn walk(&mut self, mut page: HttpPage, memory: Memory, first: Move) -> Result<Outcome, Trouble> {
        let mut run = Run::new(&self.source.recipe, memory);
        let is_lost = matches!(first, Move::Look);
        let step = match self.allow(&run.memory, &first).await? {
            Allowed::Yes => play(&mut run, &mut page, first, self.app.clock.now()).await?,
            Allowed::AfterWarning => self.warn(&mut run, &mut page).await?,
            Allowed::No(refused) => Step::Refused(refused),
        };
        let step = match step {
            Step::Forgotten => self.come_back(&mut run, &mut page).await?,
            other => self.count(other),
        };
        if let Step::Ask(challenge) = &step {
            run.memory.warned = challenge.tries_left == Some(1);
        }
        let checkpoint = Checkpoint { page: page.checkpoint().await?, memory: run.memory };
        Ok(match step {
            Step::Ask(challenge) => {
                let again = if is_lost { Some(Again::AnswerLost) } else { challenge.again };
                Outcome::Asks(Box::new(Challenge { again, ..*challenge }), checkpoint)
            }
            Step::SignedIn => Outcome::SignedIn(checkpoint),
            Step::Refused(refused) => Outcome::Refused(refused),
            Step::Forgotten => Outcome::Refused(Refusal::SourceChanged.into()),
        })
    }

    /// Counts a secret before it is given to the source; the last one that may be wrong needs a warning first.
    async fn allow(&mut self, memory: &Memory, first: &Move) -> Result<Allowed, ServiceError> {
        let Move::Answer(answer) = first else { return Ok(Allowed::Yes) };
        let Some(tried) = Tried::with(answer) else { return Ok(Allowed::Yes) };
        let Some(identifier) = identifier(answer, memory) else { return Ok(Allowed::Yes) };
        let host = self.source.host();
        let account = self.source.account(&host, identifier);
        let Some(spent) = accounts::spend(self.app, &account, tried, 0).await? else {
            return Ok(Allowed::No(tried.exceeded().into()));
        };
        if spent.left == 0 && !memory.warned {
            accounts::give_back(self.app, &spent).await?;
            return Ok(Allowed::AfterWarning);
        }
        self.tries.push(spent);
        Ok(Allowed::Yes)
    }

    /// Asks the same again, with the warning; nothing was given to the source.
    async fn warn(&self, run: &mut Run<'_>, page: &mut HttpPage) -> Result<Step, PageError> {
        Ok(match play(run, page, Move::Look, self.app.clock.now()).await? {
            Step::Ask(challenge) => Step::Ask(Box::new(Challenge { error: None, tries_left: Some(1), ..*challenge })),
            other => other,
        })
    }

    /// Says how many wrong answers are left after one; none ends the flow before the source locks the account.
    fn count(&self, step: Step) -> Step {
        let Step::Ask(mut challenge) = step else { return step };
        let is_wrong = challenge.error.as_ref().is_some_and(|refused| refused.refusal.counts());
        match self.tries.last().filter(|_| is_wrong) {
            Some(spent) if spent.left == 0 => Step::Refused(Refused {
                refusal: spent.tried.exceeded(),
                ..challenge.error.unwrap_or_else(|| spent.tried.exceeded().into())
            }),
            Some(spent) if spent.left == 1 => {
                challenge.tries_left = Some(1);
                Step::Ask(challenge)
            }
            _ => Step::Ask(challenge),
        }
    }

    /// The source has forgotten the sign-in: signs in again with what the customer typed, where that can lock nobody
    /// out; else the customer starts over.
    async fn come_back(&mut self, run: &mut Run<'_>, page: &mut HttpPage) -> Result<Step, Trouble> {
        // What was tried on the forgotten sign-in told the source nothing.
        for spent in self.tries.drain(..) {
            accounts::give_back(self.app, &spent).await?;
        }
        let now = self.app.clock.now();
        let host = self.source.host();
        let spent = match run.memory.identifier.as_deref().filter(|_| run.memory.returns < MOST_RETURNS) {
            Some(identifier) => {
                let account = self.source.account(&host, identifier);
                accounts::spend(self.app, &account, Tried::Password, SPARE).await?
            }
            None => None,
        };
        if spent.is_none() {
            return Ok(start_over(run, page, &self.source.login_url, now).await?);
        }
        self.tries.extend(spent);
        Ok(sign_in_again(run, page, &self.source.login_url, now).await?)
    }
}

/// Whether an answer may be given to the source.
enum Allowed {
    Yes,
    AfterWarning,
    No(Refused),
}

fn identifier<'a>(answer: &'a Answer, memory: &'a Memory) -> Option<&'a str> {
    answer.field("identifier").or(memory.identifier.as_deref())
}
