//! One turn of a sign-in: open the source or give it an answer, and say what it made of that.

use super::source::{self, Source};
use crate::{
    app::App,
    domain::{
        challenge::Challenge,
        checkpoint::Checkpoint,
        recipe::run::{Memory, Run, Step},
        task::Kind,
    },
    engine::{Move, Page, PageError, http::HttpPage, play},
    service::{
        ServiceError, sealed,
        turns::{self, Outcome},
    },
    store::tasks::Claim,
};

/// Does a sign-in task.
pub async fn run(app: &App, claim: &Claim) -> Result<(), ServiceError> {
    let source = source::of_flow(app, claim.flow_id).await?;
    let outcome = match turn(app, claim, &source).await? {
        Ok(outcome) => outcome,
        Err(error) => {
            let cause = std::error::Error::source(&error).map(ToString::to_string);
            tracing::warn!(flow = %claim.flow_id, %error, cause, "the source could not be asked");
            Outcome::Refused(error.refusal().into())
        }
    };
    turns::advance(app, claim, outcome).await
}

async fn turn(app: &App, claim: &Claim, source: &Source) -> Result<Result<Outcome, PageError>, ServiceError> {
    let guard = source.guard(app)?;
    let (opened, memory, first) = match claim.kind {
        Kind::Open | Kind::Jobs => {
            let memory = Memory::new(source.identifier.clone());
            (HttpPage::open(guard, source::limits(app)), memory, Move::Open(source.login_url.clone()))
        }
        Kind::Answer => {
            let Some(checkpoint) = sealed::checkpoint(app, claim.flow_id).await? else {
                return Err(ServiceError::Broken(format!("{} has no page to answer on", claim.flow_id)));
            };
            // Taken once and not found again: it may have reached the source, so only the customer may repeat it.
            let first = sealed::answer(app, claim)?.map_or(Move::Look, Move::Answer);
            (HttpPage::restore(guard, source::limits(app), &checkpoint.page), checkpoint.memory, first)
        }
    };
    Ok(match opened {
        Ok(page) => walk(page, Run::new(&source.recipe, memory), first, app).await,
        Err(error) => Err(error),
    })
}

async fn walk(mut page: HttpPage, mut run: Run<'_>, first: Move, app: &App) -> Result<Outcome, PageError> {
    let answer_lost = matches!(first, Move::Look);
    let step = play(&mut run, &mut page, first, app.clock.now()).await?;
    let checkpoint = Checkpoint { page: page.checkpoint().await?, memory: run.memory };
    Ok(match step {
        Step::Ask(challenge) => Outcome::Asks(Box::new(Challenge { answer_lost, ..*challenge }), checkpoint),
        Step::SignedIn => Outcome::SignedIn(checkpoint),
        Step::Refused(refused) => Outcome::Refused(refused),
    })
}
