//! One turn at the source: make the move, look, and read what the page means.

use time::OffsetDateTime;
use url::Url;

use super::{Page, PageError};
use crate::domain::{
    answer::Answer,
    recipe::run::{Run, Step},
    refusal::Refusal,
};

/// What to do first.
pub enum Move {
    /// Open the source's sign-in.
    Open(Url),
    /// Give the page that asked this answer.
    Answer(Answer),
    /// Only look: the answer was lost on the way.
    Look,
}

/// Makes a move on a page: what the page means afterwards.
pub async fn play<P: Page>(
    run: &mut Run<'_>,
    page: &mut P,
    first: Move,
    now: OffsetDateTime,
) -> Result<Step, PageError> {
    match first {
        Move::Open(url) => page.go(&url).await?,
        Move::Answer(answer) => {
            let submission = match run.answer(&page.look().await?, &answer, now) {
                Ok(submission) => submission,
                Err(refused) => return Ok(Step::Refused(refused)),
            };
            page.submit(submission).await?;
        }
        Move::Look => {}
    }
    Ok(run.next(&page.look().await?, now))
}

impl PageError {
    /// What the failure is called towards the customer and the company.
    pub fn refusal(&self) -> Refusal {
        match self {
            Self::Unreachable { .. } | Self::TimedOut { .. } | Self::Broken { .. } => Refusal::SourceUnavailable,
            Self::TooLarge | Self::TooManyRedirects => Refusal::SourceError,
            Self::Forbidden { .. } | Self::NoSuchElement { .. } | Self::Unsupported { .. } => Refusal::SourceChanged,
            Self::Checkpoint | Self::Setup { .. } => Refusal::Internal,
        }
    }
}
