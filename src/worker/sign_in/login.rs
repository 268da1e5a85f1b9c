//! One visit of a flow to its source: open it or give it an answer, and say what it made of that.

use std::{sync::Arc, time::Instant};

use super::{
    browser_sessions::{BrowserSessions, OpenError, Reopened, Reopening},
    source::{self, Source},
};
use crate::{
    app::App,
    domain::{
        id::Id,
        link::flow::Flow,
        prompt::{
            challenge::Challenge,
            refusal::{Refusal, Refused},
        },
        source::lock_out::Tried,
        task::{Claim, Share},
    },
    engine::{AnyPage, Move, Page, PageError, lost, play, sign_in_again, start_over},
    net::error::NetError,
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
            answers::{LockOutCheck, Taken},
            turns::{self, Outcome},
        },
        source::accounts::{self, Try},
    },
    store::link::visits,
};

/// How often a flow signs in again by itself at a source that forgets.
const MOST_RETURNS: u8 = 2;
/// How many tries on an account are left to the customer when we sign in again.
const SPARE: u16 = 1;

/// What is to be done at the source.
pub enum Visit {
    /// Open its sign-in.
    Open,
    /// Give it an answer; `None` when an earlier attempt took the answer and may have given it.
    Answer(Option<Box<Taken>>),
    /// Look whether what a prompt waits for has happened.
    Poll,
}

/// Does a task of a flow, and writes what came of it.
pub async fn run(
    app: &App,
    sessions: &BrowserSessions,
    claim: &Claim,
    flow: Id<Flow>,
    (visit, begins_with): (Visit, Option<visits::Visit>),
) -> Result<(), ServiceError> {
    let is_poll = matches!(visit, Visit::Poll);
    let mut sign_in = SignIn { app, sessions, share: &claim.share, flow, tries: Vec::new() };
    let begun = Instant::now();
    let ended = sign_in.make(visit, begins_with).await;
    app.meter.step(claim.work.kind().into(), begun.elapsed());
    match &ended {
        Ok(_) => app.workers.answered(&claim.share.host),
        Err(Trouble::Theirs(PageError::Net(NetError::TimedOut { .. }))) => app.workers.hung(&claim.share.host),
        Err(_) => {}
    }
    let outcome = match ended {
        Ok(outcome) => outcome,
        Err(Trouble::Ours(error)) => return Err(error),
        Err(Trouble::Theirs(error)) => {
            let cause = std::error::Error::source(&error).map(ToString::to_string);
            tracing::warn!(%flow, %error, cause, "the source could not be asked");
            if is_poll {
                return turns::wait_on(app, claim, flow).await;
            }
            Outcome::Refused(error.refusal().into())
        }
    };
    turns::advance(app, claim, flow, &outcome, &sign_in.tries).await
}

/// Why a visit came to nothing.
enum Trouble {
    Ours(ServiceError),
    Theirs(PageError),
}

impl From<ServiceError> for Trouble {
    fn from(error: ServiceError) -> Self {
        Self::Ours(error)
    }
}

impl From<OpenError> for Trouble {
    fn from(error: OpenError) -> Self {
        match error {
            OpenError::Ours(error) => Self::Ours(error),
            OpenError::Theirs(error) => Self::Theirs(error),
        }
    }
}

impl From<PageError> for Trouble {
    fn from(error: PageError) -> Self {
        Self::Theirs(error)
    }
}

/// A visit of a flow to its source, with the tries that were made in it.
struct SignIn<'a> {
    app: &'a App,
    sessions: &'a BrowserSessions,
    share: &'a Share,
    flow: Id<Flow>,
    tries: Vec<Try>,
}

