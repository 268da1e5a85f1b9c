//! The page of a flow that could not go on.

use askama::Template;
use askama_web::WebTemplate;

use super::{done::sample_counts, refusals};
use crate::{
    domain::job::outcome::Counts,
    domain::prompt::refusal::{Fixer, Refusal, Refused, Retry},
    view::kit::{layout::Layout, sample::Sample},
};

/// Says why, and what the customer can do.
#[derive(Template, WebTemplate)]
#[template(path = "portal/failed.html")]
pub struct Failed {
    pub layout: Layout,
    /// The link to try again with, where it is known.
    pub token: Option<String>,
    pub refused: Refused,
    /// What was done before it failed, where jobs had begun.
    pub deeds: Option<Counts>,
    /// Where the tenant wants the customer back, with everything appended.
    pub return_url: Option<String>,
}

impl Failed {
    /// Red is for what the customer has to mend; what is nobody's fault, or was wished for, is no reason for alarm.
    fn mood(&self) -> &'static str {
        if self.is_own_doing() || self.refused.refusal.fixer() != Fixer::Customer { "calm" } else { "bad" }
    }

    fn icon(&self) -> &'static str {
        if self.is_own_doing() { "clock" } else { "alert" }
    }

    /// Whether the source's own sign-in page is where the customer can mend it.
    fn helps_at_source(&self) -> bool {
        refusals::helps_at_source(self.refused.refusal)
    }

    fn is_own_doing(&self) -> bool {
        matches!(self.refused.refusal, Refusal::CancelledByCustomer | Refusal::FlowTimedOut)
    }

    /// The link to try again with, if trying again can help.
    fn again(&self) -> Option<&str> {
        match self.refused.refusal.retry() {
            Retry::Now | Retry::Later | Retry::Fix => self.token.as_deref(),
            Retry::New | Retry::No => None,
        }
    }
}

impl Sample for Failed {
    fn samples(layout: &Layout) -> Vec<(&'static str, Self)> {
        let page = |refusal: Refusal, said: Option<&str>| Self {
            layout: layout.clone(),
            token: Some("v1.sample".to_owned()),
            return_url: Some("https://harbour.example/back?link_id=lnk_1&status=FAILED".to_owned()),
            deeds: (refusal == Refusal::WorkflowFailed).then(sample_counts),
            refused: Refused { source_message: said.map(str::to_owned), ..refusal.into() },
        };
        vec![
            ("later", page(Refusal::SourceMaintenance, None)),
            ("fix", page(Refusal::AccountLocked, Some("Your account has been locked. Call 0800 123 456."))),
            ("hostile", page(Refusal::SourceError, Some("<script>alert(1)</script> Error 500 </main><h1>Pay now"))),
            ("no", page(Refusal::SourceNotSupported, None)),
            ("workflow", page(Refusal::WorkflowFailed, None)),
            ("cancelled", page(Refusal::CancelledByCustomer, None)),
        ]
    }
}
