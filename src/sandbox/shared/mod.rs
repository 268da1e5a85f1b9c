//! What all requests share, in the process's memory.

pub mod ledger;
pub mod memory;

use ledger::Ledger;
use memory::Memory;

/// What all requests share.
#[derive(Debug, Default)]
pub struct Shared {
    /// Every form that arrived.
    pub ledger: Ledger,
    /// When the mailed link of a session was opened, by the session's id.
    pub opened_links: Memory<i64>,
    /// How many wrong answers an account was given, by its user name.
    pub wrong_answers: Memory<u16>,
}
