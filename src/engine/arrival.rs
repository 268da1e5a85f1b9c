//! How a page was arrived at, which says whether its address may be asked for again.

use serde::{Deserialize, Serialize};

/// How a page was arrived at. The address of some pages holds what was given to the page before: to ask for it again
/// would be to give that to the source once more.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Arrival {
    /// We typed its address, or the source led there by itself.
    Led,
    /// It answered a form that was posted, of which the address holds nothing.
    Posted,
    /// A link was pressed: its address is a choice.
    Linked,
    /// It answered a form whose entries are in the address, or a script wrote the address, or nobody knows.
    #[default]
    Given,
}

impl Arrival {
    /// Whether asking for the address again gives the source nothing once more.
    pub const fn repeats_nothing(self) -> bool {
        matches!(self, Self::Led | Self::Posted)
    }

    /// Whether it gives the source at most a link once more, as a workflow may that pressed it.
    pub const fn repeats_no_form(self) -> bool {
        !matches!(self, Self::Given)
    }
}
