//! One turn at the source: make the move, look, and read what the page means.

use time::OffsetDateTime;
use url::Url;

use super::{error::PageError, page::Page, picture};
use crate::{
    domain::prompt::{
        answer::Answer,
        challenge::{Again, Challenge, Kind},
        refusal::Refusal,
    },
    page::{
        Seen, Submission,
        recipe::run::{Act, Run, Step},
    },
};

/// What to do first.
pub enum Move {
    /// Open the source's sign-in.
    Open(Url),
    /// Give the page that asked this answer.
    Answer(Answer),
    /// Load the page again: what it waits for may have happened.
    Reload,
    /// Only look: the answer was lost on the way.
    Look,
}

/// Tells the time. A source may take long, and what it says of seconds left counts from when its page is read.
pub type Now<'a> = &'a (dyn Fn() -> OffsetDateTime + Sync);

/// The most screens that are answered again on the way back to a prompt.
const LONGEST_WAY_BACK: usize = 12;

/// Makes a move on a page: what the page means afterwards.
pub async fn play<P: Page>(run: &mut Run<'_>, page: &mut P, first: Move, now: Now<'_>) -> Result<Step, PageError> {
    match first {
        Move::Open(url) => page.go(&url).await?,
        Move::Reload => page.refresh().await?,
        Move::Look => {}
        Move::Answer(answer) => match run.answer(&look(run, page).await?, &answer, now()) {
            Ok(Act::Submit(submission)) => return submit(run, page, submission, now).await,
            Ok(Act::Look) => page.refresh().await?,
            Ok(Act::Visit(url)) => return visit(run, page, &url, now).await,
            Err(refused) => return Ok(Step::Refused(refused)),
        },
    }
    read(run, page, now).await
}

/// Sends an answer. A sign-in that asks for the same again and finds no fault may have a form that only its script
/// sends; as the answer may have arrived, the customer is asked to give it again, where scripts run.
async fn submit<P: Page>(
    run: &mut Run<'_>,
    page: &mut P,
    submission: Submission,
    now: Now<'_>,
) -> Result<Step, PageError> {
    let asked = run.memory.asked().map(ToOwned::to_owned);
    page.submit(submission).await?;
    let step = read(run, page, now).await?;
    if !page.can_switch_to_browser()
        || run.memory.asked() != asked.as_deref()
        || !asks_password_without_complaint(&step)
    {
        return Ok(step);
    }
    page.switch_to_browser().await?;
    if page.can_switch_to_browser() { Ok(step) } else { Ok(lost(read(run, page, now).await?)) }
}

/// Whether a password is asked for without a complaint about the last one.
fn asks_password_without_complaint(step: &Step) -> bool {
    let Step::Ask(challenge) = step else { return false };
    takes_password(challenge.kind) && challenge.error.is_none()
}

/// Whether a prompt takes the customer's password.
const fn takes_password(kind: Kind) -> bool {
    match kind {
        Kind::Credentials | Kind::Password => true,
        Kind::Identifier
        | Kind::OneTimeCode
        | Kind::MfaMethod
        | Kind::Destination
        | Kind::SecurityQuestion
        | Kind::Phone
        | Kind::Email
        | Kind::PushApproval
        | Kind::Confirm
        | Kind::AccountChoice
        | Kind::Form
        | Kind::MagicLink
        | Kind::Captcha
        | Kind::ImageChoice
        | Kind::QuestionChoice
        | Kind::PartialSecret
        | Kind::ChallengeResponse
        | Kind::QrScan
        | Kind::NewPassword
        | Kind::Sso
        | Kind::Passkey
        | Kind::SourceHold => false,
    }
}

/// Says that the answer was lost, where the page asks for one.
pub fn lost(step: Step) -> Step {
    match step {
        Step::Ask(challenge) => Step::Ask(Box::new(Challenge { again: Some(Again::AnswerLost), ..*challenge })),
        other => other,
    }
}

/// Signs in again at a source that has forgotten the sign-in, with what the customer answered before, as far as the
/// prompt that was asked last.
pub async fn sign_in_again<P: Page>(
    run: &mut Run<'_>,
    page: &mut P,
    login: &Url,
    now: Now<'_>,
) -> Result<Step, PageError> {
    run.memory.set_out_again();
    page.go(login).await?;
    for _ in 0..LONGEST_WAY_BACK {
        let seen = look(run, page).await?;
        let Some(answer) = run.repeat(&seen) else { break };
        match run.answer(&seen, &answer, now()) {
            Ok(Act::Submit(submission)) => page.submit(submission).await?,
            Ok(Act::Look | Act::Visit(_)) => break,
            Err(refused) => return Ok(Step::Refused(refused)),
        }
    }
    Ok(match read(run, page, now).await? {
        Step::Ask(challenge) => Step::Ask(Box::new(Challenge { again: Some(Again::Forgotten), ..*challenge })),
        other => other,
    })
}

/// Begins the sign-in anew, for the customer to answer.
pub async fn start_over<P: Page>(
    run: &mut Run<'_>,
    page: &mut P,
    login: &Url,
    now: Now<'_>,
) -> Result<Step, PageError> {
    run.memory.set_out_again();
    page.go(login).await?;
    read(run, page, now).await
}

/// Opens a link the source sent. Where it may not lead there, or says only that it was opened, the page that asked
/// is looked at again.
async fn visit<P: Page>(run: &mut Run<'_>, page: &mut P, link: &Url, now: Now<'_>) -> Result<Step, PageError> {
    let asked = page.look().await?.url;
    match page.go(link).await {
        Err(error) if !error.may_have_arrived() => {
            let step = read(run, page, now).await?;
            return Ok(refuse_link(step));
        }
        opened => opened?,
    }
    if matches!(run.next(&page.look().await?, now()), Step::Refused(refused) if refused.refusal == Refusal::SourceChanged)
    {
        page.go(&asked).await?;
    }
    read(run, page, now).await
}

fn refuse_link(step: Step) -> Step {
    match step {
        Step::Ask(challenge) => {
            Step::Ask(Box::new(Challenge { error: Some(Refusal::MfaCodeInvalid.into()), ..*challenge }))
        }
        other => other,
    }
}

/// What the page shows; where scripts run, if it is nothing without them.
async fn look<P: Page>(run: &Run<'_>, page: &mut P) -> Result<Seen, PageError> {
    let seen = page.look().await?;
    if !page.can_switch_to_browser() || !run.needs_script(&seen) {
        return Ok(seen);
    }
    page.switch_to_browser().await?;
    page.look().await
}

/// Whether a page that says nothing is behind the sign-in: a source does not ask a signed-in customer for a password.
async fn is_inside<P: Page>(run: &Run<'_>, page: &mut P, seen: &Seen) -> Result<bool, PageError> {
    let Some(sign_in) = run.sign_in_url().filter(|_| seen.status < 400) else { return Ok(false) };
    page.go(&sign_in).await?;
    Ok(run.is_let_in(seen, &look(run, page).await?))
}

/// What the page means now, with the pictures it shows.
async fn read<P: Page>(run: &mut Run<'_>, page: &mut P, now: Now<'_>) -> Result<Step, PageError> {
    let seen = look(run, page).await?;
    let mut step = run.next(&seen, now());
    if matches!(&step, Step::Refused(refused) if refused.refusal == Refusal::SourceChanged)
        && is_inside(run, page, &seen).await?
    {
        step = Step::SignedIn;
    }
    if let Step::Ask(challenge) = &mut step {
        picture::fetch(page, challenge).await;
    }
    Ok(step)
}
