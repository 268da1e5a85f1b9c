//! What an API key may be used for.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, IntoStaticStr, VariantArray};

/// One thing that a key may be used for.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    Display,
    EnumString,
    IntoStaticStr,
    VariantArray,
    JsonSchema,
)]
pub enum Scope {
    #[serde(rename = "links:read")]
    #[strum(serialize = "links:read")]
    LinksRead,
    #[serde(rename = "links:write")]
    #[strum(serialize = "links:write")]
    LinksWrite,
    #[serde(rename = "sources:read")]
    #[strum(serialize = "sources:read")]
    SourcesRead,
    #[serde(rename = "sources:write")]
    #[strum(serialize = "sources:write")]
    SourcesWrite,
    /// Jobs, and the workflows they are made of.
    #[serde(rename = "jobs:read")]
    #[strum(serialize = "jobs:read")]
    JobsRead,
    /// Jobs, and the workflows they are made of.
    #[serde(rename = "jobs:write")]
    #[strum(serialize = "jobs:write")]
    JobsWrite,
    /// Runs of jobs and workflows, and the artifacts they brought home.
    #[serde(rename = "runs:read")]
    #[strum(serialize = "runs:read")]
    RunsRead,
    /// Deleting artifacts.
    #[serde(rename = "runs:write")]
    #[strum(serialize = "runs:write")]
    RunsWrite,
    /// Deleting everything of a customer.
    #[serde(rename = "customers:write")]
    #[strum(serialize = "customers:write")]
    CustomersWrite,
    #[serde(rename = "events:read")]
    #[strum(serialize = "events:read")]
    EventsRead,
    #[serde(rename = "webhooks:read")]
    #[strum(serialize = "webhooks:read")]
    WebhooksRead,
    #[serde(rename = "webhooks:write")]
    #[strum(serialize = "webhooks:write")]
    WebhooksWrite,
    #[serde(rename = "keys:read")]
    #[strum(serialize = "keys:read")]
    KeysRead,
    #[serde(rename = "keys:write")]
    #[strum(serialize = "keys:write")]
    KeysWrite,
    /// User pools, their applications and their users.
    #[serde(rename = "identity:read")]
    #[strum(serialize = "identity:read")]
    IdentityRead,
    /// User pools, their applications, their users, and tokens for customers.
    #[serde(rename = "identity:write")]
    #[strum(serialize = "identity:write")]
    IdentityWrite,
    /// Codes that say to a device which customer its user is.
    #[serde(rename = "users:link")]
    #[strum(serialize = "users:link")]
    UsersLink,
}

/// All that a key may be used for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Access {
    /// Everything there is, now and later.
    Everything,
    Only(BTreeSet<Scope>),
}

impl Access {
    /// Whether it holds a scope.
    pub fn holds(&self, scope: Scope) -> bool {
        match self {
            Self::Everything => true,
            Self::Only(scopes) => scopes.contains(&scope),
        }
    }

    /// Every scope it holds.
    pub fn scopes(&self) -> Vec<Scope> {
        Scope::VARIANTS.iter().copied().filter(|scope| self.holds(*scope)).collect()
    }

    /// The access of a new key that is given by one that has this: what was asked for, or the same; the first scope
    /// that cannot be given because this does not hold it.
    pub fn pass_on(&self, wanted: Option<BTreeSet<Scope>>) -> Result<Self, Scope> {
        let Some(wanted) = wanted else { return Ok(self.clone()) };
        match wanted.iter().find(|scope| !self.holds(**scope)) {
            Some(missing) => Err(*missing),
            None => Ok(Self::Only(wanted)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scope_has_one_name_wherever_it_is_written() {
        for scope in Scope::VARIANTS {
            let name = scope.to_string();
            assert_eq!(serde_json::to_value(scope).unwrap(), name.as_str());
            assert_eq!(name.parse::<Scope>().unwrap(), *scope);
        }
    }

    #[test]
    fn nobody_passes_on_what_they_have_not() {
        let some = Access::Only([Scope::LinksRead, Scope::KeysWrite].into());
        assert_eq!(some.pass_on(None), Ok(some.clone()));
        assert_eq!(some.pass_on(Some([Scope::LinksRead].into())), Ok(Access::Only([Scope::LinksRead].into())));
        assert_eq!(some.pass_on(Some([Scope::LinksRead, Scope::LinksWrite].into())), Err(Scope::LinksWrite));
        assert_eq!(Access::Everything.pass_on(None), Ok(Access::Everything));
        assert!(Access::Only(BTreeSet::new()).scopes().is_empty());
    }
}
