//! One turn of a sign-in: open the source or give it an answer, and say what it made of that.

use std::time::Instant;

use super::{
    claim::{Brought, Permit},
    desk::{Desk, Found, Unopened},
    source::{self, Source},
};
use crate::{
    app::App,
    domain::{
        id::Id,
        link::flow::Flow,
        prompt::{
            answer::Answer,
            challenge::Challenge,
            refusal::{Refusal, Refused},
        },
        source::lock_out::Tried,
        task::Kind,
    },
    engine::{AnyPage, Move, Page, PageError, lost, play, sign_in_again, start_over},
    page::{
        checkpoint::Checkpoint,
        recipe::{
            memory::Memory,
            run::{Run, Step},
        },
    },
    service::{
        ServiceError,
        link::{
            sealed,
            turns::{self, Outcome},
        },
        source::accounts::{self, Try},
    },
    store::tasks::Claim,
};

/// How often a flow signs in again by itself at a source that forgets.
const MOST_RETURNS: u8 = 2;
/// How many tries on an account are left to the customer when we sign in again.
const SPARE: u16 = 1;

/// Does a sign-in task.
pub async fn run(app: &App, desk: &Desk, claim: &Claim, brought: Option<Brought>) -> Result<(), ServiceError> {
    let (source, given) = match brought {
        Some(Brought { source, checkpoint, answer, permit }) => (source, Some((checkpoint, answer, permit))),
        None => (source::of_flow(&app.db, claim.flow_id).await?, None),
    };
    let mut turn = Turn { app, desk, source: &source, flow: claim.flow_id, tries: Vec::new() };
    let begun = Instant::now();
    let taken = match given {
        Some((checkpoint, answer, permit)) => turn.answer(checkpoint, answer, permit).await,
        None => turn.take(claim).await,
    };
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
    turns::advance(app, claim, &outcome, &turn.tries).await
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

impl From<Unopened> for Trouble {
    fn from(unopened: Unopened) -> Self {
        match unopened {
            Unopened::Ours(error) => Self::Ours(error),
            Unopened::Theirs(error) => Self::Theirs(error),
        }
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
    desk: &'a Desk,
    source: &'a Source,
    flow: Id<Flow>,
    tries: Vec<Try>,
}

impl<'a> Turn<'a> {
    /// Opens the source, or looks at the page as it was left.
    async fn take(&mut self, claim: &Claim) -> Result<Outcome, Trouble> {
        let now = || self.app.clock.now();
        if matches!(claim.kind, Kind::Open | Kind::Jobs) {
            let mut page = self.desk.open(self.app, self.source).await?;
            let mut run = Run::new(&self.source.recipe, Memory::new(self.source.identifier.clone()));
            let step = play(&mut run, &mut page, Move::Open(self.source.login_url.clone()), &now).await?;
            return self.end(run, page, step).await;
        }
        let Some(checkpoint) = sealed::checkpoint(self.app, &self.app.db, claim.flow_id).await? else {
            return Err(ServiceError::Broken(format!("{} has no page to answer on", claim.flow_id)).into());
        };
        let (mut run, Found { mut page, .. }) = self.restore(checkpoint).await?;
        if claim.kind == Kind::Poll {
            let step = play(&mut run, &mut page, Move::Reload, &now).await?;
            return self.end(run, page, step).await;
        }
        // An answer that was taken once and is not found again may have reached the source.
        let step = self.ask_again(&mut run, &mut page).await?;
        self.end(run, page, step).await
    }

    /// Gives the source an answer, if it may be given.
    async fn answer(&mut self, checkpoint: Checkpoint, answer: Answer, permit: Permit) -> Result<Outcome, Trouble> {
        let (mut run, Found { mut page, is_anew }) = self.restore(checkpoint).await?;
        let step = match permit {
            Permit::Given(spent) if is_anew && !is_where_it_was(&run, &mut page).await? => {
                self.give_back(spent).await?;
                self.ask_again(&mut run, &mut page).await?
            }
            Permit::Given(spent) => {
                self.tries.extend(spent);
                play(&mut run, &mut page, Move::Answer(answer), &|| self.app.clock.now()).await?
            }
            Permit::AfterWarning => self.warn(&mut run, &mut page).await?,
            Permit::Exceeded(tried) => Step::Refused(tried.exceeded().into()),
        };
        self.end(run, page, step).await
    }

    async fn restore(&self, checkpoint: Checkpoint) -> Result<(Run<'a>, Found), Trouble> {
        let found = self.desk.find(self.app, self.source, self.flow, &checkpoint.page).await?;
        Ok((Run::new(&self.source.recipe, checkpoint.memory), found))
    }

    /// What the page asks now. An answer is lost, and only the customer may repeat it.
    async fn ask_again(&self, run: &mut Run<'_>, page: &mut AnyPage) -> Result<Step, PageError> {
        Ok(lost(play(run, page, Move::Look, &|| self.app.clock.now()).await?))
    }

    /// What was counted for an answer that the source never got.
    async fn give_back(&self, spent: Option<Try>) -> Result<(), ServiceError> {
        let Some(spent) = spent else { return Ok(()) };
        let mut tx = self.app.db.begin().await?;
        accounts::give_back(&mut tx, &spent).await?;
        tx.commit().await?;
        Ok(())
    }

    async fn end(&mut self, mut run: Run<'_>, mut page: AnyPage, step: Step) -> Result<Outcome, Trouble> {
        let step = match step {
            Step::Forgotten => self.come_back(&mut run, &mut page).await?,
            other => self.count(other),
        };
        match step {
            Step::Ask(challenge) => {
                run.memory.warned = challenge.tries_left == Some(1);
                let checkpoint = Checkpoint { page: page.checkpoint().await?, memory: run.memory };
                self.desk.rest(self.flow, page, checkpoint.page.clone());
                Ok(Outcome::Asks(challenge, checkpoint))
            }
            Step::SignedIn => Ok(Outcome::SignedIn(Checkpoint { page: page.checkpoint().await?, memory: run.memory })),
            Step::Refused(refused) => Ok(Outcome::Refused(refused)),
            Step::Forgotten => Ok(Outcome::Refused(Refusal::SourceChanged.into())),
        }
    }

    /// Asks the same again, with the warning; nothing was given to the source.
    async fn warn(&self, run: &mut Run<'_>, page: &mut AnyPage) -> Result<Step, PageError> {
        Ok(match play(run, page, Move::Look, &|| self.app.clock.now()).await? {
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
    async fn come_back(&mut self, run: &mut Run<'_>, page: &mut AnyPage) -> Result<Step, Trouble> {
        let spent = self.count_return(run).await?;
        let now = || self.app.clock.now();
        if spent.is_none() {
            return Ok(start_over(run, page, &self.source.login_url, &now).await?);
        }
        self.tries.extend(spent);
        Ok(sign_in_again(run, page, &self.source.login_url, &now).await?)
    }

    /// Counts the password that is given once more; what was tried on the forgotten sign-in told the source nothing.
    async fn count_return(&mut self, run: &Run<'_>) -> Result<Option<Try>, ServiceError> {
        let mut tx = self.app.db.begin().await?;
        for spent in self.tries.drain(..) {
            accounts::give_back(&mut tx, &spent).await?;
        }
        let spent = match run.memory.identifier.as_deref().filter(|_| run.memory.returns < MOST_RETURNS) {
            Some(identifier) => {
                let host = self.source.host();
                let account = self.source.account(&host, identifier);
                accounts::spend(self.app, &mut tx, &account, Tried::Password, SPARE).await?
            }
            None => None,
        };
        tx.commit().await?;
        Ok(spent)
    }
}

/// Whether a page that was opened anew shows the screen that was answered; an answer is for no other.
async fn is_where_it_was(run: &Run<'_>, page: &mut AnyPage) -> Result<bool, PageError> {
    let seen = page.look().await?;
    Ok(run.memory.asked().is_some_and(|asked| run.recognise(&seen).as_deref() == Some(asked)))
}
