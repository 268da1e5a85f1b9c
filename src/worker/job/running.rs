//! What the runs of a job have in common.

use crate::{
    app::App,
    domain::{
        id::Id,
        job::Job,
        link::{Link, flow::Flow},
        task::Claim,
    },
    worker::sign_in::{browser_sessions::BrowserSessions, source::Source},
};

/// What runs a workflow has from the job it belongs to.
pub struct Running<'a> {
    pub app: &'a App,
    pub sessions: &'a BrowserSessions,
    pub claim: &'a Claim,
    pub source: &'a Source,
    /// The flow whose session the run is in.
    pub flow: Id<Flow>,
    /// The link and the job, whose inputs the run is given.
    pub given: (Id<Link>, Id<Job>),
}
