//! What every engine can do with a page.

use std::future::Future;

use secrecy::SecretString;
use url::Url;

use super::{
    arrival::Arrival,
    error::PageError,
    file::{FileRequest, Given},
    reading::Reader,
};
use crate::page::{Seen, Submission};

/// A page of a source that an engine holds open.
///
/// When an action fails, the page stays what it was before the action.
pub trait Page: Send {
    /// Opens `url` as if a person had typed it.
    fn go(&mut self, url: &Url) -> impl Future<Output = Result<(), PageError>> + Send {
        self.go_as(url, Arrival::Led)
    }

    /// As [`Self::go`]; unless the source leads on from there, the page is arrived at so.
    fn go_as(&mut self, url: &Url, arrival: Arrival) -> impl Future<Output = Result<(), PageError>> + Send;

    /// What the page shows now.
    fn look(&mut self) -> impl Future<Output = Result<Seen, PageError>> + Send;

    /// Fills, chooses and presses; sends at most one submission and never repeats it.
    fn submit(&mut self, submission: Submission) -> impl Future<Output = Result<(), PageError>> + Send;

    /// Asks for a file.
    fn download(&mut self, asked: FileRequest) -> impl Future<Output = Result<Given, PageError>> + Send;

    /// Brings the page up to date with the source.
    fn refresh(&mut self) -> impl Future<Output = Result<(), PageError>> + Send;

    /// What is to be used for reading what the page shows.
    fn reader(&self) -> &Reader;

    /// How it was arrived at.
    fn arrival(&self) -> Arrival;

    /// Starts a step: its actions share the time of one, up to [`Self::end_step`].
    fn begin_step(&mut self) {}

    /// Ends the step.
    fn end_step(&mut self) {}

    /// Waits a while for a page that changes by itself; whether it has.
    fn wait_for_change(&mut self) -> impl Future<Output = Result<bool, PageError>> + Send {
        async { Ok(false) }
    }

    /// Whether the source has sent another document since the last submission.
    fn is_answered(&self) -> bool {
        true
    }

    /// Whether the page could continue in a browser, and is not in one yet.
    fn can_switch_to_browser(&self) -> bool {
        false
    }

    /// Continues in a browser, if it can.
    fn switch_to_browser(&mut self) -> impl Future<Output = Result<(), PageError>> + Send {
        async { Ok(()) }
    }

    /// Fetches a picture of the page, of at most `most` bytes.
    fn picture(&mut self, url: &Url, most: usize) -> impl Future<Output = Result<Vec<u8>, PageError>> + Send;

    /// The page and its cookies as JSON, for the caller to seal and to restore from.
    fn checkpoint(&mut self) -> impl Future<Output = Result<SecretString, PageError>> + Send;
}