impl SignIn<'_> {
    async fn make(&mut self, visit: Visit, begins_with: Option<visits::Visit>) -> Result<Outcome, Trouble> {
        let (source, checkpoint) = source::of_flow(self.app, self.flow, self.share, begins_with).await?;
        if matches!(visit, Visit::Open) {
            return self.open(&source).await;
        }
        let Some(checkpoint) = checkpoint else {
            return Err(ServiceError::Broken(format!("{} has no page to answer on", self.flow)).into());
        };
        match visit {
            Visit::Answer(Some(taken)) => self.answer(&source, checkpoint, *taken).await,
            // It may have reached the source.
            Visit::Answer(None) => self.look_again(&source, checkpoint, Move::Look).await,
            Visit::Open | Visit::Poll => self.look_again(&source, checkpoint, Move::Reload).await,
        }
    }

    async fn open(&mut self, source: &Source) -> Result<Outcome, Trouble> {
        let mut page = self.sessions.open(self.app, source).await?;
        let mut run = Run::new(source.recipe(), Memory::new(source.identifier.clone()));
        let now = || self.app.clock.steady();
        let step = play(&mut run, &mut page, Move::Open(source.login_url.clone()), &now).await?;
        self.end(source, run, page, step).await
    }

    /// Looks at the page as it was left; an answer that is looked for is lost, and only the customer may repeat it.
    async fn look_again(&mut self, source: &Source, checkpoint: Checkpoint, how: Move) -> Result<Outcome, Trouble> {
        let (mut run, mut reopened) = self.restore(source, checkpoint).await?;
        let step = match (how, reopened.how) {
            (Move::Look, _) | (_, Reopening::Blank) => self.ask_again(source, &mut run, &mut reopened).await?,
            (how, _) => play(&mut run, &mut reopened.page, how, &|| self.app.clock.steady()).await?,
        };
        self.end(source, run, reopened.page, step).await
    }

    /// Gives the source an answer, if it may be given.
    async fn answer(&mut self, source: &Source, checkpoint: Checkpoint, taken: Taken) -> Result<Outcome, Trouble> {
        let Taken { answer, lock_out } = taken;
        let (mut run, mut reopened) = self.restore(source, checkpoint).await?;
        let is_there = is_where_it_was(&run, &mut reopened).await?;
        let step = match lock_out {
            LockOutCheck::Exceeded(tried) => Step::Refused(tried.exceeded().into()),
            LockOutCheck::Passed(spent) if !is_there => {
                self.give_back(spent).await?;
                self.ask_again(source, &mut run, &mut reopened).await?
            }
            LockOutCheck::WarnFirst if !is_there => self.ask_again(source, &mut run, &mut reopened).await?,
            LockOutCheck::Passed(spent) => {
                self.tries.extend(spent);
                play(&mut run, &mut reopened.page, Move::Answer(answer), &|| self.app.clock.steady()).await?
            }
            LockOutCheck::WarnFirst => self.warn(&mut run, &mut reopened.page).await?,
        };
        self.end(source, run, reopened.page, step).await
    }

    async fn restore<'s>(&self, source: &'s Source, checkpoint: Checkpoint) -> Result<(Run<'s>, Reopened), Trouble> {
        let page = self.sessions.reopen(self.app, source, self.flow, &checkpoint.page).await?;
        Ok((Run::new(source.recipe(), checkpoint.memory), page))
    }

    /// What the page asks now, or the first one where it is gone. An answer is lost, and only the customer may repeat
    /// it.
    async fn ask_again(
        &self,
        source: &Source,
        run: &mut Run<'_>,
        Reopened { page, how }: &mut Reopened,
    ) -> Result<Step, PageError> {
        let now = || self.app.clock.steady();
        Ok(lost(match how {
            Reopening::Kept | Reopening::Reloaded => play(run, page, Move::Look, &now).await?,
            Reopening::Blank => start_over(run, page, &source.login_url, &now).await?,
        }))
    }

    /// What was counted for an answer that the source never got.
    async fn give_back(&self, spent: Option<Try>) -> Result<(), ServiceError> {
        let Some(spent) = spent else { return Ok(()) };
        let mut tx = self.app.db.begin().await?;
        accounts::give_back(&mut tx, &spent).await?;
        tx.commit().await?;
        Ok(())
    }

    async fn end(
        &mut self,
        source: &Source,
        mut run: Run<'_>,
        mut page: AnyPage,
        step: Step,
    ) -> Result<Outcome, Trouble> {
        let step = match step {
            Step::Forgotten => self.come_back(source, &mut run, &mut page).await?,
            other => self.count(other),
        };
        match step {
            Step::Ask(challenge) => {
                run.memory.warned = challenge.tries_left == Some(1);
                let checkpoint = Checkpoint { page: page.checkpoint().await?, memory: run.memory };
                self.sessions.keep(self.flow, page, checkpoint.page.clone());
                Ok(Outcome::Asks(challenge, checkpoint))
            }
            Step::SignedIn => {
                let session = Checkpoint { page: page.checkpoint().await?, memory: run.memory };
                Ok(Outcome::SignedIn(session, Arc::clone(&source.definition)))
            }
            Step::Refused(refused) => Ok(Outcome::Refused(refused)),
            Step::Forgotten => Ok(Outcome::Refused(Refusal::SourceChanged.into())),
        }
    }

    /// Asks the same again, with the warning; nothing was given to the source.
    async fn warn(&self, run: &mut Run<'_>, page: &mut AnyPage) -> Result<Step, PageError> {
        Ok(match play(run, page, Move::Look, &|| self.app.clock.steady()).await? {
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
    async fn come_back(&mut self, source: &Source, run: &mut Run<'_>, page: &mut AnyPage) -> Result<Step, Trouble> {
        let spent = self.count_return(source, run).await?;
        let now = || self.app.clock.steady();
        if spent.is_none() {
            return Ok(start_over(run, page, &source.login_url, &now).await?);
        }
        self.tries.extend(spent);
        Ok(sign_in_again(run, page, &source.login_url, &now).await?)
    }

    /// Counts the password that is given once more; what was tried on the forgotten sign-in told the source nothing.
    async fn count_return(&mut self, source: &Source, run: &Run<'_>) -> Result<Option<Try>, ServiceError> {
        let mut tx = self.app.db.begin().await?;
        for spent in self.tries.drain(..) {
            accounts::give_back(&mut tx, &spent).await?;
        }
        let spent = match run.memory.identifier.as_deref().filter(|_| run.memory.returns < MOST_RETURNS) {
            Some(identifier) => {
                let host = source.host();
                let account = source.account(&host, identifier);
                accounts::spend(self.app, &mut tx, &account, Tried::Password, SPARE).await?
            }
            None => None,
        };
        tx.commit().await?;
        Ok(spent)
    }
}

/// Whether a page shows the screen that was answered, where it was opened anew; an answer is for no other.
async fn is_where_it_was(run: &Run<'_>, Reopened { page, how }: &mut Reopened) -> Result<bool, PageError> {
    match how {
        Reopening::Kept => return Ok(true),
        Reopening::Reloaded => {}
        Reopening::Blank => return Ok(false),
    }
    let seen = page.look().await?;
    let Some(asked) = run.memory.asked() else { return Ok(false) };
    Ok(page.reader().read(seen.html.len(), || run.recognise(&seen).as_deref() == Some(asked)).await)
}
