//! Where somebody is on the pages, and what they have given so far.

use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, IntoStaticStr, VariantArray};

use super::{email::Email, factors::Amr};
use crate::domain::{
    id::Id,
    identity::{BrowserSession, OneTimeCode, User},
};

/// What somebody is on the pages for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Display, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Aim {
    Login,
    /// Make an account.
    Create,
    /// Make an account of a guest's.
    Promote,
    /// Choose another password.
    Reset,
}

/// The page that somebody is at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Display, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Step {
    /// Identifier and password at once.
    SignIn,
    /// Which address?
    Identifier,
    /// The mailed code.
    Verify,
    /// A code of an app, or a recovery code, of somebody who has shown one factor.
    SecondFactor,
    /// A new password.
    Password,
    /// The address is another account's, or, on the way to another password, nobody's.
    Conflict,
    /// Over; what remains is the way back to the application.
    Done,
}

impl Step {
    /// The first page of an aim.
    pub const fn first(aim: Aim) -> Self {
        match aim {
            Aim::Login => Self::SignIn,
            Aim::Create | Aim::Promote | Aim::Reset => Self::Identifier,
        }
    }

    /// The name of its page in addresses.
    pub const fn page(self, aim: Aim) -> &'static str {
        match (self, aim) {
            (Self::SignIn, _) | (Self::Identifier, Aim::Login) => "signin",
            (Self::Identifier, Aim::Create) => "create",
            (Self::Identifier, Aim::Promote) => "promote",
            (Self::Identifier, Aim::Reset) => "reset",
            (Self::Verify, _) => "verify",
            (Self::SecondFactor, _) => "mfa",
            (Self::Password, _) => "password",
            (Self::Conflict, _) => "conflict",
            (Self::Done, _) => "done",
        }
    }
}

/// The names of all pages in addresses.
pub const PAGES: [&str; 9] = ["signin", "create", "promote", "reset", "verify", "mfa", "password", "conflict", "done"];

/// What somebody has given so far; it rests sealed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pending {
    /// The address that was typed.
    #[serde(default)]
    pub email: Option<Email>,
    /// The code that was mailed there, and when, in Unix seconds.
    #[serde(default)]
    pub code: Option<(Id<OneTimeCode>, i64)>,
    /// Whether the person has shown that the address is theirs.
    #[serde(default)]
    pub is_verified: bool,
    /// Whose account the address is; looked for only once it is verified.
    #[serde(default)]
    pub owner: Option<Id<User>>,
    /// What the owner has shown in this sign-in.
    #[serde(default)]
    pub shown: Vec<Amr>,
    /// The browser's session in which it was shown, where that was before this sign-in.
    #[serde(default)]
    pub session: Option<Id<BrowserSession>>,
}

#[cfg(test)]
mod tests {
    use strum::VariantArray;

    use super::*;

    #[test]
    fn every_page_has_a_name_that_is_in_the_list() {
        for aim in Aim::VARIANTS {
            for step in Step::VARIANTS {
                assert!(PAGES.contains(&step.page(*aim)), "{aim} {step}");
            }
        }
    }
}
