//! Driving a source: open its pages, look at them, answer its forms.

mod any;
pub mod chrome;
pub mod http;
mod picture;
mod play;

pub use crate::net::error::PageError;
pub use any::{AnyPage, Means};
pub use play::{Move, lost, play, sign_in_again, start_over};

use std::future::Future;

use secrecy::SecretString;
use url::Url;

use crate::page::{Seen, Submission};

/// A page of a source that an engine holds open.
///
/// When an action fails, the page stays what it was before the action.
pub trait Page: Send {
    /// Opens `url` as if a person had typed it.
    fn go(&mut self, url: &Url) -> impl Future<Output = Result<(), PageError>> + Send;

    /// Says what the page shows now.
    fn look(&mut self) -> impl Future<Output = Result<Seen, PageError>> + Send;

    /// Fills, chooses and presses; sends at most one submission and never repeats it.
    fn submit(&mut self, submission: Submission) -> impl Future<Output = Result<(), PageError>> + Send;

    /// Lets the page catch up with what happened at the source meanwhile.
    fn again(&mut self) -> impl Future<Output = Result<(), PageError>> + Send;

    /// Whether it could go on where scripts run, and is not there yet.
    fn can_move_on(&self) -> bool {
        false
    }

    /// Goes on where scripts run, if it can.
    fn move_on(&mut self) -> impl Future<Output = Result<(), PageError>> + Send {
        async { Ok(()) }
    }

    /// Fetches a picture of the page, of at most `most` bytes.
    fn picture(&mut self, url: &Url, most: usize) -> impl Future<Output = Result<Vec<u8>, PageError>> + Send;

    /// Writes down the page and its cookies as JSON, for the caller to seal and to restore from.
    fn checkpoint(&mut self) -> impl Future<Output = Result<SecretString, PageError>> + Send;
}
