//! One turn at the source: make the move, look, and read what the page means.

use time::OffsetDateTime;
use url::Url;

use super::{arrival::Arrival, error::PageError, masking::Secrets, page::Page, picture};
use crate::{
    domain::{
        prompt::{
            answer::Answer,
            challenge::{Again, Challenge, Kind},
            refusal::Refusal,
        },
        source::recipe::Css,
    },
    page::{
        Seen,
        dom::Document,
        recipe::{
            memory::Memory,
            run::{Act, Run, Step},
        },
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

/// How often a page that changes by itself is looked at again.
const MOST_CHANGES: usize = 3;
/// What a page has that is to be loaded again after a time.
const REFRESH: &str = "meta[http-equiv=refresh i]";
/// The most screens that are answered again on the way back to a prompt.
const LONGEST_WAY_BACK: usize = 12;

/// Makes a move on a page: what the page means afterwards.
pub async fn play<P: Page>(run: &mut Run<'_>, page: &mut P, first: Move, now: Now<'_>) -> Result<Step, PageError> {
    let mut secrets = secrets(run);
    if let Move::Answer(answer) = &first {
        secrets.add(answer);
    }
    page.begin_step();
    let made = make(run, page, first, now).await;
    page.end_step();
    Ok(secrets.mask(made?))
}

/// What was typed in this flow, as far as it is remembered.
fn secrets(run: &Run<'_>) -> Secrets {
    let mut secrets = Secrets::default();
    run.memory.answers().for_each(|answer| secrets.add(answer));
    secrets
}

async fn make<P: Page>(run: &mut Run<'_>, page: &mut P, first: Move, now: Now<'_>) -> Result<Step, PageError> {
    match first {
        Move::Open(url) => page.go(&url).await?,
        Move::Reload => reload(page).await?,
        Move::Look => {}
        Move::Answer(answer) => return give(run, page, &answer, now).await,
    }
    read(run, page, now).await
}

/// Brings a page up to date that waits for something, unless that would give the source once more what led to the page.
/// Where the page itself says that it is to be loaded again, that is what the source wants.
async fn reload<P: Page>(page: &mut P) -> Result<(), PageError> {
    let is_wanted = page.arrival().repeats_nothing() || {
        let seen = page.look().await?;
        let is_asked_for = || Document::new(&seen.html, &seen.url).has(&Css(REFRESH.to_owned()));
        page.reader().read(seen.html.len(), is_asked_for).await
    };
    if is_wanted { page.refresh().await } else { Ok(()) }
}

/// Gives the page an answer.
async fn give<P: Page>(run: &mut Run<'_>, page: &mut P, answer: &Answer, now: Now<'_>) -> Result<Step, PageError> {
    let seen = look(run, page).await?;
    let before = run.memory.clone();
    match page.reader().read(seen.html.len(), || run.answer(&seen, answer, now())).await {
        Ok(Act::Submit(submission)) => match page.submit(submission).await {
            Ok(()) => after_submission(run, page, &before, now).await,
            Err(PageError::Unsupported { .. }) if page.can_switch_to_browser() => {
                run.memory = before;
                give_in_browser(run, page, answer, now).await
            }
            // A page that is alive may have gone on since it was looked at; nothing was typed.
            Err(PageError::NoSuchElement { .. }) => {
                run.memory = before;
                read_again(run, page, now).await
            }
            Err(error) => Err(error),
        },
        Ok(Act::Look) => {
            reload(page).await?;
            read(run, page, now).await
        }
        Ok(Act::Visit(url)) => visit(run, page, &url, now).await,
        // The page has gone on by itself since it asked.
        Err(refused) if refused.refusal == Refusal::SourceChanged => {
            run.memory = before;
            read_again(run, page, now).await
        }
        Err(refused) => Ok(Step::Refused(refused)),
    }
}

/// Gives an answer where scripts run, of which nothing was sent yet.
async fn give_in_browser<P: Page>(
    run: &mut Run<'_>,
    page: &mut P,
    answer: &Answer,
    now: Now<'_>,
) -> Result<Step, PageError> {
    page.switch_to_browser().await?;
    if page.can_switch_to_browser() {
        return Err(PageError::NoBrowser);
    }
    let seen = page.look().await?;
    let before = run.memory.clone();
    match page.reader().read(seen.html.len(), || run.answer(&seen, answer, now())).await {
        Ok(Act::Submit(submission)) => {
            page.submit(submission).await?;
            after_submission(run, page, &before, now).await
        }
        Ok(Act::Look | Act::Visit(_)) => read_again(run, page, now).await,
        Err(_) => {
            run.memory = before;
            read_again(run, page, now).await
        }
    }
}

/// What a page asks that did not get the answer; where it asks the same, the customer is told so.
async fn read_again<P: Page>(run: &mut Run<'_>, page: &mut P, now: Now<'_>) -> Result<Step, PageError> {
    let asked = run.memory.asked().map(ToOwned::to_owned);
    let step = read(run, page, now).await?;
    Ok(if run.memory.asked() == asked.as_deref() { lost(step) } else { step })
}

/// What the page means after an answer. A sign-in that asks for the same again and finds no fault may have a form that
/// only its script sends; as the answer may have arrived, the customer is asked to give it again, where scripts run.
/// There, or where there are none, a source that took the answer and asks again has refused it without a word.
async fn after_submission<P: Page>(
    run: &mut Run<'_>,
    page: &mut P,
    before: &Memory,
    now: Now<'_>,
) -> Result<Step, PageError> {
    let answered = run.memory.clone();
    let mut step = read(run, page, now).await?;
    for _ in 0..MOST_CHANGES {
        // A page that asks the same without a complaint may still be at work on the answer.
        if !asks_same(run, before, &step) || !page.wait_for_change().await? {
            break;
        }
        run.memory = answered.clone();
        step = read(run, page, now).await?;
    }
    if !asks_same(run, before, &step) || !asks_password(&step) {
        return Ok(step);
    }
    if page.can_switch_to_browser() {
        page.switch_to_browser().await?;
        return Ok(if page.can_switch_to_browser() { step } else { lost(read(run, page, now).await?) });
    }
    Ok(if page.is_answered() { refuse(step, Refusal::InvalidCredentials) } else { lost(step) })
}

/// Whether a step asks what was asked before, and says nothing about the answer.
fn asks_same(run: &Run<'_>, before: &Memory, step: &Step) -> bool {
    let Step::Ask(challenge) = step else { return false };
    challenge.error.is_none() && challenge.poll.is_none() && run.memory.asked() == before.asked()
}

fn asks_password(step: &Step) -> bool {
    matches!(step, Step::Ask(challenge) if takes_password(challenge.kind))
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
    let secrets = secrets(run);
    run.memory.set_out_again();
    page.go(login).await?;
    for _ in 0..LONGEST_WAY_BACK {
        let seen = look(run, page).await?;
        let Some(answer) = page.reader().read(seen.html.len(), || run.repeat(&seen)).await else { break };
        match page.reader().read(seen.html.len(), || run.answer(&seen, &answer, now())).await {
            Ok(Act::Submit(submission)) => page.submit(submission).await?,
            Ok(Act::Look | Act::Visit(_)) => break,
            Err(refused) => return Ok(Step::Refused(refused)),
        }
    }
    Ok(match secrets.mask(read(run, page, now).await?) {
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
    let secrets = secrets(run);
    run.memory.set_out_again();
    page.go(login).await?;
    Ok(secrets.mask(read(run, page, now).await?))
}

/// Opens a link the source sent. Where it may not lead there, or says only that it was opened, the page that asked
/// is looked at again.
async fn visit<P: Page>(run: &mut Run<'_>, page: &mut P, link: &Url, now: Now<'_>) -> Result<Step, PageError> {
    let (asked, may_go_back) = (page.look().await?.url, page.arrival().repeats_nothing());
    match page.go_as(link, Arrival::Given).await {
        Err(error) if !error.may_have_arrived() => {
            let step = read(run, page, now).await?;
            return Ok(refuse(step, Refusal::MfaCodeInvalid));
        }
        opened => opened?,
    }
    let seen = page.look().await?;
    if may_go_back && fits_nothing(&page.reader().read(seen.html.len(), || run.next(&seen, now())).await) {
        page.go(&asked).await?;
    }
    read(run, page, now).await
}

/// Says what is wrong with the answer, where the page asks for one.
fn refuse(step: Step, refusal: Refusal) -> Step {
    match step {
        Step::Ask(challenge) => Step::Ask(Box::new(Challenge { error: Some(refusal.into()), ..*challenge })),
        other => other,
    }
}

/// What the page shows; where scripts run, if it is nothing without them.
async fn look<P: Page>(run: &Run<'_>, page: &mut P) -> Result<Seen, PageError> {
    let seen = page.look().await?;
    if !page.can_switch_to_browser() || !page.reader().read(seen.html.len(), || run.needs_script(&seen)).await {
        return Ok(seen);
    }
    page.switch_to_browser().await?;
    page.look().await
}

/// Whether a page that says nothing is behind the sign-in: a source does not ask a signed-in customer for a password.
async fn is_inside<P: Page>(run: &Run<'_>, page: &mut P, seen: &Seen) -> Result<bool, PageError> {
    let Some(sign_in) = run.sign_in_url().filter(|_| seen.status < 400) else { return Ok(false) };
    page.go(&sign_in).await?;
    let at_sign_in = look(run, page).await?;
    Ok(page.reader().read(at_sign_in.html.len(), || run.is_let_in(seen, &at_sign_in)).await)
}

/// What the page means now, with the pictures it shows. Before it is given up, a page that fits nothing is looked at
/// again, as it may be on its way to the next.
async fn read<P: Page>(run: &mut Run<'_>, page: &mut P, now: Now<'_>) -> Result<Step, PageError> {
    let mut seen = look(run, page).await?;
    let mut step = page.reader().read(seen.html.len(), || run.next(&seen, now())).await;
    for _ in 0..MOST_CHANGES {
        if !fits_nothing(&step) || !page.wait_for_change().await? {
            break;
        }
        seen = look(run, page).await?;
        step = page.reader().read(seen.html.len(), || run.next(&seen, now())).await;
    }
    if fits_nothing(&step) && page.can_switch_to_browser() && leads_by_script(&seen) {
        page.switch_to_browser().await?;
        seen = look(run, page).await?;
        step = page.reader().read(seen.html.len(), || run.next(&seen, now())).await;
    }
    if fits_nothing(&step) && is_inside(run, page, &seen).await? {
        step = Step::SignedIn;
    }
    if let Step::Ask(challenge) = &mut step {
        picture::fetch(page, challenge).await;
    }
    Ok(step)
}

fn fits_nothing(step: &Step) -> bool {
    matches!(step, Step::Refused(refused) if refused.refusal == Refusal::SourceChanged)
}

/// Whether a page looks as if a script of its own led on from it.
fn leads_by_script(seen: &Seen) -> bool {
    ["location.href", "location.replace(", "location.assign(", "location =", "location=", ".submit()"]
        .iter()
        .any(|mark| seen.html.contains(mark))
}
