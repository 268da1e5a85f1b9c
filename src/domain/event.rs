//! An event: something that happened to a link, as backends are told.

use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, IntoStaticStr, VariantArray};

use super::id::Noun;

/// Names an event in an id.
pub struct Event;

impl Noun for Event {
    const PREFIX: &'static str = "evt";
}

/// What happened.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Display, EnumString, IntoStaticStr, VariantArray,
)]
pub enum Type {
    /// A customer with a link past its time asks for a new one; told once for each link.
    #[serde(rename = "link.renewal_requested")]
    #[strum(serialize = "link.renewal_requested")]
    LinkRenewalRequested,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_type_has_one_name_wherever_it_is_written() {
        for kind in Type::VARIANTS {
            let name = kind.to_string();
            assert_eq!(serde_json::to_value(kind).unwrap(), name.as_str());
            assert_eq!(name.parse::<Type>().unwrap(), *kind);
        }
    }
}
